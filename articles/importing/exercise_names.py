"""Which lines name exercises: those above a goal or a how, and those that stand alike under a heading of exercises."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from articles.importing.dose import counts
from articles.importing.exercise_parts import answers_label, is_exercise_part, part_of
from articles.importing.exercise_tables import with_labelled_rows
from articles.importing.lines import LISTED, Kind, Line
from articles.importing.recognising import is_about, mark_of
from articles.importing.vocabulary import About, Label

_LONGEST_NAME = 200
_LONGEST_UNLABELLED = 80
_MOST = 200  # exercises without labels in a section; more are none, and would take long to try
_UNCERTAIN = (Label.GOAL, Label.WHY, Label.HOW, Label.STEPS)
_CONFIRMING = (*_UNCERTAIN, Label.DOSE)
_FAR = 12  # lines below a name in which a second label may confirm the first
_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten"
_NOUN = r"(?:exercise|stretch|movement|move|activity|drill)\s(?:no\.?\s?|number\s|#\s?)?"
_COUNTED = rf"(?:(?:[0-9]{{1,2}}|{_NUMBERS})(?!\w)|(?:[a-h]|[ivx]{{1,4}})(?=\s?(?:[:.)–—-]|(?:\*\*)?\Z)))"
_ROMAN_OR_LETTER = r"\(?(?-i:[A-H]|[a-h](?=\))|[IVX]{1,4}|[ivx]{1,4})[.)]\s+"
_PREFIX = re.compile(
    rf"(?P<mark>\*\*|__|)(?:{_NOUN}{_COUNTED}"
    rf"\s?[:.)–—-]*\s*|#\s?[0-9]{{1,2}}[:.)]?\s+|\(?[0-9]{{1,2}}[.):]\s+|{_ROMAN_OR_LETTER}|exercise:\s+)"
    r"(?P<rest>(?P=mark)\s*(?=\S)|(?=\S))",
    re.IGNORECASE,
)
_STEP = re.compile(
    rf"(?P<mark>\*\*|__|)(?:step|stage|part)\s(?:[0-9]{{1,2}}|{_NUMBERS})\s?[:.)–—-]+\s*(?=\w)", re.IGNORECASE
)
"""In front of a name that labels confirm; else it counts the steps of one exercise."""
_MAY_NAME = re.compile(r"[^\W\d](?:[^\W\d]|['’() /–-]){1,50}")
_ONLY_COUNTED = re.compile(rf"{_NOUN}{_COUNTED}\s?[:.)–—-]*", re.IGNORECASE)
_SAYS_EXERCISES = re.compile(
    r"\b(?:exercises|stretches|stretching|strengthening|moves|movements|drills|workout|rehab(?:ilitation)?"
    r"|(?:exercise|home|stretching|strengthening) (?:plan|program(?:me)?|routine))\b",
    re.IGNORECASE,
)
_SAYS_OTHER = re.compile(
    r"\b(?:avoid|why|benefits?|helps?|before|after you|questions|safe|safely|tips|about|evidence|research|not to do)\b",
    re.IGNORECASE,
)
_NAME_AND_WORDS = re.compile(
    r"(?P<mark>\*\*|__)(?P<name>[^*_]{2,80}?)\s?(?:[:–—.-]\s?(?P=mark)"
    r"|(?P=mark)(?P<aside>\s\([^()*_]{1,60}\))?\s?(?:[:–—]|-(?=\s)|(?=[*_]{1,2}[^*_]{2,40}[:*_])))\s*(?P<rest>\S.*)"
    r"|(?P<plain>[^\W_](?:[^:*_.!?\[\]<>`–—]|(?<=\w)[–—](?=\w)){1,58}?)(?::|\s[–—-])\s+(?P<words>\S.*)"
)


class Name(NamedTuple):
    """Where an exercise begins, and whether labels tell so."""

    at: int
    labelled: bool


def bare_name(text: str) -> str:
    """ "Exercise 1: Heel raise" and "1. Heel raise:" are "Heel raise"; emphasis goes with the number in front."""
    if step := _STEP.match(text):
        return f"{step['mark']}{text[step.end() :]}".strip()
    found = _PREFIX.match(text)
    bare = f"{found['mark'] if not found['rest'].strip() else ''}{text[found.end() :]}" if found else text
    return bare.strip()


def name_and_words(text: str) -> tuple[str, str] | None:
    """ "**Heel raise** – strengthens the calf" as its two parts."""
    found = _NAME_AND_WORDS.fullmatch(bare_name(text))
    if not found:
        return None
    return (
        (f"{found['name']}{found['aside'] or ''}", found["rest"]) if found["name"] else (found["plain"], found["words"])
    )


def is_only_counted(line: Line) -> bool:
    """ "Exercise 1" alone: the line below it is the name."""
    return line.kind is not Kind.ROW and _ONLY_COUNTED.fullmatch(line.words) is not None


def is_exercise_name(lines: Sequence[Line], index: int) -> bool:
    """Whether the line names an exercise: its goal or how follows at once, below it."""
    if index and is_only_counted(lines[index - 1]) and not part_of(lines[index]):
        return False
    if index + 2 < len(lines) and is_only_counted(lines[index]) and not part_of(lines[index + 1]):
        return _names(lines, index + 1)
    return _names(lines, index)


def _names(lines: Sequence[Line], index: int) -> bool:
    if index + 1 >= len(lines) or part_of(lines[index]) or not _is_confirmed(lines, index + 1):
        return False
    line, part = lines[index], lines[index + 1]
    is_sentence = line.kind is Kind.TEXT and line.words.endswith(".") and not _names_itself(line, part)
    if line.kind is Kind.ROW or is_sentence or len(line.text) > _LONGEST_NAME:
        return False
    return line.kind is not Kind.BULLET or part.indent > line.indent or part.number == line.number


def _names_itself(line: Line, part: Line) -> bool:
    """Whether what ends like a sentence is a name: numbered, in bold before its goal, or in one paragraph with it."""
    if _PREFIX.match(line.text) or (line.text.startswith(("**", "__")) and name_and_words(line.text)):
        return True
    return part.number == line.number and len(line.text) <= _LONGEST_UNLABELLED


def _is_confirmed(lines: Sequence[Line], index: int) -> bool:
    """Whether the label of the line is certain, or else another one near below it tells that both are an exercise's."""
    if is_exercise_part(lines[index]):
        return True
    first = part_of(lines[index])
    if not first or first.label not in _UNCERTAIN or _is_plain_bullet(lines[index - 1]):
        return False
    for line in lines[index + 1 : index + _FAR]:
        part = part_of(line)
        if part and part.label is not first.label and part.label in _CONFIRMING:
            return True
        if not part and line.kind is Kind.HEADING:
            return False
    return False


