# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must hold of papers before the service starts."""

from datetime import timedelta
from typing import Any

from django.core.checks import CheckMessage, Warning, register
from django.utils import timezone

from papers.signing.certificate import CertificateUnusable, is_configured, usable_holder

SOON = timedelta(days=30)


@register()
def the_certificate_can_sign(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A certificate that is configured opens and holds today; one that ends soon is named in time.

    Warnings, since a service whose certificate ended goes on issuing papers.
    """
    if not is_configured():
        return []
    now = timezone.now()
    try:
        holder = usable_holder(now)
    except CertificateUnusable as error:
        hint = "Papers are issued all the same, unsigned, and signed when a certificate that holds is set."
        return [Warning(str(error), hint=hint, id="papers.W001")]
    if holder.ends_at - now < SOON:
        until = holder.ends_at.date().isoformat()
        return [Warning(f"The certificate of {holder.name} (SIGNING_CERTIFICATE) ends on {until}.", id="papers.W002")]
    return []
