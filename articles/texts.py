"""The one spelling of texts and of JSON data in content: the same words give the same bytes."""

import unicodedata
from typing import Annotated, Any

from pydantic import PlainValidator


def _clean_text(value: object) -> str:
    """Text in canonical form: NFC, line ends as LF, no NUL, nothing that UTF-8 can't hold."""
    if not isinstance(value, str):
        raise ValueError("must be text")
    if "\x00" in value:
        raise ValueError("must not contain a NUL character")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("must be text that UTF-8 can hold (no lone surrogates)") from error
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))


def _clean_json(value: Any) -> Any:
    """JSON data in canonical form; a float has no single spelling, so it is refused."""
    if isinstance(value, str):
        return _clean_text(value)
    if isinstance(value, bool | int) or value is None:
        return value
    if isinstance(value, list):
        return [_clean_json(item) for item in value]
    if isinstance(value, dict):
        return {_clean_text(key): _clean_json(item) for key, item in value.items()}
    raise ValueError(f"must be JSON without floats, not {type(value).__name__}")


def _clean_csl(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("must be a CSL-JSON object")
    cleaned: dict[str, Any] = _clean_json(value)
    return cleaned


Text = Annotated[str, PlainValidator(_clean_text, json_schema_input_type=str)]
"""One line, or a few, without markup."""

Markdown = Annotated[str, PlainValidator(_clean_text, json_schema_input_type=str)]
"""Text in Markdown with citations such as `[@nhs-2024, p. 3]`."""

Csl = Annotated[dict[str, Any], PlainValidator(_clean_csl, json_schema_input_type=dict[str, Any])]
"""One item of CSL-JSON."""
