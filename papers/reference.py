# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a paper tells its reader to check it: part of what is printed, so a later address changes no issued paper."""

from django.conf import settings
from django.urls import reverse

from papers.codes import in_groups


def printed_with(code: str) -> dict[str, str]:
    """``{"url": "https://…/verify/7KQM2XHF9DTR4WBN/", "code": "7KQM-2XHF-9DTR-4WBN"}``."""
    return {"url": settings.SITE_URL + reverse("verify_letter", args=[code]), "code": in_groups(code)}
