# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What notices say of projects: who is told of which step, in which words, and who may see it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.models import Kind, Way
from accounts.notifications.registry import ACTOR, GIVEN, About, Declared, Event, Told, audience, declare, subjects_of
from agencies.queries import people_of_groups
from agencies.roles import Role, group
from budget_review.models import Condition, ExpertOpinion, Inquiry, IntegrationProject, Participation
from budget_review.queries.inquiries import readable
from budget_review.queries.visibility import visible_to
from workflows.models import TransitionRecord

ASKED_BY = ("begin", "ask_further")
SCREENED_BY = ("take_up", "return_for_revision", "recommend")


def project_of(subject: Any) -> IntegrationProject:
    """The project that a subject of this floor is, or is a part of."""
    return subject if isinstance(subject, IntegrationProject) else subject.project


def about(subject: Any) -> About:
    """The project's title and page."""
    project = project_of(subject)
    return About(project.title, reverse("project", args=[project.code]))


def may_see(subject: Any, person: User, at: datetime) -> bool:
    """Whether the person may open the project's page."""
    return IntegrationProject.objects.filter(visible_to(person, at), pk=project_of(subject).pk).exists()


subjects_of(
    IntegrationProject,
    Participation,
    ExpertOpinion,
    Condition,
    told=Told(about, may_see, lambda subject: {"code": project_of(subject).code}),
)


def about_inquiry(inquiry: Inquiry) -> About:
    """The project's title, and the thread on its page."""
    address = f"{reverse('project', args=[inquiry.project.code])}?tab=questions#question-{inquiry.pk}"
    return About(inquiry.project.title, address)


subjects_of(
    Inquiry,
    told=Told(
        about_inquiry,
        lambda inquiry, person, at: may_see(inquiry, person, at) and bool(readable([inquiry], person, at)),
        lambda inquiry: {"code": inquiry.project.code, "agency": inquiry.participation.agency.name},
    ),
)


def of_agencies(role: Role, agency_ids: Iterable[int], at: datetime) -> Iterable[User]:
    """Those who hold a role in one of these agencies."""
    return people_of_groups([group(role, pk) for pk in agency_ids], at)


@audience("lead_officers", _("Officers of the lead agency"))
def lead_officers(event: Event, at: datetime) -> Iterable[User]:
    return of_agencies(Role.AGENCY_OFFICER, [project_of(event.subject).lead_id], at)


@audience("lead_heads", _("Heads of the lead agency"))
def lead_heads(event: Event, at: datetime) -> Iterable[User]:
    return of_agencies(Role.AGENCY_HEAD, [project_of(event.subject).lead_id], at)


@audience("partner_officers", _("Officers of the partner agencies"))
def partner_officers(event: Event, at: datetime) -> Iterable[User]:
    project = project_of(event.subject)
    partners = [part.agency_id for part in project.active_parts() if part.agency_id != project.lead_id]
    return of_agencies(Role.AGENCY_OFFICER, partners, at)


@audience("officers_of_part", _("Officers of the agency whose part it is"))
def officers_of_part(event: Event, at: datetime) -> Iterable[User]:
    agency_id = getattr(event.subject, "agency_id", None)
    return of_agencies(Role.AGENCY_OFFICER, [agency_id] if agency_id else [], at)


@audience("screeners", _("The screening officers who worked on the project"))
def screeners(event: Event, at: datetime) -> Iterable[User]:
    return screeners_of(project_of(event.subject))


def screeners_of(project: IntegrationProject) -> QuerySet[User]:
    """Those who took the project up, returned it or recommended."""
    made = TransitionRecord.objects.filter(subject_type=project.kind, subject_id=project.pk, transition__in=SCREENED_BY)
    return User.objects.filter(pk__in=made.values("actor")).order_by("pk")


def partners_and_lead(project: IntegrationProject, at: datetime) -> Iterable[User]:
    """The officers of every agency that takes part and may see the proposal."""
    agencies = [part.agency_id for part in project.active_parts() if part.writes_along or part.is_lead]
    return of_agencies(Role.AGENCY_OFFICER, agencies, at)


@audience("asked_officers", _("Officers of the agency that was asked"))
def asked_officers(event: Event, at: datetime) -> Iterable[User]:
    inquiry = event.subject
    return people_of_groups([inquiry.queue], at) if isinstance(inquiry, Inquiry) else []


@audience("asked_experts", _("The expert who was asked, or every expert"))
def asked_experts(event: Event, at: datetime) -> Iterable[User]:
    opinion = event.subject
    if not isinstance(opinion, ExpertOpinion):
        return []
    return [opinion.expert] if opinion.expert else people_of_groups([group(Role.EXPERT)], at)


