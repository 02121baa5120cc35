"""The migration that turns a regulator's code into a row keeps every reviewer, forwards and backwards."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

BEFORE, LOADED, AFTER = "0002_how_long_and_who_vouched", "0004_load_regulators", "0005_reviewer_names_a_regulator"


def migrate(name: str) -> StateApps:
    executor = MigrationExecutor(connection)
    executor.migrate([("reviewers", name)])
    return MigrationExecutor(connection).loader.project_state([("reviewers", name)]).apps


@pytest.mark.django_db(transaction=True)
def test_a_reviewer_keeps_regulator_and_number() -> None:
    try:
        old = migrate(BEFORE)
        user = old.get_model("auth", "User").objects.create(username="robin")
        other = old.get_model("auth", "User").objects.create(username="kim")
        reviewers = old.get_model("reviewers", "Reviewer").objects
        reviewers.create(user=user, name="Robin", slug="robin", regulator="GPhC", registration_number="2000001")
        reviewers.create(user=other, name="Kim", slug="kim", regulator="XYZ", registration_number="K1")
        new = migrate(AFTER)
        kept = new.get_model("reviewers", "Reviewer").objects.select_related("regulator").order_by("slug")
        assert [(row.regulator_id, row.regulator.name, row.registration_number) for row in kept] == [
            ("XYZ", "XYZ", "K1"),
            ("GPhC", "General Pharmaceutical Council", "2000001"),
        ]
        back = migrate(BEFORE)
        texts = back.get_model("reviewers", "Reviewer").objects.order_by("slug")
        assert [row.regulator for row in texts] == ["XYZ", "GPhC"]
        assert [row.regulator for row in migrate(LOADED).get_model("reviewers", "Reviewer").objects.order_by("slug")]
    finally:
        call_command("migrate", verbosity=0)
