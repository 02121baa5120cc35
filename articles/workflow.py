"""The whole life of an article, verb by verb: the only code that creates or moves an Edition or a Review.

Each verb asks the guards first, then does everything in one transaction, and tells people after commit. A verb that
can't be done raises Refused with a sentence for the person who tried.
"""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import checks, comments, compare, drafting, notices, proof, rules, signing, standing
from articles.content import Content, canonical
from articles.models import Article, Edition, EditionImage, EditionReference, Image, LogEntry, Review, ReviewRequest
from articles.refusal import Refused as Refused
from articles.rendering.body import render_body
from references.models import Reference
from reviewers.models import Specialty

State = Edition.State


class DraftHasErrors(Refused):
    """A submission was refused because of what the checks found."""

    def __init__(self, findings: list[checks.Finding]) -> None:
        super().__init__(_("The draft still has errors, so it was not submitted. Your text is kept."))
        self.findings = findings


@transaction.atomic
def submit(article: Article, by: User) -> Edition:
    """Freeze the draft as a new edition and ask for its review. Raises DraftHasErrors or Refused."""
    _require(rules.may_submit(by), _("Only an editor can submit an article for review."))
    article = Article.objects.select_for_update().get(pk=article.pk)
    in_flight = article.editions.in_flight().first()
    if in_flight:
        raise Refused(
            _("Edition %(number)s is already %(state)s. Take it back first, then submit again.")
            % {"number": in_flight.number, "state": in_flight.get_state_display().lower()}
        )
    specialties = list(article.specialties.order_by("slug"))
    _require(specialties, _("Choose at least one required specialty, so that the right clinician is asked."))
    content = drafting.content_of(article)
    last = article.editions.order_by("-number").first()
    approved = last_approved(article)
    findings = drafting.findings_of(article, content)
    if checks.errors(findings):
        raise DraftHasErrors(findings)
    edition = _freeze(article, content, by, (last.number if last else 0) + 1, approved, specialties)
    transaction.on_commit(lambda: notices.tell_of_submission(edition))
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
    due_on = timezone.localdate() + timedelta(days=settings.REVIEW_DUE_DAYS)
    ReviewRequest.objects.bulk_create(
        ReviewRequest(edition=edition, specialty=specialty, due_on=due_on) for specialty in specialties
    )
    return edition


def _contributors(article: Article, approved: Edition | None) -> set[int]:
    """Ids of those who own the draft or saved it since the last approved edition, restored authors included."""
    since = approved.revision_number if approved else 0
    revisions = article.revisions.filter(number__gt=since).values_list("saved_by", "restored_from__saved_by")
    return {person for pair in revisions for person in pair if person is not None} | {article.owner_id}


@transaction.atomic
def recall(edition: Edition, by: User) -> None:
    """Take an edition in flight back. Its draft can then be changed and submitted again."""
    _require(rules.may_submit(by), _("Only an editor can take an edition back."))
    _move(edition, (State.IN_REVIEW, State.APPROVED), State.RECALLED)


@transaction.atomic
def approve(edition: Edition, by: User, *, digest: str, scope: str, interests: str) -> Review:
    """Sign an approval of exactly the digest that was seen. The edition is approved once every specialty has signed."""
    edition = _open_for_decision(edition, by, digest)
    _require_no_open_comments(edition, by)
    _require(
        scope in (Review.Scope.WHOLE, Review.Scope.CHANGES_ONLY),
        _("Say whether you approve the whole or only the changes."),
    )
    base = base_of_small_change(edition, by) if scope == Review.Scope.CHANGES_ONLY else None
    review = signing.approval(edition, by, Review.Decision.APPROVE, interests=_interests(interests), changes_since=base)
    _record(review, by)
    if standing.standing_of(edition).checks:
        _move(edition, (State.IN_REVIEW,), State.APPROVED)
    transaction.on_commit(lambda: notices.tell_of_decision(review))
    return review


