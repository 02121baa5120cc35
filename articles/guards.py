"""Triggers by which the database itself refuses what Python must never do (promises 1 and 2 of docs/architecture.md).

They stand under the code, for `QuerySet.update()`, raw SQL and a careless migration. They can't recognise a forged
record, and whoever owns the database can drop them: that is what signatures and the log are for.

SQLite rebuilds a table to alter it and then drops its triggers without a word, or fails on another table's trigger that
names it. So a migration that touches a guarded table has `LIFT` as its first operation and `PUT_BACK` as its last, in
one transaction; and `reinstall` runs after every migrate.
"""

# ruff: noqa: S608 - every statement here is made of this file's own constants
from collections.abc import Iterator
from typing import Any

from django.apps.registry import Apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython

EDITION, REVIEW, LOG, REVISION = "articles_edition", "articles_review", "articles_logentry", "articles_revision"
COMMENT, COMMENT_NOTE = "articles_comment", "articles_commentnote"
TABLES = (EDITION, REVIEW, LOG, REVISION, COMMENT, COMMENT_NOTE)

FROZEN = (
    "id",
    "article_id",
    "number",
    "content",
    "html",
    "digest",
    "language",
    "required_specialties",
    "revision_number",
    "contributors",
    "submitted_by_id",
    "submitted_at",
)
"""The columns of an edition that never change."""

SAID = (
    "id",
    "article_id",
    "edition_id",
    "place",
    "label",
    "text",
    "field",
    "wording",
    "suggestion",
    "author_id",
    "at",
)
"""The columns of a comment that never change: all but whether it is open."""

TRANSITIONS = {
    "in review": ("approved", "returned", "recalled"),
    "approved": ("published", "recalled"),
    "published": ("superseded", "withdrawn"),
    "withdrawn": ("published",),
}
"""Every move of an edition's state, from → to. A state that is not named here is an end."""

_ALLOWED = " OR ".join(
    f"(OLD.state = '{old}' AND NEW.state IN ({', '.join(repr(new) for new in news)}))"
    for old, news in TRANSITIONS.items()
)

# (name, table, event, condition under which the database refuses, the sentence it refuses with).
# {differs} is the operator for "differs, NULL counted as a value".
_RULES: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "edition_starts_in_review",
        EDITION,
        "INSERT",
        "NEW.state <> 'in review' OR NEW.withdrawn_as <> ''",
        "an edition starts in review",
    ),
    (
        # INSERT OR REPLACE fires no DELETE trigger, so every row that it would replace is refused here.
        "edition_replaces_none",
        EDITION,
        "INSERT",
        (
            f"EXISTS (SELECT 1 FROM {EDITION} e WHERE e.id = NEW.id OR (e.article_id = NEW.article_id"
            " AND (e.number = NEW.number OR e.state IN ('in review', 'approved'))))"
        ),
        "an edition is never replaced, and one at a time is in flight",
    ),
    (
        "edition_frozen",
        EDITION,
        "UPDATE",
        " OR ".join(f"NEW.{column} {{differs}} OLD.{column}" for column in FROZEN),
        "a frozen edition never changes",
    ),
    (
        "edition_moves_by_the_table",
        EDITION,
        "UPDATE",
        f"NEW.state <> OLD.state AND NOT ({_ALLOWED})",
        "an edition can't move that way",
    ),
    (
        "edition_needs_an_approval",
        EDITION,
        "UPDATE",
        (
            "NEW.state <> OLD.state AND NEW.state IN ('approved', 'published') AND NOT EXISTS"
            f" (SELECT 1 FROM {REVIEW} r WHERE r.edition_id = NEW.id AND r.digest = NEW.digest"
            " AND r.decision IN ('approve', 'renew'))"
        ),
        "an edition needs a recorded approval of its digest",
    ),
    (
        # UPDATE OR REPLACE would delete the other one.
        "edition_publishes_over_none",
        EDITION,
        "UPDATE",
        (
            "NEW.state <> OLD.state AND NEW.state = 'published' AND EXISTS"
            f" (SELECT 1 FROM {EDITION} e WHERE e.article_id = NEW.article_id AND e.id <> NEW.id"
            " AND e.state = 'published')"
        ),
        "one edition of an article is published at a time",
    ),
    ("edition_stays", EDITION, "DELETE", "", "an edition is never deleted"),
    (
        "review_replaces_none",
        REVIEW,
        "INSERT",
        f"EXISTS (SELECT 1 FROM {REVIEW} r WHERE r.id = NEW.id)",
        "a review is never replaced",
    ),
    (
        "review_names_its_digest",
        REVIEW,
        "INSERT",
        f"NOT EXISTS (SELECT 1 FROM {EDITION} e WHERE e.id = NEW.edition_id AND e.digest = NEW.digest)",
        "a review is of its edition's digest",
    ),
    ("review_fixed", REVIEW, "UPDATE", "", "a review never changes"),
    ("review_stays", REVIEW, "DELETE", "", "a review is never deleted"),
    (
        "log_grows_at_its_end",
        LOG,
        "INSERT",
        (
            f"NEW.seq <> 1 + COALESCE((SELECT MAX(l.seq) FROM {LOG} l), 0)"
            f" OR NEW.previous <> COALESCE((SELECT l.entry_hash FROM {LOG} l ORDER BY l.seq DESC LIMIT 1),"
            f" '{'0' * 64}')"
            f" OR EXISTS (SELECT 1 FROM {LOG} l WHERE l.review_id = NEW.review_id OR l.entry_hash = NEW.entry_hash)"
        ),
        "the log grows only at its end",
    ),
    ("log_fixed", LOG, "UPDATE", "", "a log entry never changes"),
    ("log_stays", LOG, "DELETE", "", "a log entry is never deleted"),
    (
        "revision_replaces_none",
        REVISION,
        "INSERT",
        (
            f"EXISTS (SELECT 1 FROM {REVISION} r WHERE r.id = NEW.id"
            " OR (r.article_id = NEW.article_id AND r.number = NEW.number))"
        ),
        "a revision is never replaced",
    ),
    ("revision_fixed", REVISION, "UPDATE", "", "a revision never changes"),
    ("revision_stays", REVISION, "DELETE", "", "a revision is never deleted"),
    (
        "comment_replaces_none",
        COMMENT,
        "INSERT",
        f"EXISTS (SELECT 1 FROM {COMMENT} c WHERE c.id = NEW.id)",
        "a comment is never replaced",
    ),
    (
        "comment_fixed",
        COMMENT,
        "UPDATE",
        " OR ".join(f"NEW.{column} {{differs}} OLD.{column}" for column in SAID),
        "a comment never changes",
    ),
    ("comment_stays", COMMENT, "DELETE", "", "a comment is never deleted"),
    (
        "comment_note_replaces_none",
        COMMENT_NOTE,
        "INSERT",
        f"EXISTS (SELECT 1 FROM {COMMENT_NOTE} n WHERE n.id = NEW.id)",
        "a note is never replaced",
    ),
    ("comment_note_fixed", COMMENT_NOTE, "UPDATE", "", "a note never changes"),
    ("comment_note_stays", COMMENT_NOTE, "DELETE", "", "a note is never deleted"),
)


