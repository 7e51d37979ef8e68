# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What notices say of action plans: who is told of which step, in which words, and who may see it.

Reminders before the day by which DGA acknowledges come from the ladder (``project.notices``), as for every desk.
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
from digital_plan.models import ActionPlan
from digital_plan.queries.action_plans import action_plans_for

subjects_of(
    ActionPlan,
    told=Told(
        lambda plan: About(f"{plan.agency.name} {plan.years}", reverse("action_plan", args=[plan.pk])),
        lambda plan, person, at: action_plans_for(person, at).filter(pk=plan.pk).exists(),
        lambda plan: {"number": plan.receipt_number or "–"},
    ),
)


@audience("action_plan_writers", _("Officers and head of the agency whose action plan it is"))
def action_plan_writers(event: Event, at: datetime) -> Iterable[User]:
    roles = (Role.AGENCY_OFFICER, Role.AGENCY_HEAD)
    return people_of_groups([group(role, event.subject.agency_id) for role in roles], at)


@audience("action_plan_receivers", _("DGA's screening officers, who receive action plans"))
def action_plan_receivers(event: Event, at: datetime) -> Iterable[User]:
    return people_of_groups([group(Role.SCREENING_OFFICER)], at)


RULES = (
    ("send_plan", "action_plan_receivers", Kind.TURN, Way.DIGEST,
     "หน่วยงานส่งแผนปฏิบัติการดิจิทัลมาเพื่อทราบ: {title}", "An agency sent its action plan: {title}."),
    ("acknowledge_receipt", "action_plan_writers", Kind.PROGRESS, Way.MAIL,
     "สพร. รับแผนปฏิบัติการดิจิทัลแล้ว: {title} เลขรับ {number}",
     "DGA acknowledged receipt of the action plan: {title}, no. {number}."),
    ("return_plan", "action_plan_writers", Kind.TURN, Way.MAIL,
     "สพร. ขอให้จัดทำแผนปฏิบัติการดิจิทัลให้ครบถ้วน: {title} เนื่องจาก {note}",
     "DGA returned the action plan for completion: {title}. {note}"),
)  # fmt: skip
declare(
    *(
        Declared(topic=f"digital_plan.actionplan.{step}", audience=people, kind=kind, way=way, th=th, en=en)
        for step, people, kind, way, th, en in RULES
    )
)
