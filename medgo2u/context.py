"""What every template may name: the publisher, and whether this is a demonstration."""

from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest) -> dict[str, object]:
    return {"publisher": settings.PUBLISHER_NAME, "demo": settings.DEMO}
