# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What notices say of what a committee resolved and whom it named: letters, what was assigned, alternates, mandates.

Reminders before the due day and after it come from the ladder (``project.notices``), for every desk alike.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.models import Kind, Way
from accounts.notifications.registry import GIVEN, About, Declared, Event, Told, audience, declare, subjects_of
from accounts.notifications.telling import tell
from agencies.queries import people_of_groups
from agencies.roles import Role, group
from committee.models import ActionItem, Alternate, Committee, DecisionLetter, Mandate
from committee.queries.following import actions_for
from committee.queries.groups import people_of_groups as people_of_seats
from committee.queries.groups import secretariat_group
from committee.queries.letters import letters_for
from committee.queries.meetings import committees_for
from papers.templatetags.thai import thai_date

OF_AN_AGENCY = (Role.AGENCY_OFFICER, Role.AGENCY_HEAD)
ALTERNATE, MANDATE = "committee.alternate.name-alternate", "committee.mandate.give-mandate"


def about_letter(letter: DecisionLetter) -> About:
    """Its number and the matter."""
    return About(
        f"{letter.letter_number} · {letter.resolution.item.title}", reverse("decision_letter", args=[letter.pk])
    )


def about_action(action: ActionItem) -> About:
    """What is to be done."""
    return About(action.text, reverse("action", args=[action.pk]))


def about_naming(row: Alternate | Mandate) -> About:
    """The committee, and the page on which it stands."""
    committee = committee_of(row)
    return About(committee.name, reverse("committee", args=[committee.code]))


def committee_of(subject: Any) -> Committee:
    """Whose committee it is."""
    if isinstance(subject, Alternate):
        return subject.tenure.committee
    if isinstance(subject, DecisionLetter):
        return subject.resolution.committee
    found: Committee = subject.committee
    return found


subjects_of(
    DecisionLetter,
    told=Told(
        about_letter,
        lambda letter, person, at: letters_for(person, at).filter(pk=letter.pk).exists(),
        lambda letter: {"code": letter.resolution.called},
    ),
)
subjects_of(
    ActionItem,
    told=Told(
        about_action,
        lambda action, person, at: actions_for(person, at).filter(pk=action.pk).exists(),
        lambda action: {"code": action.resolution.called, "due": thai_date(action.due_date)},
    ),
)
subjects_of(
    Alternate,
    Mandate,
    told=Told(
        about_naming,
        lambda row, person, at: (
            person.pk in concerned(row) or committees_for(person, at).filter(pk=committee_of(row).pk).exists()
        ),
    ),
)


def concerned(row: Alternate | Mandate) -> set[int]:
    """The person who is named, and the holder in whose place they sit."""
    people = (row.user_id, row.tenure.user_id) if isinstance(row, Alternate) else (row.to_user_id,)
    return {pk for pk in people if pk is not None}


@audience("letter_recipients", _("Officers and head of the agency that the letter goes to"))
def letter_recipients(event: Event, at: datetime) -> Iterable[User]:
    return people_of_groups([group(role, event.subject.agency_id) for role in OF_AN_AGENCY], at)


@audience("action_owners", _("Whoever does what was assigned: the person, or the agency's officers and head"))
def action_owners(event: Event, at: datetime) -> Iterable[User]:
    action: ActionItem = event.subject
    if action.person is not None:
        return [action.person]
    return people_of_groups([group(role, action.agency_id) for role in OF_AN_AGENCY], at)


@audience("secretaries_of_results", _("The secretaries of the committee that resolved"))
def secretaries_of_results(event: Event, at: datetime) -> Iterable[User]:
    return people_of_seats([secretariat_group(committee_of(event.subject).pk)], at)


