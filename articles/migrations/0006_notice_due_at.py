"""When a notice is to be tried next: it keeps two runs from sending one at the same moment."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_questions")]

    operations = [
        migrations.AddField("notice", "due_at", models.DateTimeField(default=django.utils.timezone.now)),
    ]
