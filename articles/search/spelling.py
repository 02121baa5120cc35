"""Forgives spelling: the nearest word that published articles or the publisher's synonyms know."""

import re
from collections import Counter
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from articles.search.words import STOP, root

# What sounds the same in English, roughly: enough to prefer "can" for "kan" and "physio" for "fisio".
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^[kg]n", "n"),
        (r"^wr", "r"),
        (r"ph", "f"),
        (r"gh", ""),
        (r"ch", "k"),
        (r"sc(?=[eiy])|c(?=[eiy])", "s"),
        (r"c|q", "k"),
        (r"y", "i"),
        (r"z", "s"),
        (r"(.)\1+", r"\1"),
        (r"e$", ""),
    )
)

_WIDEST = 3
"""Letters by which words that sound the same may differ, as "fisio" and "physio" do."""


@dataclass(frozen=True)
class Correction:
    """Another spelling. `sure`: near enough to search for it at once; otherwise readers are asked."""

    words: tuple[str, ...]
    sure: bool


def corrected(word: str, vocabulary: Counter[str]) -> Correction | None:
    """The likeliest spelling of a word that nothing is found for; `vocabulary` says how many articles hold each word.

    None if no word is near.
    """
    apart = _apart(word, vocabulary)
    if apart:
        return Correction(apart, sure=True)
    if len(word) < 3 or word.isdigit():
        return None
    sound, most = _sound(word), 1 if len(word) < 6 else 2
    near = process.extract(word, list(vocabulary), scorer=OSA.distance, score_cutoff=_WIDEST, limit=None)
    ranked = sorted(
        (unlike, distance, -vocabulary[other], other)
        for other, distance, _index in near
        if not (unlike := _sound(other) != sound) or (distance <= most and other not in STOP)
    )
    if not ranked:
        return None
    unlike, distance, _count, best = ranked[0]
    rivals = [
        other
        for _unlike, apart, _count, other in ranked[1:]
        if apart == distance and root(other) != root(best)
        if vocabulary[other] * 2 > vocabulary[best]
    ]
    is_likely = len(word) > 4 and not rivals and _sound(best)[:1] == sound[:1]
    return Correction((best,), sure=not unlike or is_likely)


def _apart(word: str, vocabulary: Counter[str]) -> tuple[str, ...]:
    """Two known words that were typed as one, such as "backpain"."""
    pairs = [(word[:cut], word[cut:]) for cut in range(3, len(word) - 2)]
    known = [pair for pair in pairs if all(vocabulary[half] for half in pair)]
    return max(known, key=lambda pair: min(vocabulary[half] for half in pair), default=())


def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word
