"""Images: each has a text for people who cannot see it (WCAG 2.2, 1.1.1)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checks import prose
from articles.checks.findings import Finding, error, warning
from articles.content import Content, passages

_FILE_NAME = re.compile(
    r"\S*\.(?:avif|bmp|gif|heic|jpe?g|png|svg|tiff?|webp)|(?:dsc|image|img|photo|picture|screenshot)[\s_-]*\d*",
    re.IGNORECASE,
)


def images_have_words(content: Content) -> Iterator[Finding]:
    advice = _("Say in a sentence what the image shows, between the square brackets: ![A person on one leg](…).")
    for passage in passages(content):
        for alt in prose.images(passage.text) if passage.markdown else ():
            if not alt.strip():
                message = _("An image has no alternative text.")
                yield error(content, "no-alternative-text", passage.place, message, advice)
            elif _FILE_NAME.fullmatch(alt.strip()):
                message = _("The alternative text “{alt}” looks like the name of a file.").format(alt=alt)
                yield warning(content, "alternative-text-file-name", passage.place, message, advice)
