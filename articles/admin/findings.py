"""What the checks found, each with the address of its field on the article's page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.checks import Finding, Level
from articles.models import Article
from articles.models.draft import Row

_STEP = re.compile(r"(?P<name>[a-z_]+)(?:\[(?P<index>\d+)\])?")
_DOSE = {"kind": "dose_kind", "reason": "dose_reason"}
"""What the form calls the parts of a dose, where its word is another than the content's."""

_GROUPS = {
    "sections": "sections",
    "benefits": "benefits",
    "exercises": "exercises",
    "safety_notes": "safetynotes",
    "faq": "faqs",
    "references": "articlereferences",
}
"""The groups of rows: what the content calls each, and what the forms do."""


@dataclass(frozen=True)
class Placed:
    """A finding, and the fragment that leads to its field; empty where it is about the whole page."""

    finding: Finding
    fragment: str


def in_short(placed: list[Placed]) -> str:
    """How many there are, as "2 errors, 5 warnings"."""
    errors = sum(each.finding.level == Level.ERROR for each in placed)
    warnings = len(placed) - errors
    counted = (
        (errors, ngettext("%(number)d error", "%(number)d errors", errors)),
        (warnings, ngettext("%(number)d warning", "%(number)d warnings", warnings)),
    )
    return _("The checks found: %(counted)s") % {
        "counted": ", ".join(words % {"number": number} for number, words in counted if number)
    }


def place(article: Article, findings: Iterable[Finding]) -> list[Placed]:
    rows = _rows_in_forms(article)
    return [Placed(finding, _fragment(finding.place, rows)) for finding in findings]


def fragments(article: Article, places: Iterable[str]) -> dict[str, str]:
    """The fragment that leads to each place of the draft."""
    rows = _rows_in_forms(article)
    return {place: _fragment(place, rows) for place in places}


def _fragment(place: str, rows: dict[str, str]) -> str:
    """`sections[3].exercises[0].how` → `#id_exercises-0-how`, with the row's number in its own group of forms."""
    row = max((known for known in rows if place.startswith(known)), key=len, default="")
    names = [step["name"] for step in _STEP.finditer(place.removeprefix(row)) if not step["index"]]
    if not names:
        return f"#{rows[row]}" if row else ""
    if names[0] in _GROUPS:
        return f"#{_GROUPS[names[0]]}-group"
    name = "dose_kind" if names == ["dose"] else _DOSE.get(names[-1], names[-1]) if "dose" in names else names[0]
    return f"#id_{rows[row]}-{name}" if row else f"#id_{name}"


def _rows_in_forms(article: Article) -> dict[str, str]:
    """Each row's place in the content, and its name among the forms, e.g. sections[1].benefits[0] → benefits-2."""
    numbers = {
        name: {row.pk: number for number, row in enumerate(getattr(article, name).all())}
        for name in ("benefits", "exercises", "safetynotes")
    }
    rows = {}
    for index, section in enumerate(article.sections.all()):
        rows[f"sections[{index}]"] = f"sections-{index}"
        held: dict[str, Iterable[Row]] = {
            "benefits": section.benefit_set.all(),
            "exercises": section.exercise_set.all(),
            "safety_notes": section.safetynote_set.all(),
        }
        for name, members in held.items():
            for position, row in enumerate(members):
                form = f"{_GROUPS[name]}-{numbers[_GROUPS[name]][row.pk]}"
                rows[f"sections[{index}].{name}[{position}]"] = form
    rows |= {f"faq[{index}]": f"faqs-{index}" for index in range(article.faqs.count())}
    rows |= {f"references[{index}]": f"articlereferences-{index}" for index in range(article.articlereferences.count())}
    return rows
