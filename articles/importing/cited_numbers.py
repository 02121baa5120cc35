"""Numbered citations: "[1,3–5]", "^2^" and "(4)" become `[@key]` where the reference list is itself numbered."""

import re

from django.utils.translation import gettext as _

from articles.importing.reading import Reading

_NUMBERS = r"[0-9]{1,3}(?:\s*[,;–—-]\s*[0-9]{1,3})*"
_SQUARE = re.compile(
    rf"(?P<stop>(?<=[^\W\d_])(?<!\bal)[.,;:])?(?P<space>\s*)(?<![\w!\]\\])\[(?P<numbers>{_NUMBERS})\](?![(\[:])"
)
_RAISED = re.compile(
    rf"(?P<stop>(?<=[^\W\d_)”])(?<!\bal)[.,;:])?(?P<space>\s*)\^(?P<open>[\[(]?)(?P<numbers>{_NUMBERS})[\])]?\^"
)
_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_SIGNS = re.compile(
    rf"(?P<stop>(?<=[^\W\d_)”])(?<!\bal)[.,;:])?(?P<space>)(?P<numbers>[{_HIGH}]{{1,3}}(?:[,⁻–-][{_HIGH}]{{1,3}})*)"
)
_ROUND = re.compile(rf"(?P<stop>)(?P<space>\s)(?<=[^\W_]\s|[)”’%]\s)\((?P<numbers>{_NUMBERS})\)(?=\s*(?:[.,;:]|$))")
_TO_LOW = str.maketrans(_HIGH + "⁻", "0123456789-")
_TO_HIGH = str.maketrans("0123456789-–—", _HIGH + "⁻⁻⁻")
_UNIT = re.compile(r"(?:(?<![^\W_])|(?<=[0-9/]))(?:[kcmdµn]?m|km|in|ft|s|sec|kg|g|cm|10|x|[0-9]+)$", re.IGNORECASE)


def cite_numbers(text: str, number: int, reading: Reading) -> str:
    """The text with its numbered citations as `[@key]`; those that the list doesn't know stay and are reported."""
    if "[" in text:
        text = _SQUARE.sub(lambda found: _cited(found, number, reading, keep=found[0]), text)
    if "^" in text:
        text = _RAISED.sub(lambda found: _raised(found, number, reading), text)
    if reading.numbers and any(sign in text for sign in _HIGH):
        text = _RAISED_SIGNS.sub(lambda found: _raised(found, number, reading), text)
    if reading.numbers and reading.rounds and "(" in text and not _counts(text):
        text = _ROUND.sub(lambda found: _cited(found, 0, reading, keep=found[0]), text)
    return text


def _counts(text: str) -> bool:
    """Whether a bracket may count the parts of a sentence ("(1) stand up or (2)"): then none of them cites."""
    return len(re.findall(r"\([0-9]{1,3}(?:\s*[,;–—-]\s*[0-9]{1,3})*\)", text)) != sum(
        1 for _found in _ROUND.finditer(text)
    )


def _raised(found: re.Match[str], number: int, reading: Reading) -> str:
    """A raised number after a unit or figure is a power; another one cites, or becomes plain."""
    printed = found["numbers"].translate(_TO_HIGH)
    kept = f"{found['stop'] or ''}{found['space']}{printed}"
    if not found["stop"] and _UNIT.search(found.string[max(found.start() - 8, 0) : found.start()]):
        return kept
    return _cited(found, number, reading, keep=kept)


def _cited(found: re.Match[str], number: int, reading: Reading, keep: str) -> str:
    keys = [reading.numbers.get(one) for one in _single(found["numbers"].translate(_TO_LOW))]
    known = [key for key in keys if key]
    if not keys or len(known) != len(keys):
        if number:
            reading.unmatched_citation(number, found[0].strip(" .,;:"), _why_kept(reading))
        return keep
    reading.used.update(known)
    return f" [{'; '.join(f'@{key}' for key in dict.fromkeys(known))}]{found['stop'] or ''}"


def _single(numbers: str) -> list[str]:
    """ "1,3–5" as 1, 3, 4 and 5; nothing for a range that runs backwards."""
    single: list[str] = []
    for part in re.split(r"\s*[,;]\s*", numbers):
        ends = [int(end) for end in re.split(r"\s*[–—-]\s*", part)]
        if len(ends) > 2 or ends[0] > ends[-1]:
            return []
        single += [str(one) for one in range(ends[0], ends[-1] + 1)]
    return single


def _why_kept(reading: Reading) -> str:
    if reading.numbers:
        return _("The reference list has no such number, so this stays as text. Cite the reference by its key.")
    return _("This numbered citation stays as text. Cite the reference by its key.")
