"""Signs that need help inside sections about something else: taken out, so that they become notes and stand out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from django.utils.translation import gettext as _

from articles.importing.exercises import split_exercises
from articles.importing.flags import announces_flags, is_call_for_help
from articles.importing.lines import LISTED, Kind, Line
from articles.importing.outline import Block
from articles.importing.reading import Reading
from articles.importing.recognising import is_about, labelled
from articles.importing.safety import introduces_signs, is_do_heading
from articles.importing.vocabulary import About, Mark


def with_signs_apart(blocks: Sequence[Block], reading: Reading) -> list[Block]:
    """The blocks, and after each section whose text holds signs, a section of these."""
    return list(chain.from_iterable(_parted(block, reading) for block in blocks))


def _parted(block: Block, reading: Reading) -> Iterator[Block]:
    heading = block.heading.words if block.heading else ""
    is_safety = is_about(heading, About.SAFETY) or announces_flags(heading)
    signs = _signs(block.lines) if block.mark is Mark.SECTION and not is_safety else set()
    if is_safety and block.mark is Mark.SECTION:
        yield block
        return
    if not signs:
        yield block
        return
    rest = replace(block, lines=[line for line in block.lines if line not in signs])
    apart = [line for line in block.lines if line in signs]
    if not rest.lines:
        # All of it calls for help, under another heading: `sections.has_notes` makes notes of it.
        reason = _("All that stands under this heading calls for help, so it became red flags. Check them.")
        reading.report(block.lines[0].number, block.lines[0].text, reason)
        yield block
        return
    yield rest
    yield Block(Mark.SECTION, _heading(apart), apart)
    reason = _("These signs stood inside the section above. They became notes of their own: check where they stand.")
    reading.report(apart[0].number, apart[0].text, reason)


def _signs(lines: Sequence[Line]) -> set[Line]:
    """Lists under a call for help, and paragraphs that are one."""
    signs: set[Line] = set()
    within = False
    before_exercises = len(split_exercises(lines)[0]) if split_exercises(lines)[1] else 0
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if line.kind in LISTED:
            if within:
                signs.add(line)
            continue
        within = introduces_signs(line, after) and not is_do_heading(line.words)
        is_call = line.kind is Kind.TEXT and is_call_for_help(line.words)
        if within or (is_call and labelled(line.text) is None and index >= before_exercises):
            signs.add(line)
    return signs


def _heading(signs: Sequence[Line]) -> Line | None:
    """The words that introduce the first list, which head the section too."""
    first = signs[0]
    if len(signs) < 2 or signs[1].kind not in LISTED:
        return None
    return first._replace(kind=Kind.HEADING, text=first.words.rstrip(" :"), level=0)
