# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Adds a PAdES signature behind a PDF's own bytes, with a time-stamp (RFC 3161) where an authority is configured."""

import io
from datetime import datetime

from asn1crypto import tsp  # type: ignore[import-untyped]
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from papers.signing.apart import apart
from papers.signing.certificate import passphrase, usable_holder
from workflows.anchors.stamping import StampRefused, ask
from workflows.anchors.stamping import is_configured as an_authority_stamps

FIELD = "Issuer"
NOWHERE = (-2, -2, -2, -2)  # outside of the page: nothing to be seen, and nothing to be read out


class SigningRefused(Exception):
    """The paper was not signed; the message says why. It stays issued as it is."""


class Behind(IncrementalPdfFileWriter):
    """Adds to a file and lets what it says of itself stand: the library would write its own name into it."""

    def _update_meta(self) -> None:
        """Nothing."""


class Authority(TimeStamper):
    """The time-stamp authority of the service, the one that stamps its anchors."""

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Its answer to a query; raises pyHanko's own refusal."""
        try:
            return tsp.TimeStampResp.load(ask(req.dump()))
        except (StampRefused, ValueError) as error:
            raise TimestampRequestError(str(error)) from error


def signed(content: bytes, *, at: datetime, authority: TimeStamper | None = None) -> bytes:
    """The PDF with a signature behind it, read again before it is returned.

    Raises certificate.CertificateUnusable or SigningRefused.
    """
    usable_holder(at)
    signer = signers.SimpleSigner.load_pkcs12(settings.SIGNING_CERTIFICATE, passphrase=passphrase())  # type: ignore[no-untyped-call]
    told = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,  # others may sign after; nothing else may change
    )
    stamper = authority or (Authority() if an_authority_stamps() else None)  # type: ignore[no-untyped-call]
    try:
        written = apart(
            lambda: signers.sign_pdf(
                Behind(io.BytesIO(content), strict=False),
                told,
                signer=signer,
                timestamper=stamper,
                new_field_spec=fields.SigFieldSpec(FIELD, on_page=0, box=NOWHERE),
            ).getvalue()
        )
    except (SigningError, TimestampRequestError, PdfError, OSError, ValueError) as error:
        raise SigningRefused(_("The paper could not be signed: %(why)s") % {"why": error}) from error
    if not written.startswith(content) or not is_intact(written):
        raise SigningRefused(_("The signature does not stand when it is read again."))
    return written


def is_intact(content: bytes) -> bool:
    """Whether the last signature of a PDF covers the whole of it, and the bytes are those that were signed.

    Who signed, and whether to trust them, is for the reader's own program to say.
    """
    try:
        last = PdfFileReader(io.BytesIO(content), strict=False).embedded_signatures[-1]
        known = ValidationContext(trust_roots=[last.signer_cert], allow_fetching=False)
        found = apart(lambda: validate_pdf_signature(last, known))
    except (PdfError, SignatureValidationError, ValueError, IndexError):
        return False
    return bool(found.intact and found.valid and found.coverage is SignatureCoverageLevel.ENTIRE_FILE)