@audience("askers", _("Those who asked"))
def askers(event: Event, at: datetime) -> Iterable[User]:
    asked = TransitionRecord.objects.filter(subject_type=event.subject.kind, subject_id=event.subject.pk)
    return User.objects.filter(pk__in=asked.filter(transition__in=ASKED_BY).values("actor")).order_by("pk")


@audience("budget_officers", _("Budget Bureau officers"))
def budget_officers(event: Event, at: datetime) -> Iterable[User]:
    return people_of_groups([group(Role.BUDGET_OFFICER)], at)


@audience(ACTOR, _("The person who acted"))
def actor(event: Event, at: datetime) -> Iterable[User]:
    return [event.actor] if event.actor else []


# topic, audience, way, sentence in Thai, sentence in English
PROGRESS = (
    ("participation.consent", "lead_officers", Way.DIGEST,
     "หน่วยงานร่วมให้ความยินยอมใน{title} ({code}) แล้ว", "A partner consented to the project {title} ({code})."),
    ("participation.ask_changes", "lead_officers", Way.MAIL,
     "หน่วยงานร่วมขอให้แก้ไข{title} ({code}): {note}",
     "A partner asks for changes in the project {title} ({code}): {note}"),
    ("participation.decline", "lead_officers", Way.MAIL,
     "หน่วยงานร่วมไม่เข้าร่วม{title} ({code}): {note}",
     "A partner declines to take part in the project {title} ({code}): {note}"),
    ("participation.go_stale", "officers_of_part", Way.MAIL,
     "ส่วนของหน่วยงานท่านใน{title} ({code}) มีการเปลี่ยนแปลง ต้องขอความยินยอมใหม่",
     "Your agency's part in the project {title} ({code}) changed; you will be asked for consent again."),
    ("integrationproject.send_back", "lead_officers", Way.MAIL,
     "หัวหน้าหน่วยงานส่ง{title} ({code}) กลับให้แก้ไข: {note}",
     "The head of the agency sent the project {title} ({code}) back: {note}"),
    ("integrationproject.hand_in", "partner_officers", Way.DIGEST,
     "{title} ({code}) ยื่นต่อ สพร. แล้ว", "The project {title} ({code}) was handed in to DGA."),
    ("integrationproject.take_up", "lead_officers", Way.DIGEST,
     "สพร. รับ{title} ({code}) ไว้กลั่นกรองแล้ว", "DGA took up the project {title} ({code}) for screening."),
    ("integrationproject.return_for_revision", "lead_officers", Way.MAIL,
     "สพร. ส่ง{title} ({code}) กลับให้ปรับปรุง: {note}",
     "DGA returned the project {title} ({code}) for revision: {note}"),
    ("integrationproject.return_for_revision", "lead_heads", Way.DIGEST,
     "สพร. ส่ง{title} ({code}) กลับให้ปรับปรุง: {note}",
     "DGA returned the project {title} ({code}) for revision: {note}"),
    ("expertopinion.decline_to_advise", "screeners", Way.MAIL,
     "ผู้เชี่ยวชาญขอไม่ให้ความเห็นต่อ{title} ({code}): {note}",
     "The expert declined to give an opinion on the project {title} ({code}): {note}"),
    ("expertopinion.ask_another", "asked_experts", Way.MAIL,
     "ขอความเห็นผู้เชี่ยวชาญของท่านต่อ{title} ({code})",
     "Your expert opinion on the project {title} ({code}) is asked for."),
    ("inquiry.begin", "asked_officers", Way.MAIL,
     "การกลั่นกรอง{title} ({code}) มีข้อซักถามถึงหน่วยงานท่าน",
     "The screening of the project {title} ({code}) has a question for your agency."),
    ("inquiry.begin", "lead_officers", Way.DIGEST,
     "การกลั่นกรอง{title} ({code}) มีข้อซักถามถึง{agency}",
     "The screening of the project {title} ({code}) has a question for {agency}."),
    ("inquiry.ask_further", "asked_officers", Way.MAIL,
     "การกลั่นกรอง{title} ({code}) มีข้อซักถามเพิ่มเติมถึงหน่วยงานท่าน",
     "The screening of the project {title} ({code}) asks your agency further."),
    ("inquiry.answer", "askers", Way.MAIL,
     "{agency}ตอบข้อซักถามเกี่ยวกับ{title} ({code}) แล้ว",
     "{agency} answered the question on the project {title} ({code})."),
    ("inquiry.withdraw_question", "asked_officers", Way.DIGEST,
     "ข้อซักถามถึงหน่วยงานท่านเกี่ยวกับ{title} ({code}) ถูกถอนแล้ว: {note}",
     "The question to your agency on the project {title} ({code}) was withdrawn: {note}"),
    ("inquiry.end", "asked_officers", Way.HERE,
     "ข้อซักถามถึงหน่วยงานท่านเกี่ยวกับ{title} ({code}) สิ้นสุดแล้ว เพราะการกลั่นกรองดำเนินไปอีกขั้น",
     "The question to your agency on the project {title} ({code}) ended with the screening."),
    ("comment.visible", GIVEN, Way.DIGEST,
     "มีความเห็นใหม่เกี่ยวกับ{title} ({code})", "There is a new comment on the project {title} ({code})."),
    ("comment.internal", GIVEN, Way.HERE,
     "มีความเห็นภายในใหม่เกี่ยวกับ{title} ({code})",
     "There is a new internal comment on the project {title} ({code})."),
    ("integrationproject.reconsider", "screeners", Way.MAIL,
     "หัวหน้าฝ่ายกลั่นกรองขอให้ทบทวนความเห็นต่อ{title} ({code}): {note}",
     "The head of screening asks to reconsider the project {title} ({code}): {note}"),
    ("integrationproject.pass_on", "lead_officers", Way.MAIL,
     "{title} ({code}) ผ่านการกลั่นกรองแล้ว", "The project {title} ({code}) passed the screening."),
    ("integrationproject.find_not_eligible", "lead_officers", Way.MAIL,
     "{title} ({code}) ไม่ผ่านการกลั่นกรอง: {note}", "The project {title} ({code}) is not eligible: {note}"),
    ("integrationproject.queue", "lead_officers", Way.DIGEST,
     "{title} ({code}) ได้รับการบรรจุในระเบียบวาระการประชุม",
     "The project {title} ({code}) was put on a meeting's agenda."),
    ("integrationproject.defer", "lead_officers", Way.MAIL,
     "คณะกรรมการให้เลื่อนการพิจารณา{title} ({code})", "The committee deferred the project {title} ({code})."),
    ("integrationproject.return_from_committee", "lead_officers", Way.MAIL,
     "คณะกรรมการให้ปรับปรุง{title} ({code})", "The committee returned the project {title} ({code})."),
    ("integrationproject.endorse", "lead_officers", Way.MAIL,
     "คณะกรรมการเห็นชอบ{title} ({code})", "The committee endorsed the project {title} ({code})."),
    ("integrationproject.endorse", "partner_officers", Way.DIGEST,
     "คณะกรรมการเห็นชอบ{title} ({code})", "The committee endorsed the project {title} ({code})."),
    ("integrationproject.endorse_with_conditions", "lead_officers", Way.MAIL,
     "คณะกรรมการเห็นชอบ{title} ({code}) โดยมีเงื่อนไข",
     "The committee endorsed the project {title} ({code}) with conditions."),
    ("integrationproject.not_endorse", "lead_officers", Way.MAIL,
     "คณะกรรมการไม่เห็นชอบ{title} ({code})", "The committee did not endorse the project {title} ({code})."),
    ("integrationproject.forward", "lead_officers", Way.DIGEST,
     "{title} ({code}) ส่งไปยังสำนักงบประมาณแล้ว",
     "The project {title} ({code}) was sent to the Budget Bureau."),
    ("integrationproject.decide", "lead_officers", Way.MAIL,
     "งบประมาณของ{title} ({code}) ได้รับการพิจารณาแล้ว",
     "The budget of the project {title} ({code}) is decided."),
    ("integrationproject.not_fund", "lead_officers", Way.MAIL,
     "{title} ({code}) ไม่ได้รับจัดสรรงบประมาณ: {note}",
     "The project {title} ({code}) was not funded: {note}"),
    ("integrationproject.report_back", "lead_officers", Way.MAIL,
     "สพร. แจ้งผลการพิจารณา{title} ({code}) แล้ว",
     "DGA reported the result of the project {title} ({code}) back."),
    ("integrationproject.report_back", "partner_officers", Way.MAIL,
     "สพร. แจ้งผลการพิจารณา{title} ({code}) แล้ว",
     "DGA reported the result of the project {title} ({code}) back."),
    ("integrationproject.withdraw", "partner_officers", Way.MAIL,
     "หน่วยงานเจ้าภาพถอน{title} ({code}): {note}",
     "The lead agency withdrew the project {title} ({code}): {note}"),
    ("integrationproject.withdraw", "screeners", Way.DIGEST,
     "หน่วยงานเจ้าภาพถอน{title} ({code}): {note}",
     "The lead agency withdrew the project {title} ({code}): {note}"),
)  # fmt: skip

declare(
    *(
        Declared(topic=f"budget_review.{topic}", audience=people, kind=Kind.PROGRESS, way=way, th=th, en=en)
        for topic, people, way, th, en in PROGRESS
    )
)
