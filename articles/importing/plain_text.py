"""The reader of plain text: pasted or from a file, with or without blank lines between paragraphs."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.importing.drawn import is_column_rule, with_aligned, wrap_width
from articles.importing.lines import LISTED, Document, Kind, LeftOut, Line, UnreadableDocument

_LINE_END = re.compile(r"\r\n|\r|\n")
_RULE = re.compile(r"[\s|:=_*~+•#-]+")
_BULLET = re.compile(r"[-*+–—]\s+(?=\S)|[•‣▪◦●·○■□✓✔➢►]\s*(?=\S)")
_NUMBERED = re.compile(r"(?:([0-9]{1,3})[.)]|\(([0-9]{1,3})\))\s+(?=\S)")
_LETTERED = re.compile(r"\(?([a-h])\)\s+(?=\S)")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_UNDERLINE = re.compile(r"\s{0,3}(?:={3,}|-{3,})\s*")
_QUOTE = re.compile(r"^\s{0,3}>\s?(?=\S)")
_PIPE = re.compile(r"(?<!\\)\|")
_TABS = re.compile(r"\t+")
_SENTENCE_INSIDE = re.compile(r"\w{4,}[.!]\s")
_SENTENCE_END = re.compile(r"(?:[:;,…]|\.[\"'”’)]*(?:\s?(?:\[[0-9,;\s–-]{1,20}\]|\^[0-9,]{1,12}\^|[¹²³⁰⁴-⁹]{1,6}))*)$")
_LABELLED = re.compile(
    r"(?:dose|dosage|sets?|reps?|repetitions?|holds?|rests?|times|frequency|how (?:often|many|long)"
    r"|duration|repeat|tempo"
    r"|goal|aim|purpose|how|instructions|easier|harder|progressions?|stop (?:if|when)|tips?|note)\s*(?::|\s[–—-])\s",
    re.IGNORECASE,
)
"""What an exercise says of itself: never a heading, though it may be as short."""
_ADDRESS_AT_END = re.compile(r"(?:https?://|www\.|doi)\S{1,200}$|\b10\.[0-9]{4,}/\S{1,100}$", re.IGNORECASE)
_SURNAME = re.compile(r"(?:v[ao]n|de[rn]?|d[aei]l?|la|le|te[nr]|al|el)\b[^(]{1,100},? \(?(?:19|20)[0-9]{2}")
"""A reference may begin with a small letter: "van der Berg, H. (2021)"."""
_VOLUME_AT_END = re.compile(r";[0-9]{1,4}\([^()]{1,12}\):$")
"""A reference broken before its pages: "2018;164(2):"."""
_RUNNING_HEAD = re.compile(r".{0,80}\bpage [0-9]{1,3} of [0-9]{1,3}", re.IGNORECASE)
_INVISIBLE = str.maketrans("", "", "\u200b\u00ad\ufeff")

_LONGEST_HEADING = 90
_SHORTEST_WRAPPED = 40
_MOST_LINES = 15_000


def read_text(text: str) -> Document:
    """The lines of a plain text that say something. Raises UnreadableDocument for what can't be an article's text."""
    if "\x00" in text:
        raise UnreadableDocument(
            _("This document holds NUL characters, so it is not plain text. Nothing was imported.")
        )
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise UnreadableDocument(_("This document holds broken characters. Nothing was imported. Save it as UTF-8."))
    raw = [_QUOTE.sub("", line.translate(_INVISIBLE), count=1) for line in _LINE_END.split(text)]
    if len(raw) > _MOST_LINES:
        raise UnreadableDocument(_("This document has too many lines to be an article. Nothing was imported."))
    heads = [index for index, line in enumerate(raw) if _RUNNING_HEAD.fullmatch(line.strip())]
    kept = ["" if index in set(heads) else line for index, line in enumerate(raw)]
    lines = list(_joined(_typed(kept), wrap_width(kept)))
    told = dict.fromkeys(_spaced(raw[index]) for index in heads)
    left_out = tuple(LeftOut(head, _("This is the head or foot of a printed page.")) for head in told)
    typed = [_with_heading(line, is_last=line is lines[-1]) for line in lines]
    return Document(typed, text, left_out=left_out)


def _typed(raw: list[str]) -> Iterator[Line | None]:
    """Each raw line typed by its own shape and its neighbours'; None for a blank line or a drawn rule."""
    columns = with_aligned([_cells(line) for line in raw], raw)
    for index, line in enumerate(raw):
        if _RULE.fullmatch(line) or not line.strip():
            yield None
        elif _is_underlined(index, raw):
            yield Line(index + 1, Kind.HEADING, _spaced(line).rstrip(" #"), level=1 if "=" in raw[index + 1] else 2)
        elif _is_row(index, raw, columns):
            header = index + 1 < len(raw) and _is_table_rule(raw[index + 1])
            yield Line(index + 1, Kind.ROW, _spaced(line), cells=columns[index], header=header)
        else:
            yield _marked(index + 1, line)


