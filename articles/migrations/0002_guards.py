"""Installs the database's own guards over editions, reviews, the log and revisions."""

from django.db import migrations

from articles import guards


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [guards.PUT_BACK]
