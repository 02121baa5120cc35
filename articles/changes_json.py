"""What has changed for readers since a moment, for programs that keep copies: from the log, each entry verified."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import proof
from articles.machines import for_machines, refused
from articles.models import Edition, LogEntry
from articles.public_log import told

logger = logging.getLogger(__name__)

_PAGE = 200
_LONGEST_NUMBER = 18

_CHANGES = {
    LogEntry.Kind.PUBLISH: "published",
    LogEntry.Kind.SUPERSEDE: "superseded",
    LogEntry.Kind.WITHDRAW: "withdrawn",
    LogEntry.Kind.REINSTATE: "reinstated",
    LogEntry.Kind.RENEW: "renewed",
    LogEntry.Kind.REVOKE: "revoked",
}


class NotUnderstood(Exception):
    """A question that can't be answered. The message is a sentence for whoever asked."""


@for_machines
def changes(request: HttpRequest) -> HttpResponse:
    """`?since=` a moment, or `?after=` the number of the last change that was seen; the oldest first, 200 at most."""
    try:
        entries = _asked_for(request)
    except NotUnderstood as problem:
        return refused(HTTPStatus.BAD_REQUEST, str(problem))
    page = list(entries[: _PAGE + 1])
    shown, is_more = page[:_PAGE], len(page) > _PAGE
    following = f"{_address('changes')}?{urlencode({'after': shown[-1].seq})}" if is_more else None
    return JsonResponse({"changes": list(_proven(shown)), "next": following})


def _asked_for(request: HttpRequest) -> QuerySet[LogEntry]:
    entries = LogEntry.objects.filter(kind__in=list(_CHANGES), edition__state__in=Edition.PUBLIC).order_by("seq")
    entries = entries.select_related("review", "edition__article")
    if "after" in request.GET:
        entries = entries.filter(seq__gt=_number(request.GET["after"]))
    if "since" in request.GET:
        entries = entries.filter(at__gte=_moment(request.GET["since"]))
    return entries


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass  # as if it had no time zone
    raise NotUnderstood(_("since must be a moment with its time zone, such as 2026-11-01T00:00:00Z."))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER):
        raise NotUnderstood(_("after must be a whole number."))
    return int(text)


def _proven(entries: list[LogEntry]) -> Iterator[dict[str, object]]:
    """What fails to verify is left out, and logged for the publisher."""
    for entry in entries:
        try:
            proof.check_log_entry(entry)
        except proof.ProofError:
            logger.exception("Log entry %s is not told as a change: its proof fails.", entry.seq)
            continue
        if told(entry)["statement"]:
            yield _change(entry)


def _change(entry: LogEntry) -> dict[str, object]:
    slug, edition = entry.edition.article.slug, entry.edition
    change: dict[str, object] = {
        "number": entry.seq,
        "at": proof.timestamp(entry.at),
        "change": _CHANGES[LogEntry.Kind(entry.kind)],
        "article": str(edition.article.uid),
        "version": edition.number,
        "digest": edition.digest,
        "page": _address("article", slug),
        "json": _address("article-json", slug),
    }
    if entry.kind == LogEntry.Kind.WITHDRAW:
        stated = json.loads(entry.statement)
        change |= {"withdrawn_as": stated["withdrawn_as"], "reason": stated["reason"]}
    if entry.kind == LogEntry.Kind.SUPERSEDE:
        later = Edition.objects.filter(article=edition.article, number__gt=edition.number, state__in=Edition.PUBLIC)
        change["superseded_by"] = later.order_by("number").values_list("number", flat=True).first()
    return change


def _address(name: str, *parts: str) -> str:
    return settings.SITE_URL + reverse(name, args=parts)
