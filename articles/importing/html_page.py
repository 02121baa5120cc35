"""A web page as it was saved → the article in it. What belongs to the site is left out and told, never lost."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from lxml.html import HtmlElement

from articles.importing.html_furniture import Furniture, furniture_of, is_meta, says_who_or_what
from articles.importing.html_hidden import is_hidden
from articles.importing.html_lines import lines_of_html
from articles.importing.html_tree import parse_html
from articles.importing.lines import Document, Kind, LeftOut, Line
from articles.importing.rows_of_text import text_of

_NO_WORDS = ("script", "style", "noscript", "template", "head", "link", "meta")
_MOST_OF_IT = 0.3
_NEARLY_ALL = 0.8
_SHOWN = 300
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def read_page(text: str) -> Document:
    """The article of a page. Raises UnreadableDocument for what can't be read whole."""
    root = parse_html(text)
    language = next(
        (element.get("lang") or "" for element in root.iter("html", "article", "main", "body") if element.get("lang")),
        "",
    )
    site_title = " ".join((root.findtext(".//title") or "").split())
    body = root.find("body") if root.find("body") is not None else root
    for element in list(body.iter("script", "style", "link", "meta")):
        element.drop_tree()
    core = _core(body)
    left_out = _take_out(body, core)
    lines, pictures, unread = lines_of_html(body)
    lines, title = _with_title_first(lines, site_title)
    return Document(
        lines,
        text_of(lines),
        title,
        language if _LANGUAGE.fullmatch(language) else "",
        "",
        pictures,
        (*left_out, *unread),
    )


def _mass(element: HtmlElement) -> int:
    return len("".join(element.text_content().split()))


def _core(body: HtmlElement) -> HtmlElement:
    """The smallest element that holds the title and nearly all of the text that is no furniture."""
    masses: dict[HtmlElement, int] = {}
    _weigh(body, masses)
    whole = masses[body]
    core = body
    titles = [title for title in body.iter("h1") if masses.get(title)]
    title = max(titles, key=lambda heading: _near_text(heading, masses), default=None)
    while True:
        above = None if title is None or title is core else title
        inside = [
            child
            for child in core
            if masses.get(child, 0) >= _NEARLY_ALL * whole and (above is None or _holds(child, above))
        ]
        if not inside or inside[0].tag in ("ul", "ol", "table", "p"):
            return core
        core = inside[0]


def _near_text(heading: HtmlElement, masses: dict[HtmlElement, int]) -> int:
    """How much text shares the heading's nearest section: the site's name stands among little."""
    parent = heading.getparent()
    return (
        max(
            (
                masses.get(element, 0)
                for element in (parent, *list(parent.iterancestors())[:2])
                if element.tag != "body"
            ),
            default=0,
        )
        if parent is not None
        else 0
    )


def _holds(element: HtmlElement, inside: HtmlElement) -> bool:
    return element is inside or any(above is element for above in inside.iterancestors())


def _weigh(element: HtmlElement, masses: dict[HtmlElement, int]) -> int:
    """The letters of its text without those of what is surely the site's."""
    if not isinstance(element.tag, str) or element.tag in _NO_WORDS:
        return 0
    if element.tag != "body" and (furniture_of(element) or is_hidden(element)):
        return 0
    own = len((element.text or "").strip())
    for child in element:
        own += _weigh(child, masses) + len((child.tail or "").strip())
    masses[element] = own
    return own


def _take_out(body: HtmlElement, core: HtmlElement) -> list[LeftOut]:
    """Take the site's own parts out of the page, except what says who wrote or checked the article, or its sources."""
    whole = max(_mass(core), 1)
    left_out: dict[str, list[str]] = {}
    for element, furniture in list(_furniture(body, core, whole)):
        if element.getparent() is None or (element is not body and not _holds(body, element)):
            continue
        kept = list(_kept(element)) if furniture.may_hold_claims else []
        for part in kept:
            part.drop_tree() if part is element else part.getparent().remove(part)
        words = " ".join(" ".join(element.itertext()).split())
        if words:
            left_out.setdefault(furniture.reason, []).append(words)
        for part in reversed(kept):
            part.tail = None
            element.addnext(part)
        element.drop_tree()
    return [LeftOut(_shortened(texts), _(reason)) for reason, texts in left_out.items()]


def _shortened(texts: list[str]) -> str:
    each = max(_SHOWN // len(texts), 60)
    return " · ".join(text if len(text) <= each else f"{text[:each]}…" for text in texts[:20])


def _furniture(element: HtmlElement, core: HtmlElement, whole: int) -> Iterator[tuple[HtmlElement, Furniture]]:
    """What is no part of the article: by name anywhere, by its place outside of the article."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        holds_core = _holds(child, core)
        found = furniture_of(child)
        if found and not holds_core and _mass(child) <= _MOST_OF_IT * whole:
            yield child, found
        elif not holds_core and not _holds(core, child):
            yield child, Furniture(gettext_noop("This stands outside of the article."), may_hold_claims=True)
        elif is_meta(child):
            yield (
                child,
                Furniture(gettext_noop("This is a detail of the page, no text of the article."), may_hold_claims=True),
            )
        else:
            yield from _furniture(child, core, whole)


def _kept(element: HtmlElement) -> Iterator[HtmlElement]:
    """The parts of furniture that belong to the article: claims, and marked parts with what stands below them."""
    for child in list(element):
        if not isinstance(child.tag, str):
            continue
        found = furniture_of(child)
        if found and not found.may_hold_claims:
            continue
        said = says_who_or_what(child)
        if said == "part":
            yield child
            for following in list(child.itersiblings()):
                if isinstance(following.tag, str):
                    if furniture_of(following) or says_who_or_what(following):
                        break
                    yield following
            return
        if said == "claim":
            yield child
        else:
            yield from _kept(child)


def _with_title_first(lines: list[Line], site_title: str) -> tuple[list[Line], str]:
    """The article's own heading 1, or a first line that the page's title begins with."""
    index = next((index for index, line in enumerate(lines) if line.kind is Kind.HEADING and line.level == 1), None)
    if index is None and lines:
        first = lines[0].words
        index = 0 if first and site_title.casefold().startswith(first.casefold()) else None
    if index is None:
        return lines, ""
    title = lines[index]._replace(kind=Kind.HEADING)
    ordered = [title, *lines[:index], *lines[index + 1 :]]
    return [line._replace(number=number) for number, line in enumerate(ordered, 1)], title.words
