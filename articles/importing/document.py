"""A whole document: lines in, content and everything beside it out. Every line ends in exactly one of them."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from articles.content import Content
from articles.importing.bibliography import read_references
from articles.importing.claims import biography, take_claims
from articles.importing.exact import take_exact
from articles.importing.lines import Document, Kind, Line
from articles.importing.outline import Block, outline
from articles.importing.plain_text import read_text
from articles.importing.promotions import take_promotions
from articles.importing.prose import markdown
from articles.importing.questions import read_questions
from articles.importing.reading import Reading
from articles.importing.result import Claim, ClaimKind, Imported, LeftOut, Placed, Unplaced
from articles.importing.sections import read_section
from articles.importing.vocabulary import Mark, mark_of


def import_document(document: Document, title: str = "") -> Imported:
    """What a document says, typed. The title that the caller gives goes before the document's own."""
    if document.exact:
        return take_exact(document, document.exact, title)
    reading = Reading()
    title = title or document.title
    claims, lines = take_claims(document.lines)
    blocks, promotions = take_promotions(outline(_without_title(_with_joined_labels(lines), title, reading)))
    content = _content(blocks, claims, title, document.language, reading)
    claims += biography(_lines_of(Mark.REVIEWER, blocks))
    return Imported(
        content=content,
        claims=tuple(sorted(claims, key=lambda claim: claim.line)),
        promotions=tuple(promotions),
        unplaced=tuple(_with_kept(item, reading) for item in sorted(reading.unplaced, key=lambda item: item.line)),
        placed=tuple(Placed(line=line, places=tuple(places)) for line, places in sorted(reading.places.items())),
        left_out=tuple(LeftOut(text=item.text, reason=item.reason) for item in document.left_out),
    )


def import_text(text: str, title: str = "") -> Imported:
    """As `import_document`, for a plain text. Raises UnreadableDocument for what is none."""
    return import_document(read_text(text), title)


def _with_kept(item: Unplaced, reading: Reading) -> Unplaced:
    return item.model_copy(update={"kept": item.line in reading.places})


def _content(blocks: Sequence[Block], claims: Iterable[Claim], title: str, language: str, reading: Reading) -> Content:
    references = read_references(_lines_of(Mark.REFERENCES, blocks), reading)
    for line in _lines_of(Mark.REVIEW_DETAILS, blocks):
        reading.report(line.number, line.text, _("This stands among the review details, but was not understood."))
    with reading.at("lead"):
        lead = markdown(_lines_of(Mark.FRONT, blocks), reading)
    sections = reading.each("sections", [block for block in blocks if block.mark is Mark.SECTION])
    with reading.at("disclaimer"):
        disclaimer = markdown(_lines_of(Mark.DISCLAIMER, blocks), reading)
    return Content(
        language=language or "en-GB",
        title=title,
        byline=next((claim.text for claim in claims if claim.kind is ClaimKind.BYLINE), ""),
        lead=lead,
        sections=tuple(read_section(block, reading) for block in sections),
        faq=read_questions(_lines_of(Mark.FAQ, blocks), reading),
        disclaimer=disclaimer,
        references=references,
    )


def _lines_of(mark: Mark, blocks: Sequence[Block]) -> list[Line]:
    return [line for block in blocks if block.mark is mark for line in block.lines]


def _with_joined_labels(lines: Sequence[Line]) -> list[Line]:
    """A "Research insight" on a line of its own joined with the paragraph below it."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above and line.kind is Kind.TEXT and above.text.casefold().rstrip(":") in ("insight", "research insight"):
            joined[-1] = line._replace(text=f"{above.text.rstrip(':')}: {line.text}")
        else:
            joined.append(line)
    return joined


def _without_title(lines: list[Line], title: str, reading: Reading) -> list[Line]:
    """A first line shaped like a heading is no lead: it is the title that the caller gave, or one to look at."""
    if not lines or lines[0].kind is not Kind.HEADING or mark_of(lines[0]):
        return lines
    first, *others = lines
    if first.text.casefold() != " ".join(title.split()).casefold():
        reason = _("This looks like a title, so it was left out. Titles are asked for, never guessed.")
        reading.report(first.number, first.text, reason)
    return others
