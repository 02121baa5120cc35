"""Words as search sees them: without case, accents, apostrophes and punctuation. No database and no request."""

import re
import unicodedata

_APOSTROPHES = re.compile("['’‘\u02bc`\u00b4]")
_WORD = re.compile(r"\w+")

LONGEST = 40
"""Letters of the longest word that is looked at; no word that anybody searches for is longer."""

_SAY_NOTHING = """
a about after again all also am an and any are as at be because been being but by can cant could did do does doing dont
for from get getting give got had has have having he help her here hers him his how i if im in into is it its ive just
like me mine my need no not of off on or our please she should so some tell than that the their them then there these
they this those to too try us very want was we were what whats when where which while who why will with would you your
yours
"""
STOP = frozenset(_SAY_NOTHING.split())
"""Words that say nothing of what somebody looks for. They are left out as long as others remain."""


def folded(text: str) -> str:
    """Lower case without accents and apostrophes: "Jumper’s Knée" gives "jumpers knee"."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The folded words of the text in order. An underscore parts words too."""
    return [word[:LONGEST] for word in _WORD.findall(folded(text).replace("_", " "))]


def telling(words: list[str]) -> list[str]:
    """The words that say something, or all of them if none does."""
    return [word for word in words if word not in STOP] or words


def root(word: str) -> str:
    """The word without the usual English endings, so that "exercises" and "exercising" meet.

    For marking words, comparing synonyms and counting; what is found is up to the database's own stemmer.
    """
    if len(word) > 4 and word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and re.search("[aeiouy]", stem):
            word = stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "lsz" else stem
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
