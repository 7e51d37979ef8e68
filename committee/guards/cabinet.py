# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true of a report to the cabinet: on its agenda, and when its letter is laid and released."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from committee.cabinet import never_lay, report_of
from committee.states import ItemKind
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from committee.models import AgendaItem, Meeting


@guard(_("Every report to the cabinet on the agenda must have been written."))
def reports_are_written(meeting: "Meeting", attempt: Attempt) -> bool:
    """The agenda is fixed with what they say: the meeting takes note of that."""
    reports = [item for item in meeting.standing_items() if item.item_kind == ItemKind.REPORT]
    return all(report_of(item) is not None for item in reports)


@guard(_("It must be a report to the cabinet that lay before the meeting."))
def lay_before_the_meeting(item: "AgendaItem", attempt: Attempt) -> bool:
    report = report_of(item)
    return report is not None and report.fixed is not None


@guard(_("A report to the cabinet is noted as it lay before the meeting: issue an addendum with it first."))
def no_report_that_never_lay(item: "AgendaItem", attempt: Attempt) -> bool:
    return not never_lay(item)


@guard(_("The report is issued: it stands as it was sent."))
def report_is_not_issued(item: "AgendaItem", attempt: Attempt) -> bool:
    report = report_of(item)
    return report is None or not hasattr(report, "paper")


@guard(_("The secretariat must have laid the report's letter for release."))
def letter_is_laid(item: "AgendaItem", attempt: Attempt) -> bool:
    report = report_of(item)
    return report is not None and report.laid_id is not None


@guard(_("Whoever wrote the report or laid its letter does not release it."))
def another_wrote_the_report(item: "AgendaItem", attempt: Attempt) -> bool:
    """Four eyes, counting those for whom somebody acts, of every revision. Source: our decision."""
    report = report_of(item)
    return report is None or not {person.pk for person in attempt.people} & report.writers
