"""The grammar of the FAQ: a line that asks, then its answer."""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from articles.content import Question
from articles.importing.citations import plain
from articles.importing.lines import LISTED, Kind, Line
from articles.importing.outline import is_question
from articles.importing.prose import markdown
from articles.importing.reading import Reading
from articles.importing.recognising import bare, labelled
from articles.importing.vocabulary import Label

_BOLD_QUESTION = re.compile(r"(?P<mark>\*\*|__)(?P<asked>[^*_]{3,200}\?)(?P=mark)\s+(?=\S)")
_ANSWER_INSIDE = ("? A: ", "? A. ", "? Answer: ")


def has_questions(lines: Sequence[Line]) -> bool:
    return bool(_asked(list(_parted(lines))))


def read_questions(lines: Sequence[Line], reading: Reading) -> tuple[Question, ...]:
    """Each question with the lines up to the next one. What stands before the first is reported."""
    parted = list(_parted(lines))
    asked = _asked(parted)
    for line in parted[: asked[0] if asked else len(parted)]:
        reading.report(line.number, line.text, _("This stands among the questions, but before the first of them."))
    bounds = zip(asked, [*asked[1:], len(parted)], strict=bool(asked))
    return tuple(
        Question(
            question=plain(_question(parted[start]), parted[start].number, reading),
            answer=markdown([_answer(line) for line in parted[start + 1 : end]], reading),
        )
        for start, end in reading.each("faq", bounds)
    )


def _asked(lines: Sequence[Line]) -> list[int]:
    """Which lines ask: those labelled "Q:", or of the same shape as the first that asks."""
    labels = [index for index, line in enumerate(lines) if _is_labelled(line)]
    if labels:
        shape = _shape(lines[labels[0]])
        is_heading = lines[labels[0]].kind is Kind.HEADING
        alike = [
            index for index, line in enumerate(lines) if is_heading and is_question(line) and _shape(line) == shape
        ]
        return sorted({*labels, *alike})
    first = next((line for line in lines if _asks(line)), None)
    if not first:
        return []
    return [index for index, line in enumerate(lines) if _asks(line) and _shape(line) == _shape(first)]


def _is_labelled(line: Line) -> bool:
    found = labelled(line.words, (Label.QUESTION,))
    return found is not None and bool(found.rest)


def _asks(line: Line) -> bool:
    return line.kind is not Kind.ROW and (is_question(line) or (line.kind is Kind.HEADING and _is_heading(line)))


def _is_heading(line: Line) -> bool:
    """In a FAQ, a heading of a level asks, with a question mark or without."""
    return line.level > 0 or line.words[:1].isupper()


def _shape(line: Line) -> tuple[str, int]:
    """Lists of questions are no paragraphs of questions; headings without level and sentences are alike."""
    if line.kind in LISTED:
        return str(line.kind), line.indent
    return ("", line.level if line.kind is Kind.HEADING else 0)


def _question(line: Line) -> str:
    found = labelled(line.words, (Label.QUESTION,))
    return bare(found.rest if found and found.rest else line.words)


def _answer(line: Line) -> Line:
    """The line without "A:" in front."""
    found = labelled(line.text, (Label.ANSWER,)) if line.kind in (Kind.TEXT, Kind.HEADING) else None
    return line._replace(text=found.rest, kind=Kind.TEXT) if found and found.rest else line


def _parted(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, and "Q: ...? A: ..." or "**...?** ..." on one line as two."""
    for line in lines:
        bold = _BOLD_QUESTION.match(line.text)
        if bold and line.kind is Kind.TEXT:
            yield line._replace(text=bold["asked"])
            yield line._replace(text=line.text[bold.end() :])
            continue
        end = next((line.text.find(mark) for mark in _ANSWER_INSIDE if mark in line.text), -1)
        if end < 0 or not _is_labelled(line):
            yield line
        else:
            yield line._replace(text=line.text[: end + 1])
            yield line._replace(kind=Kind.TEXT, text=line.text[end + 2 :])
