# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The app of the proposals: from an agency's draft to the result reported back."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BudgetReviewConfig(AppConfig):
    name = "budget_review"
    verbose_name = _("Budget review")

    def ready(self) -> None:
        from budget_review import (
            clinic_links,  # noqa: F401 - tells the clinic what an agency comes about
            jobs_of_letters,  # noqa: F401 - prints result letters, and has them signed
            plan_links,  # noqa: F401 - tells the plan what serves it
            search_index,  # noqa: F401 - its check, and SQLite's triggers
        )
        from budget_review.queries import issued  # noqa: F401 - what anybody may learn of a letter
