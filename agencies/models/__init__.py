# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of this floor."""

from agencies.models.delegations import Delegation, OrderPaper
from agencies.models.offices import Absence, Agency, Membership, Named, Unit

__all__ = ["Absence", "Agency", "Delegation", "Membership", "Named", "OrderPaper", "Unit"]
