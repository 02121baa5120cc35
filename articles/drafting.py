"""The draft's rows ⇄ content, and the revision that every save keeps."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db.models import F

from articles import checks
from articles import content as typed
from articles.content import Content, canonical
from articles.models import (
    FAQ,
    Article,
    ArticleReference,
    Benefit,
    Exercise,
    Revision,
    SafetyNote,
    Section,
)
from articles.models.draft import Row
from articles.rendering.body import used_images
from references.csl import print_items
from references.models import Reference

RowType = TypeVar("RowType", bound=Row)

_SECTION_TEXTS = ("kind", "heading", "body", "benefit_label", "how_label", "insight", "precaution")
_ROWS = ("benefit_set", "exercise_set", "safetynote_set")
_ARTICLE_TEXTS = ("title", "byline", "description", "lead", "disclaimer", "change_note", "language")


def content_of(article: Article) -> Content:
    """The draft as content, as it stands in the database."""
    draft = Content(
        **{name: getattr(article, name) for name in _ARTICLE_TEXTS},
        sections=tuple(_section(section) for section in article.sections.prefetch_related(*_ROWS)),
        faq=tuple(typed.Question(question=row.question, answer=row.answer) for row in article.faqs.all()),
        references=tuple(sources(row.reference for row in article.articlereferences.select_related("reference"))),
    )
    images = tuple(typed.ImageUse(sha256=sha256, alt=alt) for sha256, alt in used_images(draft))
    return draft.model_copy(update={"images": images})


def sources(references: Iterable[Reference]) -> list[typed.Source]:
    """The references as an article prints them, in the given order."""
    items = {reference.key: reference.csl for reference in references}
    printed = print_items(items)
    return [
        typed.Source(
            key=key, csl=csl, citation=printed[key].citation, printed=printed[key].printed, url=printed[key].url
        )
        for key, csl in items.items()
    ]


def findings_of(article: Article, content: Content) -> list[checks.Finding]:
    """What the checks say of the draft's content as the article's next edition.

    Editions count from the first approved one: readers and reviewers never saw what was returned or taken back, so
    there is no change to note since.
    """
    return checks.run_checks(content, checks.Context(edition=article.editions.ever_approved().count() + 1))


def _section(section: Section) -> typed.Section:
    return typed.Section(
        **{name: getattr(section, name) for name in _SECTION_TEXTS},
        benefits=tuple(typed.Benefit(name=row.name, how=row.how) for row in section.benefit_set.all()),
        exercises=tuple(_exercise(row) for row in section.exercise_set.all()),
        safety_notes=tuple(
            typed.SafetyNote(
                kind=typed.NoteKind(row.kind), label=row.label, text=row.text, urgency=typed.Urgency(row.urgency)
            )
            for row in section.safetynote_set.all()
        ),
    )


def _exercise(row: Exercise) -> typed.Exercise:
    dose = typed.Dose(
        kind=typed.DoseKind(row.dose_kind),
        hold_seconds=row.hold_seconds,
        repetitions_from=row.repetitions_from,
        repetitions_to=row.repetitions_to,
        sets=row.sets,
        per_side=row.per_side,
        reason=row.dose_reason,
    )
    return typed.Exercise(
        name=row.name, goal=row.goal, how=row.how, dose=dose, progression=row.progression, stop=row.stop
    )


def save_revision(article: Article, by: User, restored_from: Revision | None = None) -> Revision:
    """Count the draft's version up and keep its whole content. Call it inside the transaction of the save."""
    Article.objects.filter(pk=article.pk).update(version=F("version") + 1)
    article.refresh_from_db(fields=["version"])
    return Revision.objects.create(
        article=article,
        number=article.version,
        content=canonical(content_of(article)),
        saved_by=by,
        restored_from=restored_from,
    )


def fill(article: Article, content: Content) -> None:
    """Make the draft's rows say this content. Rows keep their ids by position; the article itself is saved too.

    A reference that the library lacks is added to it.
    """
    for name in _ARTICLE_TEXTS:
        setattr(article, name, getattr(content, name))
    article.save()
    sections = _put(
        article, Section, [{name: getattr(part, name) for name in _SECTION_TEXTS} for part in content.sections]
    )
    pairs = list(zip(sections, content.sections, strict=True))
    _put(article, Benefit, [{"section": row, **_columns(part)} for row, held in pairs for part in held.benefits])
    _put(
        article,
        Exercise,
        [{"section": row, **_exercise_columns(part)} for row, held in pairs for part in held.exercises],
    )
    _put(article, SafetyNote, [{"section": row, **_columns(part)} for row, held in pairs for part in held.safety_notes])
    _put(article, FAQ, [_columns(part) for part in content.faq])
    article.articlereferences.all().delete()
    for order, source in enumerate(content.references, start=1):
        reference, _created = Reference.objects.get_or_create(key=source.key, defaults={"csl": source.csl})
        ArticleReference.objects.create(article=article, reference=reference, order=order)


def _columns(part: typed.Part) -> dict[str, Any]:
    return {name: getattr(part, name) for name in type(part).model_fields}


def _exercise_columns(part: typed.Exercise) -> dict[str, Any]:
    dose = _columns(part.dose)
    return {
        "name": part.name,
        "goal": part.goal,
        "how": part.how,
        "progression": part.progression,
        "stop": part.stop,
        "dose_kind": dose.pop("kind"),
        "dose_reason": dose.pop("reason"),
        **dose,
    }


def _put(article: Article, model: type[RowType], wanted: Sequence[dict[str, Any]]) -> list[RowType]:
    """Make the article's rows of this model say what is wanted, in order; what is left over goes."""
    there = list(model._default_manager.filter(article=article))
    for row in there[len(wanted) :]:
        row.delete()
    saved = []
    for position, columns in enumerate(wanted):
        row = there[position] if position < len(there) else model(article=article)
        for name, value in {"order": position + 1, **columns}.items():
            setattr(row, name, value)
        row.save()
        saved.append(row)
    return saved
