"""The database itself refuses: ORM, bulk actions, raw SQL, INSERT OR REPLACE, a migration (promises 1 and 2)."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import DatabaseError, connection, migrations, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model
from django.utils import timezone

from articles import guard_rules, guards, keys, preparing, proof, requests, standing, workflow
from articles.models import Edition, LogEntry, PendingSignature, Review, Revision
from reviewers.models import IdentityCheck, Reviewer, StatusChange
from tests.sign import yes_to_all

Sql = Callable[..., None]
sqlite_only = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite knows this statement")


def refused(deed: Callable[[], object]) -> str:
    """Do it in a savepoint; it has to fail in the database. The sentence that it was refused with."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        deed()
    return str(caught.value)


def columns_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


class TestPublishing:
    @pytest.mark.parametrize("state", ["approved", "published", "superseded", "withdrawn"])
    def test_update_of_an_unapproved_edition(self, edition: Edition, state: str) -> None:
        assert refused(lambda: Edition.objects.filter(pk=edition.pk).update(state=state))
        assert Edition.objects.get().state == "in review"

    def test_save_of_an_unapproved_edition(self, edition: Edition) -> None:
        edition.state = Edition.State.PUBLISHED
        assert refused(edition.save)

    def test_bulk_update(self, edition: Edition) -> None:
        edition.state = Edition.State.APPROVED
        assert "recorded approval" in refused(lambda: Edition.objects.bulk_update([edition], ["state"]))

    def test_created_published(self, published: Edition) -> None:
        copy = Edition.objects.get(pk=published.pk)
        copy.pk, copy.number = None, 2
        assert "starts in review" in refused(lambda: copy.save(force_insert=True))

    def test_bulk_created_approved(self, published: Edition) -> None:
        copy = Edition.objects.get(pk=published.pk)
        copy.pk, copy.number, copy.state = None, 2, Edition.State.APPROVED
        assert "starts in review" in refused(lambda: Edition.objects.bulk_create([copy]))

    def test_raw_update(self, edition: Edition, raw_sql: Sql) -> None:
        assert refused(lambda: raw_sql("UPDATE articles_edition SET state = 'published' WHERE id = %s", edition.pk))

    def test_a_return_is_no_approval(self, edition: Edition, raw_sql: Sql, reviewer: object) -> None:
        forge(edition, decision="return", scope="", interests="", note="No")
        assert "recorded approval" in refused(lambda: Edition.objects.filter(pk=edition.pk).update(state="approved"))

    def test_an_approval_of_another_edition(self, published: Edition, publish_next: Callable[..., Edition]) -> None:
        newer = publish_next(lead="A sprain gets better at home.")
        assert refused(lambda: forge(newer, digest=published.digest))

    def test_state_that_nobody_knows(self, edition: Edition) -> None:
        assert refused(lambda: Edition.objects.filter(pk=edition.pk).update(state="live"))

    def test_state_null(self, edition: Edition, raw_sql: Sql) -> None:
        assert refused(lambda: raw_sql("UPDATE articles_edition SET state = NULL WHERE id = %s", edition.pk))

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (old, new)
            for old in guard_rules.TRANSITIONS
            for new in Edition.State.values
            if new != old and new not in guard_rules.TRANSITIONS[old]
        ],
    )
    def test_moves_that_the_table_does_not_name(self, published: Edition, old: str, new: str, raw_sql: Sql) -> None:
        guards.drop(connection)
        as_what = "unsafe" if old == "withdrawn" else ""
        raw_sql("UPDATE articles_edition SET state = %s, withdrawn_as = %s", old, as_what)
        guards.install(connection)
        as_what = "unsafe" if new == "withdrawn" else ""
        sentence = refused(lambda: Edition.objects.update(state=new, withdrawn_as=as_what))
        assert "can't move that way" in sentence

    def test_two_published_at_once(self, published: Edition, publish_next: Callable[..., Edition]) -> None:
        publish_next(lead="A sprain gets better at home.")
        assert refused(lambda: Edition.objects.filter(pk=published.pk).update(state="published"))


def forge(edition: Edition, **changes: object) -> Review:
    """A review as somebody would put it there who has the database but no key."""
    columns: dict[str, object] = {
        "edition": edition,
        "reviewer": Reviewer.objects.get(),
        "decision": "approve",
        "scope": "whole",
        "digest": edition.digest,
        "interests": "none",
        "statement": "{}",
        "signature": "x",
        "at": edition.submitted_at,
    }
    return Review._default_manager.create(**{**columns, **changes})


