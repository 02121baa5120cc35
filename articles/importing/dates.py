"""Dates as people print them."""

import re
from datetime import date

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ISO = r"(?P<year>[0-9]{4})[-/](?P<month>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})(?:T[0-9:.+Z-]{0,30})?"
_DAY_FIRST = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[ -](?P<name>[A-Za-z]{3,9})\.?,?[ -](?P<year>[0-9]{4})"
_MONTH_FIRST = r"(?P<name>[A-Za-z]{3,9})\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})"
_FIGURES = re.compile(r"(?P<first>[0-9]{1,2})[/.-](?P<second>[0-9]{1,2})[/.-](?P<year>[0-9]{4}|[0-9]{2})")
_WORDED = [re.compile(pattern) for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST)]
_WITHOUT_DAY = re.compile(r"(?:(?P<name>[A-Za-z]{3,9})\.?,? )?(?:19|20)[0-9]{2}")
_WEEKDAY = re.compile(r"^(?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?", re.IGNORECASE)
_MOST_WORDS = 6


def read_date(text: str) -> date | None:
    """The day that a printed date names, or None where it names none for certain (03/04/2025 names two)."""
    text = _without_weekday(text)
    if found := _FIGURES.fullmatch(text):
        if len(found["year"]) != 4:
            return None
        return _from_figures(int(found["first"]), int(found["second"]), int(found["year"]))
    for pattern in _WORDED:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            month = int(parts["month"]) if "month" in parts else month_number(parts["name"])
            return _day(int(parts["year"]), month, int(parts["day"]))
    return None


def is_in_doubt(text: str) -> bool:
    """Whether this is a date in figures that could be two days, or none."""
    return _FIGURES.fullmatch(_without_weekday(text)) is not None and read_date(text) is None


def is_date_like(text: str) -> bool:
    """Whether this is a date and nothing else, perhaps in doubt or without a day ("March 2025", "2019")."""
    without_day = _WITHOUT_DAY.fullmatch(_without_weekday(text))
    named = without_day is not None and (not without_day["name"] or month_number(without_day["name"]) > 0)
    return named or is_in_doubt(text) or read_date(text) is not None


def split_date(text: str) -> tuple[str, str]:
    """The text before a date at its end, and that date as printed: "Jo Bloggs, on 3 March 2025" → both parts."""
    words = text.rstrip(" .").split(" ")
    for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        printed = " ".join(words[-count:])
        if printed[:1] in "0123456789(" or printed[:1].isupper():
            inner = printed.removeprefix("(").removesuffix(")")
            if is_date_like(inner):
                return " ".join(words[:-count]), inner
    return text, ""


def month_number(name: str) -> int:
    """1 to 12 for a month's name or an abbreviation of three letters or more, else 0."""
    name = name.lower().rstrip(".")
    matches = [number for number, month in enumerate(_MONTHS, 1) if len(name) >= 3 and month.startswith(name)]
    return matches[0] if matches else 0


def _without_weekday(text: str) -> str:
    text = text.strip().rstrip(".").rstrip()
    return _WEEKDAY.sub("", text, count=1)


def _from_figures(first: int, second: int, year: int) -> date | None:
    if first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
