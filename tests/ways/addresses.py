# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where each step is made: the address to which a page's form goes, the pages that offer it, a program's address."""

from typing import Any

from django.urls import reverse

from committee.operations.effects.attendance import mark_as_read, state_by
from committee.operations.session.attendance import STEP
from committee.rules.presence import Mark, MarkKind, intervals_of, standing
from committee.states import SEALED
from workflows.lifecycle import rules_of, steps_of

IN_ADDRESSES = {
    "budget_review.participation": "participation",
    "budget_review.expertopinion": "opinion",
    "budget_review.condition": "condition",
    "budget_review.inquiry": "inquiry",
}
OF_PROGRAMS = {
    "budget_review.participation": "participations",
    "budget_review.expertopinion": "opinions",
    "budget_review.condition": "conditions",
    "budget_review.inquiry": "inquiries",
    "committee.meeting": "meetings",
    "committee.agendaitem": "agenda-items",
    "committee.rollentry": "roll-entries",
    "committee.resolution": "resolutions",
    "committee.recusal": "recusals",
    "committee.voteround": "votes",
    "committee.decisionletter": "letters",
    "committee.actionitem": "actions",
    "committee.minutes": "minutes",
    "committee.minutesreply": "minutes-replies",
    "agencies.delegation": "delegations",
    "digital_plan.alignmentcampaign": "campaigns",
    "digital_plan.alignmentresponse": "responses",
    "digital_plan.clinicbooking": "clinic/bookings",
    "digital_plan.actionplan": "action-plans",
    "digital_plan.statusround": "status-rounds",
    "digital_plan.revisionproposal": "plan-proposals",
    "digital_plan.statusreturn": "status-returns",
    "digital_plan.obligation": "obligations",
    "digital_plan.agencyobligation": "duties",
}
OF_PLANS = {
    "digital_plan.alignmentcampaign": "campaign",
    "digital_plan.alignmentresponse": "response",
    "digital_plan.statusround": "status_round",
    "digital_plan.revisionproposal": "plan_proposal",
    "digital_plan.statusreturn": "status_return",
    "digital_plan.obligation": "obligation",
    "digital_plan.agencyobligation": "duty",
}
CORRECTIONS = {name: target for target, name in STEP.items()}
ON_THE_CONSOLE = {  # the presses on the console, by kind and step
    ("committee.recusal", "leave_room"): "recusal",
    ("committee.recusal", "come_back"): "recusal",
    ("committee.recusal", "withdraw"): "recusal",
    ("committee.voteround", "count"): "count",
    ("committee.voteround", "annul"): "annul",
    ("committee.rollentry", "note_absent"): "absence",
    **{("committee.rollentry", name): "correction" for name in CORRECTIONS},
}
SEALS = {"certify": "item_certify", "record": "item_record", "drop": "item_drop"}
AFTERWARDS = {"communicate": "resolution_send", "assign_more": "resolution_assign"}


def has_steps_of_programs(subject: Any) -> bool:
    """Whether programs make steps of such a subject at all: an answer about a pair is given, and nothing more."""
    return subject.kind in OF_PROGRAMS or subject.kind == "budget_review.integrationproject"


def of_program(subject: Any) -> str:
    """Where programs find a subject."""
    if subject.kind == "budget_review.integrationproject":
        return f"projects/{subject.code}"
    return f"{OF_PROGRAMS.get(subject.kind, subject.kind)}/{subject.pk}"


def explained_at(whole: Any) -> str:
    """Where programs read what can be done with a whole and its parts."""
    if whole.kind == "committee.minutes":
        return f"meetings/{whole.meeting_id}/minutes/explain"
    return f"{of_program(whole)}/explain"


def address(subject: Any, name: str) -> str | None:
    """Where a page makes this step; None where no page offers it of this subject."""
    kind = subject.kind
    if kind == "budget_review.integrationproject":
        return reverse("project_act", args=[subject.code, name])
    if kind in IN_ADDRESSES:
        return reverse("part_act", args=[subject.project.code, IN_ADDRESSES[kind], subject.pk, name])
    if kind == "budget_review.pairfinding":
        return None
    if kind == "agencies.delegation":
        return reverse("order_act", args=[subject.pk, name])
    if kind in OF_PLANS:
        return reverse(f"{OF_PLANS[kind]}_act", args=[subject.pk, name])
    if kind == "digital_plan.clinicbooking":
        return reverse("clinic_act", args=[subject.pk, name])
    if kind == "digital_plan.actionplan":
        return reverse("action_plan_act", args=[subject.pk, name])
    return _of_committee(subject, name)


def _of_committee(subject: Any, name: str) -> str | None:
    kind = subject.kind
    if kind == "committee.rollentry" and name in CORRECTIONS and correction(subject, name) is None:
        return None  # the page asks what is right, and the step follows from it
    if (kind, name) in ON_THE_CONSOLE:
        return reverse("console_act", args=[subject.meeting_id, ON_THE_CONSOLE[kind, name]])
    if kind == "committee.meeting":
        return reverse("meeting_act", args=[subject.pk, name])
    if kind == "committee.rollentry":
        return reverse("roll_act", args=[subject.meeting_id, subject.pk, name])
    if kind == "committee.agendaitem":
        return _of_item(subject, name)
    if kind == "committee.resolution":
        if name in AFTERWARDS:
            return reverse(AFTERWARDS[name], args=[subject.pk]) if subject.number else None
        is_last = subject.item.is_decided_on and subject == subject.item.resolutions.order_by("pk").last()
        return reverse(SEALS[name], args=[subject.meeting_id, subject.item_id]) if is_last and name in SEALS else None
    if kind == "committee.minutes":
        return reverse("minutes_act", args=[subject.meeting_id, name])
    if kind == "committee.minutesreply":
        return reverse("minutes_reply_act", args=[subject.minutes.meeting_id, subject.pk, name])
    return reverse({"committee.decisionletter": "decision_letter_act", "committee.actionitem": "action_act"}[kind],
                   args=[subject.pk, name])  # fmt: skip


