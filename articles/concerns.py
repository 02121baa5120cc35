"""What becomes of a concern, deed by deed: report, take, give, change severity, close, forget.

Each writes what happened as a ConcernEvent in the same transaction. A deed that can't be done raises Refused with a
sentence. An event never carries the reader's words: it is kept, and they are not.
"""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import concern_rules, notices
from articles.concern_codes import new_code
from articles.concern_page import About
from articles.models import Concern, ConcernEvent, Edition
from articles.refusal import Refused, require
from articles.working_days import next_working_day

Severity, Outcome = Concern.Severity, Concern.Outcome

_SEVERITY = {
    Concern.Kind.HARM: Severity.HIGH,
    Concern.Kind.WRONG: Severity.MEDIUM,
    Concern.Kind.OUT_OF_DATE: Severity.MEDIUM,
}
"""How grave each kind is until somebody has read it; the kinds that are not named are low."""


@transaction.atomic
def report(page: About, kind: str, text: str, contact: str = "") -> Concern:
    """Keep what a reader reports, and tell the house."""
    edition = page.edition
    concern = Concern.objects.create(
        code=new_code(),
        article=edition.article if edition else None,
        edition_number=edition.number if edition else None,
        page=page.path,
        kind=kind,
        text=text,
        contact=contact,
        severity=_SEVERITY.get(Concern.Kind(kind), Severity.LOW),
        due_at=next_working_day(timezone.now()),
    )
    _event(concern, _("Received"))
    notices.tell_of_concern(concern)
    return concern


def take(concern: Concern, by: User) -> Concern:
    """Make it one's own, also if a colleague has it."""
    return give(concern, by, by)


@transaction.atomic
def give(concern: Concern, by: User, owner: User) -> Concern:
    """Make it somebody's."""
    _require_open(concern, by)
    require(concern.owner != owner, _("That is who has it already. Nothing was changed."))
    require(
        concern_rules.triaging().filter(pk=owner.pk).exists(),
        _("Only an editor or a publisher can look after a concern."),
    )
    _change(concern, owner=owner)
    _event(concern, _("Taken on") if owner == by else _("Given to %(name)s") % {"name": owner.get_username()}, by)
    return concern


@transaction.atomic
def change_severity(concern: Concern, by: User, severity: str) -> Concern:
    """Say how grave it is. Whatever becomes high is told to everybody at once."""
    _require_open(concern, by)
    require(severity in Severity, _("Choose how grave it is."))
    require(concern.severity != severity, _("It has that severity already. Nothing was changed."))
    _change(concern, severity=severity)
    _event(concern, _("Severity: %(severity)s") % {"severity": concern.get_severity_display()}, by)
    if severity == Severity.HIGH:
        notices.tell_of_concern(concern)
    return concern


@transaction.atomic
def close(concern: Concern, by: User, outcome: str, answer: str) -> Concern:
    """Say what came of it. Whoever has the code reads the answer; it is mailed too, if the reader asked for that."""
    _require_open(concern, by)
    answer = answer.strip()
    require(outcome in Outcome and outcome, _("Choose what came of it."))
    require(answer, _("Write the reader an answer: what you looked at, and what was done."))
    if outcome == Outcome.WITHDRAWN:
        _require_withdrawn(concern)
    _change(concern, outcome=outcome, answer=answer, closed_at=timezone.now(), owner=concern.owner or by)
    _event(concern, _("Closed: %(outcome)s") % {"outcome": concern.get_outcome_display()}, by)
    return concern


@transaction.atomic
def forget(concern: Concern) -> None:
    """Delete the reader's words and e-mail address. What was done about them stays."""
    waiting = Concern.objects.filter(pk=concern.pk, forgotten_at=None)
    if waiting.update(text="", contact="", forgotten_at=timezone.now()):
        _event(concern, _("The reader's words were deleted on schedule"))


@transaction.atomic
def answered(concern: Concern) -> None:
    """Note that the answer was mailed. The address is gone then: nothing else needs it."""
    _event(concern, _("The answer was sent by e-mail, and the address was deleted"))


def _require_open(concern: Concern, by: User) -> None:
    require(concern_rules.may_triage(by), _("Only an editor or a publisher can do this."))
    require(not concern.outcome, _("This concern is closed already. Nothing was changed."))


def _require_withdrawn(concern: Concern) -> None:
    current = Edition.objects.current().filter(article=concern.article).first() if concern.article else None
    if current is None or current.state != Edition.State.WITHDRAWN:
        raise Refused(_("The article is not withdrawn. Withdraw it first, or choose another outcome."))


def _change(concern: Concern, **fields: object) -> None:
    """Compare and set: whoever comes second changes nothing."""
    as_seen = Concern.objects.filter(
        pk=concern.pk, owner=concern.owner, severity=concern.severity, outcome=Outcome.OPEN
    )
    require(as_seen.update(**fields), _("Somebody else changed this meanwhile. Nothing was done: look at it again."))
    concern.refresh_from_db()


def _event(concern: Concern, what: str, by: User | None = None) -> None:
    ConcernEvent.objects.create(concern=concern, what=what[:300], by=by)
