# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What notices say of obligations: who is told of which step, in which words, and who may see it.

Reminders before the last day and after it come from the ladder (``project.notices``), for every desk alike.
"""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.models import Kind, Way
from accounts.notifications.registry import About, Declared, Event, Told, audience, declare, subjects_of
from agencies.queries import people_of_groups
from agencies.roles import Role, group
from digital_plan.models import AgencyObligation, Obligation
from digital_plan.queries.obligations import duties_for, obligations_for
from papers.templatetags.thai import thai_date


def day_words(obligation: Obligation) -> str:
    """The last day, or a dash for a standing obligation."""
    return thai_date(obligation.due_date) if obligation.due_date else "–"


subjects_of(
    Obligation,
    told=Told(
        lambda obligation: About(obligation.name, reverse("obligation", args=[obligation.pk])),
        lambda obligation, person, at: obligations_for(person, at).filter(pk=obligation.pk).exists(),
        lambda obligation: {"due": day_words(obligation)},
    ),
)
subjects_of(
    AgencyObligation,
    told=Told(
        lambda duty: About(duty.obligation.name, reverse("duty", args=[duty.pk])),
        lambda duty, person, at: duties_for(person, at).filter(pk=duty.pk).exists(),
        lambda duty: {"agency": duty.agency.name, "due": day_words(duty.obligation)},
    ),
)


@audience("obliged_officers", _("Officers and head of the agency that is obliged"))
def obliged_officers(event: Event, at: datetime) -> Iterable[User]:
    roles = (Role.AGENCY_OFFICER, Role.AGENCY_HEAD)
    return people_of_groups([group(role, event.subject.agency_id) for role in roles], at)


@audience("duty_confirmers", _("DGA's screening officers, who confirm obligations"))
def duty_confirmers(event: Event, at: datetime) -> Iterable[User]:
    return people_of_groups([group(Role.SCREENING_OFFICER)], at)


RULES = (
    ("begin", "obliged_officers", Kind.TURN, Way.DIGEST,
     "{agency}มีหน้าที่ที่ต้องดำเนินการ: {title} ครบกำหนด {due}", "{agency} is obliged to: {title}. Last day: {due}"),
    ("report_done", "duty_confirmers", Kind.TURN, Way.DIGEST,
     "{agency}รายงานว่าดำเนินการแล้ว: {title}", "{agency} reported it done: {title}"),
    ("claim_exemption", "duty_confirmers", Kind.TURN, Way.DIGEST,
     "{agency}แจ้งว่าไม่เกี่ยวข้องกับ{title}: {note}", "{agency} says that it does not apply: {title}. {note}"),
    ("return_duty", "obliged_officers", Kind.TURN, Way.MAIL,
     "สพร. สอบถามเพิ่มเติมเกี่ยวกับรายงานของ{agency}: {title}", "DGA asks back on the report of {agency}: {title}"),
    ("confirm_done", "obliged_officers", Kind.PROGRESS, Way.MAIL,
     "สพร. ยืนยันว่า{agency}ดำเนินการแล้ว: {title}", "DGA confirmed that {agency} has done it: {title}"),
    ("confirm_exemption", "obliged_officers", Kind.PROGRESS, Way.MAIL,
     "สพร. ยืนยันว่าหน้าที่นี้ไม่ใช้กับ{agency}: {title}", "DGA confirmed that it does not apply to {agency}: {title}"),
    ("correct_confirmation", "obliged_officers", Kind.PROGRESS, Way.MAIL,
     "สพร. แก้การยืนยันหน้าที่ของ{agency}: {title} เนื่องจาก {note}",
     "DGA corrected its confirmation for {agency}: {title}. {note}"),
    ("reopen_duty", "obliged_officers", Kind.TURN, Way.MAIL,
     "สพร. เปิดหน้าที่ของ{agency}อีกครั้งพร้อมคำถาม: {title}", "DGA reopened it for {agency} with a question: {title}"),
    ("lapse", "obliged_officers", Kind.PROGRESS, Way.DIGEST,
     "หน้าที่ของ{agency}สิ้นสุดตามการยกเลิก: {title}", "It lapsed for {agency}, being retired: {title}"),
)  # fmt: skip
declare(
    *(
        Declared(topic=f"digital_plan.agencyobligation.{step}", audience=people, kind=kind, way=way, th=th, en=en)
        for step, people, kind, way, th, en in RULES
    )
)
