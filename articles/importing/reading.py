"""What the grammars of one document share while it is read."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from articles.importing.result import Unplaced

Item = TypeVar("Item")


@dataclass
class Reading:
    """The sources that citations can mean, and the notes for the editor so far.

    `cited` leads from (plain name, year) to the citation keys that this can mean; see `articles.importing.citations`.
    `years` are those of each plain name. `numbers` leads from a printed number to its key, where the list is numbered
    without doubt; `rounds` tells that texts may print them in round brackets. `listed` holds the line and words of each
    key in the reference list, `used` the keys that were cited. `unmatched` leads from a citation that stays as text
    and why, to its lines. `places` tells where in the content a line stands: its
    number → paths such as "sections[2].exercises[0]".
    """

    cited: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    years: dict[str, set[str]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    rounds: bool = False
    listed: dict[str, tuple[int, str]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    unplaced: list[Unplaced] = field(default_factory=list)
    unmatched: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    places: dict[int, dict[str, None]] = field(default_factory=dict)
    _path: list[str] = field(default_factory=list)

    @contextmanager
    def at(self, part: str) -> Iterator[None]:
        """Inside, whatever is read stands in that part, e.g. "sections[2]" and in it "exercises[0]"."""
        self._path.append(part)
        try:
            yield
        finally:
            self._path.pop()

    def each(self, rows: str, items: Iterable[Item]) -> Iterator[Item]:
        """The items one after the other, each read into a row of its own: "exercises[0]", "exercises[1]", ..."""
        for index, item in enumerate(items):
            with self.at(f"{rows}[{index}]"):
                yield item

    def stands(self, line: int) -> None:
        """The line stands in the part that is being read."""
        self.places.setdefault(line, {})[".".join(self._path)] = None

    def report(self, line: int, text: str, reason: str) -> None:
        """Tell the editor about a line. What `text` holds is never lost, wherever else it stands."""
        self.unplaced.append(Unplaced(line=line, text=text, reason=reason))

    def unmatched_citation(self, line: int, text: str, reason: str) -> None:
        """Tell of a citation that stays as text, the same words once, at their first line."""
        lines = self.unmatched.setdefault((text, reason), [])
        if not lines:
            self.report(line, text, reason)
        if line not in lines:
            lines.append(line)
