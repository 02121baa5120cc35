"""Puts into the index what is published, and loads words that mean the same. The publisher changes them in the admin."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from articles.search.engine import engine
from articles.search.reading import indexed

SYNONYMS = (
    ("pain", "painful", "hurt", "ache", "sore", "bad", "killing", "agony"),
    ("swollen", "swelling", "puffy"),
    ("stiff", "stiffness", "locked up"),
    ("exercise", "stretch", "workout"),
    ("physio", "physiotherapy", "physiotherapist"),
    ("doctor", "GP"),
    ("tummy", "belly", "abdomen"),
    ("bottom", "buttock", "glute"),
    ("lower back pain", "back pain", "lumbago", "bad back", "sore back"),
    ("sciatica", "slipped disc", "trapped nerve in the back", "pain down the leg", "leg nerve pain"),
    ("neck pain", "stiff neck", "sore neck", "crick in the neck", "torticollis"),
    ("frozen shoulder", "adhesive capsulitis", "stiff shoulder", "lift my arm"),
    ("rotator cuff", "shoulder impingement", "shoulder tendon", "subacromial pain"),
    ("tennis elbow", "lateral epicondylitis", "pain on the outside of the elbow", "elbow tendon"),
    ("golfer's elbow", "medial epicondylitis", "pain on the inside of the elbow"),
    ("carpal tunnel syndrome", "carpal tunnel", "pins and needles in the hand", "numb fingers"),
    ("trigger finger", "finger that locks", "stenosing tenosynovitis"),
    ("jumper's knee", "patellar tendinopathy", "patellar tendonitis", "patellar tendinitis"),
    ("runner's knee", "patellofemoral pain", "kneecap pain", "pain behind the kneecap", "sore kneecap"),
    ("kneecap", "knee cap", "patella"),
    ("knee pain", "bad knee", "sore knee"),
    ("osteoarthritis", "wear and tear", "worn joint", "arthritis"),
    ("meniscus tear", "torn cartilage", "torn meniscus"),
    ("ankle sprain", "sprained ankle", "twisted ankle", "rolled ankle"),
    ("Achilles tendinopathy", "Achilles tendonitis", "pain at the back of the heel", "heel cord"),
    (
        "plantar fasciitis",
        "heel pain",
        "pain under the heel",
        "pain under the foot",
        "sole of the foot",
        "foot arch pain",
    ),
    ("bunion", "hallux valgus", "big toe joint"),
    ("shin splints", "shin pain", "medial tibial stress syndrome"),
    ("hip bursitis", "trochanteric pain", "pain on the outside of the hip"),
    ("tendinopathy", "tendonitis", "tendinitis", "sore tendon"),
)


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    connection = schema_editor.connection
    entry = apps.get_model("articles", "SearchEntry")
    for edition in apps.get_model("articles", "Edition").objects.filter(state="published"):
        words = indexed(edition.content, edition.html)
        entry.objects.update_or_create(edition_id=edition.pk, defaults=vars(words))
        engine(connection).write(connection, edition.pk, words)


def load(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    synonyms = apps.get_model("articles", "Synonyms")
    for phrases in SYNONYMS:
        synonyms.objects.get_or_create(phrases="\n".join(phrases))


def remove(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("articles", "Synonyms").objects.filter(phrases__in=["\n".join(each) for each in SYNONYMS]).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_search")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(load, remove),
    ]
