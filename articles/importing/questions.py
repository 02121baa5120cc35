"""The grammar of the FAQ: a sentence that asks, then its answer."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from articles.content import Question
from articles.importing.citations import plain
from articles.importing.lines import Line
from articles.importing.outline import is_question
from articles.importing.prose import markdown
from articles.importing.reading import Reading


def read_questions(lines: Sequence[Line], reading: Reading) -> tuple[Question, ...]:
    asked = [index for index, line in enumerate(lines) if is_question(line)]
    for line in lines[: asked[0] if asked else len(lines)]:
        reading.report(line.number, line.text, _("This stands among the questions, but before the first of them."))
    bounds = zip(asked, [*asked[1:], len(lines)], strict=bool(asked))
    return tuple(
        Question(
            question=plain(lines[start].text, lines[start].number, reading),
            answer=markdown(lines[start + 1 : end], reading),
        )
        for start, end in reading.each("faq", bounds)
    )
