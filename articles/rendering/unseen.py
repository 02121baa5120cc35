"""Characters that eyes miss, by name: in a comparison nothing that changed may stay invisible."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator

from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString

_ALIKE = {
    character: sign
    for sign, characters in {
        "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d",
        "'": "\u2018\u2019\u201a\u201b\u2032\u0060\u00b4\u02bc",
        '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb",
        "/": "\u2044\u2215",
        "\u00b7": "\u2022\u2219\u22c5",
        "\u00b0": "\u00ba\u02da",
    }.items()
    for character in characters
} | dict(
    zip(
        "\u0430\u0410\u0412\u0435\u0415\u041a\u041c\u041d\u043e\u041e\u0440\u0420\u0441\u0421\u0422\u0443\u0445\u0425\u0456\u0406\u0458\u0455"
        "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd\u00d7",
        "aABeEKMHoOpPcCTyxXiIjsABEZHIKMNOPTYXovx",
        strict=True,
    )
)
"""Signs and the one they look like: dashes, quotation marks, letters of other alphabets."""

_SAME_IN_SOME_FONTS = str.maketrans("Il|O", "1110")

_BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {
    chr(number)
    for first, last in ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
    for number in range(first, last + 1)
}
"""Letters and marks without ink: fillers, joiners, variation selectors."""

_PLAIN = re.compile(r"[!-~]+")

_REORDERING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def name_of(character: str) -> str:
    """What the Unicode standard calls it, such as "zero width space"; its number if it has no name."""
    if character == "\t":
        return "tab"
    return unicodedata.name(character, f"U+{ord(character):04X}").lower()


def in_unchanged(text: str) -> SafeString:
    """The text escaped; what would turn the order of the words around is named."""
    if text.isascii() or _REORDERING.isdisjoint(text):
        return escape(text)
    return _drawn(text, lambda index: text[index] in _REORDERING)


def in_changed(text: str, before: str = "", after: str = "", twins: frozenset[str] = frozenset()) -> SafeString:
    """The text escaped, with all that is not seen in it named: white space unless it parts two words, line ends, and
    characters without ink.

    `before` and `after` are what stands around it. Characters in `twins` are seen, and named beside it.
    """
    if _PLAIN.fullmatch(text) and twins.isdisjoint(text):
        return escape(text)
    whole = before[-1:] + text + after[:1]
    offset = len(before[-1:])
    if not text.strip(" "):
        return _drawn(text, lambda index: True)
    return _drawn(text, lambda index: _is_missed(whole, index + offset), twins)


def _is_missed(text: str, index: int) -> bool:
    character, before, after = text[index], text[index - 1 : index], text[index + 1 : index + 2]
    if character == " ":
        return not (before and after) or _has_no_ink(before) or _has_no_ink(after)
    if unicodedata.category(character) in ("Mn", "Me") and before.isascii():
        return True
    return _has_no_ink(character)


def _has_no_ink(character: str) -> bool:
    return unicodedata.category(character)[0] in "CZ" or character in _BLANK


def _drawn(text: str, is_missed: Callable[[int], bool], twins: frozenset[str] = frozenset()) -> SafeString:
    def pieces() -> Iterator[tuple[str]]:
        plain = ""
        for index, character in enumerate(text):
            if is_missed(index):
                yield (conditional_escape(plain),)
                plain = ""
                yield (_mark(character),)
            elif character in twins:
                yield (conditional_escape(plain + character),)
                plain = ""
                yield (format_html('<span class="sign-name">[{}]</span>', name_of(character)),)
            else:
                plain += character
        yield (conditional_escape(plain),)

    return format_html_join("", "{}", pieces())


def _mark(character: str) -> SafeString:
    if character == "\n":
        return format_html('<span class="unseen">{}</span>{}', "↵", "\n")
    return format_html('<span class="unseen">[{}]</span>', name_of(character))


def twins(old: str, new: str) -> frozenset[str]:
    """The characters of two texts that could be taken for one another, where one was replaced by the other."""
    members = defaultdict[str, set[str]](set)
    for character in set(old) | set(new):
        if not _has_no_ink(character):
            members[_looks_like(character)].add(character)
    found = {character for alike in members.values() if len(alike) > 1 for character in alike}
    if old.translate(_SAME_IN_SOME_FONTS) == new.translate(_SAME_IN_SOME_FONTS):
        found |= {sign for pair in zip(old, new, strict=True) if pair[0] != pair[1] for sign in pair}
    return frozenset(found)


def _looks_like(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return _ALIKE.get(character) or _ALIKE.get(plain, plain)
