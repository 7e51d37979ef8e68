# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How often one address may ask what is open to strangers."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

ASKED_AT_MOST = 30  # times in a minute by one address
MINUTE = 60


def asked_too_often(request: HttpRequest) -> bool:
    """Count the asks of an address within the present minute; each process of the service counts its own."""
    minute = int(timezone.now().timestamp()) // MINUTE
    key = f"verify/{_asker(request)}/{minute}"
    cache.add(key, 0, MINUTE)
    try:
        return cache.incr(key) > ASKED_AT_MOST
    except ValueError:  # its minute ended between the two
        return False


def _asker(request: HttpRequest) -> str:
    """The address that asks: behind a proxy the one that the proxy added last, whatever stands before it.

    Of IPv6 the network, since one asker has as many addresses there as they like.
    """
    said = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() if settings.BEHIND_PROXY else ""
    reached = str(request.META.get("REMOTE_ADDR", ""))
    try:
        found = ip_address(said or reached)
    except ValueError:
        return reached
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(ip_network((found, 64), strict=False))
    return str(found)
