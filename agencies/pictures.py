# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the life of an order to act for another is laid out."""

from agencies.models import Delegation
from workflows.lifecycle import Subject
from workflows.pictures import Layout, Way

ORDER = Layout(
    places={"drafted": (0, 0), "withdrawn": (1, 0), "in_force": (0, 1), "revoked": (0, 2)},
    ways={("drafted", "in_force"): Way("B", "T")},
)
PICTURES: dict[type[Subject], Layout] = {Delegation: ORDER}
