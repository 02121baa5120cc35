"""The parts of an article's body, each made ready for its template.

They are built in reading order, because citations and tables are counted on the way.
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.content import Content, Exercise, NoteKind, SafetyNote, Section, SectionKind, Source, Urgency
from articles.nation import emergency_heading, nation, urgent_heading
from articles.rendering.addresses import citation_anchor, reference_anchor, safe_address
from articles.rendering.citations import Citing
from articles.rendering.dose import dose_figures, dose_sentence
from articles.rendering.invisible import without_invisible
from articles.rendering.markdown import render_blocks, render_inline, render_tight
from articles.rendering.sanitize import only_italics


@dataclass(frozen=True)
class CareCardPart:
    """The red flags of one urgency. `name` ends the card's class name."""

    name: str
    heading: str
    notes: list[tuple[str, SafeString]]


@dataclass(frozen=True)
class ExercisePart:
    name: str
    goal: SafeString
    how: SafeString
    dose: str
    figures: SafeString
    progression: SafeString
    stop: SafeString


@dataclass(frozen=True)
class BenefitsPart:
    """A table; `name` is what the box that it scrolls in is called."""

    name: str
    headings: tuple[str, str]
    rows: list[tuple[str, SafeString]]


@dataclass(frozen=True)
class SectionPart:
    anchor: str
    kind: str
    heading: str
    body: SafeString
    benefits: BenefitsPart | None
    precaution: SafeString
    reminds_of_help: bool
    exercises: list[ExercisePart]
    tips: list[tuple[str, SafeString]]
    dos: list[tuple[str, SafeString]]
    donts: list[tuple[str, SafeString]]
    points_to_help: bool
    insight: SafeString


@dataclass(frozen=True)
class ReferencePart:
    """An entry of the reference list; `backlinks` are the ids of the places that cite it."""

    anchor: str
    citation: str
    printed: SafeString
    url: str
    backlinks: list[str]


def care_cards(content: Content, citing: Citing) -> list[CareCardPart]:
    """The red flags of all sections, the most urgent first."""
    headings = {
        Urgency.EMERGENCY: ("emergency", emergency_heading(nation())),
        Urgency.URGENT: ("urgent", urgent_heading(nation())),
        Urgency.SOON: ("soon", _("See a GP soon if:")),
        Urgency.UNSET: ("unset", _("Urgency not set")),
    }
    flags = [note for section in content.sections for note in section.safety_notes if note.kind == NoteKind.RED_FLAG]
    cards = [
        CareCardPart(name, heading, _signs([flag for flag in flags if flag.urgency == urgency], heading, citing))
        for urgency, (name, heading) in headings.items()
    ]
    return [card for card in cards if card.notes]


def sections(content: Content, citing: Citing, *, has_help: bool) -> list[SectionPart]:
    """The sections that hold anything. `has_help`: whether there are care cards to point to."""
    parts: list[SectionPart] = []
    for number, section in enumerate(content.sections, start=1):
        remind = has_help and not any(part.exercises for part in parts)
        part = _section(section, number, citing, has_help=has_help, remind=remind)
        if _holds_anything(part):
            parts.append(part)
    return parts


def questions(content: Content, citing: Citing) -> list[tuple[str, SafeString]]:
    pairs = [(_words(question.question), render_blocks(question.answer, citing, top=4)) for question in content.faq]
    return [(question, answer) for question, answer in pairs if question or answer]


def references(content: Content, citing: Citing) -> list[ReferencePart]:
    """The reference list. To be built last, when every citation has been counted."""
    seen: set[str] = set()
    parts = []
    for source in content.references:
        parts.append(_reference(source, citing, is_first=source.key not in seen))
        seen.add(source.key)
    return parts


def _section(section: Section, number: int, citing: Citing, *, has_help: bool, remind: bool) -> SectionPart:
    heading = _words(section.heading) or _usual_heading(section.kind)
    slug = slugify(heading)
    red_flags = [note for note in section.safety_notes if note.kind == NoteKind.RED_FLAG]
    return SectionPart(
        anchor=f"s-{number}-{slug}" if slug else f"s-{number}",
        kind=section.kind.value,
        heading=heading,
        body=render_blocks(section.body, citing),
        benefits=_benefits(section, citing),
        precaution=render_blocks(section.precaution, citing),
        reminds_of_help=remind and bool(section.exercises),
        exercises=[_exercise(exercise, citing) for exercise in section.exercises],
        tips=_notes(section, NoteKind.TIP, citing),
        dos=_notes(section, NoteKind.DO, citing),
        donts=_notes(section, NoteKind.DO_NOT, citing),
        points_to_help=has_help and bool(red_flags),
        insight=render_blocks(section.insight, citing),
    )


def _holds_anything(part: SectionPart) -> bool:
    rows = part.benefits or part.exercises or part.tips or part.dos or part.donts or part.points_to_help
    return bool(part.body or part.precaution or part.insight or rows)


def _usual_heading(kind: SectionKind) -> str:
    """A heading for a section that was given none, so that no level of headings is skipped."""
    return {
        SectionKind.TEXT: _("More information"),
        SectionKind.BENEFITS: _("Benefits"),
        SectionKind.EXERCISES: _("Exercises"),
        SectionKind.SAFETY: _("Safety advice"),
        SectionKind.CONCLUSION: _("Conclusion"),
    }[kind]


def _benefits(section: Section, citing: Citing) -> BenefitsPart | None:
    rows = [(_words(benefit.name), render_tight(benefit.how, citing)) for benefit in section.benefits]
    rows = [(name, how) for name, how in rows if name or how]
    if not rows:
        return None
    labels = (_words(section.benefit_label) or _("Benefit"), _words(section.how_label) or _("How it helps"))
    return BenefitsPart(citing.table_name(), labels, rows)


def _exercise(exercise: Exercise, citing: Citing) -> ExercisePart:
    return ExercisePart(
        name=_words(exercise.name),
        goal=render_inline(exercise.goal, citing),
        how=render_blocks(exercise.how, citing, top=4),
        dose=dose_sentence(exercise.dose),
        figures=dose_figures(exercise.dose),
        progression=render_blocks(exercise.progression, citing, top=4),
        stop=render_blocks(exercise.stop, citing, top=4),
    )


def _notes(section: Section, kind: NoteKind, citing: Citing) -> list[tuple[str, SafeString]]:
    return _labelled([note for note in section.safety_notes if note.kind == kind], citing)


def _labelled(notes: list[SafetyNote], citing: Citing) -> list[tuple[str, SafeString]]:
    """Label and text of each note that has either."""
    pairs = [(_words(note.label), render_tight(note.text, citing)) for note in notes]
    return [(label, text) for label, text in pairs if label or text]


def _signs(flags: list[SafetyNote], heading: str, citing: Citing) -> list[tuple[str, SafeString]]:
    """The notes of a card. A label that only says the card's heading again is left out."""
    said = heading.removesuffix(":").casefold()
    return [("" if label.casefold() == said and text else label, text) for label, text in _labelled(flags, citing)]


def _reference(source: Source, citing: Citing, *, is_first: bool) -> ReferencePart:
    """An entry. Should a key be given twice, its links belong to the first."""
    times = citing.numbering.cited[source.key] if citing.numbering and is_first else 0
    url = safe_address(source.url)
    return ReferencePart(
        anchor=reference_anchor(source.key) if is_first else "",
        citation=_words(source.citation),
        printed=only_italics(source.printed),
        url=url if url.startswith("http") else "",
        backlinks=[citation_anchor(source.key, number) for number in range(1, times + 1)],
    )


def _words(text: str) -> str:
    return without_invisible(text).strip()
