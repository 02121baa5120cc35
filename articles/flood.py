"""Limits how often one connection may do something. Nothing about it is stored but for an hour, as a keyed hash."""

from ipaddress import ip_address, ip_network

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.client_address import client_address

HOUR = 60 * 60


def is_full(what: str, request: HttpRequest, most: int) -> bool:
    """Whether this connection has done it `most` times within the last hour."""
    return not _free(what, request, most)


def take_place(what: str, request: HttpRequest, most: int) -> bool:
    """Count one more time; False if it was done `most` times already.

    Each time takes a place of its own for an hour, by the cache's atomic `add`: two at once can't take the same.
    """
    return any(cache.add(place, 1, HOUR) for place in _free(what, request, most))


def _free(what: str, request: HttpRequest, most: int) -> list[str]:
    whose = salted_hmac(f"flood {what} {timezone.localdate()}", _network(client_address(request)), algorithm="sha256")
    places = [f"flood-{whose.hexdigest()}-{number}" for number in range(most)]
    taken = cache.get_many(places)
    return [place for place in places if place not in taken]


def _network(address: str) -> str:
    """One household of IPv6 has a whole /64 to choose its addresses from."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((address, 64), strict=False)) if parsed.version == 6 else address
