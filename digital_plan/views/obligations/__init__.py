# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of obligations: of agencies, of one obligation, of one agency's own, and of many at once."""

from digital_plan.views.obligations.duties import (
    act_on_duty,
    duties,
    duties_file,
    duty,
    evidence,
    evidence_add,
    evidence_remove,
)
from digital_plan.views.obligations.many import many
from digital_plan.views.obligations.obligations import act, new, obligation, obligations

__all__ = [
    "act",
    "act_on_duty",
    "duties",
    "duties_file",
    "duty",
    "evidence",
    "evidence_add",
    "evidence_remove",
    "many",
    "new",
    "obligation",
    "obligations",
]
