"""What every article must have: title, lead, headings, rows, answers, disclaimer."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checks.findings import Finding, error
from articles.checks.prose import has_words, says_something
from articles.content import Content, Section, SectionKind


def title_is_there(content: Content) -> Iterator[Finding]:
    if not has_words(content.title):
        yield error(content, "no-title", "title", _("The article has no title."), _("Write the title."))


def lead_is_there(content: Content) -> Iterator[Finding]:
    if not says_something(content.lead):
        advice = _("Write two or three sentences that say what the article is about and for whom.")
        yield error(content, "no-lead", "lead", _("The article has no lead."), advice)


def disclaimer_is_there(content: Content) -> Iterator[Finding]:
    if not says_something(content.disclaimer):
        advice = _("Write the medical disclaimer.")
        yield error(content, "no-disclaimer", "disclaimer", _("The article has no medical disclaimer."), advice)


def sections_have_headings(content: Content) -> Iterator[Finding]:
    for index, section in enumerate(content.sections):
        if not has_words(section.heading):
            advice = _("Write a heading that says what the section tells.")
            yield error(content, "no-heading", f"sections[{index}].heading", _("The section has no heading."), advice)


def sections_hold_something(content: Content) -> Iterator[Finding]:
    for index, section in enumerate(content.sections):
        place = f"sections[{index}]"
        if section.kind == SectionKind.BENEFITS and not section.benefits:
            message = _("The benefits table has no rows.")
            advice = _("Add the benefits, or make this a section of text.")
            yield error(content, "no-benefits", place, message, advice)
        elif section.kind == SectionKind.EXERCISES and not section.exercises:
            message = _("The section of exercises has no exercise.")
            advice = _("Add the exercises, or make this a section of text.")
            yield error(content, "no-exercises", place, message, advice)
        elif _is_empty(section):
            advice = _("Write the section, or remove it.")
            yield error(content, "empty-section", place, _("There is nothing under this heading."), advice)


def _is_empty(section: Section) -> bool:
    rows = section.benefits or section.exercises or section.safety_notes
    return not (rows or any(map(says_something, (section.body, section.insight, section.precaution))))


def benefits_are_whole(content: Content) -> Iterator[Finding]:
    for index, section in enumerate(content.sections):
        for row, benefit in enumerate(section.benefits):
            if not (has_words(benefit.name) and says_something(benefit.how)):
                message = _("A row of the benefits table has an empty cell.")
                advice = _("Write both the benefit and how it comes about, or remove the row.")
                yield error(content, "empty-benefit", f"sections[{index}].benefits[{row}]", message, advice)


def questions_are_answered(content: Content) -> Iterator[Finding]:
    for index, item in enumerate(content.faq):
        if not has_words(item.question):
            advice = _("Write the question, or remove it together with its answer.")
            yield error(content, "no-question", f"faq[{index}].question", _("The question is empty."), advice)
        if not says_something(item.answer):
            advice = _("Write the answer, or remove the question.")
            yield error(content, "no-answer", f"faq[{index}].answer", _("The question has no answer."), advice)
