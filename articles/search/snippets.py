"""Whole sentences out of an article, with what was searched for marked. Text in, safe HTML out."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.search.reading import Text, texts_of
from articles.search.words import root, words_of

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")
_TOKEN = re.compile(r"\w+(?:['’]\w+)*")

_ENOUGH, _MOST = 160, 320
"""Letters after which no further sentence is added, and after which a sentence is cut."""


@dataclass(frozen=True)
class Marks:
    """What to mark: words with one of these roots, and words that begin so (if that isn't empty)."""

    roots: Collection[str]
    beginning: str = ""

    def __contains__(self, token: str) -> bool:
        return any(
            root(word) in self.roots or (self.beginning and word.startswith(self.beginning)) for word in words_of(token)
        )


def snippet(html: str, marks: Marks) -> SafeString:
    """The sentences of the frozen html that hold most of what was searched for, or its first ones.

    They begin where a sentence begins, with what leads to it, so that no "not" is lost.
    """
    blocks = [block for block in texts_of(html) if not block.is_heading]
    found = max(((_worth(text, marks), text) for block in blocks for text in _tails(block)), default=None, key=_first)
    if found is None:
        return SafeString()
    return marked(_cut(found[1]), marks)


def marked(text: str, marks: Marks) -> SafeString:
    """The text, escaped, with each of the words in <mark>."""
    pieces, done = [], 0
    for token in _TOKEN.finditer(text):
        if token[0] in marks:
            pieces.append((text[done : token.start()], format_html("<mark>{}</mark>", token[0])))
            done = token.end()
    return format_html_join("", "{}{}", [*pieces, (text[done:], "")])


def _first(pair: tuple[int, str]) -> int:
    return pair[0]


def _tails(block: Text) -> list[str]:
    """The block from each of its sentences on, until it is long enough."""
    sentences = _SENTENCE_END.split(block.text)
    tails = []
    for start in range(len(sentences)):
        text = f"{block.intro} {sentences[start]}".strip()
        for sentence in sentences[start + 1 :]:
            if len(text) >= _ENOUGH:
                break
            text = f"{text} {sentence}"
        tails.append(text)
    return tails


def _worth(text: str, marks: Marks) -> int:
    """How many different words of the search it holds where readers will see them."""
    return len({root(words_of(token[0])[0]) for token in _TOKEN.finditer(_cut(text)) if token[0] in marks})


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else text[:_MOST].rsplit(" ", 1)[0] + " …"