def is_report(item: Any) -> bool:
    """Whether a report to the cabinet is written on an item: only then it has a page."""
    return item.item_kind == "report" and hasattr(item, "cabinet_report")


def _of_item(item: Any, name: str) -> str | None:
    if name == "draft":
        return reverse("item_resolution", args=[item.meeting_id, item.pk])
    if name == "adopt_minutes":
        return reverse("minutes_adopt", args=[item.meeting_id, item.pk])
    if name == "lay_report":
        return reverse("cabinet_report_lay", args=[item.meeting_id, item.pk]) if is_report(item) else None
    if name == "correct":
        sealed = item.resolutions.filter(state__in=SEALED).first()
        return reverse("resolution_correct", args=[sealed.pk]) if sealed else None
    return reverse("item_act", args=[item.meeting_id, item.pk, name])


def has_page(subject: Any, name: str) -> bool:
    """Whether a page takes this step of this subject."""
    if rules_of(steps_of(subject.__class__)[name]).who is None or address(subject, name) is None:
        return False
    if subject.kind == "committee.agendaitem" and name == "draft":
        return subject.is_decided_on and subject.state != "drafted"  # there the same page mends the draft
    return True


def correction(entry: Any, name: str) -> dict[str, Any] | None:
    """A correction of what was noted of a member after which they stand as the step says; None where none leads there.

    ``{"corrects": 7, "kind": "struck"}``
    """
    marks = [mark_as_read(mark) for mark in entry.marks.all()]
    last = 1 + max((mark.pk for mark in marks), default=0)
    for wrong in standing(marks):
        for kind in MarkKind.values:
            instead = Mark(pk=last, who=entry.pk, kind=kind, at=wrong.at, noted_at=wrong.noted_at, corrects=wrong.pk)
            if state_by(intervals_of([*marks, instead]).get(entry.pk, [])) == CORRECTIONS[name]:
                return {"corrects": wrong.pk, "kind": kind}
    return None


def pages_of(subject: Any) -> list[str]:
    """The pages on which a subject's acts are offered."""
    kind = subject.kind
    if kind == "budget_review.integrationproject" or kind == "budget_review.pairfinding":
        return [reverse("project", args=[getattr(subject, "project", subject).code])]
    if kind in IN_ADDRESSES:
        code = subject.project.code
        writing = [reverse("edit_parts", args=[code])] if kind == "budget_review.participation" else []
        return [reverse("project", args=[code]), *writing]
    if kind == "agencies.delegation":
        return [reverse("order", args=[subject.pk])]
    if kind in OF_PLANS:
        return [reverse(OF_PLANS[kind], args=[subject.pk])]
    if kind == "digital_plan.clinicbooking":
        return [reverse("clinic_booking", args=[subject.pk])]
    if kind == "digital_plan.actionplan":
        return [reverse("action_plan", args=[subject.pk])]
    if kind in ("committee.decisionletter", "committee.actionitem"):
        return [reverse({"decisionletter": "decision_letter", "actionitem": "action"}[kind[10:]], args=[subject.pk])]
    if kind in ("committee.minutes", "committee.minutesreply"):
        return [reverse("minutes", args=[getattr(subject, "minutes", subject).meeting_id])]
    if kind == "committee.meeting":
        return [reverse("meeting", args=[subject.pk])]
    meeting, place = [reverse("meeting", args=[subject.meeting_id])], [subject.meeting_id]
    if kind == "committee.rollentry":
        return [*meeting, reverse("console", args=place)]
    if kind in ("committee.recusal", "committee.voteround"):
        return [reverse("console_item", args=[*place, subject.item_id])]
    item = subject.item if kind == "committee.resolution" else subject
    read = [subject] if item is not subject else list(item.resolutions.filter(state__in=SEALED))
    resolutions = [reverse("resolution", args=[one.pk]) for one in read if one.number]
    reports = [reverse("cabinet_report", args=[*place, item.pk])] if is_report(item) else []
    return [*meeting, reverse("meeting_item", args=[*place, item.pk]), *resolutions, *reports]


def leads_to(page: str, subject: Any, name: str) -> bool:
    """Whether a page has a link, a form or a press that makes a step."""
    href = address(subject, name)
    if href is None or not has_page(subject, name):
        return False
    press = ON_THE_CONSOLE.get((subject.kind, name))
    if press == "recusal":
        return f'value="{name}:{subject.pk}:{subject.version}"' in page
    if press == "absence":
        return f'value="{subject.pk}:{subject.version}"' in page
    if press == "correction":
        marks = standing(mark_as_read(mark) for mark in subject.marks.all())
        return any(f'"{reverse("console_correct", args=[subject.meeting_id, mark.pk])}"' in page for mark in marks)
    if press is not None:  # a vote's forms stand beside those of other votes
        _before, _id, mine = page.partition(f'id="vote-{subject.pk}"')
        return f'"{href}"' in mine.partition('id="vote-')[0]
    return f'"{href}"' in page
