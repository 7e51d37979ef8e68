# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What records of obligations say; sentences are made when they are read."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from digital_plan.entries import Entry
from digital_plan.models import AgencyObligation, Obligation
from workflows.models import TransitionRecord
from workflows.own_steps import LABELS

OF_OBLIGATIONS: dict[str, Any] = {
    "begin": _("The obligation was written."),
    "put_in_force": _("The obligation was put in force: %(agencies_asked)s agencies were asked."),
    "rewrite_obligation": _("The draft was written anew."),
    "drop_obligation": _("The draft was dropped."),
    "ask_further": _("%(agencies_asked)s more agencies were asked."),
    "amend_obligation": _("What the obligation says was changed: %(changed)s."),
    "retire_obligation": _("The obligation was retired; it lapsed for %(lapsed)s agencies."),
}
OF_DUTIES: dict[str, Any] = {
    "begin": _("%(agency)s was told of it."),
    "report_done": _("%(agency)s reported it done."),
    "claim_exemption": _("%(agency)s said that it does not apply."),
    "withdraw_report": _("%(agency)s took its report back."),
    "confirm_done": _("DGA confirmed that it is done."),
    "confirm_exemption": _("DGA confirmed that it does not apply."),
    "return_duty": _("DGA returned it with a question: %(text)s"),
    "correct_confirmation": _("DGA took its confirmation back."),
    "reopen_duty": _("DGA reopened it with a question: %(text)s"),
    "lapse": _("It lapsed with the obligation."),
}


def sentence_of(record: TransitionRecord, subject: Obligation | AgencyObligation) -> str:
    """What a record says, in the reader's language; the clocks' own by their names."""
    if record.transition in LABELS:
        return str(LABELS[record.transition])
    if isinstance(subject, AgencyObligation):
        return str(OF_DUTIES[record.transition]) % (dict(record.facts) | {"agency": subject.agency.name})
    said = record.facts.get("said") or {}
    names = ", ".join(str(Obligation._meta.get_field(name).verbose_name) for name in said)  # type: ignore[union-attr]
    return str(OF_OBLIGATIONS[record.transition]) % (dict(record.facts) | {"changed": names})


def entries(records: Iterable[TransitionRecord], subject: Obligation | AgencyObligation) -> list[Entry]:
    """The records of one of them, in their order."""
    return [
        Entry(sentence_of(one, subject), one.at, one.actor, one.note, one.target, one.on_behalf_of) for one in records
    ]
