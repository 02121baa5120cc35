"""An imported document → a draft, the library's references, promotions, and a record of what was found."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles import drafting
from articles.content import CITATION, Content, ImageUse, citations_in
from articles.images import keep
from articles.importing.library import matches, tied
from articles.importing.lines import Document
from articles.importing.result import Imported
from articles.models import Article, FormerSlug, Import, Promotion
from articles.rendering.body import used_images
from references.models import Reference
from reviewers.models import Specialty

_LONGEST_SLUG = 120
_MOST_ALIKE = 30  # works of one author and year in the library, key-2 to key-29
_LONGEST_SOURCE_NAME = 200


class SlugRefused(ValueError):
    """The address can't be that of a new article; the message is a sentence."""


@transaction.atomic
def save_draft(
    imported: Imported,
    *,
    slug: str,
    owner: User,
    source_name: str,
    document: Document,
    sha256: str = "",
    specialties: Iterable[Specialty] = (),
) -> Import:
    """Make a draft of it, all or nothing. Without a slug, the title gives it. Raises SlugRefused.

    The claims are kept with the import and go nowhere else; promotions are switched off until somebody wants them.
    """
    article = _new_article(slug or slugify(imported.content.title)[:_LONGEST_SLUG].strip("-"), owner)
    article.specialties.set(specialties)
    byline = imported.content.byline or ("" if document.exact else article.byline)
    for picture in document.pictures:
        keep(picture, owner)
    drafting.fill(article, with_library_keys(imported.content).model_copy(update={"byline": byline}))
    drafting.save_revision(article, owner)
    return _record(imported, article, owner, source_name, document, sha256)


class Stale(ValueError):
    """Somebody saved the draft after it was looked at; the message is a sentence."""


@transaction.atomic
def save_into(
    imported: Imported,
    article: Article,
    *,
    version: str,
    by: User,
    source_name: str,
    document: Document,
    sha256: str = "",
) -> Import:
    """Replace the text of a draft by that of the document, all or nothing. Raises Stale.

    `version` is that of the draft which the person compared with. The caller has asked the rules.
    """
    held = Article.objects.select_for_update().get(pk=article.pk)
    if version != str(held.version):
        raise Stale(_("Somebody saved this draft meanwhile, so nothing was replaced. Compare it again."))
    for picture in document.pictures:
        keep(picture, by)
    content = with_library_keys(imported.content)
    drafting.fill(held, content if document.exact else replaced(drafting.content_of(held), content))
    drafting.save_revision(held, by)
    return _record(imported, held, by, source_name, document, sha256)


def replaced(draft: Content, content: Content) -> Content:
    """What a draft becomes by a document: what the document lacks stays, and so does what no document carries.

    Images and references are told as the draft will tell them, so that the two can be compared.
    """
    staying = {
        name: getattr(draft, name)
        for name in ("title", "byline", "description", "disclaimer", "change_note")
        if not getattr(content, name)
    }
    library = {reference.key: reference for reference in Reference.objects.filter(key__in=_keys(content))}
    items = [library.get(source.key) or Reference(key=source.key, csl=source.csl) for source in content.references]
    images = tuple(ImageUse(sha256=sha256, alt=alt) for sha256, alt in used_images(content.model_copy(update=staying)))
    staying["language"] = draft.language
    return content.model_copy(update={**staying, "references": tuple(drafting.sources(items)), "images": images})


def _keys(content: Content) -> list[str]:
    return [source.key for source in content.references]


def _record(
    imported: Imported, article: Article, owner: User, source_name: str, document: Document, sha256: str
) -> Import:
    """Keep promotions, switched off, and what was found beside the content."""
    for found in imported.promotions:
        promotion = Promotion.objects.create(kind=found.kind, heading=found.heading, text=found.text, active=False)
        promotion.articles.add(article)
    dumped = imported.model_dump(mode="json", include={"claims", "promotions", "unplaced", "left_out"})
    name = source_name[:_LONGEST_SOURCE_NAME]
    return Import.objects.create(
        article=article, source_name=name, text=document.text, sha256=sha256, imported_by=owner, **dumped
    )


def _new_article(slug: str, owner: User) -> Article:
    if not slug:
        raise SlugRefused(_("The title gives no address. Nothing was imported. Give an address, such as knee-pain."))
    try:
        Article._meta.get_field("slug").run_validators(slug)
    except ValidationError as error:
        reason = _("An address may have up to 120 letters, figures, - and _. Nothing was imported. Choose another one.")
        raise SlugRefused(reason) from error
    taken = _("Another article has the address “%(slug)s”. Nothing was imported. Choose another one.") % {"slug": slug}
    if FormerSlug.objects.filter(slug=slug).exists():
        raise SlugRefused(taken)
    try:
        with transaction.atomic():
            return Article.objects.create(slug=slug, owner=owner)
    except IntegrityError as error:
        raise SlugRefused(taken) from error


def with_library_keys(content: Content) -> Content:
    """The content with the library's key for each source it knows, and a new key for one that means another there."""
    known = tied(matches(content))
    renamed = {key: held for key, held in known.items() if key != held}
    taken = set(known.values())
    new = [source.key for source in content.references if source.key not in known]
    taken |= _held_like(new)
    for source in content.references:
        if source.key not in known:
            key = _free_key(source.key, taken)
            taken.add(key)
            if key != source.key:
                renamed[source.key] = key
    if not renamed:
        return content
    dumped = content.model_dump(mode="json")
    references = [{**source, "key": renamed.get(source["key"], source["key"])} for source in dumped.pop("references")]
    return Content.model_validate({**_recited(dumped, renamed), "references": references})


def _held_like(keys: Sequence[str]) -> set[str]:
    """The library's keys that are one of these, with or without a number after it."""
    if not keys:
        return set()
    numbered = [f"{key}-{number}" for key in keys for number in range(2, _MOST_ALIKE)]
    return set(Reference.objects.filter(key__in=[*keys, *numbered]).values_list("key", flat=True))


def _free_key(key: str, taken: set[str]) -> str:
    """The key itself where neither the library nor the document has it, else key-2, key-3, ..."""
    number, candidate = 1, key
    while candidate in taken or (number >= _MOST_ALIKE and Reference.objects.filter(key=candidate).exists()):
        number += 1
        candidate = f"{key}-{number}"
    return candidate


def _recited(value: Any, renamed: Mapping[str, str]) -> Any:
    """The same data with the citations in its texts under their new keys."""
    if isinstance(value, str):
        return CITATION.sub(lambda found: f"[{found['named']}{_regrouped(found['items'], renamed)}]", value)
    if isinstance(value, list):
        return [_recited(item, renamed) for item in value]
    if isinstance(value, dict):
        return {name: _recited(item, renamed) for name, item in value.items()}
    return value


def _regrouped(group: str, renamed: Mapping[str, str]) -> str:
    return "; ".join(
        ", ".join(filter(None, (f"@{renamed.get(citation.key, citation.key)}", citation.locator)))
        for citation in citations_in(group)
    )
