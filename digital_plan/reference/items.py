# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The items of a plan as rows of ``digital_plan.models.PlanItem``."""

from collections.abc import Mapping, Sequence
from typing import Any


def items(
    plan: str,
    *,
    strategies: Sequence[tuple[str, str, str]],
    sizes: Mapping[str, int],
    focus: Sequence[tuple[str, str]],
    mechanisms: Sequence[tuple[str, str]],
    key_projects: Sequence[tuple[str, str, str, str]],
) -> list[dict[str, Any]]:
    """Every item in the plan's order. Strategies are ``(number, Thai, English)``; ``sizes`` says by their numbers how
    many key projects each has; key projects are ``(own part of the code, number, Thai, lead)``, and one with a number
    stands under the strategy that its number begins with.
    """
    rows: list[dict[str, Any]] = [
        *({"code": no, "kind": "strategy", "number": no, "name_th": th, "name_en": en, "promised": sizes[no]}
          for no, th, en in strategies),
        *({"code": f"f{no}", "kind": "focus", "name_th": th, "name_en": en} for no, (th, en) in enumerate(focus, 1)),
        *({"code": f"g{no}", "kind": "mechanism", "name_th": th, "name_en": en}
          for no, (th, en) in enumerate(mechanisms, 1)),
        *({"code": code, "kind": "key_project", "number": number, "name_th": th, "lead_th": lead,
           "under": f"{plan}/{number.partition('.')[0]}" if number else ""}
          for code, number, th, lead in key_projects),
    ]  # fmt: skip
    return [row | {"code": f"{plan}/{row['code']}", "position": place} for place, row in enumerate(rows, 1)]
