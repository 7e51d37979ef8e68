# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking a time-stamp authority (RFC 3161) to sign that an anchor's text was there, and checking what it signed.

Nothing waits for the authority: an anchor is made and kept first. Where the authority does not answer, or answers
something else, the anchor goes without a stamp until the next try.
"""

from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from cryptography.x509 import Certificate, load_pem_x509_certificates
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from workflows.anchors.models import Anchor, Timestamp

SECONDS = 10  # how long an authority may take to answer
MOST_BYTES = 100_000  # a stamp with its certificates is some thousand bytes


class StampRefused(Exception):
    """The authority gave no stamp that stands; its message says why."""


class _NoRedirects(HTTPRedirectHandler):
    """The authority is the one that is configured, not one that it names."""

    def redirect_request(self, *args: object) -> None:
        """Follow nothing."""


def is_configured() -> bool:
    """Whether there is an authority to ask."""
    return bool(settings.TSA_URL)


def unstamped() -> list[Anchor]:
    """The anchors that have no stamp yet, the newest first: it vouches for those before it."""
    return list(Anchor.objects.filter(timestamp=None).order_by("-number")[:7])


def stamp(anchor: Anchor, at: datetime) -> Timestamp:
    """Ask for a stamp on an anchor and keep it. Raises StampRefused, and then nothing is kept."""
    request = TimestampRequestBuilder().data(anchor.canonical.encode()).hash_algorithm(HashAlgorithm.SHA256).build()
    token = ask(request.as_bytes())
    response = checked(token, anchor, nonce=request.nonce)
    found = Timestamp(
        anchor=anchor,
        authority=settings.TSA_URL,
        stamped_at=response.tst_info.gen_time.astimezone(UTC),
        received_at=at,
        token=token,
    )
    found.save(force_insert=True)
    return found


def checked(token: bytes, anchor: Anchor, nonce: int | None = None) -> TimeStampResponse:
    """The answer in a token: granted, signed by an authority that we trust, over this anchor. Raises StampRefused."""
    builder = VerifierBuilder(roots=_trusted(), nonce=nonce)
    try:
        response = decode_timestamp_response(token)
        builder.build().verify_message(response, anchor.canonical.encode())
    except (ValueError, VerificationError) as error:
        raise StampRefused(_("The time-stamp does not stand: %(reason)s.") % {"reason": error}) from error
    return response


def _trusted() -> list[Certificate]:
    try:
        return load_pem_x509_certificates(Path(settings.TSA_CERTIFICATES).read_bytes())
    except (OSError, ValueError) as error:
        reason = _("The certificates of the time-stamp authority (TSA_CERTIFICATES) cannot be read.")
        raise StampRefused(reason) from error


def ask(query: bytes) -> bytes:
    """The authority's answer to a query. Raises StampRefused."""
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    if not settings.TSA_URL.startswith(("https://", "http://")):
        raise StampRefused(_("TSA_URL must begin with https:// or http://."))
    request = Request(settings.TSA_URL, data=query, headers=headers)  # noqa: S310  # the scheme is checked above
    try:
        with build_opener(_NoRedirects).open(request, timeout=SECONDS) as answer:
            token: bytes = answer.read(MOST_BYTES)
    except HTTPError as error:
        raise StampRefused(_("The time-stamp authority refused: HTTP %(status)s.") % {"status": error.code}) from error
    except (URLError, OSError, HTTPException) as error:
        raise StampRefused(_("The time-stamp authority does not answer: %(reason)s.") % {"reason": error}) from error
    return token
