# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What notices say of rounds on the status of plans: who is told of which step, and who may see it.

Reminders before the last day and after it come from the ladder (``project.notices``), as for every desk.
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
from digital_plan.models import StatusReturn, StatusRound
from digital_plan.queries.status_rounds import status_returns_for, status_rounds_for
from papers.templatetags.thai import thai_date
from workflows.models import TransitionRecord

subjects_of(
    StatusRound,
    told=Told(
        lambda round_: About(round_.called or "–", reverse("status_round", args=[round_.pk])),
        lambda round_, person, at: status_rounds_for(person, at).filter(pk=round_.pk).exists(),
        lambda round_: {"due": thai_date(round_.due_date)},
    ),
)
subjects_of(
    StatusReturn,
    told=Told(
        lambda return_: About(return_.round.called, reverse("status_return", args=[return_.pk])),
        lambda return_, person, at: status_returns_for(person, at).filter(pk=return_.pk).exists(),
        lambda return_: {"agency": return_.agency.name, "due": thai_date(return_.round.due_date)},
    ),
)


@audience("tellers_of_status", _("Officers of the agency whose plan's status is asked for"))
def tellers_of_status(event: Event, at: datetime) -> Iterable[User]:
    return people_of_groups([group(Role.AGENCY_OFFICER, event.subject.agency_id)], at)


@audience("askers_of_status", _("The officers who asked the agency back"))
def askers_of_status(event: Event, at: datetime) -> Iterable[User]:
    made = TransitionRecord.objects.filter(
        subject_type=event.subject.kind, subject_id=event.subject.pk, transition="ask_back"
    )
    return User.objects.filter(pk__in=made.values("actor")).order_by("pk")


RULES = (
    ("begin", "tellers_of_status", Kind.TURN,
     "ขอให้{agency}แจ้งสถานะแผนปฏิบัติการหรือแผนงาน ครั้งที่ {title} ภายใน {due}",
     "{agency} is asked for the status of its plan, round {title}, by {due}."),
    ("ask_back", "tellers_of_status", Kind.TURN,
     "สพร. สอบถามเพิ่มเติมเกี่ยวกับสถานะแผนของ{agency} ครั้งที่ {title}",
     "DGA asks {agency} back on the status of its plan, round {title}."),
    ("answer_back", "askers_of_status", Kind.PROGRESS,
     "{agency}ตอบเรื่องสถานะแผน ครั้งที่ {title} แล้ว", "{agency} answered on the status of its plan, round {title}."),
    ("enter_for_caller", "tellers_of_status", Kind.PROGRESS,
     "สพร. บันทึกสถานะแผนของ{agency} ครั้งที่ {title} ตามที่หน่วยงานแจ้งแล้ว โปรดตรวจสอบ",
     "DGA entered the status of the plan of {agency}, round {title}, as the agency told it. Please check."),
)  # fmt: skip
declare(
    *(
        Declared(topic=f"digital_plan.statusreturn.{step}", audience=people, kind=kind, way=Way.MAIL, th=th, en=en)
        for step, people, kind, th, en in RULES
    )
)
