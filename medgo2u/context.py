"""What every template may name: the publisher, the site, whom to call for help, whether it is a demonstration."""

from django.conf import settings
from django.http import HttpRequest

from articles.nation import nation


def site(_request: HttpRequest) -> dict[str, object]:
    return {
        "publisher": settings.PUBLISHER_NAME,
        "publisher_contact": settings.PUBLISHER_CONTACT,
        "site_url": settings.SITE_URL,
        "demo": settings.DEMO,
        "nation": nation(),
    }
