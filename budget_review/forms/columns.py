# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which columns a list of projects shows; they stand in the address, and so in a saved filter."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from budget_review.models import Stage
from budget_review.queries.listing import COLUMNS

DUE, TIER, SCORE = "due", "tier", "score"
OTHERS = ((DUE, _("Due")), (TIER, _("Review")), (SCORE, _("Score")))

USUAL = frozenset(stage.value for stage in COLUMNS)
ON_WORKBENCH = frozenset({DUE, TIER, SCORE, Stage.PROPOSED.value})


class ColumnsForm(forms.Form):
    """Nothing is needed; without a choice the usual columns show."""

    col = forms.MultipleChoiceField(label=_("Columns"), required=False)

    def __init__(self, data: QueryDict, *, sees_scores: bool, usual: Collection[str] = USUAL) -> None:
        super().__init__({"col": data.getlist("col")})
        offered = [*OTHERS, *((stage.value, stage.label) for stage in Stage)]
        self._offered = [one for one in offered if sees_scores or one[0] != SCORE]
        chosen = {value for value in data.getlist("col") if value in dict(self._offered)}
        self.kept = sorted(chosen)  # as the address names them
        self.chosen: set[str] = chosen or set(usual)

    @property
    def stages(self) -> list[Stage]:
        """The stages of money that show, in their order."""
        return [stage for stage in Stage if stage.value in self.chosen]

    def choices(self) -> list[tuple[str, Any, bool]]:
        """Each column with whether it is shown."""
        return [(value, label, value in self.chosen) for value, label in self._offered]

    @property
    def before_money(self) -> int:
        """How many columns stand before the amounts, the tick left out."""
        return 2 + sum(name in self.chosen for name, _label in OTHERS)
