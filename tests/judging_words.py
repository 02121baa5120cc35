"""Words as they are compared when an import is judged."""

import re
from collections.abc import Iterator
from typing import Any


def flat(text: str) -> str:
    """Text as it is compared: without emphasis and link marks, with plain quotes, dashes and spaces."""
    text = re.sub(r"!?\[([^\[\]@]*)\]\([^()\s]*\)", r"\1", text)
    text = text.translate(str.maketrans("‘’“”–—\u2011×\u00a0", "''\"\"---x "))
    text = re.sub(r"[\\*_`]|</?su[pb]>", "", text)
    return " ".join(text.split())


def begins(text: str, start: str) -> bool:
    return flat(text).casefold().startswith(flat(start).casefold())


def has(text: str, part: str) -> bool:
    return flat(part).casefold() in flat(text).casefold()


def strings(value: Any) -> Iterator[str]:
    """Every text in it, however deep, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)
