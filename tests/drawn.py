"""A drawn comparison read back, as a person sees it: what stood there before, and what stands there now."""

import unicodedata
from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

_CHARACTERS = {"[tab]": "\t", "↵": "", "[without words]": "", "[empty]": "", "[line across]": ""}
"""Signs that are no Unicode name. The line end itself is printed behind its sign."""
_LEFT_OUT = "\x00"


def pieces(html: str) -> Iterator[tuple[str, str]]:
    """Each text of the html as ("", "ins" or "del", text); signs by name become the characters that they name."""
    yield from _pieces(root_of(html), "")


def root_of(html: str) -> HtmlElement:
    """The html inside an element, with the white space that it begins with."""
    return lxml.html.fromstring(f"<div>{html}</div>")


def _pieces(element: HtmlElement, op: str) -> Iterator[tuple[str, str]]:
    op = element.tag if element.tag in ("ins", "del") else op
    match element.get("class"):
        case "unseen":
            yield op, character_of(element.text_content())
        case "left-out":
            yield op, _LEFT_OUT
        case "visually-hidden" | "sign-name":
            pass
        case _:
            yield op, element.text or ""
            for child in element:
                yield from _pieces(child, op)
                yield op, child.tail or ""


def character_of(mark: str) -> str:
    if mark in _CHARACTERS:
        return _CHARACTERS[mark]
    name = mark.removeprefix("[").removesuffix("]")
    return chr(int(name[2:], 16)) if name.startswith("u+") else unicodedata.lookup(name.upper())


def before_and_now(html: str) -> tuple[list[str], list[str]]:
    """The two texts, each in the stretches between what was left out."""
    if 'class="line"' in html:
        lines = [line for line in pieces(html) if line[0]]
        return ["".join(text for op, text in lines if op == "del")], [
            "".join(text for op, text in lines if op == "ins")
        ]
    found = list(pieces(html))
    sides = ("".join(text for op, text in found if op != hidden) for hidden in ("ins", "del"))
    before, now = (side.split(f" {_LEFT_OUT} ") for side in sides)
    return before, now


def has_ink(text: str) -> bool:
    """Whether there is anything in it to see: after marks have been drawn, nothing else may be in a mark."""
    return any(not character.isspace() and unicodedata.category(character)[0] not in "CZ" for character in text)


def is_made_of(whole: str, stretches: list[str]) -> bool:
    """Whether the text begins and ends with the outer stretches, and holds the others in this order."""
    start = 0
    for stretch in stretches:
        found = whole.find(stretch, start)
        if found < 0:
            return False
        start = found + len(stretch)
    return whole.startswith(stretches[0]) and whole.endswith(stretches[-1])
