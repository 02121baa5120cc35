"""A CSL-JSON item as people send it, made into one that a citation processor can be trusted with.

Items come from editors, other programs and documents: fields may be missing, misspelt or of the wrong type. What is
understood is kept, in plain text; what is not is left out. No item raises.
"""

import html
import re
from typing import Any

Csl = dict[str, Any]

TYPES = frozenset(
    [
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "book",
        "broadcast",
        "chapter",
        "dataset",
        "document",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "graphic",
        "interview",
        "map",
        "motion_picture",
        "pamphlet",
        "paper-conference",
        "patent",
        "periodical",
        "post",
        "post-weblog",
        "report",
        "review",
        "review-book",
        "software",
        "song",
        "speech",
        "standard",
        "thesis",
        "webpage",
    ]
)
_TEXTS = [
    "title",
    "container-title",
    "collection-title",
    "event-title",
    "publisher",
    "publisher-place",
    "volume",
    "issue",
    "page",
    "number",
    "edition",
    "genre",
    "medium",
    "version",
]
_NAMES = ("author", "editor")
_NAME_PARTS = ("family", "given", "suffix", "dropping-particle", "non-dropping-particle")

# Titles from catalogues carry CSL's own markup, such as <i> or <span class="nocase">: the words matter, not the tags.
_MARKUP = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|scp|span)(?:\s[^<>]*)?>", re.IGNORECASE)
# Control characters, and the private ones that mark italics on the way through the processor.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ud800-\udfff]+")
_YEAR = re.compile(r"\d{4}")
_DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"]+")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.IGNORECASE)


def tidy(item: object) -> Csl:
    """The item with known fields only: texts as str, names as lists of dicts, `issued` as a CSL date, a known type."""
    raw = item if isinstance(item, dict) else {}
    kind = raw.get("type")
    tidied: Csl = {"type": kind if isinstance(kind, str) and kind in TYPES else "document"}
    fields: Csl = {name: _text(raw.get(name)) for name in _TEXTS}
    fields |= {name: _names(raw.get(name)) for name in _NAMES}
    fields["issued"] = _date(raw.get("issued"))
    return tidied | {name: value for name, value in fields.items() if value}


def address(item: object) -> str:
    """Where the source can be read: its URL if that is a web address, else its DOI as one, else nothing."""
    raw = item if isinstance(item, dict) else {}
    url = _text(raw.get("URL"))
    if _WEB_ADDRESS.fullmatch(url):
        return url
    doi = _DOI.search(_text(raw.get("DOI")))
    return f"https://doi.org/{doi[0]}" if doi else ""


def _text(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        return ""
    return " ".join(_UNPRINTABLE.sub(" ", _MARKUP.sub("", html.unescape(value))).split())


def _names(value: object) -> list[dict[str, str]]:
    names = [_name(entry) for entry in value] if isinstance(value, list) else [_name(value)]
    return [name for name in names if name]


def _name(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        literal = _text(value)
        return {"literal": literal} if literal else {}
    parts = {part: _text(value.get(part)) for part in _NAME_PARTS}
    if parts["family"]:
        return {part: text for part, text in parts.items() if text}
    literal = _text(value.get("literal")) or parts["given"]
    return {"literal": literal} if literal else {}


def _date(value: object) -> Csl:
    if not isinstance(value, dict):
        value = {"literal": value}
    parts = value.get("date-parts")
    dates = [_date_parts(part) for part in parts[:2]] if isinstance(parts, list) else []
    if dates and all(dates):
        return {"date-parts": dates} | ({"circa": True} if value.get("circa") else {})
    words = _text(value.get("literal")) or _text(value.get("raw"))
    year = _YEAR.search(words)
    if year:
        return {"date-parts": [[int(year[0])]]}
    return {"literal": words} if words else {}


def _date_parts(value: object) -> list[int]:
    """Year, month and day as far as they are known and possible, e.g. [2024, 5]; empty if there is no year."""
    found: list[int] = []
    for part, highest in zip(value if isinstance(value, list) else [], (9999, 12, 31), strict=False):
        number = _text(part)
        if not (number.isascii() and number.isdigit() and 1 <= int(number[:5]) <= highest):
            break
        found.append(int(number))
    return found
