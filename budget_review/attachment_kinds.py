# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The kinds of attachments that a proposal may carry: what each is for, where it belongs, who may read it.

Pages, forms and the API read this list; a new kind is one entry here and its Thai words.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

PROJECT, SECTION, PART, LINE = "project", "section", "part", "line"


@dataclass(frozen=True)
class Kind:
    """A kind of attachment; a confidential one is read by its agency, the lead and the offices alone."""

    key: str
    label: Any
    help: Any
    places: tuple[str, ...]
    is_confidential: bool = False


KINDS = (
    Kind("tor", _("Terms of reference (TOR)"), _("A draft for each agency's part is enough."), (PROJECT, PART, LINE)),
    Kind(
        "quotation", _("Quotation"), _("One file for each vendor; named in the item's price basis."), (PART, LINE),
        is_confidential=True,
    ),
    Kind(
        "price_evidence", _("Evidence of a price"), _("Web pages, earlier contracts, the median price of software."),
        (PART, LINE), is_confidential=True,
    ),
    Kind("letter", _("Letter"), _("A letter by which an agency commits itself or hands in."), (PROJECT, PART)),
    Kind(
        "consultation", _("Evidence of consultation"), _("Minutes, answers or comments of partners and companies."),
        (PROJECT, SECTION, PART),
    ),
    Kind("other", _("Other document"), _("Anything else that helps to decide."), (PROJECT, SECTION, PART, LINE)),
)  # fmt: skip
BY_KEY = {kind.key: kind for kind in KINDS}
QUOTED_BY = ("quotation", "price_evidence")  # what a quotation of a price basis may name


def kind_named(key: str) -> Kind:
    """A kind, also one that is no longer offered."""
    return BY_KEY.get(key) or Kind(key, key, "", ())
