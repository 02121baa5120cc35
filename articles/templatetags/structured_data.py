"""The script elements that tell search engines what the home page and a clinician's profile show."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.profile import Profile
from articles.rendering.structured_data import Node, ReviewerFacts, script_text
from articles.rendering.structured_site import SiteFacts, home_page, profile_page

register = template.Library()

_LANGUAGE = "en-GB"  # of these pages; an article has its own


@register.simple_tag
def home_data() -> SafeString:
    principles = settings.SITE_URL + reverse("how-we-review")
    site = SiteFacts(settings.SITE_URL + reverse("home"), settings.PUBLISHER_NAME, _LANGUAGE, principles)
    return _script(home_page(site))


@register.simple_tag
def profile_data(profile: Profile) -> SafeString:
    """Of a registration nothing is said unless the newest look found it, and they still review."""
    reviewer = profile.reviewer
    is_found = profile.looked is not None and profile.looked.found and not profile.stopped
    facts = ReviewerFacts(
        name=reviewer.name,
        url=settings.SITE_URL + reviewer.get_absolute_url(),
        job_title=reviewer.job_title,
        regulator=reviewer.regulator.code,
        regulator_name=reviewer.regulator.name,
        registration_number=reviewer.registration_number if is_found else "",
        specialties=profile.specialties,
    )
    return _script(profile_page(facts, _LANGUAGE))


def _script(data: Node) -> SafeString:
    return format_html('<script type="application/ld+json">{}</script>', script_text(data))
