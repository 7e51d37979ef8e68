# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where an agency's action plan stands, and what kind of plan it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActionPlanState(models.TextChoices):
    """Where an action plan stands. DGA takes note of it and acknowledges the receipt; it approves nothing."""

    WRITING = "being_written", _("Being written")
    SENT = "sent_to_dga", _("Sent to DGA")
    RETURNED = "returned", _("Returned for completion")
    ACKNOWLEDGED = "acknowledged", _("Receipt acknowledged by DGA")
    ENDED = "ended", _("Plan ended")


OPEN_FOR_WRITING = (ActionPlanState.WRITING, ActionPlanState.RETURNED)


class ActionPlanKind(models.TextChoices):
    """Source: DGA slides 2564: make or revise the action plan or workplan (digital)."""

    ACTION_PLAN = "action_plan", _("Digital action plan")
    WORK_PLAN = "work_plan", _("Digital workplan")
