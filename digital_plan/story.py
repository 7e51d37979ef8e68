# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What records of this floor say; sentences are made when they are read."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from digital_plan import (
    clinic_story,
    story_of_action_plans,
    story_of_obligations,
    story_of_revisions,
    story_of_status_rounds,
)
from digital_plan.entries import Entry
from digital_plan.models import (
    ActionPlan,
    AgencyObligation,
    AlignmentCampaign,
    AlignmentResponse,
    ClinicBooking,
    Obligation,
    RevisionProposal,
    StatusReturn,
    StatusRound,
)
from papers.templatetags.thai import thai_date
from workflows.models import TransitionRecord
from workflows.own_steps import LABELS

OF_CAMPAIGNS: dict[str, Any] = {
    "begin": _("The campaign was written."),
    "open_campaign": _("The campaign was opened; agencies asked: %(agencies_asked)s."),
    "drop_campaign": _("The campaign was dropped."),
    "move_last_day": _("The last day was moved to %(last_day)s."),
    "close_campaign": _("The campaign was closed; agencies from which nothing came: %(not_received)s."),
    "declare_reported": _("Every agency that handed in has its result."),
}
OF_RESPONSES: dict[str, Any] = {
    "begin": _("%(agency)s was asked."),
    "hand_over": _("%(agency)s handed its response in."),
    "take_up_check": _("The check of the response of %(agency)s was taken up."),
    "ask_to_clarify": _("%(agency)s was asked to clarify."),
    "clarify": _("%(agency)s answered, and handed in again."),
    "go_on_without": _("The check of the response of %(agency)s goes on without the answer."),
    "record_finding": _("The finding on the response of %(agency)s was recorded."),
    "check_again": _("The response of %(agency)s is checked again."),
    "send_result": _("The result was sent to %(agency)s by letter no. %(letter_number)s."),
    "open_result": _("%(agency)s opened its result letter."),
    "lapse": _("Nothing came from %(agency)s."),
}


Told = (
    AlignmentCampaign
    | AlignmentResponse
    | ClinicBooking
    | ActionPlan
    | StatusRound
    | StatusReturn
    | RevisionProposal
    | Obligation
    | AgencyObligation
)


def sentence_of(
    record: TransitionRecord,
    subject: Told,
) -> str:
    """What a record of this floor says, in the reader's language; the clocks' own by their names."""
    if record.transition in LABELS:
        return str(LABELS[record.transition])
    if isinstance(subject, ActionPlan):
        return story_of_action_plans.sentence_of(record, subject)
    if isinstance(subject, RevisionProposal):
        return story_of_revisions.sentence_of(record, subject)
    if isinstance(subject, StatusRound | StatusReturn):
        return story_of_status_rounds.sentence_of(record, subject)
    if isinstance(subject, Obligation | AgencyObligation):
        return story_of_obligations.sentence_of(record, subject)
    if isinstance(subject, ClinicBooking):
        return clinic_story.sentence_of(record)
    if isinstance(subject, AlignmentResponse):
        return str(OF_RESPONSES[record.transition]) % (dict(record.facts) | {"agency": subject.agency.name})
    moved_to = record.facts.get("due_date")
    day = {"last_day": thai_date(date.fromisoformat(str(moved_to)))} if moved_to else {}
    return str(OF_CAMPAIGNS[record.transition]) % (dict(record.facts) | day)


def entries(records: Iterable[TransitionRecord], subject: AlignmentCampaign | AlignmentResponse) -> list[Entry]:
    """The records of one subject, in their order."""
    return [
        Entry(sentence_of(one, subject), one.at, one.actor, one.note, one.target, one.on_behalf_of) for one in records
    ]
