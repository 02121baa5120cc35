"""The database itself refuses to reword or delete what was said."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from articles import comments, guard_rules
from articles.models import Comment, Edition
from tests.commenting import suggest

Sql = Callable[..., None]


@pytest.fixture
def suggested(edition: Edition, clinician: User) -> Comment:
    return suggest(edition, clinician)


class TestKeeping:
    def stopped(self, deed: Callable[[], object]) -> str:
        with pytest.raises(DatabaseError) as caught, transaction.atomic():
            deed()
        return str(caught.value)

    @pytest.mark.parametrize("column", guard_rules.SAID)
    def test_no_column_of_a_comment_changes(self, suggested: Comment, raw_sql: Sql, column: str) -> None:
        value: Any = {"at": "2001-01-01 00:00:00+00:00"}.get(column, "x")
        if column == "id" or column.endswith("_id"):
            value = 424242
        assert "never changes" in self.stopped(lambda: raw_sql(f"UPDATE articles_comment SET {column} = %s", value))

    def test_every_column_but_one_is_fixed(self) -> None:
        columns = {field.column for field in Comment._meta.concrete_fields}
        assert columns == {*guard_rules.SAID, "is_open"}

    def test_a_harmless_save_passes(self, suggested: Comment) -> None:
        suggested.is_open = False
        suggested.save()

    def test_a_note_never_changes(self, suggested: Comment, editor: User) -> None:
        note = comments.answer(suggested, editor, "Words.")
        note.text = "Other words."
        assert "never changes" in self.stopped(note.save)

    def test_nothing_is_deleted(self, suggested: Comment, editor: User, raw_sql: Sql) -> None:
        note = comments.answer(suggested, editor, "Words.")
        assert "never deleted" in self.stopped(note.delete)
        assert self.stopped(suggested.delete)
        assert "never deleted" in self.stopped(lambda: raw_sql("DELETE FROM articles_commentnote"))
        raw = self.stopped(lambda: raw_sql("DELETE FROM articles_comment"))
        assert "never deleted" in raw

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite knows this statement")
    @pytest.mark.parametrize("table", [guard_rules.COMMENT, guard_rules.COMMENT_NOTE])
    def test_insert_or_replace(self, suggested: Comment, editor: User, raw_sql: Sql, table: str) -> None:
        comments.answer(suggested, editor, "Words.")
        assert "never replaced" in self.stopped(
            lambda: raw_sql(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
        )
