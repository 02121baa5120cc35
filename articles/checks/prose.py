"""The plain words of a text: Markdown without its markup, cut into sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from articles.content import CITATION, Content, Passage, passages

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")

# Stands for a citation while the text is cut; from the private use area, so that no text has it.
_CITED = "\ue000"

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff" + _CITED))
_OPENING = "\"'“‘(["
_CLOSING = "\"'”’)]"

_NEVER_LAST = {
    "approx",
    "ca",
    "cf",
    "dr",
    "e.g",
    "eg",
    "esp",
    "i.e",
    "ie",
    "incl",
    "mr",
    "mrs",
    "ms",
    "prof",
    "v",
    "vs",
}
_NOT_LAST_BEFORE_FIGURES = {"al", "ch", "fig", "no", "p", "pp", "vol"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence without markup and citations, the number of its words, and whether it cites a source."""

    text: str
    words: int
    cited: bool


def sentences(content: Content) -> Iterator[tuple[Passage, Sentence]]:
    """Every sentence that a reader sees, with the passage it stands in."""
    for passage in passages(content):
        for sentence in _sentences_of(passage.text, passage.markdown):
            yield passage, sentence


def plain_sentences(markdown: str) -> tuple[Sentence, ...]:
    """The sentences of one text."""
    return _sentences_of(markdown, True)


def images(markdown: str) -> Iterator[str]:
    """The alternative texts of the images in a Markdown text."""
    if "![" in markdown:
        for block in _inline_tokens(markdown):
            yield from (token.content for token in block if token.type == "image")


def says_something(text: str, *, markdown: bool = True) -> bool:
    """Whether a reader would see at least one word, or an image."""
    return bool(_sentences_of(text, markdown)) or (markdown and any(True for _alt in images(text)))


# The same passage is asked for by several rules; 512 texts hold a few long articles.
@lru_cache(maxsize=512)
def _sentences_of(text: str, markdown: bool) -> tuple[Sentence, ...]:
    text = text.translate(_INVISIBLE)
    blocks = _blocks(CITATION.sub(_CITED, text)) if markdown else text.split("\n")
    return tuple(sentence for block in blocks for sentence in _cut(block.split()))


def _blocks(markdown: str) -> Iterator[str]:
    """The text of each paragraph, list item, heading and table cell: no sentence runs across two of them."""
    for block in _inline_tokens(markdown):
        yield "".join(" " if token.type.endswith("break") else token.content for token in block)


def _inline_tokens(markdown: str) -> Iterator[list[Token]]:
    for token in _PARSER.parse(markdown):
        if token.type == "inline":
            yield token.children or []
        elif token.type in {"code_block", "fence"}:
            yield [token]


def _cut(words: list[str]) -> Iterator[Sentence]:
    """Sentences out of words. A citation after the full stop still belongs to the sentence before it."""
    start, ended = 0, False
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        if word.strip(_CITED):
            ended = _ends(word, words[start:index][-1:], following)
        if ended and (following.strip(_CITED) or not following):
            yield from _sentence(words[start : index + 1])
            start, ended = index + 1, False
    yield from _sentence(words[start:])


def _sentence(words: list[str]) -> Iterator[Sentence]:
    bare = [word.replace(_CITED, "") for word in words]
    count = sum(any(map(str.isalnum, word)) for word in bare)
    if count:
        text = " ".join(filter(None, bare))
        for mark in ".,;:!?":
            text = text.replace(f" {mark}", mark)
        yield Sentence(text, count, cited=bare != words)


def _ends(word: str, before: list[str], following: str) -> bool:
    """Whether a sentence ends with this word; `before` holds the word before it in the same sentence, if any."""
    bare = word.replace(_CITED, "").rstrip(_CLOSING)
    if not bare.endswith((".", "!", "?", "…")):
        return False
    following = following.replace(_CITED, "").lstrip(_OPENING)
    if following[:1].islower():
        return False
    stem = bare.removesuffix(".").lstrip(_OPENING)
    if stem.lower() in _NEVER_LAST or (stem.lower() in _NOT_LAST_BEFORE_FIGURES and following[:1].isdigit()):
        return False
    if not before:
        return not (stem.isdigit() or _is_initial(stem))
    return not (_is_initial(stem) and before[0].lstrip(_OPENING)[:1].isupper())


def _is_initial(stem: str) -> bool:
    return len(stem) == 1 and stem.isupper()
