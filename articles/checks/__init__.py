"""Checks: one small function a rule, grouped by subject. They look at Content only, never at the database."""

from articles.checks.citations import (
    citations_are_spelt_right,
    citations_match_references,
    references_are_cited,
    references_have_links,
)
from articles.checks.claims import benefits_cite_a_source, claims_cite_a_source
from articles.checks.completeness import (
    benefits_are_whole,
    disclaimer_is_there,
    lead_is_there,
    questions_are_answered,
    sections_have_headings,
    sections_hold_something,
    title_is_there,
)
from articles.checks.counts import doses_agree_with_text, headings_count_right
from articles.checks.editions import change_note_is_there
from articles.checks.exercises import doses_are_set, exercises_are_whole, precaution_stands_before, stopping_is_said
from articles.checks.findings import Context, Finding, Level
from articles.checks.images import images_are_stored_here, images_have_words
from articles.checks.promises import promises_can_be_kept
from articles.checks.reviews import reviews_are_not_typed
from articles.checks.safety import (
    notes_say_something,
    red_flags_are_there,
    red_flags_have_urgency,
    warnings_are_few,
)
from articles.checks.wording import description_fits, sentences_are_short, spelling_is_british
from articles.content import Content
from articles.places import reading_order

__all__ = ["Context", "Finding", "Level", "errors", "run_checks"]

CHECKS = [
    title_is_there,
    lead_is_there,
    disclaimer_is_there,
    sections_have_headings,
    sections_hold_something,
    benefits_are_whole,
    questions_are_answered,
    citations_are_spelt_right,
    citations_match_references,
    references_are_cited,
    references_have_links,
    precaution_stands_before,
    exercises_are_whole,
    doses_are_set,
    stopping_is_said,
    headings_count_right,
    doses_agree_with_text,
    red_flags_are_there,
    red_flags_have_urgency,
    notes_say_something,
    warnings_are_few,
    images_have_words,
    images_are_stored_here,
    reviews_are_not_typed,
    benefits_cite_a_source,
    claims_cite_a_source,
    promises_can_be_kept,
    description_fits,
    sentences_are_short,
    spelling_is_british,
]

CHECKS_OF_EDITIONS = [change_note_is_there]


def run_checks(content: Content, context: Context) -> list[Finding]:
    """All findings, errors first, then as a reader meets their places."""
    found = [finding for check in CHECKS for finding in check(content)]
    found += [finding for check in CHECKS_OF_EDITIONS for finding in check(content, context)]
    found.sort(key=lambda finding: (finding.level != Level.ERROR, reading_order(content, finding.place)))
    return found


def errors(findings: list[Finding]) -> list[Finding]:
    """Those findings that stop a submission."""
    return [finding for finding in findings if finding.level == Level.ERROR]
