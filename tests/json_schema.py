"""A small reader of JSON Schema: the part of it that our own schemas use, so that answers can be held against them."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
_FORMATS = {"date": date.fromisoformat, "date-time": datetime.fromisoformat}
_NO_RULES = {"title", "description", "default", "$schema", "$id", "$defs"}


def faults(data: Any, schema: dict[str, Any], root: dict[str, Any], place: str = "$") -> Iterator[str]:
    """Where the data is not as the schema says. A rule that this reader does not know is a fault as well."""
    for rule, value in schema.items():
        if rule not in _NO_RULES:
            yield from _broken(rule, value, data, schema, root, place)


def _broken(rule: str, value: Any, data: Any, schema: dict[str, Any], root: dict[str, Any], at: str) -> Iterator[str]:
    match rule:
        case "$ref":
            yield from faults(data, root["$defs"][value.removeprefix("#/$defs/")], root, at)
        case "anyOf":
            if all(list(faults(data, each, root, at)) for each in value):
                yield f"{at}: none of the choices fits {data!r}"
        case "properties":
            for name in data if isinstance(data, dict) else ():
                if name in value:
                    yield from faults(data[name], value[name], root, f"{at}.{name}")
        case "items":
            for index, item in enumerate(data if isinstance(data, list) else ()):
                yield from faults(item, value, root, f"{at}[{index}]")
        case _:
            if not _holds(rule, value, data, schema):
                yield f"{at}: {rule} {value!r} does not hold for {data!r}"


def _holds(rule: str, value: Any, data: Any, schema: dict[str, Any]) -> bool:
    """Whether the rule holds. One about another type than the data's says nothing of it."""
    is_number = isinstance(data, int) and not isinstance(data, bool)
    match rule:
        case "type":
            return is_number if value == "integer" else isinstance(data, _TYPES[value])
        case "required":
            return not isinstance(data, dict) or set(value) <= set(data)
        case "additionalProperties":
            return not isinstance(data, dict) or value is True or set(data) <= set(schema["properties"])
        case "enum":
            return data in value
        case "const":
            return bool(data == value)
        case "pattern":
            return not isinstance(data, str) or re.search(value, data) is not None
        case "minimum" | "maximum":
            return not is_number or bool(data >= value if rule == "minimum" else data <= value)
        case "format":
            return not isinstance(data, str) or _is_date(value, data)
    return False


def _is_date(kind: str, text: str) -> bool:
    try:
        _FORMATS[kind](text)
    except ValueError:
        return False
    return True
