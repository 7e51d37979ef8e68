# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How often one address may ask what is open to strangers."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

ASKED_AT_MOST = 30  # times in a minute by one address
MINUTE = 60


def asked_too_often(request: HttpRequest) -> bool:
    """Count the asks of an address within the present minute; each process of the service counts its own."""
    minute = int(timezone.now().timestamp()) // MINUTE
    key = f"verify/{request.META.get('REMOTE_ADDR', '')}/{minute}"
    cache.add(key, 0, MINUTE)
    try:
        return cache.incr(key) > ASKED_AT_MOST
    except ValueError:  # its minute ended between the two
        return False
