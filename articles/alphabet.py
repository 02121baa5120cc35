"""The order of titles and names in lists, and the letter under which one is looked up. Accents make no difference."""

import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

from django.utils.translation import pgettext

Item = TypeVar("Item")

# Letters that Unicode does not take apart, as an English index files them; the last is the dotless i of Turkish.
_FILED_AS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"})


def sort_key(title: str) -> tuple[str, str]:
    """Without case, accents and leading marks; what differs in those alone is ordered by them."""
    return _plain(title), title


def letter_of(title: str) -> str:
    """The letter that the title stands under: one capital letter, or "0–9" for a figure and whatever else."""
    first = _plain(title)[:1]
    return first.upper() if first.isalpha() else pgettext("titles that begin with a figure", "0–9")


def by_letter(items: Iterable[Item], title_of: Callable[[Item], str]) -> list[tuple[str, list[Item]]]:
    """The items in order under their letters; only letters that have any."""
    ordered = sorted(items, key=lambda item: sort_key(title_of(item)))
    return [(letter, list(group)) for letter, group in groupby(ordered, key=lambda item: letter_of(title_of(item)))]


def _plain(title: str) -> str:
    apart = unicodedata.normalize("NFKD", title.casefold().translate(_FILED_AS))
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    start = next((place for place, character in enumerate(bare) if character.isalnum()), 0)
    return bare[start:]