def _is_plain_bullet(line: Line) -> bool:
    return line.kind is Kind.BULLET and not line.text.startswith(("**", "__"))


def says_exercises(heading: str) -> bool:
    """Whether a heading promises exercises, and not why they help or which to avoid."""
    return bool(_SAYS_EXERCISES.search(heading)) and not _SAYS_OTHER.search(heading)


def exercise_names(lines: Sequence[Line], heading: str = "") -> list[Name]:
    """Where the exercises of a section begin."""
    named = [index for index in range(len(lines)) if is_exercise_name(lines, index)]
    if not says_exercises(heading):
        return [Name(index, labelled=True) for index in named]
    alike = next((run for found in _candidates(lines) if (run := _alike(lines, found, set(named)))), [])
    return sorted({index: Name(index, labelled=index in named) for index in [*alike, *named]}.values())


def headings_inside(lines: Sequence[Line]) -> frozenset[int]:
    """The headings of a document that are names or labels of exercises, and head no section."""
    inside: set[int] = set()
    last_name: int | None = None
    lines = [piece for is_row, run in groupby(lines, _is_row) for piece in _one_for_one(list(run), is_row=is_row)]
    for index, line in enumerate(lines):
        if is_exercise_name(lines, index):
            last_name = index
            named = (index, index + 1) if is_only_counted(line) and not part_of(lines[index + 1]) else (index,)
            inside |= {at for at in named if lines[at].kind is Kind.HEADING}
        elif index in inside:
            continue
        elif last_name is not None and answers_label(lines, index):
            inside.add(index)
        elif line.kind is Kind.HEADING and last_name is not None:
            if part_of(line) and _is_deeper_or_equal(line, lines[last_name]):
                inside.add(index)
            else:
                last_name = None
    heads = [index for index, line in enumerate(lines) if line.kind is Kind.HEADING and says_exercises(line.words)]
    for index in heads:
        if index not in inside:
            inside.update(_unlabelled_below(lines, index))
    return frozenset(inside)


