"""A whole document: lines in, content and everything beside it out. Every line ends in exactly one of them."""

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from articles.content import Content
from articles.importing.bibliography import read_references, report_never_cited
from articles.importing.citations import report_repeated
from articles.importing.claims import biography, take_claims
from articles.importing.disclaimers import take_disclaimers, without_text_after
from articles.importing.exact import take_exact
from articles.importing.lines import Document, Kind, Line
from articles.importing.missed import tell_lost, tell_signs
from articles.importing.outline import Block, outline, with_questions, without_empty_parents
from articles.importing.plain_text import read_text
from articles.importing.promotions import take_promotions
from articles.importing.prose import markdown
from articles.importing.questions import has_questions, read_questions
from articles.importing.reading import Reading
from articles.importing.recognising import labelled
from articles.importing.result import Claim, ClaimKind, Imported, LeftOut, Placed, Unplaced
from articles.importing.sections import read_section
from articles.importing.signs import with_signs_apart
from articles.importing.titles import take_title
from articles.importing.vocabulary import Label, Mark

_LONGEST_LABEL = 60


_IMAGE = re.compile(r"!\[[^\]]*\]\(media:[0-9a-f]{64}\)")


def import_document(document: Document, title: str = "") -> Imported:
    """What a document says, typed. The title that the caller gives goes before the document's own."""
    if document.exact:
        return take_exact(document, document.exact, title)
    reading = Reading()
    claims, lines = take_claims(document.lines, reading)
    disclaimers, lines = take_disclaimers(_with_joined_labels(lines))
    title, lines = take_title(lines, title, document.title, reading)
    names = {claim.text.split(",")[0] for claim in claims}
    blocks, promotions = take_promotions(without_text_after(with_questions(outline(lines, names))))
    blocks = without_empty_parents(blocks, reading)
    blocks = with_signs_apart([_with_text_of_faq(block) for block in blocks], reading)
    content = _content(blocks, disclaimers, claims, title, document.language, reading)
    claims += biography(_lines_of(Mark.REVIEWER, blocks))
    tell_signs(document.lines, reading)
    found = {
        "content": content.model_dump(mode="json"),
        "claims": [claim.text for claim in claims],
        "promotions": [promotion.model_dump(mode="json") for promotion in promotions],
        "reports": [item.text for item in reading.unplaced],
    }
    accounted = [claim.line for claim in claims] + [line for promotion in promotions for line in promotion.lines]
    tell_lost(document.lines, accounted, found, reading)
    return Imported(
        content=content,
        claims=tuple(sorted(claims, key=lambda claim: claim.line)),
        promotions=tuple(promotions),
        unplaced=tuple(
            _with_kept(item, claims, reading) for item in sorted(reading.unplaced, key=lambda item: item.line)
        ),
        placed=tuple(Placed(line=line, places=tuple(places)) for line, places in sorted(reading.places.items())),
        left_out=tuple(LeftOut(text=item.text, reason=item.reason) for item in document.left_out),
    )


def import_text(text: str, title: str = "") -> Imported:
    """As `import_document`, for a plain text. Raises UnreadableDocument for what is none."""
    return import_document(read_text(text), title)


def _with_kept(item: Unplaced, claims: Iterable[Claim], reading: Reading) -> Unplaced:
    claimed = any(claim.line == item.line and (item.text in claim.text or claim.text in item.text) for claim in claims)
    return item.model_copy(update={"kept": claimed or item.line in reading.places})


def _content(
    blocks: Sequence[Block],
    disclaimers: Sequence[Line],
    claims: Iterable[Claim],
    title: str,
    language: str,
    reading: Reading,
) -> Content:
    references = read_references(_lines_of(Mark.REFERENCES, blocks), reading)
    details = _lines_of(Mark.REVIEW_DETAILS, blocks)
    images = [line for line in details if _IMAGE.fullmatch(line.text)]
    for line in details:
        reason = _("This stands among the review details, but was not understood.")
        if line in images:
            reason = _(
                "This image stood among the review details. It was placed in the lead: check that it fits there."
            )
        reading.report(line.number, line.text, reason)
    with reading.at("lead"):
        lead = markdown([*_lines_of(Mark.FRONT, blocks), *images], reading)
    sections = reading.each("sections", [block for block in blocks if block.mark is Mark.SECTION])
    with reading.at("disclaimer"):
        disclaimer = markdown([*_lines_of(Mark.DISCLAIMER, blocks), *disclaimers], reading)
    content = Content(
        language=language or "en-GB",
        title=title,
        byline=next((claim.text for claim in claims if claim.kind is ClaimKind.BYLINE), ""),
        lead=lead,
        sections=tuple(read_section(block, reading) for block in sections),
        faq=read_questions(_lines_of(Mark.FAQ, blocks), reading),
        disclaimer=disclaimer,
        references=references,
    )
    report_never_cited(reading)
    report_repeated(reading)
    return content


def _lines_of(mark: Mark, blocks: Sequence[Block]) -> list[Line]:
    return [line for block in blocks if block.mark is mark for line in block.lines]


def _with_joined_labels(lines: Sequence[Line]) -> list[Line]:
    """A "Research insight" on a line of its own joined with the paragraph below it."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above and line.kind is Kind.TEXT and _is_label_of_insight(above):
            joined[-1] = line._replace(text=f"{above.words.rstrip(' :')}: {line.text}")
        else:
            joined.append(line)
    return joined


def _is_label_of_insight(line: Line) -> bool:
    """ "What the research says" may head a section too: without a colon only the word "insight" is a label."""
    words = line.words
    if len(words) > _LONGEST_LABEL or line.kind not in (Kind.TEXT, Kind.HEADING):
        return False
    found = labelled(words if words.endswith((":", "?")) else f"{words}:", (Label.INSIGHT,))
    is_sure = line.level != 2 and (words.endswith((":", "?")) or "insight" in words.casefold() or line.level > 2)
    return found is not None and not found.rest and is_sure


def _with_text_of_faq(block: Block) -> Block:
    """A FAQ in which nothing asks is a section like any other."""
    if block.mark is not Mark.FAQ or not block.lines or has_questions(block.lines):
        return block
    return Block(Mark.SECTION, block.heading, block.lines)
