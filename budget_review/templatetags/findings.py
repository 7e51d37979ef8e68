# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tone in which a verdict is shown."""

from django import template

from budget_review.models.criteria import Verdict

TONES = {Verdict.MET: "good", Verdict.PARTLY: "caution", Verdict.NOT_MET: "bad", Verdict.NOTED: "caution"}
register = template.Library()


@register.filter
def verdict_tone(verdict: str) -> str:
    """``good`` for what is met; ``quiet`` where nothing was found yet."""
    return TONES[Verdict(verdict)] if verdict else "quiet"
