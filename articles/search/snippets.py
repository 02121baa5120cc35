"""Whole sentences out of an article, with what was searched for marked. Text in, safe HTML out."""

import re
from collections.abc import Collection, Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.search.reading import Text, texts_of
from articles.search.words import root, words_of

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")
_TOKEN = re.compile(r"\w+(?:['’]\w+)*")

_ENOUGH, _MOST = 160, 320
"""Letters after which no further sentence is added, and after which a sentence is cut."""


class Marks:
    """What to mark: words with one of these roots, or that begin so (if that isn't empty)."""

    def __init__(self, roots: Collection[str], beginning: str = "") -> None:
        self._roots = roots
        self._beginning = beginning
        self._seen: dict[str, str] = {}

    def root_of(self, token: str) -> str:
        """The root by which this word of a text is to be marked, or empty."""
        if token not in self._seen:
            self._seen[token] = next(filter(None, map(self._marked_root, words_of(token))), "")
        return self._seen[token]

    def roots_in(self, text: str) -> set[str]:
        """The roots of everything in the text that is to be marked."""
        return {self.root_of(token) for token in _TOKEN.findall(text)} - {""}

    def _marked_root(self, word: str) -> str:
        if self._beginning and word.startswith(self._beginning):
            return self._beginning
        return root(word) if root(word) in self._roots else ""


def snippet(html: str, marks: Marks) -> SafeString:
    """The sentences of the frozen html that hold most of what was searched for, or its first ones.

    They begin where a sentence begins, with what leads to it, so that no "not" is lost. Red flags are there to be read
    with the article, so other sentences come before them.
    """
    blocks = [block for block in texts_of(html) if not block.is_heading]
    passages = [
        (len(marks.roots_in(passage)), not block.is_red_flag, passage)
        for block in blocks
        for passage in _passages(block, marks)
    ]
    if passages:
        *_worth, best = max(passages, key=lambda each: each[:2])
        return marked(best, marks)
    return marked(_cut(blocks[0].text), marks) if blocks else SafeString()


def marked(text: str, marks: Marks) -> SafeString:
    """The text, escaped, with each of the words in <mark>."""
    pieces, done = [], 0
    for token in _TOKEN.finditer(text):
        if marks.root_of(token[0]):
            pieces.append((text[done : token.start()], format_html("<mark>{}</mark>", token[0])))
            done = token.end()
    return format_html_join("", "{}{}", [*pieces, (text[done:], "")])


def _passages(block: Text, marks: Marks) -> Iterator[str]:
    """The block from each sentence that holds a mark on, until it is long enough."""
    sentences = _SENTENCE_END.split(block.text)
    for start, first in enumerate(sentences):
        if not marks.roots_in(first):
            continue
        text = f"{block.intro} {first}".strip()
        for sentence in sentences[start + 1 :]:
            if len(text) >= _ENOUGH:
                break
            text = f"{text} {sentence}"
        yield _cut(text)


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else text[:_MOST].rsplit(" ", 1)[0] + " …"
