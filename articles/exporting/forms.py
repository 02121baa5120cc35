"""The forms that content goes out in: how such a file ends → what writes it."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.content import Content
from articles.exporting.as_json import to_json
from articles.exporting.markdown import to_markdown


class Form(NamedTuple):
    """`write` makes the bytes of the content and the slug at which the article stands."""

    label: str | Promise
    content_type: str
    write: Callable[[Content, str], bytes]


FORMS = {
    "md": Form(
        _("Markdown"), "text/markdown; charset=utf-8", lambda content, slug: to_markdown(content, slug).encode("utf-8")
    ),
    "json": Form(_("JSON"), "application/json", lambda content, _slug: to_json(content)),
}
"""A new form is a row here: the admin offers it, and `manage.py export_article` knows it."""
