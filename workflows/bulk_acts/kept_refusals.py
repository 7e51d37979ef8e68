# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A refusal as an item keeps it: the sentences that the person would have read, in their language then."""

from typing import Any

from django.apps import apps

from workflows.bulk_acts.models import BulkAct
from workflows.lifecycle import rules_of, steps_of
from workflows.refusals import NoAuthority, NotPermitted, Refused


def kept(act: BulkAct, refused: Refused | None) -> dict[str, Any] | None:
    """``{"code": "guards_unmet", "title": "…", "reasons": ["…"], "who": "…"}``; ``who`` where another person could."""
    if refused is None:
        return None
    is_theirs = isinstance(refused, NotPermitted) and not isinstance(refused, NoAuthority)
    model: Any = apps.get_model(act.kind)
    step = steps_of(model).get(act.step)
    rule = rules_of(step).who if step else None
    return {
        "code": refused.code,
        "title": str(refused.title),
        "reasons": [str(reason) for reason in refused.reasons],
        "who": str(rule.sentence) if rule and is_theirs else "",
    }
