# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the signature of an issued paper stands, as pages tell it."""

from typing import Any

from django import template

from papers.codes import in_groups
from papers.models import Document
from papers.signing.certificate import is_configured

register = template.Library()


register.filter("in_groups", in_groups)


@register.inclusion_tag("components/signature.html")
def signature(document: Document, address: str) -> dict[str, Any]:
    """``{% signature document address %}``: who signed it, with its signed form at that address, or that nobody did.

    Asks nothing of the database where the paper was selected with ``signed_form``.
    """
    form = getattr(document, "signed_form", None)
    return {"form": form, "address": address, "signs_here": is_configured()}
