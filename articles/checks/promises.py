"""Absolute promises, which no treatment can keep."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checks.findings import Finding, warning
from articles.checks.prose import sentences
from articles.content import Content

_PROMISES = [
    r"always works?",
    r"completely safe",
    r"complete(?:,| and) (?:lasting|permanent)",
    r"cure[sd]?(?! (?:fish|ham|meat))",
    r"curing",
    r"eliminat(?:es?|ing) (?:\w+ )?pain",
    r"(?:gone|goes away) for good",
    r"guarantee(?:s|d|ing)?",
    r"100\s?%(?! (?:of your|cotton|effort|oxygen))",
    r"indispensable",
    r"instant(?:ly)? (?:relie(?:f|ves?)|results?)",
    r"lasting (?:cure|recovery)",
    r"miracles?",
    r"miraculous(?:ly)?",
    r"never (?:comes? back|fails?|returns?)",
    r"(?:no|without(?: any)?|zero) (?:side[ -]effects?|risks?)",
    r"pain[ -]free (?:future|life|living)",
    r"permanent(?:ly)? (?:cures?|pain relief|relie(?:f|ves?)|solutions?|results?)",
    r"risk[ -]free",
    r"(?:free of pain|pain[ -]free) (?:again )?(?:for ever|forever)",
    r"works for (?:every(?:body|one)|all)",
]
_PROMISE = re.compile(rf"(?<!\w)(?:{'|'.join(_PROMISES)})(?!\w)", re.IGNORECASE)

# "There is no known cure" promises nothing; "not only does it cure" does.
_NEGATION = re.compile(
    r"\b(?:avoid|beware|cannot|doubt|hardly|incapable|neither|never|no|no-one|nobody|none|nor|not(?! only)|nothing"
    r"|rarely|seldom|unlikely|without|wary)\b|n['’]t\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;:–—]|\b(?:but|however|yet)\b|,\s+(?:and|it|it['’]s|they|this|we|you)\b", re.IGNORECASE)
_REACH = 6
"""How many words before a promise a negation may stand."""


def promises_can_be_kept(content: Content) -> Iterator[Finding]:
    for passage, sentence in sentences(content):
        for promise in _promises_in(sentence.text):
            message = _("“{promise}” promises more than a treatment can keep.").format(promise=promise)
            advice = _("Say what may happen, for whom, and how sure that is.")
            yield warning(content, "absolute-promise", passage.place, message, advice)


def _promises_in(sentence: str) -> Iterator[str]:
    """The words of promise in a sentence. A question promises nothing."""
    if sentence.endswith("?"):
        return
    for found in _PROMISE.finditer(sentence):
        clause = _CLAUSE.split(sentence[: found.start()])[-1]
        if not _NEGATION.search(" ".join(clause.split()[-_REACH:])):
            yield found[0]
