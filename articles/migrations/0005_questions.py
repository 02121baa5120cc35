"""Loads the questions that a new house asks of its reviewers. The publisher changes them in the admin."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

QUESTIONS = (
    "Are the doses and exercises right for somebody who does them at home without supervision?",
    "Are the red flags complete, and is the urgency of each right?",
    "Do the claims match their sources?",
    "Does it say who must not do this, or must ask a professional first?",
)


def load(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    question = apps.get_model("articles", "ChecklistQuestion")
    for order, text in enumerate(QUESTIONS, start=1):
        question.objects.get_or_create(text=text, defaults={"order": order})


def remove(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("articles", "ChecklistQuestion").objects.filter(text__in=QUESTIONS).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_requests_comments_signatures")]

    operations = [migrations.RunPython(load, remove)]
