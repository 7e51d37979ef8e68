# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plan, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DigitalPlanConfig(AppConfig):
    """The policy that projects serve, which administrators complete."""

    name = "digital_plan"
    verbose_name = _("Digital Government plan")

    def ready(self) -> None:
        """Register what acts do, who is told of them, what workers do by the clock, and which papers are ours."""
        from digital_plan import (  # noqa: F401
            clinic_jobs,
            clinic_notices,
            issued,
            notices_of_action_plans,
            notices_of_obligations,
            notices_of_revisions,
            notices_of_status_rounds,
            showing,
            year_of_plans,
        )
        from digital_plan.operations import (  # noqa: F401
            action_plans,
            campaigns,
            clinic,
            obligations,
            revisions,
            status_rounds,
        )
