"""Content → a .docx in the house style, which colleagues can comment on and the import reads back."""

import datetime
import io
from collections.abc import Callable, Iterator

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from PIL import Image as Pillow

from articles.content import Content, Exercise, NoteKind, SafetyNote, Section, Source, Urgency
from articles.exporting.word_parts import IMAGE_TYPES, package, text
from articles.exporting.word_text import Picture, Writer, item_paragraph, paragraph, run, table
from articles.importing.dose import read_dose
from articles.importing.lines import Kind, Line
from articles.importing.reading import Reading
from articles.importing.safety import read_safety
from articles.models import Image
from articles.rendering.dose import dose_sentence

_BOLD = "<w:b/>"
_URGENCY = {
    Urgency.EMERGENCY: "Call 999 or go to A&E now",
    Urgency.URGENT: "Get help the same day – call NHS 111 or your GP surgery",
    Urgency.SOON: "See a GP soon",
    Urgency.UNSET: "Get medical help",
}
"""Put in front of a red flag that does not say itself how quickly help is needed: the import reads it back."""
_UNDER = {None: "", NoteKind.DO: "Do:", NoteKind.DO_NOT: "Don't:"}
"""The line above notes of a kind; tips and red flags need none."""


def to_word(
    content: Content,
    on: datetime.date,
    picture: Callable[[str], Picture | None] = lambda _sha256: None,
    *,
    published: bool = False,
) -> bytes:
    """The whole article, whose page header says whether it is a draft or a copy of what is published.

    `picture` gives the image of that SHA-256, or None where only its description is left.
    """
    with translation.override("en-gb"):  # the words of the house style, which the import knows
        writer = Writer({source.key: source for source in content.references}, picture)
        draft = _("Draft for comments – not reviewed · %(title)s · %(date)s")
        running = _("Copy of the published version · %(title)s · %(date)s") if published else draft
        return package(
            "".join(_article(content, writer)),
            title=content.title,
            running=running % {"title": content.title, "date": date_format(on, "j F Y")},
            language=content.language,
            links=writer.links,
            images=writer.images,
            lists=writer.lists,
        )


def kept_picture(sha256: str) -> Picture | None:
    """The image from the store, as a PNG where Word would not show its own kind. None for a drawing or an unknown."""
    image = Image.objects.filter(sha256=sha256).first()
    if image is None or not image.content_type.startswith("image/") or image.content_type == "image/svg+xml":
        return None
    with image.file.open("rb") as opened:
        data = opened.read()
    ending = next((ending for ending, kind in IMAGE_TYPES.items() if kind == image.content_type), "")
    if not ending:
        written = io.BytesIO()
        Pillow.open(io.BytesIO(data)).save(written, format="PNG")
        data, ending = written.getvalue(), "png"
    return Picture(data, ending, image.width, image.height)


def _article(content: Content, writer: Writer) -> Iterator[str]:
    if content.title:
        yield paragraph(run(content.title), "Title")
    if content.byline:
        yield paragraph(run(f"By: {content.byline}"))
    yield writer.blocks(content.lead)
    for section in content.sections:
        yield from _section(section, writer)
    if content.faq:
        yield _heading("Frequently asked questions")
    for question in content.faq:
        yield _heading(question.question, 2)
        yield writer.blocks(question.answer)
    if content.references:
        yield _heading("References")
    for source in content.references:
        yield paragraph(_printed(source, writer), "Bibliography")
    if content.disclaimer:
        yield _heading("Medical disclaimer")
        yield writer.blocks(content.disclaimer)


def _heading(words: str, level: int = 1) -> str:
    return paragraph(run(words), f"Heading{level}")


def _printed(source: Source, writer: Writer) -> str:
    """The entry as printed, its address as a link at its end."""
    printed = source.printed.strip()
    if not source.url:
        return writer.html(printed)
    before, stated, after = printed.rpartition(text(source.url))
    address = text(source.url).replace('"', "%22")
    link = f'<a href="{address}">{text(source.url)}</a>'
    return writer.html(f"{before}{link}{after}" if stated else f"{printed} {link}")


def _section(section: Section, writer: Writer) -> Iterator[str]:
    yield _heading(section.heading)
    yield writer.blocks(section.body)
    if section.benefits:
        head = [run(label, _BOLD) for label in (section.benefit_label, section.how_label)]
        yield table([head, *([run(row.name), writer.inline(row.how)] for row in section.benefits)])
    yield writer.blocks(section.precaution)
    for exercise in section.exercises:
        yield from _exercise(exercise, writer)
    yield from _notes(section.safety_notes, writer)
    for part in filter(None, section.insight.split("\n\n")):
        yield writer.blocks(part, "Research insight:")


def _exercise(exercise: Exercise, writer: Writer) -> Iterator[str]:
    yield _heading(exercise.name, 2)
    if exercise.goal:
        yield writer.blocks(exercise.goal, "Goal:")
    if exercise.how or exercise.dose.kind:
        yield writer.blocks(_how(exercise), "How:")
    if exercise.progression:
        yield writer.blocks(exercise.progression, "Easier or harder:")
    if exercise.stop:
        yield writer.blocks(exercise.stop, "Stop if:")


def _how(exercise: Exercise) -> str:
    """How it is done, with the dose as a sentence at its end where the import would not read it from the words."""
    dose = dose_sentence(exercise.dose)
    if not dose or read_dose(exercise.how)[0] == exercise.dose:
        return exercise.how
    gap = "\n\n" if exercise.how.rpartition("\n")[2].startswith("|") else " "
    return f"{exercise.how}{gap}{dose}".strip()


def _notes(notes: tuple[SafetyNote, ...], writer: Writer) -> Iterator[str]:
    """The bullets: tips and red flags, then what to do and what not, which stand under a line of their own."""
    for kind, head in _UNDER.items():
        those = [note for note in notes if (note.kind if note.kind in _UNDER else None) is kind]
        if those and head:
            yield paragraph(run(head))
        for note in those:
            label = _label(note)
            yield item_paragraph((run(f"{label}: ") if label else "") + writer.inline(note.text))


def _label(note: SafetyNote) -> str:
    if note.kind is not NoteKind.RED_FLAG or _says_so(note):
        return note.label
    return " – ".join(filter(None, (_URGENCY[note.urgency], note.label)))


def _says_so(note: SafetyNote) -> bool:
    """Whether the import reads the note's own words as a red flag of its urgency."""
    bullet = Line(1, Kind.BULLET, f"{note.label}: {note.text}" if note.label else note.text)
    _others, read = read_safety([bullet], "", Reading())
    return any(one.kind is NoteKind.RED_FLAG and one.urgency is note.urgency for one in read)
