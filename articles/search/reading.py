"""What of a frozen edition can be searched and shown as a snippet. No database: migrations use it too.

The contents list and the references are left out: they name other things than the article is about.
"""

import json
import re
from dataclasses import dataclass

import lxml.html

from articles.search.words import words_of

_LEFT_OUT = ("contents", "references", "disclaimer", "citation", "backlinks", "help-reminder", "figures")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_SPACE_BEFORE_STOP = re.compile(r" (?=[.,;:!?])")  # where a citation was
_BLOCKS = (*_HEADINGS, "p", "li", "td", "th", "blockquote", "div")


@dataclass(frozen=True)
class Text:
    """One block of the body: its plain text, and whether it is a heading, in the lead or on a care card.

    `intro` is what leads to the item of a list, such as "Do not:". Without it the item could say the opposite.
    """

    text: str
    intro: str
    is_heading: bool
    is_lead: bool
    is_red_flag: bool


@dataclass(frozen=True)
class Indexed:
    """The folded words of an edition by weight, parted by spaces; `vocabulary` holds each of them once."""

    title: str
    headings: str
    lead: str
    body: str
    vocabulary: str


def texts_of(html: str) -> list[Text]:
    """The blocks of the frozen html in reading order, without citations. Exercise names and questions are headings."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for name in _LEFT_OUT:
        for element in root.find_class(name):
            element.drop_tree()
    leads, cards = (
        {block for part in root.find_class(name) for block in part.iter()} for name in ("lead", "care-cards")
    )
    found = []
    for block in root.iter(*_BLOCKS):
        text = _SPACE_BEFORE_STOP.sub("", " ".join(_own_text(block).split()))
        if text and not _is_label(block):
            found.append(Text(text, _intro(block), block.tag in _HEADINGS, block in leads, block in cards))
    return found


def indexed(content: str, html: str) -> Indexed:
    """What the index keeps of an edition, from its canonical content and its frozen html."""
    given = json.loads(content)
    texts = texts_of(html)
    title = words_of(given.get("title", ""))
    headings = words_of(" ".join(each.text for each in texts if each.is_heading))
    lead = words_of(" ".join([given.get("description", ""), *(each.text for each in texts if each.is_lead)]))
    body = words_of(" ".join(each.text for each in texts if not each.is_heading and not each.is_lead))
    vocabulary = sorted({*title, *headings, *lead, *body})
    return Indexed(*(" ".join(words) for words in (title, headings, lead, body, vocabulary)))


def _intro(block: lxml.html.HtmlElement) -> str:
    """What leads to the block: the name of its part ("Stop if"), and what stands right before its list ("Do not:")."""
    found: list[str] = []
    while (parent := block.getparent()) is not None:
        before = parent.getprevious() if block.tag == "li" else None
        if before is not None and not _is_label(before):
            words = " ".join(before.text_content().split())
            if before.tag in _HEADINGS or words.endswith(":"):
                found.insert(0, words)
        found[:0] = [" ".join(label.text_content().split()) for label in parent if _is_label(label)]
        block = parent
    return " ".join(f"{words.removesuffix(':')}:" for words in found)


def _is_label(element: lxml.html.HtmlElement) -> bool:
    """Whether it is the printed name of a part, such as "Stop if"."""
    return bool(element.get("class") == "label")


def _own_text(block: lxml.html.HtmlElement) -> str:
    """The text of a block without that of the blocks inside it."""
    if block.tag == "span" and _is_label(block):
        return ""
    pieces = [block.text or ""]
    for child in block:
        if child.tag not in (*_BLOCKS, "ul", "ol", "table", "thead", "tbody", "tr"):
            pieces.append(_own_text(child))
        pieces.append(child.tail or "")
    return " ".join(pieces) if block.tag == "div" else "".join(pieces)
