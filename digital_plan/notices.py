# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What notices say of campaigns and responses: who is told of which step, in which words, and who may see it.

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
from digital_plan.models import AlignmentCampaign, AlignmentResponse
from digital_plan.queries.campaigns import campaigns_for, responses_for
from papers.templatetags.thai import thai_date
from workflows.models import TransitionRecord


def about_campaign(campaign: AlignmentCampaign) -> About:
    """Its name and page."""
    return About(campaign.name, reverse("campaign", args=[campaign.pk]))


def about_response(response: AlignmentResponse) -> About:
    """The campaign's name, and the response's page."""
    return About(response.campaign.name, reverse("response", args=[response.pk]))


subjects_of(
    AlignmentCampaign,
    told=Told(
        about_campaign,
        lambda campaign, person, at: campaigns_for(person, at).filter(pk=campaign.pk).exists(),
        lambda campaign: {"due": thai_date(campaign.due_date)},
    ),
)
subjects_of(
    AlignmentResponse,
    told=Told(
        about_response,
        lambda response, person, at: responses_for(person, at).filter(pk=response.pk).exists(),
        lambda response: {"agency": response.agency.name, "due": thai_date(response.campaign.due_date)},
    ),
)


@audience("officers_asked", _("Officers of the agency that a campaign asks"))
def officers_asked(event: Event, at: datetime) -> Iterable[User]:
    response = event.subject
    if not isinstance(response, AlignmentResponse):
        return []
    return people_of_groups([group(Role.AGENCY_OFFICER, response.agency_id)], at)


@audience("checkers_of_response", _("The officers who worked on the response's check"))
def checkers_of_response(event: Event, at: datetime) -> Iterable[User]:
    made = TransitionRecord.objects.filter(
        subject_type=event.subject.kind, subject_id=event.subject.pk,
        transition__in=("take_up_check", "ask_to_clarify", "record_finding"),
    )  # fmt: skip
    return User.objects.filter(pk__in=made.values("actor")).order_by("pk")


RULES = (
    ("begin", "officers_asked", "ขอให้{agency}ตอบ{title} ภายใน {due}", "{agency} is asked to answer {title} by {due}."),
    ("ask_to_clarify", "officers_asked", "สพร. ขอคำชี้แจงเพิ่มเติมเกี่ยวกับคำตอบของ{agency} ใน{title}",
     "DGA asks {agency} to clarify its response to {title}."),
    ("clarify", "checkers_of_response", "{agency}ชี้แจงเพิ่มเติมใน{title}แล้ว", "{agency} answered on {title}."),
    ("check_again", "checkers_of_response", "หัวหน้าฝ่ายให้ตรวจคำตอบของ{agency} ใน{title}อีกครั้ง: {note}",
     "The response of {agency} to {title} is to be checked again: {note}"),
    ("send_result", "officers_asked", "สพร. แจ้งผลการตรวจสอบ{title} แก่{agency}แล้ว",
     "DGA sent {agency} the result of {title}."),
)  # fmt: skip
declare(
    *(
        Declared(
            topic=f"digital_plan.alignmentresponse.{step}", audience=people, kind=Kind.TURN, way=Way.MAIL, th=th, en=en
        )
        for step, people, th, en in RULES
    )
)
