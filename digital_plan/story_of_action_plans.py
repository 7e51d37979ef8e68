# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What records of action plans say; sentences are made when they are read."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from digital_plan.entries import Entry
from digital_plan.models import ActionPlan
from workflows.models import TransitionRecord
from workflows.own_steps import LABELS

SENTENCES: dict[str, Any] = {
    "begin": _("The action plan of %(agency)s was begun."),
    "send_plan": _("%(agency)s sent revision %(revision)s of its plan to DGA."),
    "acknowledge_receipt": _("DGA acknowledged receipt of revision %(revision)s under no. %(receipt_number)s."),
    "return_plan": _("DGA returned the plan of %(agency)s for completion."),
    "revise_plan": _("%(agency)s revises its plan."),
    "end_plan": _("%(agency)s ended its plan."),
}


def sentence_of(record: TransitionRecord, plan: ActionPlan) -> str:
    """What a record of a plan says, in the reader's language; the clocks' own by their names."""
    if record.transition in LABELS:
        return str(LABELS[record.transition])
    return str(SENTENCES[record.transition]) % (dict(record.facts) | {"agency": plan.agency.name})


def entries(records: Iterable[TransitionRecord], plan: ActionPlan) -> list[Entry]:
    """The records of one plan, in their order."""
    return [Entry(sentence_of(one, plan), one.at, one.actor, one.note, one.target, one.on_behalf_of) for one in records]
