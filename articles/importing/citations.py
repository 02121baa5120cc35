"""Citations in running text: "(NHS, 2024)" becomes `[@nhs-2024]` where the reference list knows that source."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from articles.content import CITATION, citations_in
from articles.importing.cited_names import Item, items_of, plain_name, stand_alone
from articles.importing.cited_numbers import cite_numbers
from articles.importing.dates import month_number
from articles.importing.reading import Reading

_GROUP = re.compile(
    r"(?<![\w\]\\!@])(?P<open>[(\[])(?P<inner>(?:[^()\[\]@]|[(\[][^()\[\]@]{0,100}[)\]]){1,400})(?P<close>[)\]])(?![(\[])"
)
_YEARS = r"(?:(?:19|20)[0-9]{2}[a-z]?|n\.d\.(?:-?[a-z])?|in press)"
_ONLY_YEAR = re.compile(
    rf"(?P<years>{_YEARS}(?:\s*[,;&]\s*{_YEARS}){{0,4}})(?:[,:]\s*(?P<locator>(?:pp?|paras?|chap(?:ter)?|ch|section|sec|fig|table)\b\.?\s*[^\[\];]+))?"
)
_KEY_AMONG_WORDS = re.compile(r"\[(?!-?@)[^\[\]@]{1,80}(?<![\w.])@[a-z0-9][^\[\]]{0,200}\](?!\()")
_CLOSING = {"(": ")", "[": "]"}
_LONGEST_NAME_IN_WORDS = 14
_LED_IN = ("and", "&", ",")
_MAY_STAND_BEFORE = frozenset(
    [
        "the",
        "a",
        "in",
        "as",
        "by",
        "while",
        "although",
        "since",
        "when",
        "both",
        "like",
        "see",
        "for",
        "with",
        "from",
        "does",
        "did",
        "and",
        "but",
        "or",
        "if",
        "according",
        "however",
        "because",
        "that",
        "this",
        "also",
        "one",
        "unlike",
        "whereas",
        "where",
        "what",
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "after",
        "before",
        "following",
    ]
)


def cite(text: str, number: int, reading: Reading) -> str:
    """The text with its citations as `[@key]`. What looks like one and isn't known stays, and is reported."""
    reading.stands(number)
    text = cite_numbers(_by_key(text, number, reading), number, reading)
    parts, end = [], 0
    for found in _GROUP.finditer(text):
        if _CLOSING[found["open"]] != found["close"]:
            continue
        before = text[end : found.start()]
        cited = _cited(found, number, reading)
        parts += [before, cited]
        end = found.end()
    return "".join([*parts, text[end:]]) if parts else text


def _by_key(text: str, number: int, reading: Reading) -> str:
    """Citations by key that the writer typed. One that the list lacks stays too: the draft's checks stop at it."""
    for found in CITATION.finditer(text):
        keys = [citation.key for citation in citations_in(found["items"])]
        if all(key in reading.listed for key in keys):
            reading.used.update(keys)
        else:
            reason = _("This citation matches no reference of the list. Add the reference, or correct the key.")
            reading.unmatched_citation(number, found[0], reason)
    for found in _KEY_AMONG_WORDS.finditer(text):
        reason = _("A citation can hold no other words, so this stays as text. Cite the reference by its key alone.")
        reading.unmatched_citation(number, found[0], reason)
    return text


def plain(text: str, number: int, reading: Reading) -> str:
    """The text of a heading or name, which holds no citations: a bracket that could be one is reported."""
    reading.stands(number)
    trial = replace(reading, unplaced=[], unmatched={}, places={}, used=set())
    cited = cite(text, number, trial)
    if "[@" in cited or "[-@" in cited or trial.unplaced:
        reading.report(number, text, _("A citation can't stand in a heading or name. Move it into the text below."))
        return text
    return cited


