"""The full-text index on SQLite: a table of FTS5 beside the entries, written by us."""

import math
from collections.abc import Iterable, Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.search.reading import Indexed

# Small enough that a word in the title outweighs any number of mentions in the body.
_WEIGHTS = "10, 2, 1, 0.1"
_STRONGEST = 2.2  # k1 + 1 in FTS5's formula of bm25


def install(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE VIRTUAL TABLE articles_searchwords USING fts5"
            "(title, headings, lead, body, tokenize = 'porter unicode61 remove_diacritics 2')"
        )


def uninstall(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS articles_searchwords")


def write(connection: BaseDatabaseWrapper, edition: int, words: Indexed) -> None:
    remove(connection, [edition])
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_searchwords (rowid, title, headings, lead, body) VALUES (%s, %s, %s, %s, %s)",
            (edition, words.title, words.headings, words.lead, words.body),
        )


def remove(connection: BaseDatabaseWrapper, editions: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM articles_searchwords WHERE rowid = %s", [(edition,) for edition in editions])


def look_up(connection: BaseDatabaseWrapper, phrase: Sequence[str], *, begins: bool = False) -> dict[int, float]:
    """See `articles.search.engine`. The words are quoted, so nothing in them is an operator."""
    quoted = '"{}"'.format(" ".join(phrase).replace('"', '""'))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid, bm25(articles_searchwords, {_WEIGHTS}) FROM articles_searchwords"  # noqa: S608 - constants
            " WHERE articles_searchwords MATCH %s",
            (f"{quoted} *" if begins else quoted,),
        )
        found = cursor.fetchall()
        cursor.execute("SELECT count(*) FROM articles_searchwords")
        (total,) = cursor.fetchone()
    # bm25 multiplies by how rare the phrase is. Ranking weighs that itself, the same way for every database.
    rarity = math.log((total - len(found) + 0.5) / (len(found) + 0.5))
    rarity = rarity if rarity > 0 else 1e-6  # as FTS5 does
    return {edition: -score / rarity / _STRONGEST for edition, score in found}
