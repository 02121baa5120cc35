"""Who may do what. Views, admin, actions, templates and the workflow all ask here.

Roles are groups; a clinician is somebody whose account a Reviewer record names. A superuser has every role but
that one: nobody becomes a clinician by rank.
"""

from collections.abc import Collection
from datetime import date

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import turns
from articles.models import Article, Comment, Edition, Review, ReviewRequest
from articles.roles import ADMINISTRATOR, CONTRIBUTOR, EDITOR, PUBLISHER, REGISTER_CLERK, Person, has_role
from reviewers import register
from reviewers.models import Reviewer, Specialty


def reviewer_of(person: Person) -> Reviewer | None:
    """The clinician behind this account, in whatever status, or None."""
    if not person.is_active or not isinstance(person, User):
        return None
    return Reviewer.objects.filter(user=person).first()


def may_use_admin(person: Person) -> bool:
    return person.is_staff and has_role(person, CONTRIBUTOR, EDITOR, PUBLISHER, REGISTER_CLERK, ADMINISTRATOR)


def may_see_drafts(person: Person) -> bool:
    return has_role(person, CONTRIBUTOR, EDITOR, PUBLISHER)


def may_start_draft(person: Person) -> bool:
    return has_role(person, CONTRIBUTOR, EDITOR)


def may_edit(person: Person, article: Article) -> bool:
    return has_role(person, EDITOR) or (has_role(person, CONTRIBUTOR) and article.owner_id == person.pk)


def may_submit(person: Person) -> bool:
    """Submitting and taking back."""
    return has_role(person, EDITOR)


def may_edit_library(person: Person) -> bool:
    """The library of references."""
    return has_role(person, CONTRIBUTOR, EDITOR, PUBLISHER)


def may_promote(person: Person) -> bool:
    """Promotions: they are on readers' pages at once, so not for contributors."""
    return has_role(person, EDITOR, PUBLISHER)


may_file = may_promote
"""Topics: they are on readers' pages at once too."""


def may_publish(person: Person) -> bool:
    """Publishing and reinstating."""
    return has_role(person, PUBLISHER)


def may_set_questions(person: Person) -> bool:
    """The checklist, and the kinds of article that have questions of their own."""
    return has_role(person, PUBLISHER)


def may_withdraw(person: Person) -> bool:
    """Anyone of the house may, at once: waiting for the right person could harm a reader."""
    return has_role(person, EDITOR, PUBLISHER) or is_active_clinician(person)


def may_keep_register(person: Person) -> bool:
    """Reviewers, specialties and register checks."""
    return has_role(person, REGISTER_CLERK, ADMINISTRATOR)


def may_manage_people(person: Person) -> bool:
    """Accounts and their roles."""
    return has_role(person, ADMINISTRATOR)


def may_vouch_for(person: Person, other: User) -> bool:
    """Opening an account and replacing a lost device: never for oneself, and for a superuser only by another one."""
    return may_manage_people(person) and person != other and (person.is_superuser or not other.is_superuser)


def refusal_to_change_status(person: Person, reviewer: Reviewer, status: str) -> str | None:
    """Why this person can't give the reviewer this status, as a sentence, or None.

    Readers are told nothing but that somebody was not on the register when it was checked, so that has to be recorded
    before anybody is suspended or removed.
    """
    if not may_keep_register(person):
        return _("Only a register clerk can change a reviewer's status.")
    if reviewer.user_id == person.pk:
        return _("You can't change your own status. Ask another register clerk.")
    off = (Reviewer.Status.SUSPENDED, Reviewer.Status.REMOVED)
    check = reviewer.latest_check()
    if status in off and (check is None or check.registered):
        return _(
            "First record a register check that did not find them on the register: its date is all that readers are"
            " told. Then change the status."
        )
    return None


def may_see_notices(person: Person) -> bool:
    """What everybody was told by e-mail, and what the witness was sent."""
    return has_role(person, ADMINISTRATOR)


def is_active_clinician(person: Person) -> bool:
    reviewer = reviewer_of(person)
    return reviewer is not None and reviewer.status == Reviewer.Status.ACTIVE


def may_see_for_review(person: Person, edition: Edition) -> bool:
    """Whether this clinician's desk shows the edition.

    They are active, and it needs one of their specialties or they have a request of it; or they decided on it.
    """
    reviewer = reviewer_of(person)
    if reviewer is None:
        return False
    if reviewer.status == Reviewer.Status.ACTIVE:
        has_request = any(turns.holder_of(request) == reviewer for request in edition.requests.all())
        if has_request or reviewer.specialties.filter(slug__in=needed_specialties(edition)).exists():
            return True
    return Review.objects.filter(edition=edition, reviewer=reviewer).exists()


def refusal_to_sign(person: Person) -> str | None:
    """Why this person can't sign any review now, as a sentence, or None."""
    reviewer = reviewer_of(person)
    if reviewer is None:
        return _("Only a clinician can review, and your account belongs to none.")
    if reviewer.status != Reviewer.Status.ACTIVE:
        return _("Your reviewer record says “%(status)s”, so you can't review now.") % {
            "status": reviewer.get_status_display()
        }
    check = reviewer.latest_check()
    if check is None:
        return _("Your registration has not been checked yet. Ask the register clerk to check it.")
    if not check.registered:
        return _("The register did not list you when it was checked on %(date)s.") % {"date": _day(check.checked_on)}
    today = timezone.localdate()
    if check.registered_until is not None and check.registered_until < today:
        return _("By the register, your registration ended on %(date)s. Ask the register clerk to check it again.") % {
            "date": _day(check.registered_until)
        }
    if not check.checked_on <= today <= register.last_day_of(check):
        return _("Your registration was last checked on %(date)s. Ask the register clerk to check it again.") % {
            "date": _day(check.checked_on)
        }
    return None


