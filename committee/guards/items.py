# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true of a matter on the agenda."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from budget_review.states import RESOLVED_ON
from committee.states import TAKES_ITEMS
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from committee.models import AgendaItem


@guard(_("The agenda must still be open: before it is fixed."))
def takes_items(item: "AgendaItem", attempt: Attempt) -> bool:
    return item.meeting.state in TAKES_ITEMS


@guard(_("The project must be screened or deferred."))
def project_is_ready(item: "AgendaItem", attempt: Attempt) -> bool:
    return item.project is None or item.project.state in ("screened", "deferred")


@guard(_("The matter must be for information; on a project the committee resolves."))
def is_for_information(item: "AgendaItem", attempt: Attempt) -> bool:
    return item.project_id is None


@guard(_("The project must still stand where the resolution left it."))
def project_has_not_moved_on(item: "AgendaItem", attempt: Attempt) -> bool:
    return item.project is None or item.project.state in RESOLVED_ON
