# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The forms of the acts on the register of committees."""

from committee.forms.registers.base import RegisterForm
from committee.forms.registers.bodies import CommitteeForm, MandateForm, SeatForm
from committee.forms.registers.people import AlternateForm, AppointForm, EndForm, InterestForm, TenureForm
from committee.forms.registers.rules import RulesForm

FORMS: dict[str, type[RegisterForm]] = {
    "found": CommitteeForm,
    "edit": CommitteeForm,
    "add-seat": SeatForm,
    "edit-seat": SeatForm,
    "appoint": AppointForm,
    "edit-tenure": TenureForm,
    "end-tenure": EndForm,
    "name-alternate": AlternateForm,
    "end-alternate": EndForm,
    "declare-interest": InterestForm,
    "end-interest": EndForm,
    "new-rules": RulesForm,
    "give-mandate": MandateForm,
    "end-mandate": EndForm,
}

__all__ = ["FORMS", "RegisterForm"]
