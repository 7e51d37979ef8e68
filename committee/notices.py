# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What notices say of meetings: who is told of which step, in which words, and who may see it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.models import Kind, Way
from accounts.notifications.registry import GIVEN, About, Declared, Event, Told, audience, declare, subjects_of
from agencies.roles import day_of
from committee import notices_of_results as notices_of_results
from committee.models import AgendaItem, Meeting, Minutes, MinutesReply, Resolution, RollEntry
from committee.queries import committees_for
from committee.queries.groups import chairs_group, late_approvers_group, people_of_groups, secretariat_group
from committee.states import AFTER_THE_CALL, Confidentiality, ItemState


def meeting_of(subject: Any) -> Meeting:
    """The meeting that a subject of this floor is, or is a part of."""
    if isinstance(subject, MinutesReply):
        return subject.minutes.meeting
    return subject if isinstance(subject, Meeting) else subject.meeting


def about(subject: Any) -> About:
    """The meeting's title and page."""
    meeting = meeting_of(subject)
    if isinstance(subject, Minutes | MinutesReply):
        return About(f"{meeting.called} · {meeting.committee}", reverse("minutes", args=[meeting.pk]))
    return About(f"{meeting.title} · {meeting.committee}", reverse("meeting", args=[meeting.pk]))


def may_see(subject: Any, person: User, at: datetime) -> bool:
    """Whether the person may open the meeting's page."""
    return committees_for(person, at).filter(pk=meeting_of(subject).committee_id).exists()


subjects_of(Meeting, AgendaItem, RollEntry, Resolution, Minutes, MinutesReply, told=Told(about, may_see))


@audience("members_of_meeting", _("Those who are invited to the meeting"))
def members_of_meeting(event: Event, at: datetime) -> Iterable[User]:
    return [entry.user for entry in meeting_of(event.subject).roll.select_related("user").order_by("pk")]


@audience("seats_of_committee", _("Everybody with a seat on the committee"))
def seats_of_committee(event: Event, at: datetime) -> Iterable[User]:
    tenures = meeting_of(event.subject).committee.tenures.select_related("user")
    return [tenure.user for tenure in tenures if tenure.holds_on(day_of(at))]


@audience("secretaries", _("The committee's secretaries"))
def secretaries(event: Event, at: datetime) -> Iterable[User]:
    return people_of_groups([secretariat_group(meeting_of(event.subject).committee_id)], at)


@audience("chairs", _("The committee's chair and vice-chairs"))
def chairs(event: Event, at: datetime) -> Iterable[User]:
    return people_of_groups([chairs_group(meeting_of(event.subject).committee_id)], at)


@audience("late_alternate", _("The alternate who is named after the meeting was convened"))
def late_alternate(event: Event, at: datetime) -> Iterable[User]:
    """Those who are invited when it is convened are told of that."""
    by_hand = event.record is not None and "cause" not in event.record.facts
    return [event.subject.user] if by_hand else []


@audience("late_approvers", _("Whoever approves the late item that is proposed"))
def late_approvers(event: Event, at: datetime) -> Iterable[User]:
    """Nobody while the call is open, or of what comes by itself."""
    item: Any = event.subject
    is_late = item.state == ItemState.PROPOSED and item.late_reason and item.meeting.state in AFTER_THE_CALL
    queue = late_approvers_group if item.confidentiality == Confidentiality.OPEN else chairs_group
    people = people_of_groups([queue(item.meeting.committee_id)], at) if is_late else []
    return [person for person in people if person.pk != item.proposed_by_id]


@audience("who_proposed", _("Who proposed the matter"))
def who_proposed(event: Event, at: datetime) -> Iterable[User]:
    proposed_by = event.subject.proposed_by
    return [proposed_by] if proposed_by is not None else []


# topic, audience, way, sentence in Thai, sentence in English
@audience("members_asked_for_minutes", _("Those to whom the minutes are circulated"))
def members_asked_for_minutes(event: Event, at: datetime) -> Iterable[User]:
    subject: Any = event.subject
    replies = subject.present_replies() if isinstance(subject, Minutes) else subject.minutes.present_replies()
    return [reply.user for reply in replies.select_related("user").order_by("pk")]


