"""Many rounds of everybody acting at once: no publication without approval, no two decisions, no broken chain."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection

from reviewers.models import Specialty
from tests.conftest import make_clinician
from tests.race import Cast, run

ROUNDS = 50
ROUNDS_ON_SQLITE = 20  # which lets in one writer at a time


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is raced on a file of its own, below")
def test_on_postgresql(editor: User, publisher: User, clinician: User, physiotherapy: Specialty) -> None:
    other = make_clinician("other", "PH000031", physiotherapy).user
    ends = run(Cast(editor, publisher, (clinician, other)), physiotherapy, ROUNDS)
    assert sum(ends.values()) == ROUNDS


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is raced above")
def test_on_sqlite(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DEMO": "true",
        "VAR_DIR": str(tmp_path),
        "MAIL_IN_BACKGROUND": "false",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'race.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "medgo2u.settings",
    }
    script = f"import django; django.setup(); from tests.race import main; main({ROUNDS_ON_SQLITE})"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603 - our own
    assert done.returncode == 0, done.stderr
    assert "published" in done.stdout
