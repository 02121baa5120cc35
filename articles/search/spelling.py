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
    letters = len(word)
    most = 0 if letters < 3 or word.isdigit() else 1 if letters < 6 else 2
    near = process.extract(word, list(vocabulary), scorer=OSA.distance, score_cutoff=most, limit=None) if most else []
    ranked = sorted(
        (_sound(other) != _sound(word), distance, other in STOP, other[0] != word[0], -vocabulary[other], other)
        for other, distance, _index in near
    )
    if not ranked:
        return None
    unlike, distance, *_rest, best = ranked[0]
    rivals = [other for *_order, other in ranked[1:] if root(other) != root(best)]
    is_alone = not rivals or OSA.distance(word, rivals[0]) > distance or vocabulary[best] >= 2 * vocabulary[rivals[0]]
    return Correction((best,), sure=not unlike or (letters > 3 and is_alone))


def _apart(word: str, vocabulary: Counter[str]) -> tuple[str, ...]:
    """Two known words that were typed as one, such as "backpain"."""
    pairs = [(word[:cut], word[cut:]) for cut in range(3, len(word) - 2)]
    known = [pair for pair in pairs if all(vocabulary[half] for half in pair)]
    return max(known, key=lambda pair: min(vocabulary[half] for half in pair), default=())


def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word
