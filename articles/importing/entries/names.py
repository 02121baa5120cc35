"""Who made a work: people in the ways that styles print them, or organisations."""

import re
from typing import NamedTuple

from articles.importing.entries.organisations import Name, read_organisations


class Makers(NamedTuple):
    """Names as CSL, the ways in which a text may name them (the preferred first), and whether all are named."""

    names: list[Name]
    cited: tuple[str, ...]
    complete: bool
    editors: bool = False


_L = r"[^\W\d_]"
_WORD = rf"{_L}(?:{_L}|['’‘`-]){{0,40}}"
_PARTICLE = (
    r"(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ter|ten|zu|zur|af|st\.?"
    r"|Van|Von|De|Der|Del|Di|Da|Dos|Du|La|Le|El|Al|Ó|Ní|Mac|Mc|St\.?)"
)
_FAMILY = rf"(?:{_PARTICLE}[ -]){{0,3}}(?:[dDlL]['’])?{_WORD}(?:\s{_WORD}){{0,2}}"
_INITIALS = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][a-z]?\.?[\s-]?){1,5}"
_TIGHT = r"[A-ZÀ-ÖØ-ÞĀ-Ž]{1,4}(?:-[A-ZÀ-ÖØ-ÞĀ-Ž]{1,2})?"
_SUFFIX = r"(?:Jr|Sr|II|III|IV|2nd|3rd)\.?"
_ET_AL = re.compile(r"[,;]?\s*(?:and|&)?\s*\bet\s+al(?:ii|\.)?[.,]*$|[,;]\s*(?:and|&)\s+others$", re.IGNORECASE)
_EDITORS = re.compile(r"[,\s]*[(\[]?\b(?:eds?|editors?)\b\.?[)\]]?[.,]?$", re.IGNORECASE)
_ORGANISED = re.compile(
    r"\b(?:college|societ|association|department|ministry|office|council|institut|universit|trust|foundation|nhs|centre"
    r"|center|hospital|service|health|care|organi[sz]ation|agency|board|committee|group|team|network|collaborat"
    r"|consortium|investigators|panel|federation|alliance|academy|charity|union|bureau|commission|authority|excellence"
    r"|government|england|scotland|wales|ireland|kingdom|therap|medicine|nursing|research|national|royal|international"
    r"|journal|library|press|forum|clinic|partnership|programme|program|taskforce|force|initiative)",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:group|team|network|collaborators|collaboration|consortium|(?:co)?investigators|committee|panel"
    r"|society|council|trialists"
    r"|researchers|taskforce|task force|registry|sub(?:committee|group)|board|commission|workforce|faculty"
    r"|trial|study|alliance|association|academy)\b",
    re.IGNORECASE,
)
INVERTED = re.compile(rf"(?P<family>{_FAMILY}),\s*(?P<given>{_INITIALS})(?:,?\s(?P<suffix>{_SUFFIX}))?")
TIGHT = re.compile(
    rf"(?P<family>{_FAMILY})\s(?P<given>{_TIGHT}"
    rf"|[A-ZÀ-ÖØ-ÞĀ-Ž](?:\.[\s-]?[A-ZÀ-ÖØ-ÞĀ-Ž]){{1,3}})\.?(?:,?\s(?P<suffix>{_SUFFIX}))?"
)
_NATURAL = re.compile(rf"(?P<given>(?:{_L}\.[\s-]?){{1,4}}|[A-ZÀ-ÖØ-ÞĀ-Ž]\s)\s?(?P<family>{_FAMILY})")
_FULL_NATURAL = re.compile(
    rf"(?P<given>{_WORD}(?:\s(?:{_WORD}|[A-Z]\.)){{0,2}})\s(?P<family>(?:{_PARTICLE}\s){{0,3}}{_WORD})"
)
_FULL_GIVEN = re.compile(rf"{_WORD}(?:[\s-](?:{_WORD}|[A-Z]\.?)){{0,2}}\.?")
_BREAK = re.compile(r"\s*;\s*(?:&|and\b)?\s*|\s*,?\s*(?:&|\band\b)\s+|\s*,\s*")
_AUTHORS_BREAK = re.compile(r"(?<=[.\w]),\s*(?:&|and\b)\s*|,\s*|\s+(?:&|and)\s+")
_ROLE = re.compile(
    r"\s*[(\[](?:(?:executive )?producers?|hosts?|presenters?|speakers?|directors?|narrators?|writers?|authors?)[)\]]",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(r"(?:and\s+|&\s+)?(?:(?:on behalf of|for|from|with)\s+)?(?:the\s+)?", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Z]{2,6} [A-Z]{3,5}|.{2,60} (?:UK|GB|USA|EU|NZ)")  # "NICE CKS", "Age UK": nobody's name
_LONGEST = 2000
_LONGEST_GROUP = 120


def read_makers(who: str) -> Makers | None:
    """The makers that these words name, or None where they can be no names at all."""
    who = _ROLE.sub("", who.strip()).strip(",;: ")
    if not who or len(who) > _LONGEST:
        return None
    stripped = _EDITORS.sub("", who) if _EDITORS.search(who) else who
    short = _ET_AL.sub("", stripped).strip(" ,;")
    cut = short != stripped.strip(" ,;")
    people = read_people(short) or ([{"family": short}] if cut and _is_family(short) else [])
    if people:
        return Makers(people, _names_of_people(people, cut), not cut or len(people) > 2, stripped != who)
    who = who.rstrip(".") if not re.search(r"\b[A-Z]\.[A-Z]\.$", who) else who
    names, cited, sure = read_organisations(who)
    return Makers(names, cited, sure)


def read_people(who: str) -> list[Name]:
    """The people, or nothing where a part of the words fits none of the ways to print a person."""
    who = re.sub(r"\s*(?:,\s*)?(?:…|\.\s?\.\s?\.)\s*,?\s*(?:&\s*)?", ", ", who.strip())
    who = who.rstrip(".") if re.search(r"[^\W\d_]{2}\.$", who) and not re.search(r"\b[A-Z][a-z]\.$", who) else who
    who = re.sub(r",?\s+et al\.?(?=;\s)", "", who)
    for pieces in (_at_semicolons(who), _after_initials(who)):
        people = [_person(piece) for piece in pieces]
        if len(pieces) == 1 and _LETTERS.fullmatch(pieces[0]):
            return []
        if all(people) and any(person and "family" in person for person in people):
            return [person for person in people if person]
    return _all_turned(who) or _spelt_out(who)


def _all_turned(who: str) -> list[Name]:
    """ "Zhang, Wei, Li, Na, and Sample, Rob": every name turned round, as the comma in the last one tells."""
    *others, last = re.split(r",?\s+(?:&|and)\s+", who.rstrip("."))
    tokens = [token.strip() for part in others for token in part.split(",")]
    if not others or "," not in last or len(tokens) % 2:
        return []
    tokens += [part.strip() for part in last.split(",", 1)]
    pairs = list(zip(tokens[::2], tokens[1::2], strict=True))
    if not all(_is_family(family) and _FULL_GIVEN.fullmatch(given) and given[:1].isupper() for family, given in pairs):
        return []
    return [{"family": family, "given": with_stops(given) if "." in given else given} for family, given in pairs]


def without_others(who: str) -> str:
    """The names without "et al."."""
    return _ET_AL.sub("", who.strip()).strip(" ,;")


def _at_semicolons(who: str) -> list[str]:
    if ";" not in who:
        return []
    parts = [part.strip(" .") if _GROUP.search(part) else part for part in re.split(r"\s*;\s*(?:&\s*|and\s+)?", who)]
    return [piece for part in parts if part for piece in ([part] if _is_turned(part) else _after_initials(part))]


def _is_turned(part: str) -> bool:
    """ "Sample, John": one person, whose name a comma turns round."""
    return "," in part and _person(part) is not None and not _is_tight(part.split(",")[0].strip())


def _after_initials(who: str) -> list[str]:
    """The words parted at the commas and "and"s; a comma inside "Family, A. B." parts nothing."""
    tokens = [token for token in _AUTHORS_BREAK.split(who) if token.strip()]
    pieces: list[str] = []
    for token in tokens:
        if (pieces and re.fullmatch(_SUFFIX, token)) or (
            pieces and re.fullmatch(_INITIALS, token) and "," not in pieces[-1] and not _is_tight(pieces[-1])
        ):
            pieces[-1] = f"{pieces[-1]}, {token}"
        else:
            pieces.append(token.removeprefix("& ").removeprefix("and "))
    return pieces


def _is_tight(piece: str) -> bool:
    return TIGHT.fullmatch(piece) is not None and not _ORGANISED.search(piece)


def _person(piece: str) -> Name | None:
    piece = piece.strip()
    for form in (INVERTED, TIGHT, _NATURAL):
        found = form.fullmatch(piece)
        if found and not _ORGANISED.search(found["family"]):
            suffix = found.groupdict().get("suffix")
            name = {"family": found["family"], "given": with_stops(found["given"])}
            return name | ({"suffix": suffix} if suffix else {})
    if _GROUP.search(piece) and not re.search(r"[,;:.]", piece.rstrip(".")) and len(piece) <= _LONGEST_GROUP:
        led_in = _ON_BEHALF.match(piece)
        return {"literal": piece[led_in.end() if led_in else 0 :].rstrip(".")}
    if "," in piece:
        family, given = (part.strip() for part in piece.split(",", 1))
        if _is_family(family) and _FULL_GIVEN.fullmatch(given) and not _ORGANISED.search(piece):
            return {"family": family, "given": given}
    return None


def _spelt_out(who: str) -> list[Name]:
    """ "Smith, John, and Anna Jones": the first name turned round, the others as spoken."""
    if _ORGANISED.search(who):
        return []
    parts = [part for part in _AUTHORS_BREAK.split(who) if part]
    if len(parts) < 2 or not who.startswith(f"{parts[0]},"):
        return []
    first, given, *others = parts
    if not (_is_family(first) and _FULL_GIVEN.fullmatch(given) and given[:1].isupper()) or _is_tight(first):
        return []
    people: list[Name] = [{"family": first, "given": given if re.search(r"\b[A-Z]\.$", given) else given.rstrip(".")}]
    for other in others:
        found = _NATURAL.fullmatch(other) or _FULL_NATURAL.fullmatch(other)
        if not found or not found["given"][:1].isupper() or found["family"].islower():
            return []
        people.append({"family": found["family"], "given": with_stops(found["given"])})
    return people


def spoken_names(who: str) -> list[Name]:
    """People as spoken, "Ann Quill and Z. Mock"; nothing where a part is none."""
    found = [_NATURAL.fullmatch(part) or _FULL_NATURAL.fullmatch(part) for part in _AUTHORS_BREAK.split(who) if part]
    return [{"family": one["family"], "given": with_stops(one["given"])} for one in found if one] if all(found) else []


def _is_family(text: str) -> bool:
    return re.fullmatch(_FAMILY, text) is not None and text.count(" ") < 3 and not _ORGANISED.search(text)


def with_stops(given: str) -> str:
    """Initials with a stop and a space each; names in full as they are."""
    given = given.strip()
    if re.search(r"[^\W\d_][a-zß-öø-ÿ]{2,}", given):
        return given
    spaced = re.sub(r"([^\W\d_][a-zß-öø-ÿ]?)\.?\s*(-?)(?=[^\W\d_-]|-|$)", r"\1. \2", given)
    return re.sub(r"\s+", " ", re.sub(r"\.\s*-\s*", ".-", spaced)).strip()


def _names_of_people(people: list[Name], cut: bool) -> tuple[str, ...]:
    families = [person.get("family") or person["literal"] for person in people]
    first = families[0]
    et_al = f"{first} et al."
    everybody = " & ".join(filter(None, (", ".join(families[:-1]), families[-1])))
    if cut:
        return (et_al, everybody, first) if len(people) > 1 else (et_al, first)
    if len(people) == 1:
        return (first,)
    preferred = et_al if len(people) > 2 else everybody
    return tuple(dict.fromkeys((preferred, everybody, et_al, first)))
