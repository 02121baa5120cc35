"""The plain words of a text: Markdown without its markup, cut into sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.token import Token

from articles.content import Content, Passage, passages
from articles.rendering.invisible import without_invisible
from articles.rendering.markdown import inline_tokens

# Stands for a citation while the text is cut; from the private use area, so that no text has it.
_CITED = "\ue000"

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


@dataclass(frozen=True, slots=True)
class TypedImage:
    """An image as an editor typed it: where it is from, and its alternative text without markup."""

    address: str
    alt: str


def images(markdown: str) -> list[TypedImage]:
    """The images in a Markdown text."""
    tokens = [token for block in inline_tokens(markdown) for token in block] if "![" in markdown else []
    return [
        TypedImage(str(token.attrs.get("src", "")), _words(token.children or []).strip())
        for token in tokens
        if token.type == "image"
    ]


def says_something(text: str, *, markdown: bool = True) -> bool:
    """Whether a reader would see at least one word, or an image."""
    return bool(_sentences_of(text, markdown)) or (markdown and bool(images(text)))


# The same passage is asked for by several rules; 512 texts hold a few long articles.
@lru_cache(maxsize=512)
def _sentences_of(text: str, markdown: bool) -> tuple[Sentence, ...]:
    text = without_invisible(text).replace(_CITED, "")
    blocks = _blocks(text) if markdown else text.split("\n")
    return tuple(sentence for block in blocks for sentence in _cut(block.split()))


def _blocks(markdown: str) -> Iterator[str]:
    """The words of each paragraph, list item, heading, table cell and image: no sentence runs across two of them."""
    for tokens in inline_tokens(markdown):
        yield _words(tokens)
        yield from (_words(token.children or []) for token in tokens if token.type == "image")


def _words(tokens: list[Token]) -> str:
    return "".join(map(_word, tokens))


def _word(token: Token) -> str:
    if token.type == "citation":
        return _CITED
    return " " if token.type in {"softbreak", "hardbreak", "image"} else token.content


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
