"""Ways to ask the checks about one thing at a time, on top of a draft that has no finding."""

from articles.checks import Context, Finding, run_checks
from articles.content import Content, Dose, DoseKind, Exercise, Section, SectionKind
from tests.conftest import complete_content

FIRST_EDITION = Context(edition=1)
DOSE = Dose(kind=DoseKind.NUMBERS, repetitions_from=10)


def found(content: Content, code: str, context: Context = FIRST_EDITION) -> list[Finding]:
    return [finding for finding in run_checks(content, context) if finding.code == code]


def places(content: Content, code: str) -> list[str]:
    return [finding.place for finding in found(content, code)]


def says(lead: str, code: str) -> bool:
    """Whether an article with this lead has the finding there."""
    return "lead" in places(complete_content(lead=lead), code)


def exercise(**changes: object) -> Exercise:
    return Exercise(name="Heel raise", how="Lift both heels.", dose=DOSE).model_copy(update=changes)


def with_exercises(*exercises: Exercise, heading: str = "Exercises", precaution: str = "Ask first.") -> Content:
    """The complete draft with this section of exercises at its end."""
    section = Section(kind=SectionKind.EXERCISES, heading=heading, precaution=precaution, exercises=exercises)
    return with_section(section)


def with_section(section: Section) -> Content:
    whole = complete_content()
    return complete_content(sections=(*whole.sections, section))
