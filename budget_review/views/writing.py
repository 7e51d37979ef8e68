# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the pages on which a proposal is written have in common: when they are open, and where they lead."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from budget_review.models import Participation
from budget_review.operations.editing import may_edit, may_write_sections
from budget_review.permissions import lead_officer, partner_officer
from budget_review.states import EDITABLE
from budget_review.views.reading import STATUS, Asked, refusal, saved
from papers.templatetags.thai import thai_time
from workflows.refusals import NotPermitted, Refused, WrongState


def not_open(asked: Asked, part: Participation | None = None) -> Refused | None:
    """Why this person cannot write here now; nothing when they can."""
    if fixed := _fixed(asked):
        return fixed
    if not may_edit(asked.project, asked.attempt, part):
        return NotPermitted(partner_officer.sentence if part else lead_officer.sentence)
    return None


def not_open_for_sections(asked: Asked) -> Refused | None:
    """Why this person cannot write the sections now; nothing when they can."""
    if fixed := _fixed(asked):
        return fixed
    return None if may_write_sections(asked.project, asked.attempt) else NotPermitted(partner_officer.sentence)


def _fixed(asked: Asked) -> Refused | None:
    if asked.project.state in EDITABLE:
        return None
    return WrongState(
        _("The content can be changed only in draft or when returned; it is now “%(state)s”.")
        % {"state": asked.project.get_state_display()}
    )


def refused_page(asked: Asked, refused: Refused) -> HttpResponse:
    """Say why there is nothing to write here."""
    context = {"project": asked.project, "refusal": refusal(refused)}
    return render(asked.request, "budget_review/refused.html", context, status=STATUS[refused.code])


def back_to_overview(asked: Asked) -> HttpResponse:
    """Go back to what is there and what is missing."""
    saved(asked.request, _("Saved at %(time)s.") % {"time": thai_time(asked.at)})
    return redirect("project_edit", code=asked.project.code)
