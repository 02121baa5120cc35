"""The differences between two editions, grouped for those who read them: on the desk, and on the public record."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, override

from articles import proof
from articles.compare import Difference, Subject, differences
from articles.content import parse
from articles.models import Edition
from articles.rendering.in_place import changes_in_place
from articles.rendering.marks import marked_text
from articles.segments import segments

SUBJECTS: dict[Subject, str | Promise] = {
    Subject.DOSE: gettext_lazy("Exercises and their doses"),
    Subject.RED_FLAG: gettext_lazy("Red flags"),
    Subject.ADVICE: gettext_lazy("What to do and not to do"),
    Subject.CITATION: gettext_lazy("Citations and references"),
    Subject.OTHER: gettext_lazy("Everything else"),
}

_KEPT = 64
"""Comparisons that a worker remembers: the record of an article compares all its editions at every visit."""


@dataclass(frozen=True)
class Changes:
    """The differences since an earlier edition, grouped by subject, in the order of their weight."""

    since: Edition
    groups: tuple[tuple[str | Promise, tuple[Difference, ...]], ...]

    @property
    def count(self) -> int:
        return sum(len(differences) for _heading, differences in self.groups)


@dataclass(frozen=True)
class InPlace:
    """The newer edition drawn whole, with what changed marked: title, byline, description and body as HTML."""

    title: SafeString
    byline: SafeString
    description: SafeString
    body: SafeString


def changes_since(since: Edition, edition: Edition) -> Changes:
    """Raises proof.ProofError if one of the two is not what its digest was made of."""
    proof.check_edition(since)
    proof.check_edition(edition)
    found = _compared(since.content, edition.content, get_language())
    grouped = groupby(found, key=lambda difference: difference.subject)
    return Changes(since, tuple((SUBJECTS[subject], tuple(group)) for subject, group in grouped))


def in_place_since(since: Edition, edition: Edition) -> InPlace:
    """Raises proof.ProofError as above."""
    proof.check_edition(since)
    proof.check_edition(edition)
    before, now = since.get_content(), edition.get_content()
    return InPlace(
        title=marked_text(segments(before.title, now.title), whole=True),
        byline=marked_text(segments(before.byline, now.byline), whole=True),
        description=marked_text(segments(before.description, now.description), whole=True),
        body=_drawn(since.html, edition.html, get_language()),
    )


@lru_cache(maxsize=_KEPT)
def _compared(old: str, new: str, language: str) -> tuple[Difference, ...]:
    """The differences of two canonical contents. `language` is that of the labels."""
    with override(language):
        return tuple(differences(parse(old), parse(new)))


@lru_cache(maxsize=_KEPT)
def _drawn(old: str, new: str, language: str) -> SafeString:
    with override(language):
        return changes_in_place(old, new)
