"""The sheet that readers take along: chosen exercises, with everything of the article that keeps them safe.

It is made of what was approved, the frozen html, taken apart and sanitised once more; Markdown is not read again. Page
and PDF draw the same sheet.
"""

from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date

import lxml.html
from django.http import QueryDict
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from articles.page import Page
from articles.rendering.sanitize import sanitize

SIZES = ("large", "normal")
_LISTS = "@class='dos' or @class='donts'"
_ADVICE = f"./ul[@class='tips' or {_LISTS}] | ./h3[following-sibling::*[1][{_LISTS}]]"


@dataclass(frozen=True)
class Exercise:
    """`position` counts the exercises of the whole article in reading order, from 1."""

    position: int
    name: str
    html: SafeString


@dataclass(frozen=True)
class Section:
    """What a section of the article gives to the sheet. `offered` is how many exercises the article has in it."""

    heading: str
    offered: int
    precaution: SafeString
    exercises: tuple[Exercise, ...]
    tips: SafeString


@dataclass(frozen=True)
class Choice:
    """What the reader asked for. `problem` is a sentence about what is wrong with it, or empty."""

    positions: frozenset[int]
    size: str = SIZES[0]
    was_made: bool = False
    problem: str = ""


@dataclass(frozen=True)
class Sheet:
    """`page` brings the facts about the article: version, address, checks, banners."""

    page: Page
    sections: tuple[Section, ...]
    care_cards: SafeString
    printed_on: date
    is_large: bool

    @property
    def address(self) -> str:
        """Where to look for changes, as people type it."""
        return self.page.canonical_url.partition("://")[2]


def sections_of(html: str) -> tuple[Section, ...]:
    """The sections with exercises, precautions or tips, out of frozen html."""
    found: list[Section] = []
    count = 0
    for element in _parsed(html).xpath("./section[contains(concat(' ', @class, ' '), ' section ')]"):
        items = element.xpath("./ol[@class='exercises']/li")
        section = Section(
            heading=_words(element.find("h2")),
            offered=len(items),
            precaution=_pieces(element.xpath("./div[@class='precaution']")),
            exercises=tuple(_exercise(item, count + number) for number, item in enumerate(items, start=1)),
            tips=_pieces(element.xpath(_ADVICE)),
        )
        count += len(items)
        if section.precaution or section.exercises or section.tips:
            found.append(section)
    return tuple(found)


def exercises_in(sections: tuple[Section, ...]) -> tuple[Exercise, ...]:
    return tuple(exercise for section in sections for exercise in section.exercises)


def choice_of(query: QueryDict, page: Page, exercises: tuple[Exercise, ...]) -> Choice:
    """Reads `?exercise=1&exercise=3&size=large&version=2`; without any of it, every exercise is chosen.

    Positions mean something else after a change of the article, so a choice may say of which version it was made.
    """
    offered = {str(exercise.position): exercise.position for exercise in exercises}
    if not any(name in query for name in ("exercise", "size", "version")):
        return Choice(frozenset(offered.values()))
    asked = query.getlist("exercise")
    known = frozenset(offered[each] for each in asked if each in offered)
    size = query.get("size", SIZES[0])
    choice = Choice(known, size if size in SIZES else SIZES[0], was_made=True)
    if query.get("version", str(page.number)) != str(page.number):
        return replace(choice, problem=_("The article has changed since you chose. Please look at your choice again."))
    if any(each not in offered for each in asked):
        return replace(choice, problem=_("You asked for an exercise that is not in this article. Please choose again."))
    if not known:
        return replace(choice, problem=_("You have not chosen an exercise yet. Tick at least one."))
    if size not in SIZES:
        return replace(choice, problem=_("The size of print can be large or normal. Please choose one."))
    return choice


def sheet_of(page: Page, sections: tuple[Section, ...], choice: Choice) -> Sheet:
    """The sheet of a choice. Advice of sections without exercises stays; sections with none chosen go."""
    chosen = []
    for section in sections:
        kept = tuple(exercise for exercise in section.exercises if exercise.position in choice.positions)
        if kept or not section.offered:
            chosen.append(replace(section, exercises=kept))
    return Sheet(
        page=page,
        sections=tuple(chosen),
        care_cards=_pieces(_parsed(page.html).xpath("./section[@class='care-cards']")),
        printed_on=timezone.localdate(),
        is_large=choice.size == "large",
    )


def _parsed(html: str) -> HtmlElement:
    return lxml.html.fragment_fromstring(html, create_parent="div")


def _exercise(item: HtmlElement, position: int) -> Exercise:
    name = _words(item.find("h3")) or _("Exercise %(number)d") % {"number": position}
    return Exercise(position, name, _pieces([item]))


def _words(element: HtmlElement | None) -> str:
    return "" if element is None else " ".join(element.text_content().split())


def _pieces(elements: list[HtmlElement]) -> SafeString:
    """The elements as html of their own: without ids, which might collide, and without links into the article."""
    printed = ""
    for element in elements:
        piece = deepcopy(element)
        piece.tail = None
        for named in piece.xpath("descendant-or-self::*[@id]"):
            del named.attrib["id"]
        for late in piece.xpath(".//img[@loading]"):
            del late.attrib["loading"]  # whoever prints at once needs every picture
        for link in piece.xpath(".//a[starts-with(@href, '#')]"):
            link.drop_tag()
        printed += lxml.html.tostring(piece, encoding="unicode")
    return sanitize(printed)
