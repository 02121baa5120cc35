"""The whole life of an article, verb by verb: the only code that creates or moves an Edition or a Review.

Each verb asks the guards first, then does everything in one transaction, and tells people after commit. A verb that
can't be done raises Refused with a sentence for the person who tried.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import checks, drafting, notices, proof, requests, rules, signing, standing
from articles.content import Content, canonical
from articles.deciding import (
    base_of_small_change,
    last_approved,
    locked,
    not_any_more,
    open_for_decision,
    open_for_renewal,
    require_checked,
    require_no_open_comments,
    require_own_approval,
    written,
)
from articles.models import (
    Article,
    Edition,
    EditionImage,
    EditionReference,
    Image,
    LogEntry,
    PendingSignature,
    Review,
    ReviewRequest,
)
from articles.refusal import Refused as Refused
from articles.refusal import require
from articles.rendering.body import render_body
from articles.search import index
from references.models import Reference
from reviewers.models import Reviewer, Specialty

State = Edition.State


class DraftHasErrors(Refused):
    """A submission was refused because of what the checks found."""

    def __init__(self, findings: list[checks.Finding]) -> None:
        super().__init__(_("The draft still has errors, so it was not submitted. Your text is kept."))
        self.findings = findings


@transaction.atomic
def submit(
    article: Article, by: User, asked: Mapping[str, Reviewer] | None = None, due_on: date | None = None
) -> Edition:
    """Freeze the draft as a new edition and ask for its review. Raises DraftHasErrors or Refused.

    `asked` names a clinician for the slug of a required specialty; for the others, anyone of it is asked.
    """
    require(rules.may_submit(by), _("Only an editor can submit an article for review."))
    article = Article.objects.select_for_update().get(pk=article.pk)
    in_flight = article.editions.in_flight().first()
    if in_flight:
        raise Refused(
            _("Edition %(number)s is already %(state)s. Take it back first, then submit again.")
            % {"number": in_flight.number, "state": in_flight.get_state_display().lower()}
        )
    specialties = list(article.specialties.order_by("slug"))
    require(specialties, _("Choose at least one required specialty, so that the right clinician is asked."))
    content = drafting.content_of(article)
    last = article.editions.order_by("-number").first()
    approved = last_approved(article)
    findings = drafting.findings_of(article, content)
    if checks.errors(findings):
        raise DraftHasErrors(findings)
    edition = _freeze(article, content, by, (last.number if last else 0) + 1, approved, specialties)
    requests.ask(edition, specialties, asked or {}, due_on)
    return edition


def _freeze(
    article: Article, content: Content, by: User, number: int, approved: Edition | None, specialties: list[Specialty]
) -> Edition:
    text, html = canonical(content), str(render_body(content))
    edition = Edition.objects.create(
        article=article,
        number=number,
        content=text,
        html=html,
        digest=proof.digest_of(text, html),
        language=content.language,
        required_specialties=[specialty.slug for specialty in specialties],
        revision_number=article.version,
        contributors=sorted(_contributors(article, approved) | {by.pk}),
        submitted_by=by,
        submitted_at=signing.now(),
    )
    references = Reference.objects.filter(key__in=[source.key for source in content.references])
    EditionReference.objects.bulk_create(EditionReference(edition=edition, reference=each) for each in references)
    images = Image.objects.filter(sha256__in={image.sha256 for image in content.images})
    EditionImage.objects.bulk_create(EditionImage(edition=edition, image=each) for each in images)
    return edition


def contributors_of_next(article: Article, by: User) -> set[int]:
    """Ids of those who would have contributed to the edition if this person submitted the draft now."""
    return _contributors(article, last_approved(article)) | {by.pk}


def _contributors(article: Article, approved: Edition | None) -> set[int]:
    """Ids of those who own the draft or saved it since the last approved edition, restored authors included."""
    since = approved.revision_number if approved else 0
    revisions = article.revisions.filter(number__gt=since).values_list("saved_by", "restored_from__saved_by")
    return {person for pair in revisions for person in pair if person is not None} | {article.owner_id}


@transaction.atomic
def recall(edition: Edition, by: User) -> None:
    """Take an edition in flight back. Its draft can then be changed and submitted again."""
    require(rules.may_submit(by), _("Only an editor can take an edition back."))
    _move(edition, (State.IN_REVIEW, State.APPROVED), State.RECALLED)


@transaction.atomic
def approve(pending: PendingSignature, by: User, evidence: str) -> Review:
    """Sign the approval. The edition is approved once every specialty has signed, for every part of it."""
    stated = _taken_up(pending, by, Review.Decision.APPROVE)
    edition = open_for_decision(pending.edition, by, stated["digest"])
    require(
        set(stated["reviewer"]["approves_for"]) <= set(rules.specialties_for(by, edition)),
        _("A colleague has part of this review by now. Begin again."),
    )
    require_no_open_comments(edition, by)
    if stated["scope"] == Review.Scope.CHANGES_ONLY:
        require(base_of_small_change(edition, by).number == stated["changes_since"], not_any_more(edition))
    review = _record(signing.complete(pending, evidence), by)
    _ask_for_parts(review, stated)
    if standing.standing_of(edition).checks:
        _move(edition, (State.IN_REVIEW,), State.APPROVED)
    notices.tell_of_decision(review)
    return review


@transaction.atomic
def return_(edition: Edition, by: User, *, digest: str, note: str) -> Review:
    """Send the edition back with a note. The note stays private; the log holds only its hash."""
    edition = open_for_decision(edition, by, digest)
    review = _record(signing.returned(edition, by, note=written(note)), by)
    _move(edition, (State.IN_REVIEW,), State.RETURNED)
    notices.tell_of_decision(review)
    return review


@transaction.atomic
def publish(edition: Edition, by: User) -> None:
    """Make the approved edition the one that readers see. The one before it is superseded."""
    require(rules.may_publish(by), _("Only a publisher can publish."))
    edition = locked(edition)
    require(edition.state == State.APPROVED, not_any_more(edition))
    require_checked(edition, _("No valid approval stands behind this edition, so it can't be published."))
    for older in edition.article.editions.filter(state=State.PUBLISHED):
        _move(older, (State.PUBLISHED,), State.SUPERSEDED)
        _log_event(LogEntry.Kind.SUPERSEDE, older, by)
    _move(edition, (State.APPROVED,), State.PUBLISHED)
    _log_event(LogEntry.Kind.PUBLISH, edition, by)
    index.refresh(edition.article)
    notices.tell_of_publication(edition)


@transaction.atomic
def withdraw(edition: Edition, by: User, *, as_: str, reason: str, successor: Article | None = None) -> None:
    """Take the published edition away at once: as out of date (readable, with a banner) or as unsafe (gone)."""
    require(rules.may_withdraw(by), _("Only an editor, a clinician or a publisher can withdraw an article."))
    require(
        as_ in (Edition.WithdrawnAs.OUT_OF_DATE, Edition.WithdrawnAs.UNSAFE),
        _("Say whether it is out of date or unsafe."),
    )
    require(successor is None or successor.pk != edition.article_id, _("An article can't be its own successor."))
    reason = written(reason)
    fields = {"withdrawn_as": as_, "withdrawal_reason": reason, "successor": successor}
    _move(edition, (State.PUBLISHED,), State.WITHDRAWN, **fields)
    _log_event(LogEntry.Kind.WITHDRAW, edition, by, **proof.withdrawal_statement(edition))
    index.refresh(edition.article)
    notices.tell_of_withdrawal(edition, by)


@transaction.atomic
def reinstate(edition: Edition, by: User) -> None:
    """Publish a withdrawn edition again, while its approval stands."""
    require(rules.may_publish(by), _("Only a publisher can reinstate an article."))
    edition = locked(edition)
    require(edition.state == State.WITHDRAWN, not_any_more(edition))
    require(
        not edition.article.editions.filter(state__in=Edition.PUBLIC, number__gt=edition.number).exists(),
        _("A later edition of this article has been published, so this one stays withdrawn."),
    )
    require_checked(edition, _("No valid approval stands behind this edition, so it can't be published."))
    fields = {"withdrawn_as": Edition.WithdrawnAs.NOT, "withdrawal_reason": "", "successor": None}
    _move(edition, (State.WITHDRAWN,), State.PUBLISHED, **fields)
    _log_event(LogEntry.Kind.REINSTATE, edition, by)
    index.refresh(edition.article)


@transaction.atomic
def renew(pending: PendingSignature, by: User, evidence: str) -> Review:
    """Sign the renewal. It moves the date of review."""
    stated = _taken_up(pending, by, Review.Decision.RENEW)
    open_for_renewal(pending.edition, by, stated["digest"])
    review = _record(signing.complete(pending, evidence), by)
    _ask_for_parts(review, stated)
    return review


@transaction.atomic
def revoke(pending: PendingSignature, by: User, evidence: str) -> Review:
    """Sign the revocation. The badge goes at once; the publisher is told."""
    _taken_up(pending, by, Review.Decision.REVOKE)
    edition = locked(pending.edition)
    require_own_approval(edition, by)
    review = _record(signing.complete(pending, evidence), by)
    if edition.state == State.APPROVED:
        _move(edition, (State.APPROVED,), State.RECALLED)
    notices.tell_of_revocation(review)
    return review


def _taken_up(pending: PendingSignature, by: User, decision: Review.Decision) -> dict[str, Any]:
    stated = signing.take_up(pending, by)
    require(stated["decision"] == decision, _("That is not what you were about to sign. Begin again."))
    return stated


def _ask_for_parts(review: Review, stated: dict[str, Any]) -> None:
    """Ask the specialties that the clinician left parts to."""
    left: dict[str, list[str]] = {}
    for part in stated.get("outside", ()):
        left.setdefault(part["specialty"], []).append(part["place"])
    due_on = timezone.localdate() + timedelta(days=settings.REVIEW_DUE_DAYS)
    for specialty in Specialty.objects.filter(slug__in=left):
        request, is_new = ReviewRequest.objects.get_or_create(
            edition=review.edition, specialty=specialty, defaults={"due_on": due_on, "parts": left[specialty.slug]}
        )
        if not is_new and request.parts:
            request.parts = sorted({*request.parts, *left[specialty.slug]})
            request.save(update_fields=["parts"])
        notices.tell_of_request(request)


def _record(review: Review, by: User) -> Review:
    """Save the review and append it to the log; what a return says stays private."""
    review.save(force_insert=True)
    public = "" if review.decision == Review.Decision.RETURN else review.statement
    kind = LogEntry.Kind(review.decision)
    proof.append(kind, edition=review.edition, by=by, at=review.at, statement=public, review=review)
    return review


def _log_event(kind: LogEntry.Kind, edition: Edition, by: User, **more: str) -> None:
    at = signing.now()
    statement = {
        "format": proof.EVENT_FORMAT,
        "kind": str(kind),
        "article": str(edition.article.uid),
        "edition": edition.number,
        "digest": edition.digest,
        "at": proof.timestamp(at),
        **more,
    }
    proof.append(kind, edition=edition, by=by, at=at, statement=proof.spell(statement))


def _move(edition: Edition, from_: Iterable[State], to: State, **fields: Any) -> None:
    """Compare and set: whoever comes second changes nothing."""
    moved = Edition.objects.filter(pk=edition.pk, state__in=list(from_)).update(state=to, **fields)
    edition.refresh_from_db()
    if not moved:
        raise Refused(not_any_more(edition))
