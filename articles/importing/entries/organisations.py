"""Organisations that made a work: one, or several on one line; each with its short name."""

import re

Name = dict[str, str]

_ABBREVIATION = re.compile(r"(?P<name>.+?)\s*[(\[](?P<short>[^()\[\]]{2,20})[)\]]")
# What no organisation's name holds: initials, quotation marks, figures of a date.
_ODD = re.compile(r"(?<![A-Z.])\b[A-Z]\.(?![A-Z])|[“”\";]|\b[0-9]{4}\b|,\s[A-Z]{1,2}\b")
_BODY = (
    r"(?:college|society|association|department|ministry|office|institute|university|trust|foundation|council|board"
    r"|committee|agency|academy|federation|network|centre|center|alliance|organi[sz]ation|collaboration"
    r"|commission|service"
    r"|authority|union|faculty|school|group|forum|partnership)"
)
_HEADED = re.compile(rf"(?:the\s)?(?:[A-Z][\w’'-]*\s){{0,4}}{_BODY}\s(?:of|for|on|to)\s\S.*", re.IGNORECASE)
_HEADED_FIRST = re.compile(rf"(?:the\s)?(?:royal\s)?{_BODY}\s(?:of|for)\s\S.*", re.IGNORECASE)
_ENDED = re.compile(rf"(?:[A-Z][\w’'-]*\s){{1,7}}{_BODY}(?:\s?[(\[][^()\[\]]{{2,20}}[)\]])?", re.IGNORECASE)
_PART_OF_ONE = re.compile(r"(?:department|school|faculty|division|unit|section|centre|institute)\b", re.IGNORECASE)
_SERIES = re.compile(r",\s+(?:&|and)\s+|,\s+|;\s+(?:(?:&|and)\s+)?")
_AND = re.compile(r"\s+(?:&|and)\s+")


def read_organisations(who: str) -> tuple[list[Name], tuple[str, ...], bool]:
    """The organisations, how a text may name them (the preferred way first), and whether their names left no doubt."""
    parts = _several(who)
    if not parts:
        return [{"literal": who}], _names_of(who), not _ODD.search(who)
    shorts = [_names_of(part)[0] for part in parts]
    names = []
    for spelt in (parts, shorts):
        et_al, together = f"{spelt[0]} et al.", " & ".join(filter(None, (", ".join(spelt[:-1]), spelt[-1])))
        names += [et_al, together] if len(parts) > 2 else [together, et_al]
    return [{"literal": part} for part in parts], tuple(dict.fromkeys((*names, shorts[0], who))), True


def _several(who: str) -> list[str]:
    """The names of several organisations, or nothing where the words may be the name of one."""
    parts = [part for part in _SERIES.split(who) if part]
    if re.search(r",\s+&\s+", who) and len(parts) > 1 and all(len(part.split()) > 1 for part in parts):
        return parts
    apart = [piece for part in parts for piece in _at_and(part)]
    if len(apart) == len(parts) and any(_PART_OF_ONE.match(part) for part in parts[1:]):
        return []
    whole = len(apart) > 1 and all(_is_body(part) for part in (apart if len(apart) == len(parts) else apart[:1]))
    return apart if whole or (len(parts) == 1 and len(apart) == 2) else []


def _at_and(part: str) -> list[str]:
    """ "British Hip Society and College of Knees": parted where two whole names stand beside the "and"."""
    for found in _AND.finditer(part):
        before, after = part[: found.start()], part[found.end() :]
        if len(before.split()) > 1 and (
            _HEADED_FIRST.fullmatch(after)
            or (_is_body(before) and (_is_body(after) or _ABBREVIATION.fullmatch(before)))
        ):
            return [before, after]
    return [part]


def _is_body(name: str) -> bool:
    return bool(_HEADED.fullmatch(name) or _ENDED.fullmatch(name))


def _names_of(who: str) -> tuple[str, ...]:
    found = _ABBREVIATION.fullmatch(who)
    return (found["short"], found["name"], who) if found else (who,)