def tell_of_naming(row: Alternate | Mandate, *, actor: User, at: datetime, request_id: UUID) -> None:
    """Tell those who were named: an alternate and the holder; a person, or the secretaries of a body, of a mandate."""
    people = list(User.objects.filter(pk__in=concerned(row)))
    if isinstance(row, Mandate) and row.to_committee_id is not None:
        people = people_of_seats([secretariat_group(row.to_committee_id)], at)
    topic = ALTERNATE if isinstance(row, Alternate) else MANDATE
    facts = {"note": row.letter if isinstance(row, Alternate) else row.order_number}
    tell(topic, row, people, at=at, event_id=uuid5(request_id, topic), facts=facts, actor=actor)


# topic, audience, kind, way, sentence in Thai, sentence in English
RESULTS = (
    ("decisionletter.begin", "letter_recipients", Kind.TURN, Way.MAIL,
     "มีหนังสือแจ้งมติถึงหน่วยงานของท่าน: {title} โปรดรับทราบหนังสือในระบบ",
     "A letter on a resolution came to your agency: {title}. Please acknowledge it here."),
    ("decisionletter.acknowledge", "secretaries_of_results", Kind.MEETING, Way.DIGEST,
     "{person} รับทราบหนังสือ {title} แล้ว", "{person} acknowledged letter {title}."),
    ("decisionletter.fall_away", "letter_recipients", Kind.MEETING, Way.MAIL,
     "หนังสือ {title} ไม่มีผลแล้ว เนื่องจากมติที่แจ้งมีการแก้ไขหรือพิจารณาใหม่",
     "Letter {title} holds no longer: its resolution was corrected or resolved anew."),
    ("actionitem.begin", "action_owners", Kind.TURN, Way.MAIL,
     "คณะกรรมการมอบหมายให้ดำเนินการ (มติที่ {code}): {title} ครบกำหนด {due}",
     "Resolution {code} assigns to you: {title}, due on {due}."),
    ("actionitem.extend", "action_owners", Kind.TURN, Way.MAIL,
     "ขยายเวลาดำเนินการ {title} เป็นวันที่ {due}: {note}", "{title} is now due on {due}: {note}"),
    ("actionitem.report", "secretaries_of_results", Kind.TURN, Way.MAIL,
     "{person} รายงานผลการดำเนินการตามมติที่ {code}: {title} รอการตรวจสอบ",
     "{person} reported what resolution {code} assigned: {title}. It waits to be verified."),
    ("actionitem.send_back", "action_owners", Kind.TURN, Way.MAIL,
     "ส่งคืน {title} เนื่องจากยังไม่แล้วเสร็จ: {note}", "{title} was returned, it is not done yet: {note}"),
    ("actionitem.verify", "action_owners", Kind.MEETING, Way.DIGEST,
     "ตรวจสอบผลการดำเนินการแล้ว: {title}", "What you reported was verified: {title}"),
    ("actionitem.close", "action_owners", Kind.MEETING, Way.DIGEST,
     "ปิดเรื่อง {title} แล้ว คณะกรรมการรับทราบผล", "{title} is closed: the committee is told."),
    ("actionitem.fall_away", "action_owners", Kind.TURN, Way.MAIL,
     "ไม่ต้องดำเนินการ {title} แล้ว เนื่องจากมติที่มอบหมายสิ้นผล", "{title} need not be done: its resolution no longer stands."),
)  # fmt: skip

declare(
    *(
        Declared(topic=f"committee.{topic}", audience=people, kind=kind, way=way, th=th, en=en)
        for topic, people, kind, way, th, en in RESULTS
    ),
    Declared(
        topic=ALTERNATE, audience=GIVEN, kind=Kind.MEETING, way=Way.MAIL,
        th="มีการแต่งตั้งผู้มาประชุมแทนใน{title} ตามหนังสือ {note}",
        en="An alternate is named on {title}, by letter {note}.",
    ),
    Declared(
        topic=MANDATE, audience=GIVEN, kind=Kind.MEETING, way=Way.MAIL,
        th="{title} มอบอำนาจแก่ท่านตามคำสั่งที่ {note}", en="{title} gives you a mandate, by order {note}.",
    ),
)  # fmt: skip
