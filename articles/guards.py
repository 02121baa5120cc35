"""Triggers by which the database itself refuses what Python must never do (promises 1 and 2 of docs/architecture.md).

They stand under the code, for `QuerySet.update()`, raw SQL and a careless migration. They can't recognise a forged
record, and whoever owns the database can drop them: that is what signatures and the log are for.

SQLite rebuilds a table to alter it and then drops its triggers without a word, or fails on another table's trigger that
names it. So a migration that touches a guarded table has `LIFT` as its first operation and `PUT_BACK` as its last, in
one transaction; and `reinstall` runs after every migrate.
"""

from collections.abc import Iterator
from typing import Any

from django.apps.registry import Apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython

from articles.guard_rules import RULES, TABLES


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
    names = {f"guard_{name}" for name, *_rest in RULES}
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
    for name, table, event, condition, sentence in RULES:
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
