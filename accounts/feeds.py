# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses that a person's calendar asks without signing in: they name their owner, and end with their password."""

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.crypto import constant_time_compare

from accounts.models import User


def token_of(user: User, salt: str) -> str:
    """What a person's feed is asked for with; ``salt`` is the feed's own, so that one opens no other."""
    return signing.dumps([user.pk, user.get_session_auth_hash()[:16]], salt=salt, compress=True)


def owner_of(token: str, salt: str) -> User:
    """Whose token it is. Raises Http404 for one that was never given, or holds no more."""
    try:
        pk, mark = signing.loads(token, salt=salt)
    except signing.BadSignature as error:
        raise Http404 from error
    user: User = get_object_or_404(User, pk=pk, is_active=True)
    if not constant_time_compare(mark, user.get_session_auth_hash()[:16]):
        raise Http404
    return user
