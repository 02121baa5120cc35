"""Small whole numbers in running text, as figures or as words up to twelve."""

import re

_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_VALUES = {word: value for value, word in enumerate(_WORDS, start=1)}

NUMBER = rf"(?:\d{{1,4}}|{'|'.join(_WORDS)})"
"""A pattern for one number; give it re.IGNORECASE."""

RANGE = rf"(?<![\w.,])(?P<low>{NUMBER})(?:\s*(?:-|–|to|or)\s*(?P<high>{NUMBER}))?"
"""A pattern for a number or a range such as "10 to 15", with the groups `low` and `high`."""


def value(text: str) -> int:
    """The value of what NUMBER found."""
    return _VALUES.get(text.lower()) or int(text)


def limits(found: re.Match[str]) -> tuple[int, int]:
    """The two ends of what RANGE found; a single number is both."""
    return value(found["low"]), value(found["high"] or found["low"])
