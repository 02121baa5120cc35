"""The outline of a document: its lines parted at the headings, each part with what it is."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from articles.importing.bibliography import is_part_of_list
from articles.importing.exercise_names import headings_inside
from articles.importing.exercises import is_exercise_name, is_exercise_part, split_exercises
from articles.importing.flags import announces_flags
from articles.importing.levels import BOLD, levelled
from articles.importing.lines import LISTED, Kind, Line
from articles.importing.reading import Reading
from articles.importing.recognising import doubtful_mark_of, is_about, labelled, mark_of
from articles.importing.safety import introduces_signs, is_do_heading
from articles.importing.vocabulary import About, Label, Mark

_LONGEST_QUESTION = 200
_LONGEST_COLON_HEADING = 60
_QUESTION = re.compile(r"[^.!?]*(?:\b\w{1,3}\.[^.!?]*)*\?")
_ASKS = re.compile(
    r"(?:how|what|why|who|which|where|when|can|could|should|is|are|do|does|will|would|may|must)\b(?! to\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}[a-z]?\b|\(n\.d\.\)|\bdoi\b|https?://", re.IGNORECASE)
_DISCLAIMS = re.compile(
    r"\b(?:substitute|replace(?:s|ment)?|diagnos\w*|(?:general|medical|health) (?:information|advice)|information only"
    r"|for information|educational?|professional (?:advice|care)|inform)\b",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"^.{2,200} \((?:19|20)[0-9]{2}[a-z]?[^)]{0,20}\)(?:\. \S| [A-Z'‘*_“\"])|\bdoi\b|\bDOI\b|https?://")


@dataclass
class Block:
    """One part of the document. The heading of a marked part only marks it; that of a section is content.

    `level` is that of the heading, 0 where the document has no levels.
    """

    mark: Mark
    heading: Line | None = None
    lines: list[Line] = field(default_factory=list)

    @property
    def level(self) -> int:
        return self.heading.level if self.heading else 0


def is_question(line: Line) -> bool:
    """A single sentence that asks."""
    return len(line.text) <= _LONGEST_QUESTION and _QUESTION.fullmatch(line.words) is not None


def outline(document: Sequence[Line], names: Collection[str] = ()) -> list[Block]:
    """The blocks in order. The first is the front, which may be empty; every line stands in one of them.

    `names` are those of authors and reviewers, whose headings head no section.
    """
    lines = levelled(document)
    of_exercises = headings_inside(lines)
    blocks = [Block(Mark.FRONT)]
    for index, line in enumerate(lines):
        mark = _mark(lines, index, blocks)
        if mark:
            blocks.append(Block(mark, line))
        elif index not in of_exercises and _heads_section(lines, index, blocks[-1], names):
            blocks.append(Block(Mark.SECTION, _whole_heading(line)))
        else:
            if blocks[-1].mark is not Mark.SECTION and is_exercise_name(lines, index):
                blocks.append(Block(Mark.SECTION))
            blocks[-1].lines.append(_inside(line, blocks[-1]))
    return blocks


def with_questions(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, and of a section in which several lines are labelled "Q:" the part from the first of them as FAQ."""
    parted: list[Block] = []
    for block in blocks:
        asked = [index for index, line in enumerate(block.lines) if _is_labelled_question(line)]
        if block.mark is not Mark.SECTION or len(asked) < 2:
            parted.append(block)
        elif asked[0] == 0:
            parted.append(replace(block, mark=Mark.FAQ))
        else:
            parted.append(replace(block, lines=block.lines[: asked[0]]))
            parted.append(Block(Mark.FAQ, None, block.lines[asked[0] :]))
    return parted


def _is_labelled_question(line: Line) -> bool:
    found = labelled(line.words, (Label.QUESTION,))
    return found is not None and bool(found.rest)


def without_empty_parents(blocks: Sequence[Block], reading: Reading) -> list[Block]:
    """The blocks without headings that have only other sections under them: these keep their own."""
    kept = []
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if block.mark is not Mark.SECTION or block.lines or not block.heading:
            kept.append(block)
        elif mark_of(block.heading):
            reading.report(
                block.heading.number, block.heading.text, _("Nothing of the article stands under this heading.")
            )
        elif after and 0 < block.level < after.level:
            reason = _("Only other headings stand under this one. They became sections, and it was left out.")
            reading.report(block.heading.number, block.heading.text, reason)
        else:
            kept.append(block)
    return kept


def _mark(lines: Sequence[Line], index: int, blocks: Sequence[Block]) -> Mark | None:
    line = lines[index]
    if line.kind not in (Kind.HEADING, Kind.TEXT):
        return None
    mark = mark_of(line)
    if mark is Mark.FRONT:
        return mark if line.kind is Kind.HEADING and _lacks_lead(blocks) else None
    if mark:
        return mark
    doubtful = doubtful_mark_of(line) if line.kind is Kind.HEADING else None
    below = lines[index + 1 : index + 3]
    if doubtful is Mark.REFERENCES:
        return doubtful if below and all(_is_entry(after) for after in below[:1]) else None
    return doubtful if any(_DISCLAIMS.search(after.words) for after in below) else None


