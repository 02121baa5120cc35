"""Fields of a Word document: page numbers, links, tables of contents, citations of reference managers.

A field is instructions and then the words that they gave. Only the words are read, those of contents not even.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from articles.importing.word_xml import W, attr

_ADDRESS = re.compile(r'\bHYPERLINK\s+"(?P<address>https?://[^"\s]+)"', re.IGNORECASE)
_CONTENTS = re.compile(r"\s*(?:TOC|INDEX|TOA)\b", re.IGNORECASE)


@dataclass
class _Field:
    instructions: list[str] = field(default_factory=list)
    says: bool = False

    @property
    def text(self) -> str:
        return "".join(self.instructions)


@dataclass
class Fields:
    """The fields that are open where the reading stands. They may begin in one paragraph and end in another."""

    open: list[_Field] = field(default_factory=list)

    def mark(self, element: etree._Element) -> None:
        """A `w:fldChar`: where a field begins, where its words begin, where it ends."""
        kind = attr(element, "fldCharType")
        if kind == "begin":
            self.open.append(_Field())
        elif kind == "separate" and self.open:
            self.open[-1].says = True
        elif kind == "end" and self.open:
            self.open.pop()

    def instruct(self, element: etree._Element) -> None:
        if self.open:
            self.open[-1].instructions.append(element.text or "")

    @property
    def silent(self) -> bool:
        """Whether what comes now are instructions, not words."""
        return any(not each.says for each in self.open)

    @property
    def contents(self) -> bool:
        """Whether what comes now was made from headings or marks, as a table of contents is."""
        return any(is_contents(each.text) for each in self.open)

    @property
    def address(self) -> str:
        """Where the words that come now lead to, or nothing."""
        found = (_ADDRESS.search(each.text) for each in reversed(self.open))
        return next((match["address"] for match in found if match), "")


def is_contents(instructions: str) -> bool:
    return bool(_CONTENTS.match(instructions))


def simple(element: etree._Element) -> str:
    """The instructions of a `w:fldSimple`."""
    return attr(element, "instr")
