"""What in a text bears on a dose or a warning: its numbers with their units, and the words that turn a meaning."""

import re
from itertools import zip_longest

_NUMBER_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen half quarter
    double triple once twice
"""
_TURNING_WORDS = """
    no none nor not nobody nothing neither never without cannot avoid stop unless except only until
    more less fewer over under above below least most maximum minimum max min than before after during within up down
    every each per hourly daily nightly weekly monthly few several many couple increase decrease reduce raise lower
    left right both either same other always immediately urgently now soon today
    second seconds sec secs minute minutes mins hour hours hr hrs day days week weeks month months year years
    time times set sets rep reps repetition repetitions
    g gram grams kg mg mcg microgram micrograms milligram milligrams l litre litres ml millilitre millilitres
    unit units dose doses tablet tablets capsule capsules drop drops puff puffs teaspoon teaspoons
    mm cm m metre metres degree degrees
"""
_NUMBERS, _TURNING = frozenset(_NUMBER_WORDS.split()), frozenset(_TURNING_WORDS.split())
_RANGE = re.compile(r"(?<=\d)\s*(?:-|–|−|to)\s*(?=\d)")
_TOKEN = re.compile(r"(?:(?<!\w)[-−](?=\d))?\w+(?:['’]\w+)*(?:[.,/:–]\d+)*|[<>≤≥±×%°]")


def figures(text: str) -> tuple[str, ...]:
    """The numbers, each with the word after it, and the turning words, in order.

    Read from the source, so that a telephone number inside a link counts too. Whatever else is reworded, two texts
    with equal figures give the same amounts, times and negations in the same order.
    """
    tokens = [token.lower().replace("’", "'") for token in _TOKEN.findall(_RANGE.sub("–", text))]
    found = []
    for token, following in zip_longest(tokens, tokens[1:], fillvalue=""):
        if token in _NUMBERS or any(map(str.isnumeric, token)):
            found.append(f"{token} {following}")
        elif token.endswith("n't"):
            found.append("not")
        elif token in _TURNING or not token[0].isalnum():
            found.append(token)
    return tuple(found)
