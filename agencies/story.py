# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What records say of orders, and by which order an act was made; sentences are made when they are read."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from agencies.models import Delegation
from workflows.models import TransitionRecord

SENTENCES: dict[str, Any] = {
    "begin": _("Order no. %(number)s was written."),
    "confirm": _("The giver confirmed order no. %(number)s; it is in force in its period."),
    "register": _("Signed order no. %(number)s was registered; it is in force in its period."),
    "withdraw": _("The draft of order no. %(number)s was withdrawn."),
    "revoke": _("Order no. %(number)s was revoked."),
}


def sentence_of(record: TransitionRecord, order: Delegation) -> str:
    """What a record of an order says, in the reader's language."""
    return str(SENTENCES[record.transition]) % {"number": order.order_number}


def authorities_of(records: Iterable[TransitionRecord]) -> dict[int, str]:
    """By which order acts were made: ``{7: "acting for … by order no. …"}``; asks nothing when all are one's own."""
    ids = {record.delegation for record in records if record.delegation is not None}
    if not ids:
        return {}
    found = Delegation.objects.select_related("giver", "agency", "unit").in_bulk(ids)
    return {pk: order.sentence for pk, order in found.items()}
