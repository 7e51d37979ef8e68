# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the lives of an obligation and of an agency's own are laid out."""

from digital_plan.models import AgencyObligation, Obligation
from workflows.lifecycle import Subject
from workflows.pictures import Layout

OBLIGATION = Layout(places={"draft": (0, 0), "dropped": (1, 0), "in_force": (0, 1), "retired": (0, 2)})
DUTY = Layout(
    places={
        "outstanding": (0, 0),
        "reported_done": (0, 1.2),
        "confirmed": (0, 2.4),
        "returned": (1, 0.6),
        "exemption_claimed": (2, 1.2),
        "not_applicable": (2, 2.4),
        "lapsed": (2, 0),
    },
)
PICTURES: dict[type[Subject], Layout] = {Obligation: OBLIGATION, AgencyObligation: DUTY}