def reinstall(using: str, **_signal: Any) -> None:
    """Put every guard back: a receiver of `post_migrate`."""
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    if set(TABLES) <= tables:
        install(connection)


def _lift(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    drop(schema_editor.connection)


def _put_back(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    install(schema_editor.connection)


LIFT = RunPython(_lift, _put_back)
PUT_BACK = RunPython(_put_back, _lift)


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every guard anew on this connection's database.

    A table that an early migration has not made yet is passed over; the migration that makes it installs again.
    """
    drop(connection)
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for statement in _creations(connection.vendor, tables):
            cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Remove every guard that is there: for a migration that touches a guarded table, and for test teardown."""
    with connection.cursor() as cursor:
        for name, table in _installed(connection):
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the guards that should be in the database and are not."""
    installed = {name for name, _table in _installed(connection)}
    return sorted(_expected(connection.vendor) - installed)


def _expected(vendor: str) -> set[str]:
    names = {f"guard_{name}" for name, *_rest in _RULES}
    if vendor == "postgresql":
        names |= {f"guard_{table}_truncate" for table in TABLES}
    return names


def _installed(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " WHERE NOT t.tgisinternal AND t.tgname LIKE 'guard_%%' AND pg_table_is_visible(c.oid)"
                " AND t.tgenabled <> 'D'"
            )
        else:
            cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%%'")
        return [(name, table) for name, table in cursor.fetchall()]


def _creations(vendor: str, tables: set[str]) -> Iterator[str]:
    for name, table, event, condition, sentence in _RULES:
        if table not in tables:
            continue
        if vendor == "postgresql":
            yield from _postgresql(f"guard_{name}", table, event, condition, sentence)
        else:
            yield _sqlite(f"guard_{name}", table, event, condition, sentence)
    if vendor == "postgresql":
        for table in tables.intersection(TABLES):
            yield from _postgresql(f"guard_{table}_truncate", table, "TRUNCATE", "", "these records are never deleted")


def _sqlite(name: str, table: str, event: str, condition: str, sentence: str) -> str:
    when = f"WHEN {condition.format(differs='IS NOT')}" if condition else ""
    refusal = sentence.replace("'", "''")
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"


def _postgresql(name: str, table: str, event: str, condition: str, sentence: str) -> Iterator[str]:
    message = sentence.replace("'", "''")
    refusal = f"RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = '{message}';"
    if condition:
        refusal = f"IF {condition.format(differs='IS DISTINCT FROM')} THEN {refusal} END IF;"
    result = "RETURN OLD;" if event == "DELETE" else "RETURN NEW;"
    row = "STATEMENT" if event == "TRUNCATE" else "ROW"
    yield f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refusal} {result} END $$"
    yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {row} EXECUTE FUNCTION {name}()"
