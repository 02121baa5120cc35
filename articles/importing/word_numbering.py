"""The lists of a Word document: which paragraphs are items, of what kind, and with which number Word prints them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from articles.importing.word_styles import Style, left_of
from articles.importing.word_xml import W, attr, val

_UNNUMBERED = {"bullet", "none", ""}
_STEP = 720
_LETTERS = re.compile(r"[^\W\d_]{2,}")


class Level(NamedTuple):
    """One level of a list: whether it counts, from where, the text around its number, and how far it is indented."""

    counts: bool
    start: int
    text: str
    left: int | None
    none: bool = False


class Place(NamedTuple):
    """Where a paragraph stands in a list. `number` is 0 for a bullet, `lead` words that Word prints, "Exercise 2:"."""

    number: int
    left: int
    lead: str = ""


class Numbering:
    """Counts as Word does while the paragraphs come by in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[tuple[str, int], Level] = {}
        self._abstract: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def place(self, number: str, depth: int, left: int | None) -> Place | None:
        """The next paragraph's place in the list of that number, or None if its level prints nothing at all."""
        level = self._levels.get((number, depth)) or Level(False, 1, "", None)
        if left is None:
            left = level.left if level.left is not None else _STEP * (depth + 1)
        if level.none and not level.text:
            return None
        count = self._count(number, depth, level) if level.counts else 0
        lead = self._lead(level, number) if level.counts and _LETTERS.search(level.text.replace("%", "")) else ""
        return Place(count, left, lead)

    def by_style(self, name: str, counts: bool, left: int | None) -> Place:
        """A place in a list that only a style's name tells of, as "List Bullet" does where nothing defines it."""
        level = Level(counts, 1, "", None)
        return Place(self._count(name, 0, level) if counts else 0, _STEP if left is None else left)

    def _count(self, number: str, depth: int, level: Level) -> int:
        counts = self._counts.setdefault(self._abstract.get(number, number), {})
        restart = self._restarts.get(number, {}).get(depth)
        if restart is not None and (number, depth) not in self._begun:
            self._begun.add((number, depth))
            counts[depth] = restart
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return counts[depth]

    def _lead(self, level: Level, number: str) -> str:
        counts = self._counts.get(self._abstract.get(number, number), {})
        return re.sub(r"%([1-9])", lambda found: str(counts.get(int(found[1]) - 1, 1)), level.text)

    def _read(self, root: etree._Element) -> None:
        abstracts = {attr(each, "abstractNumId"): each for each in root.iter(W + "abstractNum")}
        by_style = {val(each, "styleLink"): name for name, each in abstracts.items() if val(each, "styleLink")}
        for num in root.iter(W + "num"):
            number, name = attr(num, "numId"), val(num, "abstractNumId")
            abstract = abstracts.get(by_style.get(val(abstracts.get(name), "numStyleLink"), name))
            self._abstract[number] = name
            for depth, level in _levels(abstract):
                self._levels[number, depth] = level
            for override in num.iter(W + "lvlOverride"):
                depth = _integer(attr(override, "ilvl"), 0)
                for _depth, level in _levels(override):
                    self._levels[number, depth] = level
                if start := val(override, "startOverride"):
                    self._restarts.setdefault(number, {})[depth] = _integer(start, 1)


def _levels(parent: etree._Element | None) -> Iterator[tuple[int, Level]]:
    for each in parent.findall(W + "lvl") if parent is not None else ():
        form = val(each, "numFmt")
        left = left_of(each.find(W + "pPr"))
        text = val(each, "lvlText")
        start = _integer(val(each, "start"), 1)
        yield _integer(attr(each, "ilvl"), 0), Level(form not in _UNNUMBERED, start, text, left, form == "none")


def _integer(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else otherwise


def listed(properties: etree._Element | None, style: Style) -> tuple[str, int] | None:
    """The list and the level that a paragraph belongs to by itself or by its style; None if to none."""
    own = properties.find(W + "numPr") if properties is not None else None
    number = val(own, "numId") or style.number or ""
    depth = _integer(val(own, "ilvl"), style.depth or 0)
    return (number, depth) if number and number != "0" else None
