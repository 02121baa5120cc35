"""The full-text index on PostgreSQL: a generated column of the entries' table.

The words come folded (accents are taken off in Python), so no extension is needed. The stemmer is PostgreSQL's English
one without its list of stop words: which words say nothing is decided in one place, for every database.
"""

from collections.abc import Iterable, Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.search.reading import Indexed

_TOKENS = "asciiword, word, numword, int, uint, float, asciihword, hword, numhword"
_WEIGHTS = "{0.06, 0.25, 0.45, 1}"  # of D, C, B and A: body, lead, headings and title

_WEIGHTED = " || ".join(
    f"setweight(to_tsvector('articles_search', {column}), '{weight}')"
    for column, weight in (("title", "A"), ("headings", "B"), ("lead", "C"), ("body", "D"))
)

_INSTALL = (
    "CREATE TEXT SEARCH DICTIONARY articles_english (TEMPLATE = pg_catalog.snowball, Language = english)",
    "CREATE TEXT SEARCH CONFIGURATION articles_search (COPY = pg_catalog.simple)",
    f"ALTER TEXT SEARCH CONFIGURATION articles_search ALTER MAPPING FOR {_TOKENS} WITH articles_english",
    f"ALTER TABLE articles_searchentry ADD COLUMN words tsvector GENERATED ALWAYS AS ({_WEIGHTED}) STORED",
    "CREATE INDEX articles_searchentry_words ON articles_searchentry USING gin (words)",
)
_UNINSTALL = (
    "ALTER TABLE articles_searchentry DROP COLUMN IF EXISTS words",
    "DROP TEXT SEARCH CONFIGURATION IF EXISTS articles_search",
    "DROP TEXT SEARCH DICTIONARY IF EXISTS articles_english",
)


def install(connection: BaseDatabaseWrapper) -> None:
    _run(connection, _INSTALL)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    _run(connection, _UNINSTALL)


def write(_connection: BaseDatabaseWrapper, _edition: int, _words: Indexed) -> None:
    """The column writes itself."""


def remove(_connection: BaseDatabaseWrapper, _editions: Iterable[int]) -> None:
    """As above."""


def look_up(connection: BaseDatabaseWrapper, phrase: Sequence[str], *, begins: bool = False) -> dict[int, float]:
    """See `articles.search.engine`. The words hold letters and digits only, and are quoted all the same."""
    if begins:
        query = "to_tsquery('articles_search', %s)"
        text = " <-> ".join("'{}'".format(word.replace("'", "''").replace("\\", "")) for word in phrase) + ":*"
    else:
        query, text = "phraseto_tsquery('articles_search', %s)", " ".join(phrase)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT edition_id, ts_rank('{_WEIGHTS}', words, query)"  # noqa: S608 - constants
            f" FROM articles_searchentry, {query} query WHERE words @@ query",
            (text,),
        )
        return {edition: float(score) for edition, score in cursor.fetchall()}


def _run(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
