# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What records of proposals to change plans say; sentences are made when they are read."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from digital_plan.entries import Entry
from digital_plan.models import RevisionProposal
from workflows.models import TransitionRecord
from workflows.own_steps import LABELS

SENTENCES: dict[str, Any] = {
    "begin": _("%(agency)s proposed a change of the plan."),
    "take_change": _("The change was taken for the revision."),
    "leave_change": _("The change was not taken."),
    "withdraw_change": _("%(agency)s withdrew its proposal."),
}


def sentence_of(record: TransitionRecord, proposal: RevisionProposal) -> str:
    """What a record of a proposal says, in the reader's language; the clocks' own by their names."""
    if record.transition in LABELS:
        return str(LABELS[record.transition])
    return str(SENTENCES[record.transition]) % {"agency": proposal.agency.name}


def entries(records: Iterable[TransitionRecord], proposal: RevisionProposal) -> list[Entry]:
    """The records of one proposal, in their order."""
    return [
        Entry(sentence_of(one, proposal), one.at, one.actor, one.note, one.target, one.on_behalf_of) for one in records
    ]
