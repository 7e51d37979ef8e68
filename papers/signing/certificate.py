# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The certificate by which the service signs: read from its file, with its key and its chain."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class CertificateUnusable(Exception):
    """Nothing can be signed with what is configured; its message says why."""


@dataclass(frozen=True)
class Holder:
    """Who signs: the name in the certificate, and from when to when it may be used."""

    name: str
    begins_at: datetime
    ends_at: datetime


def is_configured() -> bool:
    """Whether issued papers are signed here."""
    return bool(settings.SIGNING_CERTIFICATE)


def passphrase() -> bytes:
    """The passphrase of the file, from the environment or from a file of its own. Raises CertificateUnusable."""
    if not settings.SIGNING_PASSPHRASE_FILE:
        return str(settings.SIGNING_PASSPHRASE).encode()
    try:
        return Path(settings.SIGNING_PASSPHRASE_FILE).read_bytes().rstrip(b"\r\n")
    except OSError as error:
        raise CertificateUnusable(_("The file of the passphrase (SIGNING_PASSPHRASE_FILE) cannot be read.")) from error


def holder() -> Holder:
    """Who signs. Raises CertificateUnusable where the file cannot be opened or holds no certificate with its key."""
    try:
        content = Path(settings.SIGNING_CERTIFICATE).read_bytes()
    except OSError as error:
        raise CertificateUnusable(_("The certificate (SIGNING_CERTIFICATE) cannot be read.")) from error
    try:
        key, found, _chain = pkcs12.load_key_and_certificates(content, passphrase() or None)
    except ValueError as error:
        reason = _(
            "The certificate (SIGNING_CERTIFICATE) does not open: it is no PKCS#12 file, or of another passphrase."
        )
        raise CertificateUnusable(reason) from error
    if key is None or found is None:
        raise CertificateUnusable(_("The file of SIGNING_CERTIFICATE holds no certificate with its key."))
    return Holder(_name(found), found.not_valid_before_utc, found.not_valid_after_utc)


def usable_holder(at: datetime) -> Holder:
    """Who signs at a moment. Raises CertificateUnusable where the certificate does not hold then."""
    found = holder()
    if at >= found.ends_at:
        raise CertificateUnusable(_("The certificate of %(name)s expired.") % {"name": found.name})
    if at < found.begins_at:
        raise CertificateUnusable(_("The certificate of %(name)s is not valid yet.") % {"name": found.name})
    return found


def _name(certificate: x509.Certificate) -> str:
    common = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else certificate.subject.rfc4514_string()
