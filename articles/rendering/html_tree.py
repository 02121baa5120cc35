"""Frozen HTML taken apart for comparing: blocks, and runs of words with what they carry."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import lxml.html
from lxml.etree import _Element

_INLINE = {"a", "br", "code", "data", "em", "i", "img", "span", "strong", "time"}
_MADE_BY_US = {"contents", "backlinks"}
"""Parts whose links lead inside the article and follow from its headings and citations: their words tell enough."""

_SPACE = " \t\n\r\f"
"""What HTML counts as white space: a no-break space is a character like any other."""


class Wrapper(NamedTuple):
    """An inline element around words. Its attributes are drawn, not compared: link targets are words of their own."""

    tag: str
    class_: str
    attributes: tuple[tuple[str, str], ...]


class What(NamedTuple):
    """What is compared of a word: its text, whether white space stands before it, and its looks.

    `kind` is "word", "break", "image" (text: address and alternative text) or "target" (text: where the link before
    it leads to; drawn only if it changed).
    """

    kind: str
    text: str
    spaced: bool
    looks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Word:
    what: What
    wrappers: tuple[Wrapper, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Run:
    """Words without a block between them."""

    words: tuple[Word, ...]

    @cached_property
    def key(self) -> tuple[What, ...]:
        return tuple(word.what for word in self.words)

    kind = "run"


@dataclass(frozen=True)
class Block:
    tag: str
    attributes: dict[str, str]
    children: tuple["Block | Run", ...] = field(default=())

    @cached_property
    def kind(self) -> str:
        """Only blocks of one kind are compared: what they are is said by tag, class and the number a list starts at."""
        return " ".join((self.tag, self.attributes.get("class", ""), self.attributes.get("start", "")))

    @cached_property
    def key(self) -> tuple[object, ...]:
        return (self.kind, *(child.key for child in self.children))


Node = Block | Run


def parse(html: str) -> tuple[Node, ...]:
    """The nodes of sanitised HTML."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    return tuple(_children(root, follows=True))


def words_in(nodes: tuple[Node, ...]) -> Iterator[Word]:
    for node in nodes:
        if isinstance(node, Run):
            yield from node.words
        else:
            yield from words_in(node.children)


def _children(parent: _Element, *, follows: bool) -> Iterator[Node]:
    """Blocks and the runs between them. `follows`: whether the targets of links are compared."""
    run = _Running(follows)
    run.add_text(parent.text)
    for element in parent:
        if element.tag in _INLINE:
            run.add(element, ())
        else:
            yield from run.taken()
            inner = follows and element.get("class") not in _MADE_BY_US
            yield Block(str(element.tag), _attributes(element), tuple(_children(element, follows=inner)))
        run.add_text(element.tail)
    yield from run.taken()


def _attributes(element: _Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


class _Running:
    """The run that is being read."""

    def __init__(self, follows: bool) -> None:
        self.follows = follows
        self.words: list[Word] = []
        self.spaced = False

    def taken(self) -> Iterator[Run]:
        if self.words:
            yield Run(tuple(self.words))
        self.words, self.spaced = [], False

    def add_text(self, text: str | None, wrappers: tuple[Wrapper, ...] = ()) -> None:
        word = ""
        for character in text or "":
            if character in _SPACE:
                self._add("word", word, wrappers)
                word, self.spaced = "", True
            else:
                word += character
        self._add("word", word, wrappers)

    def _add(
        self, kind: str, text: str, wrappers: tuple[Wrapper, ...], attributes: tuple[tuple[str, str], ...] = ()
    ) -> None:
        if not text:
            return
        looks = tuple((wrapper.tag, wrapper.class_) for wrapper in wrappers)
        what = What(kind, text, self.spaced and bool(self.words), looks)
        self.words.append(Word(what, wrappers, attributes))
        self.spaced = False

    def add(self, element: _Element, wrappers: tuple[Wrapper, ...]) -> None:
        attributes = tuple(_attributes(element).items())
        if element.tag == "br":
            self._add("break", "\n", wrappers)
        elif element.tag == "img":
            self._add("image", f"{element.get('src', '')} {element.get('alt', '')}", wrappers, attributes)
        else:
            self._add_inside(element, (*wrappers, Wrapper(str(element.tag), element.get("class", ""), attributes)))

    def _add_inside(self, element: _Element, wrappers: tuple[Wrapper, ...]) -> None:
        outer = self.follows
        self.follows = outer and element.get("class") not in _MADE_BY_US
        self.add_text(element.text, wrappers)
        for child in element:
            self.add(child, wrappers)
            self.add_text(child.tail, wrappers)
        if element.tag == "a" and self.follows:
            spaced, self.spaced = self.spaced, False
            self._add("target", element.get("href", ""), wrappers[:-1])
            self.spaced = spaced
        self.follows = outer