class TestFrozenColumns:
    @pytest.mark.parametrize("column", guard_rules.FROZEN)
    def test_raw_update_of_a_frozen_column(self, published: Edition, raw_sql: Sql, column: str) -> None:
        value = {
            "id": published.pk + 100,
            "article_id": published.article_id + 100,
            "number": 7,
            "revision_number": 7,
            "submitted_by_id": User.objects.exclude(pk=published.submitted_by_id).first().pk,  # type: ignore[union-attr]
            "submitted_at": "2001-01-01 00:00:00+00:00",
            "required_specialties": '["other"]',
            "contributors": "[]",
        }.get(column, "x")
        sentence = refused(lambda: raw_sql(f"UPDATE articles_edition SET {column} = %s", value))
        assert "frozen" in sentence

    def test_every_column_is_frozen_or_meant_to_move(self, db: None) -> None:
        moving = {"state", "withdrawn_as", "withdrawal_reason", "successor_id"}
        assert set(columns_of(guard_rules.EDITION)) == set(guard_rules.FROZEN) | moving

    def test_a_harmless_save_passes(self, published: Edition) -> None:
        published.save()


class TestInsertOnly:
    @pytest.mark.parametrize("model", [Edition, Review, LogEntry, Revision])
    def test_delete(self, published: Edition, model: type[Model]) -> None:
        row = model._default_manager.first()
        assert row is not None
        assert refused(row.delete)
        assert refused(model._default_manager.all().delete)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
        assert model._default_manager.filter(pk=row.pk).exists()

    @pytest.mark.parametrize("model", [Review, LogEntry, Revision])
    def test_update_of_any_column(self, published: Edition, model: type[Model], raw_sql: Sql) -> None:
        table = model._meta.db_table
        for column in columns_of(table):
            sentence = refused(lambda: raw_sql(f"UPDATE {table} SET {column} = {column}"))  # noqa: B023 - called at once
            assert "never changes" in sentence

    @sqlite_only
    @pytest.mark.parametrize("model", [Edition, Review, LogEntry, Revision])
    def test_insert_or_replace(self, published: Edition, model: type[Model], raw_sql: Sql) -> None:
        table = model._meta.db_table
        assert refused(lambda: raw_sql(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"))

    @sqlite_only
    def test_insert_or_replace_of_the_edition_in_flight(self, edition: Edition, raw_sql: Sql) -> None:
        names = [name for name in columns_of(guard_rules.EDITION) if name != "id"]
        values = ", ".join("99" if name == "number" else name for name in names)
        statement = (
            f"INSERT OR REPLACE INTO articles_edition ({', '.join(names)}) SELECT {values} FROM articles_edition"
        )
        assert "in flight" in refused(lambda: raw_sql(statement))

    @sqlite_only
    def test_update_or_replace_of_the_published_one(
        self, published: Edition, publish_next: Callable[..., Edition], raw_sql: Sql
    ) -> None:
        newer = publish_next(lead="A sprain gets better at home.")
        guards.drop(connection)
        raw_sql("UPDATE articles_edition SET state = 'approved' WHERE id = %s", published.pk)
        guards.install(connection)
        assert refused(
            lambda: raw_sql("UPDATE OR REPLACE articles_edition SET state = 'published' WHERE id = %s", published.pk)
        )
        assert Edition.objects.filter(pk=newer.pk).exists()

    @pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
    @pytest.mark.parametrize("table", guard_rules.TABLES)
    def test_truncate(self, published: Edition, raw_sql: Sql, table: str) -> None:
        assert refused(lambda: raw_sql(f"TRUNCATE {table} CASCADE"))

    def test_a_log_entry_out_of_line(self, published: Edition) -> None:
        last = LogEntry.objects.latest("seq")
        for changes in ({"seq": last.seq + 2}, {"seq": last.seq + 1, "previous": "0" * 64}, {"seq": 0}):
            columns = {
                "previous": last.entry_hash,
                "kind": "publish",
                "entry": "{}",
                "entry_hash": "f" * 64,
                "signature": "x",
                "at": last.at,
                "edition": published,
                "by": last.by,
                **changes,
            }
            assert "only at its end" in refused(lambda: LogEntry.objects.create(**columns))  # noqa: B023 - called at once


class TestWrittenOnce:
    """What happened to a request, changes of status and identity checks; and a statement that waits to be signed."""

    @pytest.fixture
    def written(self, edition: Edition, clinician: User, editor: User) -> dict[str, Model]:
        request = requests.claim(edition.requests.get(), clinician)
        reviewer = Reviewer.objects.get(user=clinician)
        status = StatusChange.objects.create(reviewer=reviewer, status="retired", by=editor, reason="Told us so.")
        identity = IdentityCheck.objects.create(person=clinician, how="Seen in person", checked_by=editor)
        return {"event": request.events.get(), "status": status, "identity": identity}

    @pytest.mark.parametrize("which", ["event", "status", "identity"])
    def test_is_neither_changed_nor_deleted(self, written: dict[str, Model], which: str) -> None:
        rows = type(written[which])._default_manager.filter(pk=written[which].pk)
        assert "never changes" in refused(lambda: rows.update(id=rows.get().pk))
        assert "never deleted" in refused(lambda: rows._raw_delete(rows.db))  # past Python's own guards

    def test_a_statement_is_signed_as_it_was_shown(self, edition: Edition, clinician: User) -> None:
        pending = preparing.begin_approval(
            edition, clinician, digest=edition.digest, scope="whole", interests="none", answers=yes_to_all(edition)
        )
        rows = PendingSignature.objects.filter(pk=pending.pk)
        assert "never changes" in refused(lambda: rows.update(statement="{}"))
        rows.update(used_at=timezone.now())
        assert "never changes" in refused(lambda: rows.update(used_at=None))


class TestInstalledGuards:
    def test_all_are_there(self, db: None) -> None:
        assert guards.missing(connection) == []

    def test_a_dropped_one_is_named(self, db: None, raw_sql: Sql) -> None:
        on_table = " ON articles_edition" if connection.vendor == "postgresql" else ""
        raw_sql(f"DROP TRIGGER guard_edition_frozen{on_table}")
        assert guards.missing(connection) == ["guard_edition_frozen"]

    def test_transitions_name_every_state(self) -> None:
        moves = {state for news in guard_rules.TRANSITIONS.values() for state in news} | set(guard_rules.TRANSITIONS)
        assert moves == set(Edition.State.values)


class Wider(migrations.Migration):
    """A routine migration as a developer writes it who forgot about the guards."""

    operations = [
        migrations.AlterField("edition", "state", models.CharField(max_length=30, default="in review")),
    ]


class WiderUnderGuard(migrations.Migration):
    operations = [guards.LIFT, *Wider.operations, guards.PUT_BACK]


def migrate(migration: migrations.Migration) -> None:
    """Apply it as `manage.py migrate` would, in one transaction."""
    state = MigrationLoader(connection).project_state()
    with connection.schema_editor(atomic=True) as editor:
        migration.apply(state, editor)


@pytest.mark.django_db(transaction=True)
class TestRoutineMigration:
    def test_that_lifts_the_guards_and_puts_them_back(self) -> None:
        migrate(WiderUnderGuard("wider", "articles"))
        assert guards.missing(connection) == []

    def test_that_forgot_them_leaves_none_missing(self) -> None:
        """PostgreSQL keeps them; SQLite refuses the migration as a whole."""
        with suppress(DatabaseError):
            migrate(Wider("wider", "articles"))
        assert guards.missing(connection) == []

    def test_that_lost_them_is_mended_by_migrate(self) -> None:
        guards.drop(connection)
        call_command("migrate", verbosity=0)
        assert guards.missing(connection) == []


class TestForgery:
    """The database can't recognise a forged record; Python does, before anything is shown."""

    def test_a_forged_approval_is_not_published(self, edition: Edition, publisher: User, reviewer: object) -> None:
        forge(edition)
        Edition.objects.filter(pk=edition.pk).update(state="approved")
        with pytest.raises(workflow.Refused, match="proof"):
            workflow.publish(edition, publisher)

    def test_published_by_update_is_not_shown(self, approved: Edition) -> None:
        Edition.objects.filter(pk=approved.pk).update(state="published")
        approved.refresh_from_db()
        with pytest.raises(proof.ProofError, match="log"):
            standing.published_standing(approved)

    def test_a_review_signed_with_another_key(self, approved: Edition, settings: object) -> None:
        settings.SIGNING_KEY_FILE.unlink()  # type: ignore[attr-defined]
        keys.make_signing_key()
        with pytest.raises(proof.ProofError, match="unknown key"):
            proof.check_review(approved.reviews.get())
