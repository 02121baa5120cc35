"""What content may say and a draft can't hold: it is refused with a sentence before anything is saved."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from articles.content import Content, Dose, Part, Source
from articles.importing.lines import UnreadableDocument
from articles.models import FAQ, Article, Benefit, Exercise, SafetyNote, Section
from references.models import Reference

_LONGEST_SHOWN = 60
_LAST_YEAR = 9999


def refuse_unholdable(content: Content) -> None:
    """Raise UnreadableDocument for texts longer than their columns, and for references that the library can't keep."""
    for model, name, text in _texts(content):
        most = _column(model, name)
        if most and len(text) > most:
            shown = {"text": text[:_LONGEST_SHOWN], "most": most}
            raise _refused(_("“%(text)s…” has more than %(most)d characters") % shown)
    keys: set[str] = set()
    for source in content.references:
        if source.key in keys:
            raise _refused(_("the reference “%s” stands in it twice") % source.key[:_LONGEST_SHOWN])
        keys.add(source.key)
        if not _can_be_kept(source):
            raise _refused(
                _("the reference “%s” has a key, names or a year that can't be") % source.key[:_LONGEST_SHOWN]
            )


def _texts(content: Content) -> Iterator[tuple[type[models.Model], str, str]]:
    """The model, the name of its column, and the text for it."""
    for model, part in _rows(content):
        for name in type(part).model_fields:
            text = getattr(part, name)
            if isinstance(text, str):
                yield model, name, text
            elif isinstance(text, Dose):
                yield model, "dose_reason", text.reason


def _rows(content: Content) -> Iterator[tuple[type[models.Model], Part]]:
    yield Article, content
    for section in content.sections:
        yield Section, section
        yield from ((Benefit, row) for row in section.benefits)
        yield from ((Exercise, row) for row in section.exercises)
        yield from ((SafetyNote, row) for row in section.safety_notes)
    yield from ((FAQ, row) for row in content.faq)


def _column(model: type[models.Model], name: str) -> int | None:
    """How many characters the column holds, if the model has one of that name."""
    columns = {field.name: field for field in model._meta.concrete_fields}
    return getattr(columns.get(name), "max_length", None)


def _can_be_kept(source: Source) -> bool:
    names = source.csl.get("author", [])
    are_names = isinstance(names, list) and all(isinstance(name, dict) for name in names)
    are_words = are_names and all(
        isinstance(name.get(part), str | None) for name in names for part in ("literal", "given", "family")
    )
    try:
        Reference._meta.get_field("key").run_validators(source.key)
    except ValidationError:
        return False
    return are_words and _year(source.csl) in range(_LAST_YEAR + 1)


def _year(csl: dict[str, Any]) -> int:
    try:
        return int(csl["issued"]["date-parts"][0][0])
    except (KeyError, IndexError, TypeError, ValueError):
        return 0


def _refused(reason: str) -> UnreadableDocument:
    return UnreadableDocument(
        _("A draft can't hold this: %s. Nothing was imported. Mend it in the file, and import it again.") % reason
    )
