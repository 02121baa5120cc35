"""The table of old addresses → slugs that comes with a back catalogue: checked as a whole before anything is done."""

import csv
from collections.abc import Collection, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from articles.former_addresses import LONGEST, one_spelling
from articles.models import Article, FormerAddress, FormerSlug

_LONGEST_SLUG = 120
_MOST_ROWS = 100_000


class RedirectsRefused(ValueError):
    """The table can't be used; `sentences` say why, each with its line."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


class Redirect(NamedTuple):
    """One row: where an article stood (in one spelling, see `articles.former_addresses`) and its slug here."""

    line: int
    path: str
    slug: str


def read_redirects(data: bytes) -> list[Redirect]:
    """The rows of a CSV file with two columns. Raises RedirectsRefused with every row that is wrong in itself."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RedirectsRefused([_("The table is not text in UTF-8. Save it as CSV in UTF-8.")]) from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    sentences: list[str] = []
    found: list[Redirect] = []
    rows = csv.reader(text.splitlines(), delimiter=delimiter, strict=True)
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if not any(cells) or (rows.line_num == 1 and "/" not in cells[0]):
                continue
            reason = _wrong(cells)
            if reason:
                sentences.append(_line(rows.line_num, reason))
            else:
                found.append(Redirect(rows.line_num, one_spelling(cells[0]), cells[1]))
    except csv.Error as error:
        sentences.append(_line(rows.line_num, _("this is not CSV (%s)") % error))
    if len(found) > _MOST_ROWS:
        sentences.append(_("The table has more than %d rows.") % _MOST_ROWS)
    if sentences:
        raise RedirectsRefused(sentences)
    return found


def refuse_wrong(redirects: Collection[Redirect], coming: Collection[str]) -> None:
    """Raise RedirectsRefused for rows that contradict each other, this site, or what is to come (slugs)."""
    slugs = dict(Article.objects.values_list("pk", "slug"))
    known = {*slugs.values(), *coming}
    own = {*known, *FormerSlug.objects.values_list("slug", flat=True)}
    held = {path: slugs[pk] for path, pk in FormerAddress.objects.values_list("path", "article")}
    seen: dict[str, Redirect] = {}
    sentences = []
    for row in redirects:
        before = seen.setdefault(row.path, row)
        if before.slug != row.slug:
            reason = _("“%(path)s” leads to “%(slug)s” on line %(line)d already") % before._asdict()
        elif held.get(row.path, row.slug) != row.slug:
            reason = _("“%(path)s” leads to “%(slug)s” on this site already") % {
                "path": row.path,
                "slug": held[row.path],
            }
        elif row.slug not in known:
            reason = _("there is no article “%s”, and no file of the folder becomes it") % row.slug
        else:
            reason = _own(row.path, own)
        if reason:
            sentences.append(_line(row.line, reason))
    if sentences:
        raise RedirectsRefused(sentences)


def keep(redirects: Collection[Redirect]) -> tuple[int, list[Redirect]]:
    """Make the rows whose article is there: how many are new, and those that wait for their article."""
    articles = {article.slug: article for article in Article.objects.filter(slug__in={row.slug for row in redirects})}
    there = set(FormerAddress.objects.values_list("path", flat=True))
    new = {row.path: articles[row.slug] for row in redirects if row.slug in articles and row.path not in there}
    FormerAddress.objects.bulk_create(
        [FormerAddress(path=path, article=article) for path, article in new.items()], ignore_conflicts=True
    )
    return len(new), [row for row in redirects if row.slug not in articles]


def slugs_by_name(redirects: Collection[Redirect]) -> dict[str, set[str]]:
    """The last part of each old address, without an ending such as .html → the slugs that it leads to."""
    named: dict[str, set[str]] = {}
    for row in redirects:
        last = row.path.partition("?")[0].rpartition("/")[2]
        for name in {last, last.rpartition(".")[0]} - {""}:
            named.setdefault(name, set()).add(row.slug)
    return named


def _wrong(cells: list[str]) -> str:
    """Why a row can't be right, whatever else there is; or nothing."""
    if len(cells) < 2 or any(cells[2:]):
        return _("a row has two columns: the old address, and the slug")
    address, slug = cells[:2]
    try:
        parts = urlsplit(address)
    except ValueError:
        return _("“%s” is not an address") % address
    is_whole = parts.scheme in ("http", "https") and parts.netloc
    if not is_whole and (parts.scheme or not address.startswith("/") or address.startswith("//")):
        return _("“%s” is not an address: write https://… or a path that begins with /") % address
    path = one_spelling(address)
    if len(path) > LONGEST or "\x00" in path:
        return _("the old address is longer than %d characters, or broken") % LONGEST
    try:
        validate_slug(slug)
    except ValidationError:
        return _("“%s” is not a slug: it is the last part of an address here, such as knee-pain") % slug
    return _("the slug is longer than %d characters") % _LONGEST_SLUG if len(slug) > _LONGEST_SLUG else ""


def _own(path: str, slugs: Collection[str]) -> str:
    """Why a path can't be a former address: it is one of our own, so nobody would ever be led on from there."""
    for spelling in _spellings(path.partition("?")[0]):
        try:
            found = resolve(spelling)
        except Resolver404:
            continue
        if found.url_name != "article" or found.kwargs.get("slug") in slugs:
            return _("“%s” is an address of this site, so it can't lead on") % path
    return ""


def _spellings(path: str) -> Iterator[str]:
    yield path
    yield f"{path.rstrip('/')}/"


def _line(number: int, reason: str) -> str:
    return _("Line %(number)d: %(reason)s.") % {"number": number, "reason": reason}
