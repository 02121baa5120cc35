import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The column that held a regulator's code as text becomes the key of its row; what is in it stays."""

    dependencies = [("reviewers", "0004_load_regulators")]

    operations = [
        migrations.AlterField(
            model_name="reviewer",
            name="regulator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviewers",
                to="reviewers.regulator",
                verbose_name="regulator",
            ),
        ),
        migrations.AlterField(
            model_name="reviewer",
            name="registration_number",
            field=models.CharField(
                max_length=20,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[A-Z0-9/-]+\\Z", "Use capital letters, figures, hyphens and slashes only."
                    )
                ],
                verbose_name="registration number",
            ),
        ),
    ]