MEETINGS = (
    ("meeting.convene", "members_of_meeting", Way.MAIL,
     "เชิญประชุม {title} หนังสือเชิญ ปฏิทิน และการตอบรับอยู่ในหน้าการประชุม",
     "You are invited to {title}. The letter, the calendar entry and your reply are on its page."),
    ("meeting.freeze", "members_of_meeting", Way.MAIL,
     "ระเบียบวาระและเอกสารประกอบการประชุม {title} พร้อมให้อ่านแล้ว", "Agenda and papers of {title} are ready to be read."),
    ("meeting.issue_addendum", "members_of_meeting", Way.MAIL,
     "มีระเบียบวาระการประชุมเพิ่มเติมของการประชุม {title} อ่านสิ่งที่เปลี่ยนแปลงได้ที่หน้าแรกของเอกสารชุดใหม่",
     "There is an addendum to the agenda of {title}. The new pack begins with what changed."),
    ("meeting.thaw", "members_of_meeting", Way.DIGEST,
     "มีการเปิดแก้ไขระเบียบวาระการประชุม {title}: {note}", "The agenda of {title} was opened again: {note}"),
    ("meeting.cancel", "members_of_meeting", Way.MAIL,
     "ยกเลิกการประชุม {title}: {note}", "{title} is cancelled: {note}"),
    ("meeting.miss_quorum", "members_of_meeting", Way.MAIL,
     "การประชุม {title} ไม่ครบองค์ประชุม", "{title} had no quorum."),
    ("meeting.end", "members_of_meeting", Way.HERE, "ปิดการประชุม {title} แล้ว", "{title} has ended."),
    ("agendaitem.begin", "late_approvers", Way.MAIL,
     "มีวาระจรของการประชุม {title} รอท่านอนุมัติให้บรรจุ หรือไม่รับไว้", "A late item of {title} waits for your approval."),
    ("agendaitem.admit_late", "secretaries", Way.HERE,
     "อนุมัติวาระจรเข้าระเบียบวาระการประชุม {title} แล้ว", "A late item of {title} was approved."),
    ("agendaitem.turn_away", "who_proposed", Way.DIGEST,
     "ไม่รับเรื่องที่ท่านเสนอเข้าระเบียบวาระการประชุม {title}: {note}",
     "The matter that you proposed for {title} was turned away: {note}"),
    ("agendaitem.lay_report", "chairs", Way.MAIL,
     "มีหนังสือรายงานคณะรัฐมนตรีของการประชุม {title} รอท่านลงนามออก",
     "A letter to the cabinet from {title} waits for your release."),
    ("agendaitem.release_report", "secretaries", Way.HERE,
     "ออกหนังสือรายงานคณะรัฐมนตรีของการประชุม {title} แล้ว", "The letter to the cabinet from {title} was released."),
    ("rollentry.begin", "late_alternate", Way.MAIL,
     "ท่านได้รับมอบหมายให้เข้าประชุมแทนในการประชุม {title} หนังสือเชิญและเอกสารอยู่ในหน้าการประชุม",
     "You are to attend {title} in a member's place. The letter and the papers are on its page."),
    ("rollentry.send_regrets", "secretaries", Way.DIGEST,
     "{person} แจ้งว่าไม่สามารถเข้าร่วมการประชุม {title}", "{person} cannot attend {title}."),
    ("minutes.circulate", "members_asked_for_minutes", Way.MAIL,
     "ขอเวียนรายงานการประชุม {title} เพื่อพิจารณารับรอง", "The minutes of {title} are circulated for your confirmation."),
    ("minutes.adopt_by_circulation", "members_asked_for_minutes", Way.DIGEST,
     "รับรองรายงานการประชุม {title} โดยการเวียนแล้ว", "The minutes of {title} were adopted by circulation."),
    ("minutes.adopt_here", "members_of_meeting", Way.DIGEST,
     "รับรองรายงานการประชุม {title} ในการประชุมครั้งนั้นเองแล้ว", "The minutes of {title} were adopted by that very meeting."),
    ("minutes.adopt_at_meeting", "members_asked_for_minutes", Way.DIGEST,
     "ที่ประชุมครั้งถัดมารับรองรายงานการประชุม {title} แล้ว", "The minutes of {title} were adopted at a later meeting."),
    ("minutes.publish", "members_of_meeting", Way.HERE,
     "เผยแพร่รายงานการประชุม {title} แล้ว", "The minutes of {title} were published."),
    ("minutes.correct", "members_asked_for_minutes", Way.DIGEST,
     "มีการแก้ไขรายงานการประชุม {title}", "The minutes of {title} were corrected."),
    ("minutesreply.ask_amendment", "secretaries", Way.DIGEST,
     "{person} ขอแก้ไขรายงานการประชุม {title}: {note}", "{person} asks to amend the minutes of {title}: {note}"),
    ("resolution.certify", "secretaries", Way.HERE, "รับรองมติในการประชุม {title} แล้ว",
     "A resolution of {title} was certified."),
)  # fmt: skip

BUILDS = (
    ("built", "เอกสารชุดที่ {number} ของการประชุม {title} จัดทำเสร็จแล้ว ตรวจดูแล้วใช้กำหนดระเบียบวาระได้",
     "Pack {number} of {title} is built. Look it through, and fix the agenda with it."),
    ("failed", "จัดทำเอกสารประกอบการประชุม {title} ไม่สำเร็จ หน้าการประชุมบอกสาเหตุและรายการที่ต้องแก้",
     "The pack of {title} could not be built. The meeting's page says why, and which matter to mend."),
    ("overtaken", "หยุดจัดทำเอกสารประกอบการประชุม {title} เพราะระเบียบวาระเปลี่ยนไประหว่างจัดทำ",
     "The pack of {title} was not built: the agenda changed meanwhile."),
)  # fmt: skip
COPIES = (
    ("built", "ฉบับสำเนาของเอกสารชุดที่ {number} ของการประชุม {title} จัดทำเสร็จแล้ว",
     "The copy of pack {number} of {title} is made."),
    ("failed", "จัดทำฉบับสำเนาของเอกสารประกอบการประชุม {title} ไม่สำเร็จ หน้าการประชุมบอกสาเหตุ",
     "The copy of the pack of {title} could not be made. The meeting's page says why."),
    ("overtaken", "หยุดจัดทำฉบับสำเนาของเอกสารประกอบการประชุม {title} เพราะออกเอกสารชุดใหม่แล้ว",
     "The copy of the pack of {title} was not made: another pack was issued meanwhile."),
)  # fmt: skip

declare(
    *(
        Declared(topic=f"committee.{topic}", audience=people, kind=Kind.MEETING, way=way, th=th, en=en)
        for topic, people, way, th, en in MEETINGS
    ),
    *(
        Declared(topic=f"committee.{what}.{how}", audience=GIVEN, kind=Kind.MEETING, way=Way.HERE, th=th, en=en)
        for what, told in (("packbuild", BUILDS), ("packcopy", COPIES))
        for how, th, en in told
    ),
)
