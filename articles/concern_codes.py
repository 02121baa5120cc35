"""Reference codes such as K7QF-2MRA-9TXW: whoever has one sees what became of a concern."""

import re
import secrets

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without 0, O, 1 and I, which are mistaken for each other. 32 of them: five bits each."""
_GROUPS, _SIZE = 3, 4
_CODE = re.compile(rf"[{LETTERS}]{{{_GROUPS * _SIZE}}}")


def new_code() -> str:
    """A code of 60 bits of chance, in groups."""
    return _grouped("".join(secrets.choice(LETTERS) for _each in range(_GROUPS * _SIZE)))


def read_code(typed: str) -> str | None:
    """The code as it is kept, whatever its case, spaces and hyphens; None if it can be no code."""
    letters = re.sub(r"[\s\-\u2010-\u2015.]", "", typed).upper()
    return _grouped(letters) if _CODE.fullmatch(letters) else None


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + _SIZE] for start in range(0, len(letters), _SIZE))
