# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What notices say of proposals to change plans: the proposer's agency is told what was decided, and why."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.models import Kind, Way
from accounts.notifications.registry import About, Declared, Event, Told, audience, declare, subjects_of
from digital_plan.models import RevisionProposal
from digital_plan.queries.revisions import proposals_for

subjects_of(
    RevisionProposal,
    told=Told(
        lambda proposal: About(proposal.what[:100], reverse("plan_proposal", args=[proposal.pk])),
        lambda proposal, person, at: proposals_for(person, at).filter(pk=proposal.pk).exists(),
        lambda proposal: {"agency": proposal.agency.name},
    ),
)


@audience("proposer_of_change", _("Who proposed the change of the plan"))
def proposer_of_change(event: Event, at: datetime) -> Iterable[User]:
    return User.objects.filter(pk=event.subject.proposed_by_id)


RULES = (
    ("take_change", "สพร. รับข้อเสนอปรับปรุงแผนไว้ในการปรับปรุง: {title} เหตุผล {note}",
     "DGA took the proposed change of the plan: {title}. {note}"),
    ("leave_change", "สพร. ไม่รับข้อเสนอปรับปรุงแผน: {title} เหตุผล {note}",
     "DGA did not take the proposed change of the plan: {title}. {note}"),
)  # fmt: skip
declare(
    *(
        Declared(
            topic=f"digital_plan.revisionproposal.{step}", audience="proposer_of_change", kind=Kind.PROGRESS,
            way=Way.MAIL, th=th, en=en,
        )
        for step, th, en in RULES
    )
)  # fmt: skip
