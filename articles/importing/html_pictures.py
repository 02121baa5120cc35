"""Images in HTML: those that came inside are kept, all others are told."""

import base64
import binascii
import re
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from articles.images import ImageRefused, Picture, rewrite
from articles.importing.html_inline import Run
from articles.importing.lines import LeftOut

_INSIDE = re.compile(r"data:[^,;]*(?:;(?!base64)[^,;]*)*(?P<base64>;base64)?,(?P<data>.*)", re.DOTALL | re.IGNORECASE)
_SHOWN = 200


def picture_run(
    element: HtmlElement, known: Mapping[str, Picture]
) -> tuple[Run | None, Picture | None, LeftOut | None]:
    """How an image stands in the text with its picture, or what to say about one that can't be kept."""
    address = (element.get("src") or element.get("data-src") or "").strip()
    alternative = " ".join((element.get("alt") or "").split())
    named = ": ".join(filter(None, (_("Image"), alternative)))
    if address.startswith("media:"):
        picture = known.get(address.removeprefix("media:"))
    elif found := _INSIDE.fullmatch(address):
        try:
            picture = rewrite(_bytes(found))
        except (ImageRefused, binascii.Error, ValueError) as error:
            reason = str(error) if isinstance(error, ImageRefused) else _("The image can't be read.")
            return None, None, LeftOut(named, reason)
    else:
        picture = None
    if not picture:
        text = f"{named} ({address[:_SHOWN]})" if address else named
        return None, None, LeftOut(text, _("The image was not in the file. Add it to the article by hand."))
    words = alternative.replace("[", "(").replace("]", ")")
    return Run(f"![{words}](media:{picture.sha256})", ready=True), picture, None


def _bytes(found: re.Match[str]) -> bytes:
    if found["base64"]:
        return base64.b64decode("".join(unquote_to_bytes(found["data"]).decode("ascii").split()), validate=True)
    return unquote_to_bytes(found["data"])
