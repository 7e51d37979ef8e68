# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing what is known of a committee: each act once, by whom it concerns, with its reason, refused where unsound."""

from committee.operations.registers.acts import ACTS
from committee.operations.registers.reference import enter_reference
from committee.operations.registers.writing import Act, By, shown, target_of, write

__all__ = ["ACTS", "Act", "By", "enter_reference", "shown", "target_of", "write"]
