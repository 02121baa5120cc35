"""The one interface behind which each database keeps and searches the words in its own way."""

from collections.abc import Iterable, Sequence
from typing import Protocol, cast

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.search import postgresql, sqlite
from articles.search.reading import Indexed


class Engine(Protocol):
    """What `articles.search.sqlite` and `articles.search.postgresql` can do."""

    def install(self, connection: BaseDatabaseWrapper) -> None: ...

    def uninstall(self, connection: BaseDatabaseWrapper) -> None: ...

    def write(self, connection: BaseDatabaseWrapper, edition: int, words: Indexed, /) -> None:
        """Keep the words of an edition, instead of those that were kept before."""

    def remove(self, connection: BaseDatabaseWrapper, editions: Iterable[int], /) -> None: ...

    def look_up(
        self, connection: BaseDatabaseWrapper, phrase: Sequence[str], *, begins: bool = False
    ) -> dict[int, float]:
        """The editions that hold these words beside each other, with how strongly: above 0, and 1 at most.

        Compared by their stems. `begins`: the last word may go on. Editions that are no longer published may be among
        them: whoever asks has to filter.
        """


def engine(connection: BaseDatabaseWrapper) -> Engine:
    return cast(Engine, {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor])
