# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What records of rounds on the status of plans say; sentences are made when they are read."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from digital_plan.entries import Entry
from digital_plan.models import StatusReturn, StatusRound
from papers.templatetags.thai import thai_date
from workflows.models import TransitionRecord
from workflows.own_steps import LABELS

OF_ROUNDS: dict[str, Any] = {
    "begin": _("The round was written."),
    "open_round": _("The round was opened as %(number)s; agencies asked: %(agencies_asked)s."),
    "drop_round": _("The round was dropped."),
    "move_last_day": _("The last day was moved to %(last_day)s."),
    "close_round": _("The round was closed; agencies from which nothing came: %(not_received)s."),
    "report_round": _("The result was frozen and reported; returns counted: %(counted)s."),
}
OF_RETURNS: dict[str, Any] = {
    "begin": _("%(agency)s was asked for the status of its plan."),
    "tell_status": _("%(agency)s told the status of its plan."),
    "correct_status": _("%(agency)s corrected what it told."),
    "enter_for_caller": _("DGA entered the status that %(caller)s of %(agency)s told."),
    "ask_back": _("DGA asked %(agency)s back."),
    "answer_back": _("%(agency)s answered."),
    "let_stand": _("The return of %(agency)s stands without the answer."),
    "lapse": _("Nothing came from %(agency)s."),
    "count_in": _("The return of %(agency)s was counted in the result."),
}


def sentence_of(record: TransitionRecord, subject: StatusRound | StatusReturn) -> str:
    """What a record of a round or a return says, in the reader's language; the clocks' own by their names."""
    if record.transition in LABELS:
        return str(LABELS[record.transition])
    if isinstance(subject, StatusReturn):
        return str(OF_RETURNS[record.transition]) % (dict(record.facts) | {"agency": subject.agency.name})
    moved_to = record.facts.get("due_date")
    day = {"last_day": thai_date(date.fromisoformat(str(moved_to)))} if moved_to else {}
    return str(OF_ROUNDS[record.transition]) % (dict(record.facts) | day)


def entries(records: Iterable[TransitionRecord], subject: StatusRound | StatusReturn) -> list[Entry]:
    """The records of one subject, in their order."""
    return [
        Entry(sentence_of(one, subject), one.at, one.actor, one.note, one.target, one.on_behalf_of) for one in records
    ]
