"""Judges CSL-JSON items against the fields that a person read from the printed references."""

import re
from collections.abc import Sequence
from typing import Any

Item = dict[str, Any]

_IDENTIFIERS = ("DOI", "PMID", "URL")
_ALIKE = 0.6


def same(given: str, wanted: str) -> bool:
    return _bare(given) == _bare(wanted)


def _bare(text: str) -> str:
    """A field as it is compared: no case, emphasis, typographic quotes and dashes, nor stops at its ends."""
    text = text.translate(str.maketrans("‘’“”–—\u2011\u00a0", "''\"\"--- "))
    return " ".join(re.sub(r"[*_]", "", text).split()).strip(" .:;,\"'").casefold()


def judge_references(items: Sequence[Item], gold: Sequence[Item]) -> tuple[list[str], int, list[str]]:
    """The wrong fields, how many were judged, and identifiers that are not the reference's own."""
    wrong: list[str] = []
    grave: list[str] = []
    pairs = _paired(items, gold)
    for index, wanted in enumerate(gold):
        given = items[pairs[index]] if index in pairs else {}
        wrong += [
            f"reference {wanted['title'][:40]!r}: {name} {_field(name, given)!r}, not {wanted[name]!r}"
            for name in wanted
            if not _right(name, given, wanted)
        ]
        grave += _invented(given, wanted)
    known = {str(wanted.get(name)).casefold() for wanted in gold for name in _IDENTIFIERS}
    for item in items:
        foreign = (name for name in ("DOI", "PMID") if item.get(name, "None").casefold() not in known)
        grave += [f"invented {name}: {item[name]}" for name in foreign if gold]
    return wrong, sum(map(len, gold)), grave


def _paired(items: Sequence[Item], gold: Sequence[Item]) -> dict[int, int]:
    """Which item is meant by which gold: the likest pairs first, so that one lost item shifts no other."""
    likest = sorted(
        (
            (_likeness(item, wanted), index, place)
            for index, wanted in enumerate(gold)
            for place, item in enumerate(items)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for likeness, index, place in likest:
        if likeness > _ALIKE and index not in pairs and place not in pairs.values():
            pairs[index] = place
    return pairs


def _likeness(item: Item, wanted: Item) -> float:
    """How much of the wanted title and authors the item's words hold, from 0 to 1."""
    words = set(re.findall(r"\w+", _bare(" ".join([wanted["title"], *map(str, wanted["author"])])))) - {
        "family",
        "given",
    }
    held = set(re.findall(r"\w+", _bare(" ".join(str(value) for value in item.values()))))
    return len(words & held) / len(words)


def _field(name: str, item: Item) -> Any:
    if name != "year":
        return item.get(name)
    return item.get("issued", {}).get("date-parts", [[None]])[0][0]


def _right(name: str, item: Item, wanted: Item) -> bool:
    given, meant = _field(name, item), wanted[name]
    if name == "author":
        return [_name(person) for person in given or item.get("editor", [])] == [_name(person) for person in meant]
    if name == "year":
        return bool(item) and given == meant
    accepted = meant if isinstance(meant, list) else [meant]
    return any(same(str(given or ""), value) for value in accepted)


def _name(person: Item) -> tuple[str, str]:
    """Family and initials, or an organisation without its abbreviation in brackets."""
    if "literal" in person:
        return _bare(re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", person["literal"])), ""
    particle = person.get("non-dropping-particle", person.get("dropping-particle", ""))
    initials = "".join(re.findall(r"[A-Z]", person.get("given", "")))
    return _bare(f"{particle} {person.get('family', '')}"), initials


def _invented(item: Item, wanted: Item) -> list[str]:
    found = []
    for name in _IDENTIFIERS:
        if name not in item or _right(name, item, wanted | {name: wanted.get(name, "")}):
            continue
        if name == "URL" and wanted.get("DOI") and item[name].casefold().endswith(wanted["DOI"].casefold()):
            continue
        found.append(f"invented {name}: {item[name]!r}, not {wanted.get(name)!r}")
    return found
