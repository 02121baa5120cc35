"""Dates as people print them."""

import re
from datetime import date

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)? (?P<name>[A-Za-z]{3,9})\.?,? (?P<year>[0-9]{4})")
_MONTH_FIRST = re.compile(r"(?P<name>[A-Za-z]{3,9})\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})")
_FIGURES = re.compile(r"(?P<first>[0-9]{1,2})[/.](?P<second>[0-9]{1,2})[/.](?P<year>[0-9]{4})")


def read_date(text: str) -> date | None:
    """The day that a printed date names, or None where it names none for certain (03/04/2025 names two)."""
    text = text.strip().rstrip(".")
    if found := _FIGURES.fullmatch(text):
        return _from_figures(int(found["first"]), int(found["second"]), int(found["year"]))
    for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST):
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            month = int(parts["month"]) if "month" in parts else month_number(parts["name"])
            return _day(int(parts["year"]), month, int(parts["day"]))
    return None


def month_number(name: str) -> int:
    """1 to 12 for a month's name or an abbreviation of three letters or more, else 0."""
    name = name.lower().rstrip(".")
    matches = [number for number, month in enumerate(_MONTHS, 1) if len(name) >= 3 and month.startswith(name)]
    return matches[0] if matches else 0


def _from_figures(first: int, second: int, year: int) -> date | None:
    if first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
