"""Names of people as a document prints them: several on one line, each with titles and credentials."""

import re

_SEPARATOR = re.compile(r"\s*(?:;|,(?:\s+(?:and|&)(?=\s))?|\s(?:and|&))\s+")
_BRACKETS = re.compile(r"\([^()]*\)")
_TITLE = r"(?:Dr|Prof(?:essor)?|Mr|Mrs|Ms|Miss|Mx|Sir|Dame)\.?"
_CAPITALISED = r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*"
_NAME = re.compile(
    rf"(?:{_TITLE} )*{_CAPITALISED}(?: (?:{_CAPITALISED}|de|da|di|del|der|den|van|von|la|le|bin|bint"
    rf"|al|el|y|ap)){{1,6}}"
)
_TITLED = re.compile(rf"{_TITLE} {_CAPITALISED}")
_CREDENTIAL_WORD = re.compile(
    r"(?:[A-Z]{1,3}[a-z]{0,4}){0,2}[A-Z]{1,6}[a-z]?[A-Za-z]{0,6}[0-9-]*|\(?Hons\)?|[A-Z]{1,3}[- ]?[0-9]{3,}"
)
_PROFESSION = re.compile(
    r"\b(?:\w*(?:therap|physio|osteopath|chiropract|surge|medic|rehabilit|psycholog|rheumatolog|orthop|nurs|midwi)\w*"
    r"|doctor|consultant|specialist|professor|practitioner|lecturer|clinician|lead|head of|director"
    r"|registered|chartered"
    r"|qualified|senior|gp|nhs|hcpc|nmc|gmc|csp|trust|hospital|university|clinic|pain|health|care|sports?|science"
    r"|degree|diploma|hons|fellow|member|trainer|editor|pharmacist|dietitian|podiatrist|radiographer)\b",
    re.IGNORECASE,
)
_TEAM = re.compile(r"\b(?:team|desk|editors|staff|group)$", re.IGNORECASE)


def split_people(text: str) -> list[str] | None:
    """Each person with the credentials that follow the name; None where it is in doubt who is who."""
    people: list[str] = []
    start = 0
    masked = _BRACKETS.sub(lambda found: "x" * len(found[0]), text)
    for part in [*_SEPARATOR.finditer(masked), None]:
        piece = text[start : part.start() if part else len(text)].strip()
        before = text[:start]
        start = part.end() if part else len(text)
        if not piece:
            continue
        if people and _is_credential(piece):
            people[-1] += f"{_between(before)}{piece}"
        elif is_person(piece):
            people.append(piece)
        else:
            return None
    return people or None


def is_person(piece: str) -> bool:
    """Whether this is one name, perhaps with a title before and credentials behind it."""
    name = _BRACKETS.sub("", piece).strip().rstrip(".")
    if _TITLED.fullmatch(name) or (_NAME.fullmatch(name) and _TEAM.search(name)):
        return True
    words = name.split()
    while len(words) > 2 and _is_abbreviation(words[-1]):
        words.pop()
    name = " ".join(words)
    return _NAME.fullmatch(name) is not None and not _is_credential(name)


def _is_credential(piece: str) -> bool:
    is_profession = _PROFESSION.search(piece) is not None and not _TEAM.search(piece)
    return is_profession or all(map(_is_abbreviation, piece.split()))


def _is_abbreviation(word: str) -> bool:
    word = word.strip("(),.")
    capitals = sum(character.isupper() for character in word)
    return word.isdigit() or word in ("Hons", "Lic") or (capitals >= 2 and bool(_CREDENTIAL_WORD.fullmatch(word)))


def _between(before: str) -> str:
    """What stood between a person and the credential that follows."""
    return before[len(before.rstrip(" ,;&").removesuffix("and").rstrip(" ,;")) :]