@transaction.atomic
def return_(edition: Edition, by: User, *, digest: str, note: str) -> Review:
    """Send the edition back with a note. The note stays private; the log holds only its hash."""
    edition = _open_for_decision(edition, by, digest)
    review = signing.refusal(edition, by, Review.Decision.RETURN, note=_note(note))
    _record(review, by)
    _move(edition, (State.IN_REVIEW,), State.RETURNED)
    transaction.on_commit(lambda: notices.tell_of_decision(review))
    return review


@transaction.atomic
def publish(edition: Edition, by: User) -> None:
    """Make the approved edition the one that readers see. The one before it is superseded."""
    _require(rules.may_publish(by), _("Only a publisher can publish."))
    edition = _locked(edition)
    _require(edition.state == State.APPROVED, _not_any_more(edition))
    _require_checked(edition, _("No valid approval stands behind this edition, so it can't be published."))
    for older in edition.article.editions.filter(state=State.PUBLISHED):
        _move(older, (State.PUBLISHED,), State.SUPERSEDED)
        _log_event(LogEntry.Kind.SUPERSEDE, older, by)
    _move(edition, (State.APPROVED,), State.PUBLISHED)
    _log_event(LogEntry.Kind.PUBLISH, edition, by)
    transaction.on_commit(lambda: notices.tell_of_publication(edition))


@transaction.atomic
def withdraw(edition: Edition, by: User, *, as_: str, reason: str, successor: Article | None = None) -> None:
    """Take the published edition away at once: as out of date (readable, with a banner) or as unsafe (gone)."""
    _require(rules.may_withdraw(by), _("Only an editor, a clinician or a publisher can withdraw an article."))
    _require(
        as_ in (Edition.WithdrawnAs.OUT_OF_DATE, Edition.WithdrawnAs.UNSAFE),
        _("Say whether it is out of date or unsafe."),
    )
    _require(successor is None or successor.pk != edition.article_id, _("An article can't be its own successor."))
    reason = _note(reason)
    fields = {"withdrawn_as": as_, "withdrawal_reason": reason, "successor": successor}
    _move(edition, (State.PUBLISHED,), State.WITHDRAWN, **fields)
    _log_event(LogEntry.Kind.WITHDRAW, edition, by, **proof.withdrawal_statement(edition))
    transaction.on_commit(lambda: notices.tell_of_withdrawal(edition, by))


@transaction.atomic
def reinstate(edition: Edition, by: User) -> None:
    """Publish a withdrawn edition again, while its approval stands."""
    _require(rules.may_publish(by), _("Only a publisher can reinstate an article."))
    edition = _locked(edition)
    _require(edition.state == State.WITHDRAWN, _not_any_more(edition))
    _require(
        not edition.article.editions.filter(state__in=Edition.PUBLIC, number__gt=edition.number).exists(),
        _("A later edition of this article has been published, so this one stays withdrawn."),
    )
    _require_checked(edition, _("No valid approval stands behind this edition, so it can't be published."))
    fields = {"withdrawn_as": Edition.WithdrawnAs.NOT, "withdrawal_reason": "", "successor": None}
    _move(edition, (State.WITHDRAWN,), State.PUBLISHED, **fields)
    _log_event(LogEntry.Kind.REINSTATE, edition, by)


@transaction.atomic
def renew(edition: Edition, by: User, *, digest: str, interests: str) -> Review:
    """Sign that the published edition was read again, unchanged. It moves the date of review."""
    edition = _locked(edition)
    _require(edition.state == State.PUBLISHED, _not_any_more(edition))
    _require_may_decide(edition, by, digest)
    _require_no_open_comments(edition, by)
    review = signing.approval(edition, by, Review.Decision.RENEW, interests=_interests(interests), changes_since=None)
    _record(review, by)
    return review


