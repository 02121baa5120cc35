"""Who asks, as an address of the network."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    return behind_proxy(request) if settings.BEHIND_PROXY else request.META["REMOTE_ADDR"]


def behind_proxy(request: HttpRequest) -> str:
    """Who asks, where one proxy stands in front: it adds the last address of the header; those before are hearsay."""
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return forwarded.rpartition(",")[2].strip() or request.META["REMOTE_ADDR"]
