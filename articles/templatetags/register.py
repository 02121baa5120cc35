"""Tells a clinician on the desk how long the register check still lets them sign."""

from datetime import date

from django import template
from django.utils import timezone

from reviewers import register as policy
from reviewers.models import Reviewer

register = template.Library()


@register.simple_tag
def runs_out_soon(reviewer: Reviewer) -> date | None:
    """The last day on which this clinician may sign, if it comes within a week."""
    return policy.runs_out_soon(reviewer, timezone.localdate())
