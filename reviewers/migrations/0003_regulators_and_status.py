import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import reviewers.models


class Migration(migrations.Migration):
    dependencies = [
        ("reviewers", "0002_how_long_and_who_vouched"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Regulator",
            fields=[
                (
                    "code",
                    models.CharField(
                        help_text="It is signed with every review, so it never changes.",
                        max_length=10,
                        primary_key=True,
                        serialize=False,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Za-z]+\\Z", "Use letters only, for example HCPC."
                            )
                        ],
                        verbose_name="short name",
                    ),
                ),
                ("name", models.CharField(max_length=150, unique=True, verbose_name="name")),
                (
                    "number_pattern",
                    models.CharField(
                        help_text="A regular expression that the whole registration number has to match.",
                        max_length=200,
                        validators=[reviewers.models.compiles],
                        verbose_name="pattern of its numbers",
                    ),
                ),
                ("number_example", models.CharField(max_length=20, verbose_name="example of a number")),
                ("register_url", models.URLField(verbose_name="address of its public register")),
                ("active", models.BooleanField(default=True, verbose_name="offered for new reviewers")),
            ],
            options={
                "verbose_name": "regulator",
                "verbose_name_plural": "regulators",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="StatusChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "Active"),
                            ("retired", "Retired"),
                            ("left", "Left"),
                            ("suspended", "Suspended"),
                            ("removed", "Removed from the register"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("on", models.DateField(default=django.utils.timezone.localdate, verbose_name="on")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="status_changes",
                        to="reviewers.reviewer",
                        verbose_name="reviewer",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of status",
                "verbose_name_plural": "changes of status",
                "ordering": ("-on", "-pk"),
            },
        ),
        migrations.AddField(
            model_name="registercheck",
            name="registered_until",
            field=models.DateField(
                blank=True,
                help_text="The last day of the registration, if the register names one.",
                null=True,
                verbose_name="registered until",
            ),
        ),
    ]
