"""Citations in running text: "(NHS, 2024)" becomes `[@nhs-2024]` where the reference list knows that source."""

import re
import unicodedata
from typing import NamedTuple

from django.utils.translation import gettext as _

from articles.importing.dates import month_number
from articles.importing.reading import Reading

_BRACKET = re.compile(r"\((?P<inner>(?:[^()]|\([^()]{0,100}\)){1,400})\)")
_ITEM = re.compile(
    r"(?P<name>\S.{0,150}?)(?:,\s*|\s+)(?P<year>(?:19|20)[0-9]{2}[a-z]?|n\.d\.)"
    r"(?:,\s*(?P<locator>(?:pp?|paras?|chap(?:ter)?|ch|section|sec|fig|table)\b\.?\s*[^\[\];]+))?"
)
_YEAR_ONLY = re.compile(r"(?:19|20)[0-9]{2}[a-z]?")
_NUMBERED = re.compile(r"\[[0-9]{1,3}(?:\s*[,–-]\s*[0-9]{1,3})*\](?!\()")
_LED_IN = re.compile(r"(?:see(?: also)?|e\.g\.,?|cf\.|for example,?) ", re.IGNORECASE)
_LONGEST_NAME_IN_WORDS = 8


class _Item(NamedTuple):
    name: str
    year: str
    locator: str


def plain_name(name: str) -> str:
    """A name as it is compared: "The Smith & Jones" and "smith and jones" are one."""
    folded = unicodedata.normalize("NFKC", name).casefold().replace("’", "'").replace("&", " and ")
    return " ".join(re.sub(r"[^\w' ]+", " ", folded).split()).removeprefix("the ")


def cite(text: str, number: int, reading: Reading) -> str:
    """The text with its citations as `[@key]`. What looks like one and isn't known stays, and is reported."""
    reading.stands(number)
    for found in _NUMBERED.finditer(text):
        reading.report(number, found[0], _("This numbered citation stays as text. Cite the reference by its key."))
    return _BRACKET.sub(lambda found: _cited(found, number, reading), text)


def plain(text: str, number: int, reading: Reading) -> str:
    """The text of a heading or name, which holds no citations: a bracket that could be one is reported."""
    reading.stands(number)
    if cite(text, number, Reading(cited=reading.cited)) != text:
        reading.report(number, text, _("A citation can't stand in a heading or name. Move it into the text below."))
    return text


def _cited(found: re.Match[str], number: int, reading: Reading) -> str:
    if _YEAR_ONLY.fullmatch(found["inner"]):
        _report_named_in_sentence(found, number, reading)
        return found[0]
    items = [_item(part) for part in found["inner"].split(";")]
    if not any(items):
        return found[0]
    keys = [reading.cited.get((plain_name(item.name), item.year), set()) if item else set() for item in items]
    if all(len(possible) == 1 for possible in keys):
        group = "; ".join(
            f"@{next(iter(possible))}{', ' + item.locator if item and item.locator else ''}"
            for item, possible in zip(items, keys, strict=True)
        )
        return f"[{group}]"
    if any(keys) or any(item and _looks_like_name(item.name) for item in items):
        reading.report(number, found[0], _why_kept(items, keys, reading))
    return found[0]


def _item(part: str) -> _Item | None:
    found = _ITEM.fullmatch(part.strip())
    return _Item(found["name"], found["year"], (found["locator"] or "").strip()) if found else None


def _looks_like_name(name: str) -> bool:
    name = _LED_IN.sub("", name)
    return name[:1].isupper() and not month_number(name.split()[0])


def _why_kept(items: list[_Item | None], keys: list[set[str]], reading: Reading) -> str:
    if any(len(possible) > 1 for possible in keys):
        return _("This citation fits more than one reference, so it stays as text. Cite the right one by its key.")
    led_in = [item for item in items if item and _LED_IN.match(item.name)]
    if any((plain_name(_LED_IN.sub("", item.name)), item.year) in reading.cited for item in led_in):
        return _("A citation can't hold other words, so it stays as text. Cite the reference by its key.")
    return _("This citation matches no reference of the list, so it stays as text.")


def _report_named_in_sentence(found: re.Match[str], number: int, reading: Reading) -> None:
    """A source named in the sentence, as in "The NHS (2024) advises", has no bracket to replace."""
    before = found.string[max(found.start() - 150, 0) : found.start()].split()
    for count in range(1, min(len(before), _LONGEST_NAME_IN_WORDS) + 1):
        name = " ".join(before[-count:])
        if (plain_name(name), found["inner"]) in reading.cited:
            reason = _("This source is named in the sentence. Add its citation by hand.")
            reading.report(number, f"{name} {found[0]}", reason)
            return
