"""What Markdown's parser found, made into what our pages print: own images, safe links, headings in order."""

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from articles.rendering.addresses import safe_address
from articles.rendering.invisible import without_invisible

_MEDIA = re.compile(r"media:([0-9a-f]{64})")
_WORDS = {"text", "text_special", "code_inline", "citation", "stored_image"}


def adapt(tokens: list[Token]) -> list[Token]:
    """The tokens with stored images and safe links only."""
    for token in tokens:
        if token.type == "inline":
            token.children = list(_with_safe_links(map(_own_image, token.children or [])))
    return tokens


def shift_headings(tokens: Sequence[Token], top: int) -> None:
    """Give the headings levels from `top` down to 6 that skip none; an empty heading becomes a paragraph."""
    levels: list[int] = []
    for index, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        if not _words(tokens[index + 1].children or []):
            token.tag = tokens[index + 2].tag = "p"
            continue
        level = int(token.tag[1:])
        levels = [upper for upper in levels if upper < level] + [level]
        token.tag = tokens[index + 2].tag = f"h{min(top + len(levels) - 1, 6)}"


def stored_images(tokens: Iterable[Token]) -> list[tuple[str, str]]:
    """The images among adapted tokens as (sha256, alternative text)."""
    children = [child for token in tokens for child in token.children or []]
    return [(child.meta["sha256"], child.content) for child in children if child.type == "stored_image"]


def _own_image(token: Token) -> Token:
    """An image we store, by its hash; of any other image, its alternative text."""
    if token.type != "image":
        return token
    words = _words(token.children or [])
    media = _MEDIA.fullmatch(str(token.attrs.get("src", "")))
    if not media:
        return _text(words)
    attrs: dict[str, str | int | float] = {
        "class": "figure",
        "src": f"/media/{media[1]}",
        "alt": words,
        "loading": "lazy",
    }
    return Token("stored_image", "img", 0, attrs=attrs, content=words, meta={"sha256": media[1]})


def _with_safe_links(children: Iterable[Token]) -> Iterator[Token]:
    """The tokens with every link safe and named, and no link inside another."""
    opening, depth, inside = None, 0, list[Token]()
    for child in children:
        if child.type == "link_open":
            opening, depth = opening or child, depth + 1
        elif child.type == "link_close":
            depth -= 1
            if opening and not depth:
                yield from _link(opening, inside, child)
                opening, inside = None, []
        elif opening:
            inside.append(child)
        else:
            yield child


def _link(opening: Token, inside: list[Token], closing: Token) -> Iterator[Token]:
    """A link, named by its address if it has no words; or text as it was typed, if a text may not lead there."""
    typed = str(opening.attrs["href"])
    address = safe_address(typed)
    if not address:
        yield from inside if opening.info == "auto" else [_text("["), *inside, _text(f"]({typed})")]
        return
    opening.attrs = {"href": address}
    yield opening
    yield from inside
    if not _words(inside):
        yield _text(address)
    yield closing


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)


def _words(tokens: Iterable[Token]) -> str:
    """The words of inline tokens, without markup, as somebody who can't see would hear them."""
    found = []
    for token in tokens:
        if token.type in _WORDS:
            found.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            found.append(" ")
        elif token.children:
            found.append(_words(token.children))
    return without_invisible("".join(found)).strip()
