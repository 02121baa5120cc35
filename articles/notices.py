"""Tells people by e-mail what happened to an article of theirs. Called after commit; a mail that fails is logged."""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import rules
from articles.models import Comment, CommentNote, Edition, RequestEvent, Review, ReviewRequest
from reviewers.models import Reviewer

logger = logging.getLogger(__name__)


def tell_of_submission(edition: Edition) -> None:
    """Ask the clinicians who may decide. The link opens the desk and decides nothing."""
    reviewers = Reviewer.objects.filter(
        status=Reviewer.Status.ACTIVE, specialties__slug__in=edition.required_specialties
    ).exclude(user__in=edition.contributors)
    subject = _("Waiting for review: %(title)s") % {"title": edition.get_content().title}
    people = User.objects.filter(reviewer__in=reviewers, is_active=True).distinct()
    _send(subject, "submission", people, edition, reverse("desk:edition", args=[edition.pk]))


def tell_of_decision(review: Review) -> None:
    """Tell submitter and owner what the clinician decided."""
    edition = review.edition
    subject = _("%(decision)s: %(title)s") % {
        "decision": review.get_decision_display(),
        "title": edition.get_content().title,
    }
    _send(subject, "decision", _responsible_for(edition), edition, _draft_address(edition), review=review)


def tell_of_publication(edition: Edition) -> None:
    """Tell submitter and owner that readers can see it."""
    subject = _("Published: %(title)s") % {"title": edition.get_content().title}
    _send(subject, "publication", _responsible_for(edition), edition, edition.article.get_absolute_url())


def tell_of_withdrawal(edition: Edition, by: User) -> None:
    """Tell submitter, owner and every publisher that readers lost it, and why."""
    subject = _("Withdrawn: %(title)s") % {"title": edition.get_content().title}
    people = _responsible_for(edition) | _publishers()
    _send(subject, "withdrawal", people, edition, _draft_address(edition), by=by)


def tell_of_revocation(review: Review) -> None:
    """Tell submitter, owner and every publisher that the badge is gone."""
    edition = review.edition
    subject = _("Approval revoked: %(title)s") % {"title": edition.get_content().title}
    people = _responsible_for(edition) | _publishers()
    _send(subject, "decision", people, edition, _draft_address(edition), review=review)


def tell_of_request(request: ReviewRequest) -> None:
    """Ask the named clinician, or everyone who may claim it."""
    edition = request.edition
    subject = _("Waiting for review: %(title)s") % {"title": edition.get_content().title}
    _send(subject, "submission", _askable(request), edition, reverse("desk:edition", args=[edition.pk]))


def tell_of_request_event(event: RequestEvent) -> None:
    """Tell submitter and owner that a request was claimed, released or declined."""
    edition = event.request.edition
    subject = _("%(event)s: %(title)s") % {"event": event.get_kind_display(), "title": edition.get_content().title}
    _send(subject, "request_event", _responsible_for(edition), edition, _draft_address(edition), event=event)


def tell_of_comment(comment: Comment) -> None:
    """Tell submitter and owner that a clinician commented."""
    edition = comment.edition
    subject = _("Comment: %(title)s") % {"title": edition.get_content().title}
    _send(subject, "comment", _responsible_for(edition), edition, _draft_address(edition), comment=comment)


def tell_of_comment_note(note: CommentNote) -> None:
    """Tell everyone in the conversation but the one who wrote the note."""
    edition = note.comment.edition
    subject = _("%(kind)s: %(title)s") % {"kind": note.get_kind_display(), "title": edition.get_content().title}
    people = {note.comment.author, *_responsible_for(edition)} - {note.by}
    _send(subject, "comment_note", people, edition, reverse("desk:edition", args=[edition.pk]), note=note)


def _askable(request: ReviewRequest) -> Iterable[User]:
    if request.asked:
        return [request.asked.user]
    able = rules.askable(request.specialty, request.edition.contributors)
    return User.objects.filter(reviewer__in=able.exclude(pk__in=rules.decliners_of(request).values("pk")))


def _responsible_for(edition: Edition) -> set[User]:
    return {edition.submitted_by, edition.article.owner}


def _publishers() -> set[User]:
    return set(User.objects.filter(groups__name=rules.PUBLISHER, is_active=True))


def _draft_address(edition: Edition) -> str:
    return reverse("admin:articles_article_change", args=[edition.article_id])


def _send(subject: str, template: str, people: Iterable[User], edition: Edition, path: str, **context: object) -> None:
    """One message a person, so that nobody learns another's address."""
    context |= {"edition": edition, "title": edition.get_content().title, "address": settings.SITE_URL + path}
    text = render_to_string(f"articles/mail/{template}.txt", context)
    subject = " ".join(subject.split())  # a line break in a header is refused by the mail library
    for person in people:
        if not person.email or not person.is_active:
            continue
        try:
            EmailMessage(subject, text, to=[person.email]).send()
        except OSError:
            logger.exception("The message “%s” to %s could not be sent.", subject, person.username)
