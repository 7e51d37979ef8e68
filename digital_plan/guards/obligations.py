# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true of an obligation, and of an agency's, before somebody acts. Each reads what it is given."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agencies.roles import day_of
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from digital_plan.models import AgencyObligation, Obligation


@guard(_("Somebody must be obliged: every agency, the agencies of some ministries, or agencies by name."))
def somebody_is_obliged(obligation: "Obligation", attempt: Attempt) -> bool:
    return obligation.concerns().exists()


@guard(_("Every agency that the obligation concerns is asked already."))
def somebody_is_not_asked(obligation: "Obligation", attempt: Attempt) -> bool:
    return obligation.not_asked().exists()


@guard(_("Who wrote the obligation does not put it in force: it takes two people (four eyes)."))
def another_wrote_the_obligation(obligation: "Obligation", attempt: Attempt) -> bool:
    """Source: our decision; it asks every agency of the State."""
    return obligation.written_by_id not in {person.pk for person in attempt.people}


@guard(_("The day on which it was done must be a day that has come."))
def day_has_come(duty: "AgencyObligation", attempt: Attempt) -> bool:
    given = str(attempt.facts.get("done_on") or "")
    if not given:  # nothing is said yet: what it asks for says so
        return True
    try:
        return date.fromisoformat(given) <= day_of(attempt.at)
    except ValueError:
        return False


@guard(_("Evidence must be given: a file, or an address."))
def evidence_is_given(duty: "AgencyObligation", attempt: Attempt) -> bool:
    return duty.evidence_that_stands().exists()


@guard(_("Who reported for the agency does not decide on the report (four eyes)."))
def another_reported(duty: "AgencyObligation", attempt: Attempt) -> bool:
    """Source: our decision; DGA is obliged like every agency."""
    return duty.reported_by_id not in {person.pk for person in attempt.people}