@transaction.atomic
def revoke(edition: Edition, by: User, *, note: str) -> Review:
    """Take one's own approval back, signed. The badge goes at once; the publisher is told."""
    edition = _locked(edition)
    reviewer = rules.reviewer_of(by)
    last = edition.reviews.filter(reviewer=reviewer).order_by("-at", "-pk").first() if reviewer else None
    if last is None or last.decision not in (Review.Decision.APPROVE, Review.Decision.RENEW):
        raise Refused(_("You have no approval of this edition to revoke."))
    review = signing.refusal(edition, by, Review.Decision.REVOKE, note=_note(note))
    _record(review, by)
    if edition.state == State.APPROVED:
        _move(edition, (State.APPROVED,), State.RECALLED)
    transaction.on_commit(lambda: notices.tell_of_revocation(review))
    return review


def last_approved(article: Article) -> Edition | None:
    """The newest edition of the article that was ever fully approved, or None."""
    return article.editions.ever_approved().order_by("-number").first()


def _open_for_decision(edition: Edition, by: User, digest: str) -> Edition:
    edition = _locked(edition)
    if edition.state != State.IN_REVIEW:
        raise Refused(_not_any_more(edition))
    _require_may_decide(edition, by, digest)
    reviewer = rules.reviewer_of(by)
    if edition.reviews.filter(reviewer=reviewer).exists():
        raise Refused(_("You have already decided on this edition. Nothing was changed."))
    return edition


def _require_may_decide(edition: Edition, by: User, digest: str) -> None:
    if not secrets.compare_digest(digest.encode(), edition.digest.encode()):
        raise Refused(_("What you read is not this edition any more. Open it again, read it, and then decide."))
    sentence = rules.refusal_to_decide(by, edition)
    if sentence:
        raise Refused(sentence)


def _require_no_open_comments(edition: Edition, by: User) -> None:
    sentence = comments.refusal_to_approve(edition, by)
    if sentence:
        raise Refused(sentence)


def base_of_small_change(edition: Edition, by: User) -> Edition:
    """The checked edition whose whole approval this one may rest on. Raises Refused if the change is not small."""
    base = last_approved(edition.article)
    whole = _("Read the whole article and approve the whole.")
    if base is None or not set(rules.specialties_for(by, edition)) <= set(base.required_specialties):
        raise Refused(_("Your specialty has not approved an earlier edition of this article.") + " " + whole)
    _require(
        base.withdrawn_as != Edition.WithdrawnAs.UNSAFE,
        _("The last approved edition was withdrawn as unsafe.") + " " + whole,
    )
    _require_checked(base, _("The last approved edition has no valid approval any more.") + " " + whole)
    reasons = compare.needs_whole(base.get_content(), edition.get_content())
    if reasons:
        raise Refused(
            _("“Changes only” is not enough here: %(reasons)s.") % {"reasons": "; ".join(reasons)} + " " + whole
        )
    return base


def _require_checked(edition: Edition, sentence: str) -> None:
    try:
        stands = standing.standing_of(edition)
    except proof.ProofError as error:
        raise Refused(_("The proof of this edition's review fails: %(error)s.") % {"error": error}) from error
    _require(stands.is_checked, sentence)


def _record(review: Review, by: User) -> None:
    """Save the review and append it to the log; what a return says stays private."""
    review.save(force_insert=True)
    public = "" if review.decision == Review.Decision.RETURN else review.statement
    kind = LogEntry.Kind(review.decision)
    proof.append(kind, edition=review.edition, by=by, at=review.at, statement=public, review=review)


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
        raise Refused(_not_any_more(edition))


def _locked(edition: Edition) -> Edition:
    return Edition.objects.select_for_update().get(pk=edition.pk)


def _not_any_more(edition: Edition) -> str:
    return _(
        "Edition %(number)s is %(state)s by now, so nothing was changed. Reload the page to see where it stands."
    ) % {
        "number": edition.number,
        "state": edition.get_state_display().lower(),
    }


def _interests(interests: str) -> str:
    interests = interests.strip()
    _require(interests, _("Declare your interests: write them, or choose “none”. They can't be left blank."))
    return interests


def _note(note: str) -> str:
    note = note.strip()
    _require(note, _("Write a sentence that says why."))
    return note


def _require(fact: object, sentence: str) -> None:
    if not fact:
        raise Refused(sentence)