def _is_underlined(index: int, raw: list[str]) -> bool:
    """A short line by itself with a rule drawn right under it."""
    text = raw[index].strip()
    below = raw[index + 1] if index + 1 < len(raw) else ""
    above = raw[index - 1].strip() if index else ""
    is_marked = _BULLET.match(text) or _NUMBERED.match(text) or "|" in text or text.endswith((".", ",", ";"))
    return bool(_UNDERLINE.fullmatch(below)) and not above and not is_marked and len(text) <= _LONGEST_HEADING


def _marked(number: int, raw: str) -> Line:
    """A line by the marker it begins with."""
    text = raw.strip()
    indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
    if found := _BULLET.match(text):
        return Line(number, Kind.BULLET, _spaced(text[found.end() :]), indent)
    if found := _NUMBERED.match(text):
        return Line(number, Kind.NUMBERED, _spaced(text[found.end() :]), indent, marker=found[1] or found[2])
    if found := _LETTERED.match(text):
        marker = str(ord(found[1]) - ord("a") + 1)
        return Line(number, Kind.NUMBERED, _spaced(text[found.end() :]), indent, marker=marker)
    found = _HEADING.match(text)
    if found and len(text) <= _LONGEST_HEADING:
        return Line(number, Kind.HEADING, _spaced(text[found.end() :]).rstrip(" #"), level=len(found[1]))
    return Line(number, Kind.TEXT, _spaced(text), indent)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _cells(raw: str) -> tuple[str, ...]:
    """The cells of what may be a row of a table, drawn with | or pasted with tabs; none for other lines."""
    text = raw.strip()
    if "|" in text:
        inner = text.removeprefix("|")
        inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
        return tuple(_spaced(cell).replace("\\|", "|") for cell in _PIPE.split(inner))
    if "\t" in text and not _BULLET.match(text) and not _NUMBERED.match(text):
        return tuple(_spaced(cell) for cell in _TABS.split(text))
    return ()


def _is_row(index: int, raw: list[str], columns: list[tuple[str, ...]]) -> bool:
    """Without a | in front, only a neighbour with as many cells tells a row from a sentence with a | or tab in it."""
    if raw[index].lstrip().startswith("|"):
        return True
    width = len(columns[index])
    neighbours = columns[max(index - 1, 0) : index] + columns[index + 1 : index + 2]
    return width > 1 and any(len(cells) == width for cells in neighbours)


def _is_table_rule(raw: str) -> bool:
    return is_column_rule(raw) or ("-" in raw and "|" in raw and _RULE.fullmatch(raw) is not None)


def _joined(lines: Iterator[Line | None], width: int) -> Iterator[Line]:
    """Lines without the blank ones; a sentence wrapped over several lines becomes one line again."""
    pending: list[Line] = []
    for line in lines:
        if line and pending and _continues(line, pending[-1], width):
            pending.append(line)
            continue
        if pending:
            yield _one(pending)
        pending = [line] if line else []
    if pending:
        yield _one(pending)


def _continues(line: Line, before: Line, width: int) -> bool:
    if line.kind is not Kind.TEXT or before.kind not in (Kind.TEXT, *LISTED):
        return False
    if _ADDRESS_AT_END.search(before.text) or _SURNAME.match(line.text):
        return False
    # A line of a wrapped paragraph ends where the next word would not have fitted any more.
    is_new = before.text.endswith((".", "!", "?", ":")) and not line.text.endswith(".") and len(line.text) * 2 < width
    drawn = before.indent + len(before.text) + (2 if before.kind in LISTED else 0)
    if width and not is_new and drawn * 2 > width and drawn + 1 + len(line.text.split(" ", 1)[0]) > width:
        return True
    begins_inside = line.text[0].islower() or _VOLUME_AT_END.search(before.text) or line.text[0].isdigit()
    ends = before.text.endswith((".", "!", "?", ":")) and not _VOLUME_AT_END.search(before.text)
    return bool(begins_inside) and len(before.text) >= _SHORTEST_WRAPPED and not ends


def _one(lines: list[Line]) -> Line:
    return lines[0]._replace(text=" ".join(line.text for line in lines)) if len(lines) > 1 else lines[0]


def _with_heading(line: Line, is_last: bool) -> Line:
    """The line as a heading if its shape is one: short, no full stop, and something follows."""
    if line.kind is not Kind.TEXT or is_last or len(line.text) > _LONGEST_HEADING:
        return line
    letter = next((character for character in line.text if character.isalnum()), "")
    begins_like_heading = bool(letter) and not letter.islower()
    says_a_sentence = (
        _SENTENCE_END.search(line.text) or _SENTENCE_INSIDE.search(line.text) or _LABELLED.match(line.text)
    )
    if not begins_like_heading or says_a_sentence or "://" in line.text or line.text.isdigit():
        return line
    return line._replace(kind=Kind.HEADING, indent=0)
