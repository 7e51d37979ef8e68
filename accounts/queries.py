# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked about people: whose token this is."""

from datetime import datetime
from hashlib import sha256
from hmac import compare_digest

from accounts.models import ApiToken

MARK = "mati"
NOBODY = "0" * 64  # compared with when the prefix is unknown, so that the answer takes as long


def hash_of(secret: str) -> str:
    """The hash under which a secret is kept. The secret has 256 random bits: no salt, no slow hash is needed."""
    return sha256(secret.encode()).hexdigest()


def token_of(key: str, at: datetime) -> ApiToken | None:
    """The token that this key opens at this moment, or nothing: unknown, wrong, expired, revoked, account closed."""
    mark, _, rest = key.partition("_")
    prefix, _, secret = rest.partition("_")
    token = ApiToken.objects.select_related("user").filter(prefix=prefix).first() if mark == MARK else None
    is_same = compare_digest(hash_of(secret), token.secret_sha256 if token else NOBODY)
    return token if token and is_same and token.is_good_at(at) else None