def _is_row(line: Line) -> bool:
    return line.kind is Kind.ROW


def _one_for_one(run: list[Line], *, is_row: bool) -> list[Line]:
    """The rows as lines where each row is one part of an exercise, so that every line keeps its place."""
    found = with_labelled_rows(run) if is_row else run
    return found if len(found) == len(run) else run


def _is_deeper_or_equal(line: Line, name: Line) -> bool:
    return line.level == 0 or line.level >= name.level


def _unlabelled_below(lines: Sequence[Line], head: int) -> list[int]:
    """The headings below that of a section which name exercises, up to the first that is none."""
    end = next((at for at in range(head + 1, min(len(lines), head + _LONGEST)) if _ends_section(lines, head, at)), None)
    own = lines[head + 1 : end if end is not None else head + _LONGEST]
    names = exercise_names(own, lines[head].words)
    return [head + 1 + name.at for name in names if own[name.at].kind is Kind.HEADING]


_LONGEST = 400  # lines of a section of exercises


def _ends_section(lines: Sequence[Line], head: int, index: int) -> bool:
    line = lines[index]
    if mark_of(line):
        return True
    return line.kind is Kind.HEADING and (0 < line.level <= lines[head].level or _heads_other(line))


def _heads_other(line: Line) -> bool:
    words = line.words
    return words.endswith("?") or any(is_about(words, subject) for subject in About) or says_exercises(words)


def _candidates(lines: Sequence[Line]) -> Iterable[list[int]]:
    """Lines that stand alike and may be names, the likeliest kind first."""
    yield [i for i, line in enumerate(lines) if line.kind is not Kind.ROW and _has_prefix(line) and not part_of(line)]
    headings = [i for i, line in enumerate(lines) if line.kind is Kind.HEADING and not part_of(line)]
    levels = [lines[i].level for i in headings]
    yield [i for i in headings if lines[i].level == min(levels, default=0) and not _heads_other(lines[i])]
    outermost = min((line.indent for line in lines if line.kind in LISTED), default=0)
    for kind in LISTED:
        listed = [i for i, line in enumerate(lines) if line.kind is kind and line.indent == outermost]
        yield [i for i in listed if _may_be_name(lines[i])]
        yield [i for i in listed if name_and_words(lines[i].text) and not part_of(lines[i])]
    bold = [i for i, line in enumerate(lines) if line.kind is Kind.TEXT and line.text.startswith(("**", "__"))]
    yield [i for i in bold if name_and_words(lines[i].text) and not part_of(lines[i])]
    texts = [i for i, line in enumerate(lines) if line.kind is Kind.TEXT and not part_of(line)]
    yield [i for i in texts if (said := name_and_words(lines[i].text)) and _MAY_NAME.fullmatch(said[0])]


def _has_prefix(line: Line) -> bool:
    return len(line.text) <= _LONGEST_NAME and (_PREFIX.match(line.text) is not None or is_only_counted(line))


def _may_be_name(line: Line) -> bool:
    words = line.words
    return len(words) <= _LONGEST_UNLABELLED and not words.endswith((".", ";", ",", "!", "?")) and not part_of(line)


def _alike(lines: Sequence[Line], found: list[int], named: set[int]) -> list[int]:
    """These lines from the first to the last that has steps or a count of its own below it, if several have.

    Where labels name exercises, these must be among them.
    """
    if not 2 <= len(found) <= _MOST or (named and not set(found).intersection(named)):
        return []
    ends = [*found[1:], len(lines)]
    blocks = zip(found, ends, strict=True)
    sure = [begin for begin, end in blocks if begin in named or _tells_how(lines[begin:end])]
    if len(sure) < 2:
        return []
    # One that says no number is still a name between others, and would else lend its lines to the one above.
    between = [begin for begin in found if sure[0] <= begin <= sure[-1]]
    is_text = lines[found[0]].kind is Kind.TEXT and not _has_prefix(lines[found[0]])
    return sure if is_text or len(sure) * 2 < len(between) else between


def _tells_how(lines: Sequence[Line]) -> bool:
    name, *own = lines
    if any(line.kind is Kind.ROW for line in own):
        return False
    said = name_and_words(name.text) if name.kind is not Kind.HEADING else None
    steps = [line for line in own if line.kind is Kind.NUMBERED]
    text = "\n".join([said[1] if said else "", *(line.words for line in own)])
    return counts(text) or (len(steps) > 1 and name.kind is Kind.HEADING)
