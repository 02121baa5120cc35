"""What published HTML may hold, said a second time and on purpose: loosening the sanitiser must fail here."""

import re
from collections.abc import Iterator

import lxml.html
from selectolax.lexbor import LexborHTMLParser

TAGS = re.compile(
    "a|aside|blockquote|br|code|data|div|em|h[2-6]|hr|i|img|li|nav|ol|p|section|span|strong|table|tbody|td|th|thead|time|tr|ul"
)
ATTRIBUTES = {
    "aria-hidden": r"true",
    "aria-label": r".*",
    "aria-labelledby": r"contents",
    "alt": r".*",
    "class": r"[a-z -]+",
    "datetime": r"PT\d{1,4}S",
    "href": r"https?://[^\s<>\"@]+(?:[/?#]\S*)?|mailto:[^\s<>\"]+|tel:[\d+().-]+|#[^\s<>\"]+",
    "loading": r"lazy",
    "id": r"get-help|contents|faq|references|disclaimer|s-\d+[a-z0-9_-]*|(?:ref|cite)-\S+",
    "role": r"region",
    "scope": r"col|row",
    "src": r"/media/[0-9a-f]{64}",
    "start": r"\d+",
    "tabindex": r"0",
    "value": r"\d{1,4}",
}
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]"
)


def faults(html: str) -> list[str]:
    """Everything in the HTML that may not be there, read by two parsers; empty if it is harmless."""
    found = [f"unseen character {match[0]!r}" for match in UNSEEN.finditer(html)]
    found += [fault for tag, attributes in elements(html) for fault in _faults_of(tag, attributes)]
    identifiers = [attributes["id"] for _, attributes in elements(html, parsers=1) if "id" in attributes]
    return found + [f"id twice: {name}" for name in set(identifiers) if identifiers.count(name) > 1]


def elements(html: str, parsers: int = 2) -> Iterator[tuple[str, dict[str, str]]]:
    """Every element as (tag, attributes), as two different parsers see it. One that broke out of <main> counts too."""
    page = f"<!DOCTYPE html><html><head></head><body><main>{html}</main></body></html>"
    found = list(_as_libxml_sees_it(page)) + (list(as_browsers_see_it(page)) if parsers == 2 else [])
    yield from (element for element in found if element not in _FRAME)


_FRAME: list[tuple[str, dict[str, str]]] = [(tag, {}) for tag in ("html", "head", "body", "main")]


def _as_libxml_sees_it(page: str) -> Iterator[tuple[str, dict[str, str]]]:
    for element in lxml.html.document_fromstring(page).iter():
        name = element.tag if isinstance(element.tag, str) else "comment or instruction"
        yield name, {str(key): str(value) for key, value in element.attrib.items()}


def as_browsers_see_it(page: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every element of a page as (tag, attributes), by the parsing rules of the HTML standard."""
    root = LexborHTMLParser(page).root
    for element in root.traverse(include_text=False) if root else ():
        yield element.tag or "comment or instruction", {key: value or "" for key, value in element.attributes.items()}


def _faults_of(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    if not TAGS.fullmatch(tag):
        yield f"tag {tag}"
    if "aria-hidden" in attributes and (tag, attributes.get("class")) != ("p", "figures"):
        yield f"hidden from those who listen: {tag}"
    for name, value in attributes.items():
        pattern = ATTRIBUTES.get(name)
        if pattern is None or not re.fullmatch(pattern, value, re.DOTALL):
            yield f"attribute {tag} {name}={value!r}"
