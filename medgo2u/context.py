"""What every template may name: the publisher, where the site is, and whether this is a demonstration."""

from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest) -> dict[str, object]:
    return {
        "publisher": settings.PUBLISHER_NAME,
        "publisher_contact": settings.PUBLISHER_CONTACT,
        "site_url": settings.SITE_URL,
        "demo": settings.DEMO,
    }
