"""A save that came too late: what the editor sent beside what was saved meanwhile, so that nothing typed is lost.

The sent form is read as it came, unvalidated: it may name rows that are gone, or hold what no field would take.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.admin.utils import flatten
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.admin.rows import ROWS, Rows
from articles.models import Article

ARTICLE_FIELDS = (
    *("title", "byline", "description", "lead", "disclaimer", "change_note"),
    *("slug", "specialties", "kind", "owner"),
)

_MOST_ROWS = 1000


@dataclass(frozen=True)
class Side:
    """One row as one of the two editors has it: its fields by their label, as people read them."""

    name: str
    texts: dict[str, str]
    is_removed: bool = False


@dataclass(frozen=True)
class Difference:
    """A row that is not alike on both sides. `fields` are (label, yours, theirs) where the two differ."""

    name: str
    note: str
    fields: list[tuple[str, str, str]]


def refuse(request: HttpRequest, article: Article, context: dict[str, Any]) -> HttpResponse:
    """The page that shows both texts, with status 409. Nothing was saved."""
    yours = dict(_sent(request.POST))
    newest = article.revisions.select_related("saved_by").first()
    context |= {
        "title": _("Not saved: this article was saved by somebody else meanwhile"),
        "article": article,
        "newest": newest,
        "differences": list(_compare(yours, dict(_saved(article)))),
        "text": "\n\n\n".join(_as_text(side) for side in yours.values() if not side.is_removed),
    }
    return render(request, "admin/articles/article/stale.html", context, status=409)


def _compare(yours: dict[str, Side], theirs: dict[str, Side]) -> Iterator[Difference]:
    for key, mine in yours.items():
        other = theirs.get(key)
        if other is not None:
            note = _("You removed this. It is still there.") if mine.is_removed else ""
            both = [(label, text, other.texts.get(label, "")) for label, text in mine.texts.items()]
            fields = [(label, text, saved) for label, text, saved in both if text != saved]
            if note or fields:
                yield Difference(mine.name, note, fields)
        elif not mine.is_removed:
            is_new = key.endswith("new")
            note = _("You added this. It was not saved.") if is_new else _("Removed meanwhile. Your text of it:")
            yield Difference(mine.name, note, [(label, text, "") for label, text in mine.texts.items() if text])
    for added in (side for key, side in theirs.items() if key not in yours):
        fields = [(label, "", text) for label, text in added.texts.items() if text]
        yield Difference(added.name, _("Added meanwhile."), fields)


def _sent(data: QueryDict) -> Iterator[tuple[str, Side]]:
    """What the form holds. A row that is not saved yet has a key that ends in `new`."""
    shown = [name for name in ARTICLE_FIELDS if name in data]
    yield "article", Side(_("The article itself"), _texts(Article, shown, data.getlist))
    for rows in ROWS:
        for index in range(min(_number(data.get(f"{rows.group}-TOTAL_FORMS", "")), _MOST_ROWS)):
            form = f"{rows.group}-{index}"
            texts = _texts(rows.model, flatten(rows.fields), partial(_posted, data, form))
            pk = data.get(f"{form}-id")
            is_removed = bool(data.get(f"{form}-DELETE"))
            yield f"{rows.group}-{pk or f'{index}-new'}", Side(_name(rows, texts), texts, is_removed)


def _saved(article: Article) -> Iterator[tuple[str, Side]]:
    yield "article", Side(_("The article itself"), _texts(Article, ARTICLE_FIELDS, partial(_raw, article)))
    for rows in ROWS:
        for row in getattr(article, rows.group).all():
            texts = _texts(rows.model, flatten(rows.fields), partial(_raw, row))
            yield f"{rows.group}-{row.pk}", Side(_name(rows, texts), texts)


def _texts(model: type[models.Model], names: Iterable[str], raw: Callable[[str], list[str]]) -> dict[str, str]:
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    return {capfirst(str(field.verbose_name)): _in_words(field, raw(field.name)) for field in fields}


def _in_words(field: Any, values: list[str]) -> str:
    """What a form holds for a field, as people read it."""
    if isinstance(field, models.BooleanField):
        return _("Yes") if values else _("No")
    if field.is_relation:
        known = field.related_model._default_manager.in_bulk([_number(each) for each in values])
        return ", ".join(sorted(str(known.get(_number(each), each)) for each in values))
    text = "\n".join(values).replace("\r\n", "\n").strip()
    return str(dict(field.flatchoices).get(text, text))


def _posted(data: QueryDict, form: str, name: str) -> list[str]:
    return data.getlist(f"{form}-{name}")


def _raw(row: models.Model, name: str) -> list[str]:
    """The field of a saved row as a form would send it."""
    field: Any = row._meta.get_field(name)
    value = field.value_from_object(row)
    if isinstance(value, list):
        return [str(each.pk) for each in value]
    return [] if value in (None, "", False) else [str(value)]


def _name(rows: type[Rows], texts: dict[str, str]) -> str:
    what = capfirst(str(rows.model._meta.verbose_name))
    label = capfirst(str(rows.model._meta.get_field(rows.name_field).verbose_name))
    return f"{what} ‘{texts[label]}’" if texts[label] else what


def _as_text(side: Side) -> str:
    return "\n\n".join([side.name, *(f"{label}:\n{text}" for label, text in side.texts.items() if text)])


def _number(text: str) -> int:
    """The whole number that a field of the form holds; 0 if it holds none, or one that no table could."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