def _lacks_lead(blocks: Sequence[Block]) -> bool:
    """Whether nothing but a summary stands above."""
    return all(
        is_about(block.heading.words, About.CONCLUSION) if block.heading else not block.lines for block in blocks
    )


def _is_entry(line: Line) -> bool:
    """An entry of a reference list, beyond doubt: an item with a year or address, or a year in brackets and a stop."""
    return _ENTRY.search(line.text) is not None or (line.kind in LISTED and _YEAR.search(line.text) is not None)


def _heads_section(lines: Sequence[Line], index: int, within: Block, names: Collection[str]) -> bool:
    line = lines[index]
    following = lines[index + 1 : index + 2]
    if any(is_exercise_part(after) for after in following):
        return False
    if line.kind is Kind.TEXT:
        return _is_colon_heading(line) and bool(following) and within.mark is not Mark.FAQ
    if line.kind is not Kind.HEADING or (within.mark is Mark.SECTION and _is_labelled_question(line)):
        return False
    if within.mark is Mark.FAQ:
        return not _asks_in_faq(lines, index, within)
    if within.mark is Mark.REFERENCES:
        groups = is_part_of_list(line.words) and any(map(_is_entry, following))
        return not groups and not _YEAR.search(line.text) and not _is_deeper(line, within)
    if within.mark is Mark.REVIEWER and (line.words in names or _is_deeper(line, within)):
        return False
    if _introduces_notes(lines, index, within):
        return False
    return not _is_deeper(line, within) or _begins_its_own(lines, index, within)


def _introduces_notes(lines: Sequence[Line], index: int, within: Block) -> bool:
    """Whether a line shaped like a heading introduces notes: "Do", or "Call 999 if" inside a section on safety."""
    line = lines[index]
    if within.mark is not Mark.SECTION or (line.level and not _is_deeper(line, within)):
        return False
    above = within.heading.words if within.heading else ""
    on_safety = is_about(above, About.SAFETY) or announces_flags(above)
    following = lines[index + 1] if index + 1 < len(lines) else None
    ends = line.words.endswith((":", " if", " when"))
    if is_do_heading(line.words):
        return bool(on_safety and following and following.kind in LISTED)
    return ends and introduces_signs(line, following) and bool(on_safety or line.level)


def _is_colon_heading(line: Line) -> bool:
    """A heading with a colon, which would else be a sentence that introduces what follows."""
    words = line.words
    if not words.endswith(":") or len(words) > _LONGEST_COLON_HEADING:
        return False
    return (
        words.isupper() or is_about(words, About.CONCLUSION) or (is_about(words, About.TIPS) and len(words.split()) < 5)
    )


def _is_deeper(line: Line, within: Block) -> bool:
    return 0 < within.level < line.level and within.mark is not Mark.FRONT


def _asks_in_faq(lines: Sequence[Line], index: int, faq: Block) -> bool:
    line = lines[index]
    if _is_deeper(line, faq) or labelled(line.words, (Label.QUESTION, Label.ANSWER)):
        return True
    asked = next((above.level for above in faq.lines if above.kind is Kind.HEADING), line.level)
    if not (is_question(line) or _ASKS.match(line.words)) or line.level < asked:
        return False
    # "When should I see a doctor?" above a list of signs is no question of the FAQ, unless its answers stand so too.
    return not (announces_flags(line.words) and _introduces_list(lines, index))


def _introduces_list(lines: Sequence[Line], index: int) -> bool:
    following = lines[index + 1 : index + 3]
    return len(following) == 2 and following[0].words.endswith(":") and following[1].kind in LISTED


def _begins_its_own(lines: Sequence[Line], index: int, within: Block) -> bool:
    """Whether a heading inside a section begins something that is more than its text."""
    if within.mark in (Mark.DISCLAIMER, Mark.REVIEW_DETAILS):
        return False
    words = lines[index].words
    if announces_flags(words) or is_about(words, About.SAFETY) or is_about(words, About.CONCLUSION):
        return True
    own = _own_lines(lines, index)
    return bool(split_exercises(own)[1]) or any(row.kind is Kind.ROW and len(row.cells) == 2 for row in own)


def _own_lines(lines: Sequence[Line], index: int) -> list[Line]:
    """The lines below a heading, up to the next of its level or higher, but not far: enough to see what it begins."""
    own: list[Line] = []
    for after in lines[index + 1 : index + 1 + _FAR_ENOUGH]:
        if after.kind is Kind.HEADING and 0 < after.level <= lines[index].level:
            break
        own.append(after)
    return own


_FAR_ENOUGH = 12


def _whole_heading(line: Line) -> Line:
    return line._replace(text=line.text.rstrip(" :"), kind=Kind.HEADING) if line.kind is Kind.TEXT else line


def _inside(line: Line, within: Block) -> Line:
    """A heading inside a section, with the level that it has in the section's Markdown; others as they are."""
    if line.kind is not Kind.HEADING or not line.level or within.mark is not Mark.SECTION:
        return line
    above = within.level or line.level
    level = 3 if line.level == BOLD else min(max(3, 2 + line.level - above), 6)
    return line._replace(level=level)
