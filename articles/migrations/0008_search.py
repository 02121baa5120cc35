"""The index that search asks: a table for every database, and beside it what each searches full text with."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from articles.search.engine import engine


def install(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    engine(schema_editor.connection).install(schema_editor.connection)


def uninstall(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    engine(schema_editor.connection).uninstall(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_readers")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="articles.edition",
                    ),
                ),
                ("title", models.TextField()),
                ("headings", models.TextField()),
                ("lead", models.TextField()),
                ("body", models.TextField()),
                ("vocabulary", models.TextField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(install, uninstall),
    ]
