# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Freezing the overview of a campaign, and printing what was frozen."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.roles import day_of
from digital_plan.models import AlignmentCampaign, OverviewPaper, OverviewSnapshot
from digital_plan.operations.frozen import hashed
from digital_plan.permissions.campaigns import campaign_officer
from digital_plan.queries.overview import overview_of
from digital_plan.states.campaigns import CampaignState
from papers.models import Document
from papers.packs import build_overview_pdf
from papers.printing import printed_once
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.refusals import RequestReused, WrongState

COUNTS = (CampaignState.OPEN, CampaignState.CLOSED, CampaignState.REPORTED)


@transaction.atomic
def take_snapshot(
    *, campaign_id: int, actor: User, at: datetime, request_id: UUID, delegation: int | None = None
) -> OverviewSnapshot:
    """Freeze the overview as it is now. The same request gives the same again.

    Raises WrongState before the campaign is opened, NotPermitted or RequestReused - and then nothing has changed.
    """
    campaign = AlignmentCampaign.objects.select_for_update().get(pk=campaign_id)
    if before := OverviewSnapshot.objects.filter(request_id=request_id).first():
        if (before.campaign_id, before.taken_by_id) != (campaign.pk, actor.pk):
            raise RequestReused(_("The request id already stands for another act."))
        return before
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    refuse_person(campaign, "edit", campaign_officer, attempt, holding=True)
    if campaign.state not in COUNTS:
        raise WrongState(_("There is nothing to count before the campaign is opened."))
    return OverviewSnapshot.objects.create(
        campaign=campaign, number=campaign.snapshots.count() + 1, **hashed(overview_of(campaign, at)),
        taken_by=actor, taken_at=at, request_id=request_id,
    )  # fmt: skip


def printed_of(snapshot: OverviewSnapshot) -> dict[str, Any]:
    """What the paper prints: the frozen content, its number, day and hash, and the length of each bar in per cent."""
    content = snapshot.content
    answered = content["totals"]["handed_in"]
    return content | {
        "ministries": [row | {"share": _share(row["handed_in"], row["asked"])} for row in content["ministries"]],
        "strategies": [row | {"share": _share(row["agencies"], answered)} for row in content["strategies"]],
        "number": snapshot.number,
        "sha256": snapshot.sha256,
        "date": day_of(snapshot.taken_at).isoformat(),
    }


def _share(part: int, whole: int) -> int:
    return round(part * 100 / whole) if whole else 0


def paper_of_snapshot(snapshot: OverviewSnapshot, *, at: datetime) -> Document:
    """The paper of a frozen overview as it was first printed; whoever asks first has it printed and kept.

    Raises as ``papers.packs.build_letter_pdf``, and then nothing is kept.
    """
    return printed_once(
        OverviewPaper.objects, snapshot, lambda: build_overview_pdf(printed_of(snapshot)), of="snapshot", at=at,
        filename=f"overview-{snapshot.campaign_id}-{snapshot.number}.pdf",
        title=snapshot.content["campaign"]["name"][:200],
    )  # fmt: skip
