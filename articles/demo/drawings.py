"""The drawings of the demo: a document names one as `![words](drawing:knee-to-chest)`, and its editor uploads it."""

import re
from pathlib import Path

from django.urls import reverse

from articles.demo.screens import Screens

FOLDER = Path(__file__).parent / "drawings"

MENTION = re.compile(r" ?!\[(?P<words>[^\]]*)\]\(drawing:(?P<name>[a-z0-9-]+)\)")
_ADDRESS = re.compile(r"media:[0-9a-f]{64}")


def file_of(name: str) -> Path:
    return FOLDER / f"{name}.svg"


def upload(editor: Screens, text: str) -> str:
    """The text with the address of each drawing in the place of its name. One that nobody has drawn yet is left out."""
    addresses: dict[str, str] = {}
    for name in {found["name"] for found in MENTION.finditer(text)}:
        if file_of(name).exists():
            answer = editor.upload(reverse("markdownx_upload"), "image", file_of(name))
            addresses[name] = _ADDRESS.findall(answer)[0]
    return MENTION.sub(lambda found: _markup(found["words"], addresses.get(found["name"])), text)


def _markup(words: str, address: str | None) -> str:
    return f" ![{words}]({address})" if address else ""
