"""Wording: sentences of a length that people can follow, and one kind of spelling."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checks.findings import Finding, warning
from articles.checks.prose import sentences
from articles.checks.spellings import BRITISH_FOR_AMERICAN, BRITISH_WORDS, NAMES
from articles.content import Content

LONGEST_SENTENCE = 20
"""In words. NHS service manual, content guide: sentences of up to 20 words."""

LONGEST_DESCRIPTION = 160
"""In characters: search engines cut off what is longer."""

_FIRST_WORDS = 6

_WORD = re.compile(r"physical therap(?:y|ies|ists?)|[a-z]+", re.IGNORECASE)
# Addresses and the names of organisations are spelt as they are.
_NO_PROSE = re.compile(rf"https?://\S+|www\.\S+|\S+@\S+|{'|'.join(NAMES)}")


def sentences_are_short(content: Content) -> Iterator[Finding]:
    for passage, sentence in sentences(content):
        if sentence.words > LONGEST_SENTENCE:
            start = " ".join(sentence.text.split()[:_FIRST_WORDS])
            message = _("A sentence of {count} words: “{start} …”.").format(count=sentence.words, start=start)
            advice = _("Split it, or shorten it to {limit} words or fewer.").format(limit=LONGEST_SENTENCE)
            yield warning(content, "long-sentence", passage.place, message, advice)


def description_fits(content: Content) -> Iterator[Finding]:
    if len(content.description) > LONGEST_DESCRIPTION:
        message = _("The description has {count} characters.").format(count=len(content.description))
        advice = _("Shorten it to {limit} or fewer: search engines cut off the rest.").format(limit=LONGEST_DESCRIPTION)
        yield warning(content, "long-description", "description", message, advice)


def spelling_is_british(content: Content) -> Iterator[Finding]:
    """Each American form once, where it stands first; beside a British form found elsewhere, spellings are mixed."""
    american: dict[str, str] = {}
    british: dict[str, str] = {}
    for passage, sentence in sentences(content):
        for word in _WORD.findall(_NO_PROSE.sub(" ", sentence.text)):
            if word.lower() in BRITISH_FOR_AMERICAN:
                american.setdefault(word.lower(), passage.place)
            elif word.lower() in BRITISH_WORDS:
                british.setdefault(word.lower(), passage.place)
    for word, place in american.items():
        yield _american(content, word, place, list(british))


def _american(content: Content, word: str, place: str, british: list[str]) -> Finding:
    right = BRITISH_FOR_AMERICAN[word]
    # The name of the profession is another word, not another spelling: it counts only beside its own pair.
    beside = [right] if right in british else [other for other in british if not other.startswith("physiotherap")]
    advice = _("Write “{right}”: this site is written in British English.").format(right=right)
    if not beside:
        message = _("“{word}” is American English.").format(word=word)
        return warning(content, "american-spelling", place, message, advice)
    message = _("Spellings are mixed: “{word}” is American, “{beside}” is British.").format(word=word, beside=beside[0])
    return warning(content, "mixed-spellings", place, message, advice)
