# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where an obligation stands, and where each agency stands with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Basis(models.TextChoices):
    """What obliges agencies. Source: DGA slides 2564, on the Act and on the circular."""

    LAW = "law", _("Section of a law")
    CIRCULAR = "circular", _("Circular letter")


class Scope(models.TextChoices):
    """Whom an obligation concerns."""

    ALL = "all", _("Every registered agency")
    MINISTRIES = "ministries", _("The agencies of some ministries")
    CHOSEN = "chosen", _("Agencies by name")


class ObligationState(models.TextChoices):
    """Where an obligation stands."""

    DRAFT = "draft", _("Obligation drafted")
    IN_FORCE = "in_force", _("In force")
    RETIRED = "retired", _("No longer in force")
    DROPPED = "dropped", _("Not put in force")


class DutyState(models.TextChoices):
    """Where an agency stands with an obligation."""

    OUTSTANDING = "outstanding", _("Not reported yet")
    REPORTED = "reported_done", _("Reported done, waiting for DGA")
    CLAIMED = "exemption_claimed", _("Said not to apply, waiting for DGA")
    RETURNED = "returned", _("Returned with a question")
    CONFIRMED = "confirmed", _("Confirmed by DGA")
    EXEMPT = "not_applicable", _("Does not apply, confirmed by DGA")
    LAPSED = "lapsed", _("Lapsed with the obligation")


WITH_AGENCY = (DutyState.OUTSTANDING, DutyState.RETURNED)
WITH_DGA = (DutyState.REPORTED, DutyState.CLAIMED)
SETTLED = (DutyState.CONFIRMED, DutyState.EXEMPT)
