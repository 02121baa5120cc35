"""Articles that hold hostile texts in every field: many in few pages, each text whole in a field of its own."""

from collections.abc import Iterator, Sequence

from articles import checks
from articles.content import (
    Benefit,
    Content,
    Dose,
    DoseKind,
    Exercise,
    NoteKind,
    Question,
    SafetyNote,
    Section,
    SectionKind,
    Urgency,
)
from tests.conftest import complete_content
from tests.hostile import HOSTILE

FIELDS_A_SECTION = 10
SECTIONS_AN_ARTICLE = 22
_LINE = 90  # characters that the shortest field of one line takes


def contents(texts: Sequence[str] = HOSTILE) -> Iterator[Content]:
    """As many articles as it takes. All of them can be submitted if each of the texts can."""
    held = FIELDS_A_SECTION * SECTIONS_AN_ARTICLE
    for start in range(0, len(texts), held):
        yield _content(texts[start : start + held])


def publishable(texts: Sequence[str] = HOSTILE) -> list[str]:
    """The hostile texts in which the checks find no error, whatever field they stand in: all but some citations."""
    everywhere = ((text, _content([text] * FIELDS_A_SECTION)) for text in texts)
    return [text for text, content in everywhere if not checks.errors(checks.run_checks(content, _FIRST))]


_FIRST = checks.Context(edition=1)


def _content(texts: Sequence[str]) -> Content:
    groups = [texts[start : start + FIELDS_A_SECTION] for start in range(0, len(texts), FIELDS_A_SECTION)]
    parts = [_section([*group, *["Words."] * (FIELDS_A_SECTION - len(group))]) for group in groups]
    complete = complete_content(title=_line(texts[0]), byline=_line(texts[-1]))
    return complete.model_copy(
        update={
            "sections": (*complete.sections, *(section for section, _question in parts)),
            "faq": tuple(question for _section, question in parts),
            "change_note": _line(texts[0]),
        }
    )


def _section(texts: Sequence[str]) -> tuple[Section, Question]:
    """A section and a question with each text in a Markdown field of its own, and its beginning in one of one line."""
    body, insight, precaution, how, goal, step, easier, stop, note, answer = texts
    numbers = {"kind": DoseKind.AS_COMFORTABLE, "reason": _line(step)}
    section = Section(
        kind=SectionKind.EXERCISES,
        heading=_line(body),
        body=body,
        benefit_label=_line(insight),
        how_label=_line(precaution),
        benefits=(Benefit(name=_line(how), how=how),),
        insight=insight,
        precaution=precaution,
        exercises=(
            Exercise(
                name=_line(goal),
                goal=goal,
                how=step,
                dose=Dose.model_validate(numbers),
                progression=easier,
                stop=stop,
            ),
        ),
        safety_notes=(
            SafetyNote(kind=NoteKind.RED_FLAG, label=_line(note), text=note, urgency=Urgency.URGENT),
            SafetyNote(label=_line(answer), text="Words."),
        ),
    )
    return section, Question(question=_line(answer), answer=answer)


def _line(text: str) -> str:
    return " ".join(text.split())[:_LINE] or "x"
