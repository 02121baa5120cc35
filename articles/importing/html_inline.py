"""Words inside a paragraph of HTML: runs of one style each, and what Markdown says them."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from lxml.html import HtmlElement

from articles.rendering.addresses import safe_address


class Style(NamedTuple):
    """How words are set. `link` is a safe address or nothing."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    raised: bool = False
    link: str = ""


class Run(NamedTuple):
    """Words of one style. `ready` tells that they are Markdown already, as an image is."""

    text: str
    style: Style = Style()
    ready: bool = False


BREAK = Run("\n")
"""A line break that somebody set."""

WRAP = Run(" \n")
"""The end of a line in the source of Markdown, where a sentence may only be wrapped."""

_BOLD = re.compile(r"font-weight\s*:\s*(\w+)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(\w+)", re.IGNORECASE)
_SPACE = re.compile(r"[\s\xa0]+")
_RAISED_NUMBERS = re.compile(r"[0-9]{1,3}(?:\s*[,;–-]\s*[0-9]{1,3})*")
_TRACKING = re.compile(r"(?<=[?&])(?:utm_\w+|fbclid|gclid|mc_[ce]id|_hs\w+)=[^&#]*&?")

# What Markdown would not print as it stands. Brackets stay, for citations are written in them.
_SPECIAL = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|`|\*(?!\s)|(?<!\s)\*|(?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_])|\[(?=[^\[\]]*\]\()"
    r"|<(?=https?:|mailto:)|&(?=#?\w{1,31};)|~(?=~)"
)
_BLOCK_MARK = re.compile(r"(?=#{1,6}(?:\s|$)|>|~~~)")


def styled(element: HtmlElement, style: Style) -> Style:
    """The style of an element's words inside that of what it stands in."""
    tag = element.tag
    if tag in ("strong", "b"):
        style = style._replace(bold=True)
    elif tag in ("em", "i", "cite", "dfn"):
        style = style._replace(italic=True)
    elif tag in ("code", "kbd", "samp", "tt"):
        style = style._replace(code=True)
    elif tag == "sup":
        style = style._replace(raised=True)
    elif tag == "a":
        style = style._replace(link=_address(element.get("href") or ""))
    css = element.get("style") or ""
    if found := _BOLD.search(css):
        style = style._replace(bold=found[1].lower() in ("bold", "bolder", "600", "700", "800", "900"))
    if found := _ITALIC.search(css):
        style = style._replace(italic=found[1].lower() in ("italic", "oblique"))
    return style


def _address(href: str) -> str:
    """An address elsewhere on the web, without what only tracks; nothing for all others."""
    href = href.strip()
    if href.startswith("https://www.google.com/url?"):
        href = parse_qs(urlsplit(href).query).get("q", [""])[0]
    address = safe_address(_TRACKING.sub("", href).rstrip("?&"))
    if not address.startswith(("http://", "https://")):
        return ""
    return address.replace("(", "%28").replace(")", "%29")


def words_in(runs: Iterable[Run]) -> str:
    return _SPACE.sub(" ", "".join(run.text for run in runs)).strip()


def all_bold(runs: Iterable[Run]) -> bool:
    """Whether every word is bold, and there is one."""
    said = [run for run in runs if any(character.isalnum() for character in run.text)]
    return bool(said) and all(run.style.bold for run in said)


def without_bold(runs: Iterable[Run]) -> list[Run]:
    return [run._replace(style=run.style._replace(bold=False)) for run in runs]


def markdown_of(runs: Iterable[Run]) -> str:
    """Inline Markdown on one line that prints exactly these words."""
    pieces = []
    for link, linked in groupby(_merged(runs), key=lambda run: run.style.link):
        marked = _marked(list(linked))
        pieces.append(_linked(marked, link) if link else marked)
    return " ".join("".join(pieces).split())


def protect_start(text: str) -> str:
    """The text with what begins it escaped where Markdown would make a heading or a quotation of it."""
    return f"\\{text}" if _BLOCK_MARK.match(text) else text


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Neighbours of one style joined; spaces and breaks take the style of the words before them."""
    merged: list[Run] = []
    for run in runs:
        text = _SPACE.sub(" ", run.text)
        if merged and not merged[-1].ready and not run.ready and (run.style == merged[-1].style or not text.strip()):
            merged[-1] = merged[-1]._replace(text=merged[-1].text + text)
        elif text:
            merged.append(run._replace(text=text))
    return merged


def _marked(runs: Sequence[Run]) -> str:
    """Bold around italic around words, spaces outside the marks, where Markdown wants them."""
    pieces = []
    for bold, inside in groupby(runs, key=lambda run: run.style.bold and not run.ready):
        said = "".join(_in_marks(_verbatim(run), "*" if run.style.italic and not run.ready else "") for run in inside)
        pieces.append(_in_marks(said, "**" if bold else ""))
    return "".join(pieces)


def _in_marks(text: str, mark: str) -> str:
    words = text.strip()
    if not mark or not any(character.isalnum() for character in words):
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{words}{mark}{after}"


def _verbatim(run: Run) -> str:
    if run.ready:
        return run.text
    words = run.text.strip()
    if run.style.raised and "] [" in words.replace("][", "] ["):
        words = re.sub(r"\]\s*\[", ",", words)  # two notes beside each other
        run = run._replace(text=words)
    if run.style.raised and words.startswith("[") and words.endswith("]"):
        return _verbatim(run._replace(text=words[1:-1]))
    if run.style.raised and _RAISED_NUMBERS.fullmatch(words):
        return run.text.replace(words, f"^{_SPACE.sub('', words)}^")
    if run.style.code and words and "`" not in words:
        return run.text.replace(words, f"`{words}`")
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", run.text)


def _linked(text: str, link: str) -> str:
    words = text.strip()
    bare = words.replace("\\", "").strip("*")
    if not words or "[" in words or "]" in words or bare.rstrip("/") == link.rstrip("/"):
        return text
    return text.replace(words, f"[{words}]({link})", 1)
