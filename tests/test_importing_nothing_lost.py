"""Whatever a document says, no line of it is dropped: it is content, a claim, a promotion, or reported as unplaced."""

import html
import random
import re
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.document import import_document, import_text
from articles.importing.exercise_parts import part_of
from articles.importing.lines import Document, Kind, Line
from articles.importing.recognising import doubtful_mark_of, labelled, mark_of
from articles.importing.result import Imported

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.txt"))

# What only marks a part of a document: its place in the content says the same.
MARKS = re.compile(
    r"\s*(?:[-*+•‣▪◦●·–—]\s+|[0-9]{1,3}[.)]\s+|#{1,6}\s+)*"
    r"(?:(?:goal|aim|purpose|how(?: to(?: do it)?)?|instructions|method|(?:research )?insight)\s*[:–—-]"
    r"|(?:progressions?|easier or harder|stop (?:if|when)|when to stop)\s*:"
    r"|exercise [0-9]{1,2}\s*[:.–-]"
    r"|introduction|evidence|research|important|about the author|(?:medically )?reviewed by\s*$|[qa][:.]|disclaimer:"
    r"|(?:(?:medical )?review details|frequently asked questions|faqs?|references?|sources|about the reviewer"
    r"|(?:medical )?disclaimer|research insight)\s*:?\s*$)?",
    re.IGNORECASE,
)
LABELS_KEPT = re.compile(r"(?:your |suggested )?dos|sets?|reps?|hold|rest|amount|easier|harder|avoid", re.IGNORECASE)


def words_of(text: str) -> list[str]:
    shown = unicodedata.normalize("NFC", text).translate({0x200B: None, 0xAD: None, 0xFEFF: None})
    return re.findall(r"[^\W_]+", shown)


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield html.unescape(value)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)


def lost_lines(text: str, imported: Imported) -> list[str]:
    """The lines of which a word is found nowhere."""
    found = set(words_of("\n".join(texts_in(imported.model_dump(mode="json")))))
    lines = re.split(r"\r\n|\r|\n", text)
    return [line for line in lines if not found.issuperset(words_of(without_mark(line)))]


def without_mark(line: str) -> str:
    """The words of a line that are more than the heading or label of a part."""
    shown = " ".join(line.translate({0x200B: None, 0xAD: None, 0xFEFF: None}).split())
    for text in (shown, MARKS.sub("", shown, count=1)):
        heading = Line(1, Kind.HEADING, text)
        if mark_of(heading) or doubtful_mark_of(heading):
            return ""
        if found := labelled(text):
            return found.rest
        if part_of(heading) and not LABELS_KEPT.match(text):
            return ""  # a label alone: only its place says what it said
    return MARKS.sub("", shown, count=1)


SHAPES = [
    "{0} {1}",
    "{0} {1}.",
    "{0} {1}:",
    "{0} {1}?",
    "- {0} {1}",
    "- {0}: {1}",
    "    - {0} {1}",
    "• {0}:",
    "1. {0} {1}",
    "- Goal: {0} {1}.",
    "- How: {0} {1}. Hold for 5 seconds. Repeat 10-15 times.",
    "How: {0} {1}",
    "Progression: {0} {1}.",
    "- Harder: {0} {1}.",
    "Stop if: {0} {1}.",
    "When to stop:",
    "Exercises for {0}",
    "Exercise 2 – {0} {1}",
    "**{0}** – Goal: {1}.",
    "Why it helps – {0} {1}.",
    "- Dose: 3 x 10 {0} {1}",
    "Stop if {0} {1}.",
    "| {0} | {1} |",
    "| {0} {1} |",
    "|---|---|",
    "{0}\t{1}",
    "Research Insight: {0} {1}.",
    "Research Insight",
    "By: {0} {1}",
    "Reviewed on: {0} {1}",
    "Medical Review Details",
    "Medically reviewed by {0} {1}",
    "References",
    "- {0}. (2024). {1}.",
    "- {0}, A., & {1}, B. (2021). {0}. {1}, 3(4), 5–6. https://example.org/x",
    "{0} {1} (2020)",
    "Frequently Asked Questions",
    "About the Reviewer",
    "Medical Disclaimer",
    "Safety tips",
    "Call 999 if:",
    "Conclusion",
    "Join {0}",
    "WORK WITH {0}",
    "Book an appointment with {0} {1}.",
    "Join {0} and work with {1}.",
    "[{0}]: {1}",
    "# {0} {1}",
    "## {0} {1}",
    "### {0} {1}?",
    "#### {0}",
    "## FAQs",
    "### Red flags",
    "## Introduction",
    "{0} {1} and a few words more, wrapped where the next word would not fit",
    "-----",
    "1) {0}",
    "a) {0} {1}",
    "> {0} {1}.",
    "{0}    {1}",
    "-------    -----",
    "Q: {0} {1}?",
    "Q. {0} {1}? A: {1}.",
    "A: {0} {1}.",
    "See a doctor if:",
    "Do",
    "Don't:",
    "- If {0}, call 999 for {1}.",
    "If {0} {1}, see your GP straight away.",
    "| {0} | Call 999 for {1} |",
    "| Do | Don't |",
    "Did you know? {0} {1}.",
    "What the research says:",
    "Reviewed by {0} {1}, MSc and Dr {1} Qz on 3 March 2025",
    "Written by {0} | Updated 03/04/2025 | {1}",
    "Reviewed by",
    "Published: {0}",
    "Disclaimer: {0} {1}.",
    "{0} {1}: this page does not replace medical advice.",
    "Important",
    "Evidence",
    "About the author",
    "Key takeaways:",
    "Subscribe to {0} {1}.",
    "",
    "====",
]