def _cited(found: re.Match[str], number: int, reading: Reading) -> str:
    only_year = _ONLY_YEAR.fullmatch(found["inner"].strip())
    if only_year:
        return _named_in_sentence(found, only_year, number, reading)
    items = items_of(found["inner"])
    if not any(items):
        return found[0]
    keys = [_keys_of(item, reading) if item else [] for item in items]
    if all(item and not item.led_in and _is_known(possible) for item, possible in zip(items, keys, strict=True)):
        return f"[{'; '.join(_pandoc(item, possible, reading) for item, possible in zip(items, keys, strict=True))}]"
    if worded := _among_words(found, items, keys, reading):
        return worded
    if any(map(any, keys)) or any(isinstance(item, Item) and _looks_like_name(item.name) for item in items):
        reading.unmatched_citation(number, found[0], _why_kept(items, keys, reading))
    return found[0]


def _keys_of(item: Item, reading: Reading) -> list[set[str]]:
    """For each year of the item, the keys that it can mean."""
    keys = [reading.cited.get((plain_name(item.name), year), set()) for year in item.years]
    if not all(keys) and (names := stand_alone(item.name)):
        # "Royal College of Invented Therapists [RCIT]": known by either, and from here on by both.
        for name in names:
            known = [reading.cited.get((plain_name(name), year), set()) for year in item.years]
            if _is_known(known):
                _learn(names, item.years, known, reading)
                return known
    return keys


def _learn(names: tuple[str, ...], years: tuple[str, ...], keys: list[set[str]], reading: Reading) -> None:
    for name in names:
        for year, possible in zip(years, keys, strict=True):
            reading.cited.setdefault((plain_name(name), year), set()).update(possible)


def _is_known(keys: list[set[str]]) -> bool:
    return bool(keys) and all(len(possible) == 1 for possible in keys)


def _pandoc(item: Item | None, keys: list[set[str]], reading: Reading) -> str:
    """ "@smith-2019; @smith-2021, p. 4"."""
    cited = [next(iter(possible)) for possible in keys]
    reading.used.update(cited)
    locator = f", {item.locator}" if item and item.locator else ""
    return "; ".join(f"@{key}" for key in cited) + locator


def _among_words(found: re.Match[str], items: list[Item | None], keys: list[list[set[str]]], reading: Reading) -> str:
    """ "(see NHS, 2024)" as "(see NHS [-@nhs-2024])": a group of citations can hold no other words, so these stay."""
    parts: list[tuple[Item | None, list[set[str]], str]] = []
    for item, possible, words in zip(items, keys, found["inner"].split(";"), strict=False):
        if item and _is_known(possible):
            parts.append((item, possible, f"{item.led_in}{item.name} "))
        elif item is None and not re.search(r"(?:19|20)[0-9]{2}|n\.d\.", words):
            parts.append((None, [], words.strip()))
        else:
            return ""
    if len(parts) != len(items) or not any(item for item, _keys, _words in parts):
        return ""
    inner = "; ".join(
        f"{words}[-{_pandoc(item, possible, reading)}]" if item else words for item, possible, words in parts
    )
    return f"{found['open']}{inner}{found['close']}"


def _looks_like_name(name: str) -> bool:
    first = name.split()[0] if name.split() else ""
    return (
        name[:1].isupper()
        and not month_number(first)
        and first.casefold() not in ("since", "in", "from", "until", "updated")
    )


def _why_kept(items: list[Item | None], keys: list[list[set[str]]], reading: Reading) -> str:
    if any(len(possible) > 1 for group in keys for possible in group):
        return _("This citation fits more than one reference, so it stays as text. Cite the right one by its key.")
    unknown = [item for item, group in zip(items, keys, strict=True) if item and not _is_known(group)]
    for item in unknown:
        if years := reading.years.get(plain_name(item.name)):
            near = ", ".join(filter(None, sorted(years))) or _("no year")
            reason = _(
                "The reference list has %(name)s with another year (%(years)s). The citation stays as text: check it."
            )
            return reason % {"name": item.name, "years": near}
    return _("This citation matches no reference of the list, so it stays as text.")


