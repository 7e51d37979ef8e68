# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a proposal to change a plan stands, and what kind of change it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    """Where a proposal stands."""

    PROPOSED = "change_proposed", _("Proposed, waiting for DGA")
    TAKEN = "change_taken", _("Taken for the revision")
    NOT_TAKEN = "change_not_taken", _("Not taken")
    WITHDRAWN = "change_withdrawn", _("Proposal withdrawn")


class ChangeKind(models.TextChoices):
    """What kind of change is proposed."""

    ADD = "add", _("Add something to the plan")
    CHANGE = "change", _("Change something of the plan")
    DROP = "drop", _("Take something out of the plan")
