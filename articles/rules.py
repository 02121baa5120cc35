"""Who may do what. Views, admin, actions, templates and the workflow all ask here.

Roles are groups; a clinician is somebody whose account a Reviewer record names. A superuser has every role but
that one: nobody becomes a clinician by rank.
"""

from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Edition, Review
from reviewers import register
from reviewers.models import Reviewer, Specialty

Person = User | AnonymousUser

CONTRIBUTOR = "contributor"
EDITOR = "editor"
PUBLISHER = "publisher"
REGISTER_CLERK = "register clerk"
ADMINISTRATOR = "administrator"


def has_role(person: Person, *roles: str) -> bool:
    """Whether this active person has one of the roles."""
    if not person.is_active or not isinstance(person, User):
        return False
    return person.is_superuser or person.groups.filter(name__in=roles).exists()


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
    """Whether this clinician's desk shows the edition: they are active in one of its specialties, or decided on it."""
    reviewer = reviewer_of(person)
    if reviewer is None:
        return False
    is_active = reviewer.status == Reviewer.Status.ACTIVE
    return (
        is_active and reviewer.specialties.filter(slug__in=needed_specialties(edition)).exists()
    ) or Review.objects.filter(edition=edition, reviewer=reviewer).exists()


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
    if person.pk in edition.contributors:
        return _("You contributed to this edition, so another clinician has to review it.")
    if not specialties_for(person, edition):
        return _("This edition needs a clinician of %(specialties)s, and that is not among your specialties.") % {
            "specialties": ", ".join(
                Specialty.objects.filter(slug__in=needed_specialties(edition)).values_list("name", flat=True)
            )
        }
    return None


def needed_specialties(edition: Edition) -> list[str]:
    """The slugs of the required specialties, and of those that an approving clinician left a part to, as signed."""
    approving = edition.reviews.filter(decision__in=(Review.Decision.APPROVE, Review.Decision.RENEW))
    left = {part["specialty"] for review in approving for part in review.stated().get("outside", ())}
    return sorted({*edition.required_specialties, *left})


def specialties_for(person: Person, edition: Edition) -> list[str]:
    """The slugs of the specialties that the edition needs and this clinician has."""
    reviewer = reviewer_of(person)
    if reviewer is None:
        return []
    return sorted(reviewer.specialties.filter(slug__in=needed_specialties(edition)).values_list("slug", flat=True))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
