"""Says what a statement holds in words."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.checklist import Answer
from reviewers.models import Specialty

register = template.Library()


@register.filter
def specialty_name(slug: str) -> str:
    """The specialty's name; its slug, should the specialty be gone."""
    return Specialty.objects.filter(slug=slug).values_list("name", flat=True).first() or slug


@register.filter
def answer_in_words(answer: str) -> str:
    return {Answer.YES: _("Yes"), Answer.NO: _("No"), Answer.NOT_APPLICABLE: _("Does not apply here")}[Answer(answer)]


@register.filter
def day_in_words(day: str) -> str:
    """An ISO date as people read it."""
    return date_format(date.fromisoformat(day), "j F Y")