def refusal_to_decide(person: Person, edition: Edition) -> str | None:
    """Why this person can't approve, return or renew this edition, as a sentence, or None."""
    sentence = refusal_to_sign(person)
    if sentence:
        return sentence
    sentence = refusal_to_contributor(person, edition)
    if sentence:
        return sentence
    if specialties_for(person, edition):
        return None
    reviewer = reviewer_of(person)
    own = set(reviewer.specialties.values_list("slug", flat=True)) if reviewer else set()
    for request in edition.requests.select_related("specialty", "asked", "claimed_by"):
        if request.specialty.slug in own:
            return somebody_has_it(request)
    return _("This edition needs a clinician of %(specialties)s, and that is not among your specialties.") % {
        "specialties": ", ".join(
            Specialty.objects.filter(slug__in=needed_specialties(edition)).values_list("name", flat=True)
        )
    }


def refusal_to_contributor(person: Person, edition: Edition) -> str | None:
    """Four eyes: why somebody who contributed to the edition can't decide on it, as a sentence, or None."""
    if person.pk in edition.contributors:
        return _("You contributed to this edition, so another clinician has to review it.")
    return None


def needed_specialties(edition: Edition) -> list[str]:
    """The slugs of the required specialties, of those that an approving one left a part to, and of those asked."""
    approving = edition.reviews.filter(decision__in=(Review.Decision.APPROVE, Review.Decision.RENEW))
    left = {part["specialty"] for review in approving for part in review.stated().get("outside", ())}
    asked = edition.requests.values_list("specialty__slug", flat=True)
    return sorted({*edition.required_specialties, *left, *asked})


def specialties_for(person: Person, edition: Edition) -> list[str]:
    """The slugs of the specialties that the edition needs and this clinician has.

    While the edition is in review, without those whose request another clinician has.
    """
    reviewer = reviewer_of(person)
    if reviewer is None:
        return []
    needed = set(needed_specialties(edition))
    if edition.state == Edition.State.IN_REVIEW:
        for request in edition.requests.select_related("specialty", "asked", "claimed_by"):
            if turns.holder_of(request) not in (None, reviewer):
                needed.discard(request.specialty.slug)
    return sorted(reviewer.specialties.filter(slug__in=needed).values_list("slug", flat=True))


def somebody_has_it(request: ReviewRequest) -> str:
    """What another clinician is told about a request that is not open."""
    holder = turns.holder_of(request)
    return _("%(name)s has this review. It can be released on their desk, or an editor can ask you.") % {
        "name": holder.name if holder else _("Another clinician")
    }


def refusal_to_claim(person: Person, request: ReviewRequest) -> str | None:
    """Why this person can't claim the request, as a sentence, or None. That it is theirs already is no reason."""
    sentence = refusal_to_sign(person)
    if sentence:
        return sentence
    sentence = refusal_to_contributor(person, request.edition)
    if sentence:
        return sentence
    reviewer = reviewer_of(person)
    if reviewer is None or not reviewer.specialties.filter(pk=request.specialty_id).exists():
        return _("This needs a clinician of %(specialty)s, and that is not among your specialties.") % {
            "specialty": request.specialty
        }
    if turns.holder_of(request) not in (None, reviewer):
        return somebody_has_it(request)
    if request.edition.reviews.filter(reviewer=reviewer).exists():
        return _("You have already decided on this edition.")
    return None


def may_ask(person: Person) -> bool:
    """Asking a clinician, asking another one instead, and changing the due date."""
    return has_role(person, EDITOR)


def askable(specialty: Specialty, contributors: Collection[int]) -> QuerySet[Reviewer]:
    """The clinicians who may be asked by name: active, of the specialty, and none who contributed (ids of accounts)."""
    active = Reviewer.objects.filter(status=Reviewer.Status.ACTIVE, user__is_active=True, specialties=specialty)
    return active.exclude(user__in=contributors)


COMMENTABLE = (Edition.State.IN_REVIEW, Edition.State.APPROVED, Edition.State.PUBLISHED)
"""Where an edition takes comments: while it is read, waits, or is in front of readers."""


def may_comment(person: Person, edition: Edition) -> bool:
    return edition.state in COMMENTABLE and may_see_for_review(person, edition)


def may_answer(person: Person, comment: Comment) -> bool:
    """Who wrote it, whoever may edit the article, and the clinicians of its edition and of the newest one."""
    if _wrote(person, comment) or may_edit(person, comment.article):
        return True
    newest = comment.article.editions.order_by("-number").first()
    return any(may_see_for_review(person, edition) for edition in {comment.edition, newest or comment.edition})


def may_resolve(person: Person, comment: Comment) -> bool:
    """Resolving a comment, and opening it again."""
    return _wrote(person, comment) or has_role(person, EDITOR)


def may_take_over(person: Person, comment: Comment) -> bool:
    """Putting the suggested wording into the draft: it is an edit like any other."""
    return may_edit(person, comment.article)


def _wrote(person: Person, comment: Comment) -> bool:
    return person.is_active and comment.author_id == person.pk


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