# One number is drawn, from which a document follows: to draw each line would take longer than to read it.
chances = st.integers(0, 2**64 - 1).map(random.Random)


def document_of(chance: random.Random) -> tuple[str, dict[str, int]]:
    """A document of lines in any order, and its unique words with the number of the line where each stands."""
    lines, places = [], {}
    for number, shape in enumerate(chance.choices(SHAPES, k=chance.randint(0, 25)), start=1):
        words = [f"Qa{number}x", f"Qb{number}x"]
        lines.append(shape.format(*words))
        places.update({word: number for word in words if word in lines[-1]})
    return "\n".join(lines), places


@settings(max_examples=150, deadline=None)
@given(chances.map(document_of))
def test_every_word_is_placed_once_or_reported_with_its_line(document: tuple[str, dict[str, int]]) -> None:
    text, places = document
    imported = import_text(text)
    dumped = imported.model_dump(mode="json")
    placed = set(words_of("\n".join(texts_in([dumped["content"], dumped["claims"], dumped["promotions"]]))))
    reported = {(word, item.line) for item in imported.unplaced for word in words_of(item.text)}
    assert [word for word, number in places.items() if word not in placed and (word, number) not in reported] == []
    assert printed_twice(text, places, dumped["content"]) == []


def typed_document(chance: random.Random) -> Document:
    """As word processors and web pages give it: lines with levels, and unique words in each."""
    lines = []
    kinds = [(Kind.HEADING, level) for level in (0, 1, 2, 3, 4)] + [
        (kind, 0) for kind in Kind if kind is not Kind.HEADING
    ]
    for number in range(1, chance.randint(0, 25) + 1):
        (kind, level), shape = chance.choice(kinds), chance.choice(SHAPES)
        text = shape.format(f"Qa{number}x", f"Qb{number}x").strip(" -#>|\t") or f"Qa{number}x"
        cells = (f"Qa{number}x", text) if kind is Kind.ROW else ()
        lines.append(Line(number, kind, " | ".join(cells) or text, cells=cells, level=level))
    return Document(lines)


@settings(max_examples=100, deadline=None)
@given(chances.map(typed_document))
def test_every_word_of_typed_lines_is_kept(document: Document) -> None:
    imported = import_document(document)
    found = set(words_of("\n".join(texts_in(imported.model_dump(mode="json")))))
    assert [
        line.text
        for line in document.lines
        if not found.issuperset(w for w in words_of(line.text) if w[:2] in ("Qa", "Qb"))
    ] == []


def printed_twice(text: str, places: dict[str, int], content: dict[str, Any]) -> list[str]:
    references = set(words_of("\n".join(texts_in([content.pop("references"), content.pop("byline")]))))
    shown = words_of("\n".join(texts_in(content)))
    # The words that introduce a list of signs are the label of each sign.
    repeatable = {word for word, number in places.items() if text.split("\n")[number - 1].endswith(":")}
    return [word for word in places if shown.count(word) > text.count(word) and word not in references | repeatable]


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_any_text_at_all_is_kept(text: str) -> None:
    assert lost_lines(text, import_text(text)) == []


def mutilated(text: str, chance: random.Random) -> str:
    """The document with lines dropped, doubled, cut short and shuffled."""
    lines = []
    for line in text.split("\n"):
        copies = chance.choice((0, 1, 1, 1, 2))
        cut = line[: chance.randrange(len(line) + 1)] if chance.random() < 0.2 else line
        lines += [cut] * copies
    if chance.random() < 0.5:
        chance.shuffle(lines)
    return "\n".join(lines)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_no_document_loses_a_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert lost_lines(text, import_text(text)) == []


STYLES = ("balance-and-falls", "frozen-shoulder", "tennis-elbow")  # parts under headings, as questions, with labels
MUTILATED = [path.read_text(encoding="utf-8") for path in DOCUMENTS if path.stem in STYLES]


@settings(max_examples=60, deadline=None)
@given(chances)
def test_a_mutilated_document_loses_nothing_more(chance: random.Random) -> None:
    text = mutilated(chance.choice(MUTILATED), chance)
    assert lost_lines(text, import_text(text)) == []


@settings(max_examples=30, deadline=None)
@given(chance=chances)
def test_the_mutilated_example_loses_nothing_more(seed_text: str, chance: random.Random) -> None:
    text = mutilated(seed_text, chance)
    assert lost_lines(text, import_text(text)) == []


BRIEFLY = 2  # seconds of the processor: four times what it takes, and far below what more than linear time would
_LONG = 100_000


def _long(part: str, start: str = "Lead.\n\nA heading\n") -> str:
    return start + part * (_LONG // len(part))


@pytest.mark.parametrize(
    "text",
    [
        _long(DOCUMENTS[0].read_text(encoding="utf-8")),
        _long("word "),
        _long("- label: words and more words of a list\n"),
        _long("| a cell with some words | and another |\n"),
        _long("(", ""),
        _long("(a (b) "),
        _long("(NHS, 2024) "),
        _long("A & B, C (2024) "),
        _long("|"),
        _long("a-b "),
        _long("1"),
        _long("Repeat 10 times and hold a-b ", "Lead.\n\nA heading\nName:\n- How: "),
        _long("- NHS. (2024). Words of a title.\n", "Lead.\n\nReferences\n"),
        _long("Aa, B., ", "Lead.\n\nReferences\n- "),
        _long("Book an appointment with us.\n"),
        _long("Call 999 if one of these signs is there:\n- a sign\n", "Lead.\n\nSafety\n"),
    ],
    ids=str.split("document word list table open nested cites years pipes hyphens digits doses refs names calls signs"),
)
def test_a_long_document_is_read_in_linear_time(text: str) -> None:
    started = time.process_time()
    import_text(text)
    assert time.process_time() - started < BRIEFLY
