"""Content as JSON for other programs: the canonical spelling, with the address of its schema."""

from typing import Any

import rfc8785
from django.conf import settings
from django.urls import reverse

from articles.content import Content


def to_json(content: Content) -> bytes:
    """RFC 8785. Without its `$schema`, it is byte for byte what `articles.content.canonical` spells."""
    return rfc8785.dumps({"$schema": schema_address(), **content.model_dump(mode="json")})


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of content in the format medgo2u.content/1."""
    made = Content.model_json_schema()
    named = {"$schema": {"type": "string", "title": "The address of this schema"}, **made.pop("properties")}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": schema_address()}
    return {**head, **made, "properties": named}


def schema_address() -> str:
    return settings.SITE_URL + reverse("content-schema")
