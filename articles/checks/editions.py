"""What is asked from the second edition on."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checks.findings import Context, Finding, error
from articles.checks.prose import has_words
from articles.content import Content


def change_note_is_there(content: Content, context: Context) -> Iterator[Finding]:
    if context.edition > 1 and not has_words(content.change_note):
        message = _("This will be edition {number}, and nothing says what has changed.").format(number=context.edition)
        advice = _("Write a change note: one sentence for readers who know the edition before.")
        yield error(content, "no-change-note", "change_note", message, advice)
