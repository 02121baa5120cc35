"""What of a page is not shown, and what only waits behind a button: a folded answer is content."""

import re

from lxml.html import HtmlElement

_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_FOR_SCREEN_READERS = re.compile(r"(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text)(?:\s|$)")
_FOLDED = re.compile(
    r"panel|answer|accordion|collaps|toggle|faq|tab-?pane|expand|reveal|drawer__content", re.IGNORECASE
)
_HEAD_OF_FOLDED = re.compile(
    r"(?:faq|accordion|toggle|collapsible|expand(?:er)?|question)s?[-_]*(?:item[-_]*)?"
    r"(?:question|title|header|heading|button|btn|trigger|head|label|summary|q)\b"
    r"|(?:^|\s)(?:question|faq-q)(?:\s|$)",
    re.IGNORECASE,
)
_DOES_NOT_COUNT = ("nav", "header", "footer")


def is_hidden(element: HtmlElement) -> bool:
    """Whether the page hides it for good. Folded panels of questions and accordions don't count."""
    marked = (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or _HIDING.search(element.get("style") or "")
        or _FOR_SCREEN_READERS.search(element.get("class") or "")
    )
    return bool(marked) and not is_folded(element)


def is_folded(element: HtmlElement) -> bool:
    """Whether a button or a question above opens it."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    if _FOLDED.search(named) or element.get("role") in ("region", "tabpanel") or element.get("hidden") == "until-found":
        return True
    before = element.getprevious()
    if before is None or not isinstance(before.tag, str):
        return False
    return heads_folded(before) or any(heads_folded(inside) for inside in before.iter("button", "a", "div", "span"))


def heads_folded(element: HtmlElement) -> bool:
    """Whether it is the button or title that opens what is folded below it."""
    if element.tag == "summary" or _HEAD_OF_FOLDED.search(element.get("class") or ""):
        return True
    opens = "aria-expanded" in element.attrib
    return opens and (element.tag in ("button", "a", "div", "span") or element.get("role") == "button")