def _named_in_sentence(found: re.Match[str], year: re.Match[str], number: int, reading: Reading) -> str:
    """ "Smith et al. (2010) found" with the year as a citation, where the words before it name one source."""
    before = found.string[max(found.start() - 250, 0) : found.start()]
    words = before.split()
    years = re.findall(_YEARS, year["years"])
    known, count = _longest_name(words, years, reading)
    if not count:
        return _not_named(found, words, number, reading)
    name = " ".join(words[-count:])
    if not _is_known(known):
        reason = _("This citation fits more than one reference, so it stays as text. Cite the right one by its key.")
        reading.unmatched_citation(number, f"{name} {found[0]}", reason)
        return found[0]
    if not _begins_here(words[:-count], several=count > 1 and re.search(r" (?:and|&|et al\.?)", name) is not None):
        reason = _("More names may belong to this citation, so it stays as text. Cite the reference by its key.")
        reading.unmatched_citation(number, f"{' '.join(words[-count - 2 :])} {found[0]}", reason)
        return found[0]
    cited = "; ".join(f"@{next(iter(keys))}" for keys in known)
    reading.used.update(next(iter(keys)) for keys in known)
    locator = f", {year['locator'].strip()}" if year["locator"] else ""
    return f"[-{cited}{locator}]"


def _longest_name(words: list[str], years: list[str], reading: Reading) -> tuple[list[set[str]], int]:
    """The keys for each year, and how many of the last words name them: the most words that are a known name."""
    most = _LONGEST_NAME_IN_WORDS if reading.cited else 0
    for count in range(min(len(words), most), 0, -1):
        name = plain_name(re.sub(r"['’]s?$", "", " ".join(words[-count:])))
        for spelt in (name, name.removesuffix("'s")):
            known = [reading.cited.get((spelt, year), set()) for year in years]
            if spelt and all(known) and words[-count].casefold() != "the":
                return known, count
    return [], 0


def _begins_here(others: list[str], several: bool) -> bool:
    """Whether the name is no end of a longer one: "Jones and Smith (2010)", "Public Health England (2020)".

    A capital letter before `several` names may be that of the sentence.
    """
    if not others:
        return True
    word = others[-1].strip('*_(“‘"')
    if word in ("&",) or (word == "and" and (len(others) < 2 or others[-2][:1].isupper())):
        return False
    if word.endswith(",") and word[:1].isupper() and len(others) > 1 and word[:-1].casefold() not in _MAY_STAND_BEFORE:
        return False
    if word.endswith((".", ":", ";", "?", "!", ")", "]")):
        return not re.fullmatch(r"[A-Z]\.", word)
    begins_sentence = len(others) == 1 or others[-2].endswith((".", "!", "?", ":"))
    return not word[:1].isupper() or word.casefold().rstrip(",") in _MAY_STAND_BEFORE or (several and begins_sentence)


def _not_named(found: re.Match[str], words: list[str], number: int, reading: Reading) -> str:
    """A year alone is a citation only after a name; one after a known name with another year is told about."""
    most = _LONGEST_NAME_IN_WORDS if reading.years else 0
    for count in range(1, min(len(words), most) + 1):
        name = " ".join(words[-count:])
        if words[-count][:1].isupper() and (listed := reading.years.get(plain_name(name))):
            near = ", ".join(filter(None, sorted(listed))) or _("no year")
            reason = _(
                "The reference list has %(name)s with another year (%(years)s). The citation stays as text: check it."
            )
            reading.unmatched_citation(number, f"{name} {found[0]}", reason % {"name": name, "years": near})
            return found[0]
    tail = " ".join(words[-4:])
    named = re.search(r"(?:\bet al\.?|[^\W\d_]+ (?:and|&) [A-Z][^\W\d_]+)$", tail)
    if reading.listed and named and tail[:1]:
        reason = _("This citation matches no reference of the list, so it stays as text.")
        reading.unmatched_citation(number, f"{tail} {found[0]}", reason)
    return found[0]


def report_repeated(reading: Reading) -> None:
    """Add to each citation that stays as text on how many lines it stands."""
    for index, item in enumerate(reading.unplaced):
        lines = reading.unmatched.get((item.text, item.reason), [])
        if len(lines) > 1 and item.line == lines[0]:
            often = _("It stands on %(count)s lines.") % {"count": len(lines)}
            reading.unplaced[index] = item.model_copy(update={"reason": f"{item.reason} {often}"})
