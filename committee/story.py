# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting's story in sentences, made when it is read: the records hold codes and data only."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from agencies.story import authorities_of
from committee.models import (
    ActionItem,
    AgendaItem,
    DecisionLetter,
    Meeting,
    Minutes,
    MinutesReply,
    Resolution,
    RollEntry,
)
from committee.states import Verb
from papers.templatetags.thai import thai_date
from workflows.definitions.files import told_of
from workflows.models import TransitionRecord

MEETING, ITEM, ENTRY, RESOLUTION, LETTER, ACTION = (
    model._meta.label_lower for model in (Meeting, AgendaItem, RollEntry, Resolution, DecisionLetter, ActionItem)
)
MINUTES, MINUTES_REPLY = Minutes._meta.label_lower, MinutesReply._meta.label_lower

SENTENCES: dict[tuple[str, str], Any] = {
    (MEETING, "begin"): _("The meeting was planned."),
    (MEETING, "convene"): _("The meeting was convened as number %(number)s/%(be_year)s; %(invited)s members invited."),
    (MEETING, "make_urgent"): _("The chair called the meeting urgently."),
    (MEETING, "close_call"): _("The call for items was closed."),
    (MEETING, "freeze"): _("The agenda was fixed and pack %(pack)s issued."),
    (MEETING, "issue_addendum"): _("Pack %(pack)s, the addendum to the agenda, was issued."),
    (MEETING, "thaw"): _("The agenda was reopened."),
    (MEETING, "open"): _("The meeting was opened: %(present)s of %(entitled)s present, %(needed)s needed."),
    (MEETING, "miss_quorum"): _("There was no quorum: %(present)s of %(entitled)s present, %(needed)s needed."),
    (MEETING, "suspend"): _("The meeting was suspended."),
    (MEETING, "resume"): _("The meeting was resumed: %(present)s of %(entitled)s present, %(needed)s needed."),
    (MEETING, "end"): _("The meeting ended."),
    (MEETING, "close"): _("The file of the meeting was closed."),
    (MEETING, "cancel"): _("The meeting was cancelled; its number stays with it."),
    (ITEM, "list_it"): _("Put on the agenda: %(about)s"),
    (ITEM, "admit_late"): _("Admitted as a late item: %(about)s"),
    (ITEM, "come_back"): _("Came on the agenda by itself: %(about)s"),
    (ITEM, "turn_away"): _("Turned away: %(about)s"),
    (ITEM, "take_out"): _("Taken out of the consent items: %(about)s"),
    (ITEM, "drop"): _("Will not be brought back: %(about)s"),
    (ITEM, "take_off"): _("Taken off the agenda: %(about)s"),
    (ITEM, "lapse"): _("Fell off the agenda: %(about)s"),
    (ITEM, "consider"): _("Taken up: %(about)s"),
    (ITEM, "draft"): _("The resolution was drafted: %(about)s"),
    (ITEM, "reconsider"): _("Reconsidered, resolution %(superseded)s set aside: %(about)s"),
    (ITEM, "note_it"): _("Noted: %(about)s"),
    (ITEM, "take_note"): _("Noted: %(about)s"),
    (ITEM, "lay_report"): _("Letter %(letter_number)s laid for release: %(about)s"),
    (ITEM, "release_report"): _("Released as letter %(letter_number)s: %(about)s"),
    (ITEM, "wait_for_quorum"): _("Not reached, for want of a quorum: %(about)s"),
    (ITEM, "leave_unreached"): _("Not reached: %(about)s"),
    (ENTRY, "accept"): _("%(about)s will attend."),
    (ENTRY, "send_regrets"): _("%(about)s cannot attend."),
    (ENTRY, "arrive"): _("%(about)s arrived."),
    (ENTRY, "depart"): _("%(about)s left the meeting."),
    (ITEM, "correct"): _("The words of resolution %(corrects)s are to be corrected: %(about)s"),
    (RESOLUTION, "record"): _("The resolution was recorded: %(verb)s"),
    (RESOLUTION, "assign_more"): _("Assigned by its words: %(text)s"),
    (RESOLUTION, "communicate"): _("The letters on the resolution were sent."),
    (RESOLUTION, "give_way"): _("The words of the resolution were corrected by another."),
    (RESOLUTION, "drop"): _("The correction was dropped."),
    (LETTER, "begin"): _("The letter was sent."),
    (LETTER, "acknowledge"): _("The agency acknowledged the letter."),
    (LETTER, "fall_away"): _("The letter fell away with its resolution."),
    (ACTION, "begin"): _("It was assigned."),
    (ACTION, "report"): _("It was reported as done."),
    (ACTION, "verify"): _("It was verified."),
    (ACTION, "send_back"): _("It was returned: not done yet."),
    (ACTION, "extend"): _("The term was extended to %(due_date)s."),
    (ACTION, "close"): _("It was closed: the committee is told."),
    (ACTION, "fall_away"): _("It fell away with its resolution."),
    (RESOLUTION, "certify"): _("Resolution %(number)s was certified: %(verb)s"),
}
SENTENCES |= {
    (MINUTES, "begin"): _("The minutes were drafted: %(drafted)s sections."),
    (MINUTES, "circulate"): _("Circulated to %(members)s members, comments until %(due_on)s."),
    (MINUTES, "take_back"): _("Returned to drafting."),
    (MINUTES, "adopt_here"): _("Adopted by the same meeting, %(adopted_at)s."),
    (MINUTES, "adopt_at_meeting"): _("Adopted by meeting %(adopted_at)s; %(amended)s sections amended."),
    (MINUTES, "adopt_by_circulation"): _("Adopted by circulation."),
    (MINUTES, "publish"): _("The minutes were published."),
    (MINUTES, "correct"): _("Corrigendum %(corrigendum)s, adopted by meeting %(adopted_at)s."),
    (MINUTES_REPLY, "confirm"): _("The minutes were confirmed."),
    (MINUTES_REPLY, "ask_amendment"): _("An amendment was asked for."),
    (ITEM, "adopt_minutes"): _("The minutes were adopted: %(about)s"),
}
# what another record of the same moment tells already
UNTOLD = {
    (ENTRY, "begin"),
    (ITEM, "begin"),
    (RESOLUTION, "begin"),
    (ITEM, "resolve"),
    (ITEM, "put_off"),
    (RESOLUTION, "supersede"),
}


