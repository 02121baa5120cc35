"""When a work was issued, as reference lists print it."""

import re

from articles.importing.dates import month_number

YEAR = r"(?:19|20)[0-9]{2}"
NO_DATE = r"n\.\s?d\.?|no date|undated"
UNPRINTED = r"in press|forthcoming|in preparation|submitted|accepted"

_WORD = re.compile(r"[^\W\d_]{3,9}|[0-9]{1,4}")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")
_FIGURES = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_RANGE_OF_MONTHS = re.compile(r"[^\W\d_]{3,9}\s*[–/-]\s*[^\W\d_]{3,9}")


def date_parts(text: str) -> list[int]:
    """Year, month and day as far as the words leave no doubt: "2024, 5 March", "2021 Mar", "3 May 2025"."""
    if found := _ISO.fullmatch(text.strip()):
        return _possible(*(int(part or 0) for part in found.groups()))
    if found := _FIGURES.fullmatch(text.strip()):
        first, second, year = map(int, found.groups())
        return _possible(year, second, first) if first > 12 or first == second else [year]
    words = _WORD.findall(text)
    years = [word for word in words if re.fullmatch(YEAR, word)]
    if len(years) != 1:
        return []
    months = [number for word in words if (number := month_number(word))]
    days = [int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 3]
    if len(months) != 1 or _RANGE_OF_MONTHS.search(text):
        return [int(years[0])]
    return _possible(int(years[0]), months[0], days[0] if len(days) == 1 else 0)


def _possible(year: int, month: int, day: int) -> list[int]:
    if not 1 <= month <= 12:
        return [year]
    return [year, month, day] if 1 <= day <= 31 else [year, month]
