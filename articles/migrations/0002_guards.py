"""Installs the database's own guards over editions, reviews, the log and revisions."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from articles import guards


def install(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(schema_editor.connection)


def drop(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [migrations.RunPython(install, drop)]
