"""What the grammars of one document share while it is read."""

from dataclasses import dataclass, field

from articles.importing.result import Unplaced


@dataclass
class Reading:
    """The sources that citations can mean, and the notes for the editor so far.

    `cited` leads from (plain name, year) to the citation keys that this can mean; see `articles.importing.citations`.
    """

    cited: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)

    def report(self, line: int, text: str, reason: str) -> None:
        """Tell the editor about a line. What `text` holds is never lost, wherever else it stands."""
        self.unplaced.append(Unplaced(line=line, text=text, reason=reason))
