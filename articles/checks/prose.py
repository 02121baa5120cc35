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


@dataclass(frozen=True, slots=True)
class TypedImage:
    """An image as an editor typed it: where it is from, and its alternative text without markup."""

    address: str
    alt: str


def sentences(content: Content) -> Iterator[tuple[Passage, Sentence]]:
    """Every sentence that a reader sees, with the passage it stands in."""
    for passage in passages(content):
        for sentence in markdown_sentences(passage.text) if passage.markdown else _line_sentences(passage.text):
            yield passage, sentence


def markdown_sentences(markdown: str) -> tuple[Sentence, ...]:
    return _read(markdown)[0]


def _line_sentences(text: str) -> Iterator[Sentence]:
    for line in without_invisible(text).split("\n"):
        yield from _cut(line.split())


def images(markdown: str) -> tuple[TypedImage, ...]:
    """The images in a Markdown text."""
    return _read(markdown)[1]


def says_something(markdown: str) -> bool:
    """Whether a reader would see at least one word, or an image."""
    return any(_read(markdown))


def has_words(text: str) -> bool:
    """The same for text without markup."""
    return any(_line_sentences(text))


# The same passage is asked for by several rules; 512 texts hold a few long articles.
@lru_cache(maxsize=512)
def _read(markdown: str) -> tuple[tuple[Sentence, ...], tuple[TypedImage, ...]]:
    """The sentences and the images. No sentence runs across two paragraphs, list items, headings, cells or images."""
    blocks = inline_tokens(without_invisible(markdown).replace(_CITED, ""))
    typed = tuple(_image(token) for tokens in blocks for token in tokens if token.type == "image")
    texts = [*map(_words, blocks), *(image.alt for image in typed)]
    return tuple(sentence for text in texts for sentence in _cut(text.split())), typed


def _image(token: Token) -> TypedImage:
    return TypedImage(str(token.attrs.get("src", "")), _words(token.children or []).strip())


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
