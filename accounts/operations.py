# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making, using and revoking the tokens with which programs act as a person."""

import secrets
from datetime import datetime, timedelta

from accounts.models import ApiToken, User
from accounts.queries import MARK, hash_of

USE_IS_NOTED_EVERY = timedelta(minutes=1)  # a busy program does not write a row for each of its requests


def make_token(*, user: User, name: str, days: int, at: datetime) -> tuple[ApiToken, str]:
    """Make a token and return it with its whole key, which cannot be had again. Raises ValueError for no days."""
    if days < 1:
        raise ValueError("A token is good for one day at least.")
    prefix, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user,
        name=name,
        prefix=prefix,
        secret_sha256=hash_of(secret),
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    return token, f"{MARK}_{prefix}_{secret}"


def note_use(token: ApiToken, at: datetime) -> None:
    """Note when the token was last used, to the minute."""
    if token.last_used_at is None or at - token.last_used_at >= USE_IS_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)


def revoke_token(token: ApiToken, *, at: datetime) -> None:
    """Make the token worthless from now on; one that is revoked already keeps its moment."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at)
