"""Loads the statutory regulators of the United Kingdom. Register clerks change them and add others in the admin.

HCPC, NMC, GMC, GPhC and GOC write their numbers as their registers and the prescribing systems of the NHS print them;
of GDC, GOsC and GCC no published definition was found, so their patterns let a little more through.
"""

from typing import NamedTuple

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class _Row(NamedTuple):
    code: str
    name: str
    number_pattern: str
    number_example: str
    register_url: str


REGULATORS = (
    _Row(
        "HCPC",
        "Health and Care Professions Council",
        "[A-Z]{2,3}[0-9]{1,6}",
        "PH123456",
        "https://www.hcpc-uk.org/check-the-register/",
    ),
    _Row(
        "GMC",
        "General Medical Council",
        "[0-9]{7}",
        "1234567",
        "https://www.gmc-uk.org/registration-and-licensing/our-registers",
    ),
    _Row(
        "NMC",
        "Nursing and Midwifery Council",
        "[0-9]{2}[A-Z][0-9]{4}[A-Z]",
        "12A3456E",
        "https://www.nmc.org.uk/registration/search-the-register/",
    ),
    _Row(
        "GPhC",
        "General Pharmaceutical Council",
        "[0-9]{7}",
        "2012345",
        "https://www.pharmacyregulation.org/registers",
    ),
    _Row(
        "GOC",
        "General Optical Council",
        "(01|D)-[0-9]{4,6}",
        "01-12345",
        "https://optical.org/en/registration/",
    ),
    _Row("GDC", "General Dental Council", "[0-9]{3,6}", "123456", "https://www.gdc-uk.org/"),
    _Row(
        "GOsC",
        "General Osteopathic Council",
        "[0-9]{1,5}(/[0-9]{1,4})?",
        "1234",
        "https://www.osteopathy.org.uk/register-search/",
    ),
    _Row("GCC", "General Chiropractic Council", "[0-9]{4,5}", "01234", "https://www.gcc-uk.org/"),
)
_ANY_NUMBER = "[A-Z0-9/-]+"


def load(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The regulators above, and whichever other code a reviewer has, so that no reviewer is left without."""
    regulator = apps.get_model("reviewers", "Regulator")
    for row in REGULATORS:
        regulator.objects.get_or_create(code=row.code, defaults=row._asdict())
    reviewer = apps.get_model("reviewers", "Reviewer")
    for code, number in reviewer.objects.order_by("pk").values_list("regulator", "registration_number"):
        unknown = {"name": code, "number_pattern": _ANY_NUMBER, "number_example": number, "register_url": ""}
        regulator.objects.get_or_create(code=code, defaults=unknown)


def remove(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """All of them: before this step a reviewer's regulator is a plain text."""
    apps.get_model("reviewers", "Regulator").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("reviewers", "0003_regulators_and_status")]

    operations = [migrations.RunPython(load, remove)]
