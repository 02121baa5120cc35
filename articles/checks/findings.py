"""What a check says: one finding, with its level, where it is, what is wrong and what to do."""

from dataclasses import dataclass
from enum import StrEnum

from articles.content import Content
from articles.places import label


class Level(StrEnum):
    """An error stops a submission; a warning goes to the editor and to the reviewer."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` is stable (docs/checks.md). `place` is a path as in content.passages, `label` its name in words."""

    code: str
    level: Level
    place: str
    label: str
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a check must know beyond the content: the number of the edition that is about to be made."""

    edition: int = 1


def error(content: Content, code: str, place: str, message: str, advice: str) -> Finding:
    return Finding(code, Level.ERROR, place, label(content, place), message, advice)


def warning(content: Content, code: str, place: str, message: str, advice: str) -> Finding:
    return Finding(code, Level.WARNING, place, label(content, place), message, advice)
