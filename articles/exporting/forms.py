"""The forms that content goes out in: how such a file ends → what writes it."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.content import Content
from articles.exporting.as_json import to_json
from articles.exporting.markdown import to_markdown
from articles.exporting.word import kept_picture, to_word


class Form(NamedTuple):
    """What the link says, the type of the file, and what writes it: content, slug, and whether it is published."""

    label: str | Promise
    content_type: str
    write: Callable[[Content, str, bool], bytes]


def _word(content: Content, _slug: str, published: bool) -> bytes:
    return to_word(content, timezone.localdate(), kept_picture, published=published)


def _markdown(content: Content, slug: str, _published: bool) -> bytes:
    return to_markdown(content, slug).encode("utf-8")


def _json(content: Content, _slug: str, _published: bool) -> bytes:
    return to_json(content)


FORMS = {
    "docx": Form(
        _("Download as Word"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _word
    ),
    "md": Form(_("Download as Markdown"), "text/markdown; charset=utf-8", _markdown),
    "json": Form(_("Download as JSON"), "application/json", _json),
}
"""A new form is a row here: the admin offers it, and `manage.py export_article` knows it."""