@dataclass(frozen=True)
class Entry:
    """One record as ``components/timeline.html`` shows it; ``state`` is where it led."""

    at: datetime
    sentence: str
    actor: Any
    on_behalf_of: Any
    under: str
    note: str
    facts: list[tuple[Any, Any]]
    state: str


def tell(records: Iterable[TransitionRecord], items: Iterable[AgendaItem], roll: Iterable[RollEntry]) -> list[Entry]:
    """Tell a meeting's records, the newest first; parts that are not among ``items`` and ``roll`` stay untold."""
    items, records = list(items), list(records)
    names = {(ITEM, item.pk): f"{item.label} {item.title}" for item in items}
    names |= {(ENTRY, entry.pk): str(entry.user) for entry in roll}
    orders = authorities_of(records)
    has_unreached = any("not_reached" in record.facts for record in records)
    about = items if has_unreached else []
    known = {item.label for item in about} | {item.project.code for item in about if item.project}
    told = [
        _entry(record, names, orders, known)
        for record in records
        if (record.subject_type, record.transition) not in UNTOLD
        and (record.subject_type not in (ITEM, ENTRY) or (record.subject_type, record.subject_id) in names)
    ]
    return told[::-1]


def tell_minutes(records: Iterable[TransitionRecord]) -> list[Entry]:
    """Tell the records of minutes and of the answers to them, the newest first."""
    records = list(records)
    orders = authorities_of(records)
    silent = {(MINUTES_REPLY, "begin"), (MINUTES_REPLY, "lapse")}
    told = [one for one in records if (one.subject_type, one.transition) not in silent]
    return [_entry(record, {}, orders) for record in told][::-1]


def _entry(
    record: TransitionRecord,
    names: Mapping[tuple[str, int], str],
    orders: Mapping[int, str],
    known: Container[str] = (),
) -> Entry:
    words = dict(record.facts) | {"about": names.get((record.subject_type, record.subject_id), "")}
    if "verb" in words:
        said = (Verb(verb).label for verb in (words["verb"], *words.get("also", ())))
        words["verb"] = " · ".join(map(str, said))
    if "due_date" in words:
        words["due_date"] = thai_date(words["due_date"])
    sentence = SENTENCES.get((record.subject_type, record.transition))
    return Entry(
        at=record.at,
        sentence=sentence % words if sentence else told_of(apps.get_model(record.subject_type), record),
        actor=record.actor,
        on_behalf_of=record.on_behalf_of,
        under=orders.get(record.delegation or 0, ""),
        note=record.note,
        facts=_facts(record, known),
        state=record.target,
    )


def _facts(record: TransitionRecord, known: Container[str]) -> list[tuple[Any, Any]]:
    """What can be checked against the papers: the pack's hash, the quorum's arithmetic, which matters told of here were
    not reached.
    """
    facts = record.facts
    told: list[tuple[Any, Any]] = []
    if "pack_sha256" in facts:
        told.append(("SHA-256", facts["pack_sha256"]))
    if record.subject_type == RESOLUTION and "needed" in facts:
        told.append((_("Quorum"), _("%(present)s of %(entitled)s present, %(needed)s needed") % facts))
    if left := [name for name in facts.get("not_reached", ()) if name in known]:
        told.append((_("Not reached"), ", ".join(left)))
    return told
