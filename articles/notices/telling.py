"""What people are told of each deed, and whom it concerns."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import concern_rules, roles, rules, turns
from articles.models import Comment, CommentNote, Concern, Edition, RequestEvent, Review, ReviewRequest
from articles.notices.sending import GRAVE_CONCERN, REVOKED, UNSAFE
from articles.notices.writing import Message, write
from reviewers.models import Reviewer


def tell_of_submission(edition: Edition) -> None:
    """Ask the clinicians who may decide."""
    reviewers = Reviewer.objects.filter(
        status=Reviewer.Status.ACTIVE, specialties__slug__in=edition.required_specialties
    ).exclude(user__in=edition.contributors)
    people = User.objects.filter(reviewer__in=reviewers, is_active=True).distinct()
    write(_waiting("submission", edition), people)


def tell_of_request(request: ReviewRequest) -> None:
    """Ask the named clinician, or everyone who may claim it."""
    write(_waiting("request", request.edition), askable(request))


def tell_of_decision(review: Review) -> None:
    """Tell submitter and owner what the clinician decided."""
    write(_decision("decision", review), responsible_for(review.edition))


def tell_of_revocation(review: Review) -> None:
    """Tell submitter, owner and every publisher that the badge is gone."""
    write(_decision(REVOKED, review), responsible_for(review.edition) | _publishers())


def tell_of_publication(edition: Edition) -> None:
    """Tell submitter and owner that readers can see it."""
    message = Message(
        kind="publication",
        subject=_("Published: %(title)s") % _named(edition),
        said=_("“%(title)s”, edition %(number)s, is published.") % _named(edition),
        link=_("Readers see it here:"),
        path=edition.article.get_absolute_url(),
    )
    write(message, responsible_for(edition))


def tell_of_withdrawal(edition: Edition, by: User) -> None:
    """Tell submitter, owner and every publisher that readers lost it, and why."""
    said = _("“%(title)s”, edition %(number)s, was withdrawn by %(name)s. %(as_what)s.")
    message = Message(
        kind=UNSAFE if edition.withdrawn_as == Edition.WithdrawnAs.UNSAFE else "withdrawal",
        subject=_("Withdrawn: %(title)s") % _named(edition),
        said=said % {**_named(edition), "name": by.get_username(), "as_what": edition.get_withdrawn_as_display()},
        quote_label=_("The reason given:"),
        quote=edition.withdrawal_reason,
        link=_("The draft and its history:"),
        path=draft_address(edition),
    )
    write(message, responsible_for(edition) | _publishers())


def tell_of_request_event(event: RequestEvent) -> None:
    """Tell submitter and owner that a request was claimed, released or declined."""
    edition = event.request.edition
    words = {**_named(edition), "event": event.get_kind_display(), "specialty": event.request.specialty}
    message = Message(
        kind="request event",
        subject=_("%(event)s: %(title)s") % words,
        said=_("“%(title)s”, edition %(number)s, %(specialty)s: %(event)s.") % words,
        quote_label=_("The reason given:"),
        quote=event.reason,
        link=_("The draft and its history:"),
        path=draft_address(edition),
    )
    write(message, responsible_for(edition))


def tell_of_comment(comment: Comment) -> None:
    """Tell submitter and owner that a clinician commented."""
    words = {**_named(comment.edition), "place": comment.label}
    message = Message(
        kind="comment",
        subject=_("Comment: %(title)s") % words,
        said=_("A comment on “%(title)s”, edition %(number)s, %(place)s:") % words,
        quote=comment.text,
        link=_("The draft and its history:"),
        path=draft_address(comment.edition),
    )
    write(message, responsible_for(comment.edition))


def tell_of_comment_note(note: CommentNote) -> None:
    """Tell everyone in the conversation but the one who wrote the note."""
    edition = note.comment.edition
    words = {**_named(edition), "place": note.comment.label, "kind": note.get_kind_display()}
    message = Message(
        kind="comment note",
        subject=_("%(kind)s: %(title)s") % words,
        said=_("“%(title)s”, edition %(number)s, %(place)s: %(kind)s.") % words,
        quote=note.text,
        link=_("The conversation:"),
        path=reverse("desk:edition", args=[edition.pk]),
    )
    write(message, {note.comment.author, *responsible_for(edition)} - {note.by})


def tell_of_concern(concern: Concern) -> None:
    """Tell every editor and publisher, and at once if it is grave. The reader's words stay where they are deleted."""
    is_grave = concern.severity == Concern.Severity.HIGH
    write(concern_message(concern, GRAVE_CONCERN if is_grave else "concern"), concern_rules.told_of_concerns())


def concern_message(concern: Concern, kind: str) -> Message:
    due = timezone.localtime(concern.due_at)
    words = {
        "code": concern.code,
        "kind": concern.get_kind_display(),
        "severity": concern.get_severity_display(),
        "page": concern.page or _("no page named"),
        "due": f"{due:%H:%M}, {due.day} {due:%B %Y}",
    }
    overdue = kind == "concern overdue"
    return Message(
        kind=kind,
        subject=(_("Overdue concern %(code)s: %(kind)s") if overdue else _("Concern %(code)s: %(kind)s")) % words,
        said=_("A reader reported: “%(kind)s”. Page: %(page)s. %(severity)s. The answer is due by %(due)s.") % words,
        link=_("Read it and take it on:"),
        path=reverse("admin:articles_concern_change", args=[concern.pk]),
    )


def _waiting(kind: str, edition: Edition) -> Message:
    return Message(
        kind=kind,
        subject=_("Waiting for review: %(title)s") % _named(edition),
        said=_("“%(title)s”, edition %(number)s, is waiting for review.") % _named(edition),
        link=_("Read it on your desk and decide there:"),
        path=reverse("desk:edition", args=[edition.pk]),
    )


def _decision(kind: str, review: Review) -> Message:
    words = {**_named(review.edition), "decision": review.get_decision_display(), "name": review.reviewer.name}
    return Message(
        kind=kind,
        subject=_("%(decision)s: %(title)s") % words,
        said=_("“%(title)s”, edition %(number)s: %(decision)s, by %(name)s.") % words,
        quote_label=_("Their note:"),
        quote=review.note,
        link=_("The draft and its history:"),
        path=draft_address(review.edition),
    )


def askable(request: ReviewRequest) -> Iterable[User]:
    """The named clinician, or everyone who may claim the request."""
    if request.asked:
        return [request.asked.user]
    able = rules.askable(request.specialty, request.edition.contributors)
    return User.objects.filter(reviewer__in=able.exclude(pk__in=turns.decliners_of(request).values("pk")))


def responsible_for(edition: Edition) -> set[User]:
    return {edition.submitted_by, edition.article.owner}


def draft_address(edition: Edition) -> str:
    return reverse("admin:articles_article_change", args=[edition.article_id])


def _publishers() -> set[User]:
    return set(User.objects.filter(groups__name=roles.PUBLISHER, is_active=True))


def _named(edition: Edition) -> dict[str, object]:
    return {"title": edition.get_content().title, "number": edition.number}
