"""Images: each has a text for people who cannot see it (WCAG 2.2, 1.1.1)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checks.findings import Finding, error, warning
from articles.checks.prose import TypedImage, images
from articles.content import Content, Passage, passages

_FILE_NAME = re.compile(
    r"\S*\.(?:avif|bmp|gif|heic|jpe?g|png|svg|tiff?|webp)|(?:dsc|image|img|photo|picture|screenshot)[\s_-]*\d*",
    re.IGNORECASE,
)
_STORED = re.compile(r"media:[0-9a-f]{64}")


def images_have_words(content: Content) -> Iterator[Finding]:
    advice = _("Say in a sentence what the image shows, between the square brackets: ![A person on one leg](…).")
    for passage, image in _images(content):
        if not any(map(str.isalnum, image.alt)):
            message = _("An image has no alternative text.")
            yield error(content, "no-alternative-text", passage.place, message, advice)
        elif _FILE_NAME.fullmatch(image.alt):
            message = _("The alternative text “{alt}” looks like the name of a file.").format(alt=image.alt)
            yield warning(content, "alternative-text-file-name", passage.place, message, advice)


def images_are_stored_here(content: Content) -> Iterator[Finding]:
    for passage, image in _images(content):
        if not _STORED.fullmatch(image.address):
            message = _("The image at “{address}” is not shown: it is not stored here.").format(address=image.address)
            advice = _("Upload the image, or remove it.")
            yield warning(content, "image-not-stored", passage.place, message, advice)


def _images(content: Content) -> Iterator[tuple[Passage, TypedImage]]:
    for passage in passages(content):
        if passage.markdown:
            yield from ((passage, image) for image in images(passage.text))
