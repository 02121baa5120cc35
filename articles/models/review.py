"""Reviews and the log: insert-only records of who decided what, signed. `articles.workflow` alone writes them."""

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition
from reviewers.models import Reviewer, Specialty


class ReviewRequest(models.Model):
    """Who is asked to review an edition, for which specialty, and by when. May change; `RequestEvent` keeps how.

    `asked` is the named clinician; without one, anyone of the specialty may claim it. Who claimed it has it.
    `parts` are the places that another clinician named as outside their competence; empty means the whole.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="requests")
    specialty = models.ForeignKey(Specialty, models.PROTECT, related_name="+")
    asked = models.ForeignKey(Reviewer, models.PROTECT, null=True, related_name="+")
    claimed_by = models.ForeignKey(Reviewer, models.PROTECT, null=True, related_name="claims")
    parts = models.JSONField(default=list)
    due_on = models.DateField()
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = [models.UniqueConstraint(fields=("edition", "specialty"), name="request_once_a_specialty")]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.edition}: {self.specialty}"


class RequestEvent(models.Model):
    """One thing that happened to a request: insert-only, so that everybody can see who had it when."""

    class Kind(models.TextChoices):
        CLAIMED = "claimed", _("Claimed")
        RELEASED = "released", _("Released")
        DECLINED = "declined", _("Declined")
        REASSIGNED = "reassigned", _("Asked anew")
        DUE = "due", _("Due date changed")

    request = models.ForeignKey(ReviewRequest, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    reviewer = models.ForeignKey(Reviewer, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("at", "pk")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.request}: {self.get_kind_display()}"


class Review(models.Model):
    """One clinician's decision on one edition's digest. Never changed, never deleted."""

    class Decision(models.TextChoices):
        APPROVE = "approve", _("Approved")
        RETURN = "return", _("Returned")
        RENEW = "renew", _("Read again, unchanged")
        REVOKE = "revoke", _("Approval revoked")

    class Scope(models.TextChoices):
        NONE = "", _("No scope")
        WHOLE = "whole", _("The whole article")
        CHANGES_ONLY = "changes only", _("The changes only")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(Reviewer, models.PROTECT, related_name="reviews")
    decision = models.CharField(max_length=10, choices=Decision)
    scope = models.CharField(max_length=20, choices=Scope, blank=True, default="")
    digest = models.CharField(max_length=64)
    interests = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
    statement = models.TextField()
    evidence = models.TextField(blank=True, default="")
    signature = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=("approve", "renew"), scope__in=("whole", "changes only")) & ~Q(interests="")
                | Q(decision__in=("return", "revoke"), scope="") & ~Q(note=""),
                name="review_decision_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.get_decision_display()}"

    def stated(self) -> dict[str, Any]:
        """The statement as data: what was signed, the reviewer's details as they were then included."""
        stated: dict[str, Any] = json.loads(self.statement)
        return stated

    def shown(self) -> dict[str, Any]:
        """The evidence as data: how the person showed that it was them. Empty for a review older than evidence."""
        shown: dict[str, Any] = json.loads(self.evidence) if self.evidence else {}
        return shown


class PendingSignature(models.Model):
    """A statement that a clinician is about to sign: fixed when signing begins, good for one use, soon expired."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    reviewer = models.ForeignKey(Reviewer, models.CASCADE, related_name="+")
    statement = models.TextField()
    began_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.edition}: {self.reviewer}"


class LogEntry(models.Model):
    """One link of the chain. `entry` is the canonical JSON that `signature` signs and `entry_hash` hashes."""

    class Kind(models.TextChoices):
        APPROVE = "approve", _("Approved")
        RETURN = "return", _("Returned")
        PUBLISH = "publish", _("Published")
        SUPERSEDE = "supersede", _("Superseded")
        WITHDRAW = "withdraw", _("Withdrawn")
        REINSTATE = "reinstate", _("Reinstated")
        RENEW = "renew", _("Renewed")
        REVOKE = "revoke", _("Approval revoked")

    seq = models.PositiveBigIntegerField(primary_key=True)
    previous = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Kind)
    statement = models.TextField(
        help_text="Empty for a return, which stays private; its hash is in the entry.", blank=True
    )
    entry = models.TextField()
    entry_hash = models.CharField(max_length=64, unique=True)
    signature = models.TextField()
    at = models.DateTimeField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="log_entries")
    review = models.OneToOneField(Review, models.PROTECT, null=True, related_name="log_entry")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("seq",)
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.seq}: {self.kind}"
