# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One part of a pack as a paper of its own: the agenda, one matter, the sheet to sign; from the pack's own snapshot."""

from collections.abc import Collection
from typing import Any

Content = dict[str, Any]
AGENDA, ATTENDANCE, ITEM = "agenda", "attendance", "item-"  # and the label of the matter
ONLY = {AGENDA: ["agenda"], ATTENDANCE: ["attendance"], ITEM: ["agenda", "matters"]}
WHOLE_PACK = ("after", "invitation", "minutes", "arising", "level_beside", "resolved", "anchor", "verify")
SMALL = ("agenda", "attendance")  # say nothing of the papers


def part_of(snapshot: Content, name: str, seen: Collection[str]) -> Content | None:
    """What a part prints of the matters with these labels; None where the pack has no such part for them."""
    label = name.removeprefix(ITEM) if name.startswith(ITEM) else ""
    kind = ITEM if label else name
    labels = {label} & set(seen) if label else set(seen)
    if kind not in ONLY or not labels:
        return None
    agenda = [
        part | {"items": [item for item in part["items"] if item["label"] in labels]} for part in snapshot["agenda"]
    ]
    if label:
        agenda = [part for part in agenda if part["items"]]
    projects = [one for one in snapshot["projects"] if one["label"] in labels]
    annexes = [one for one in snapshot.get("annexes", ()) if one["label"] in labels]
    reports = [one for one in snapshot.get("reports", ()) if one["label"] in labels]
    return {
        **{key: value for key, value in snapshot.items() if key not in WHOLE_PACK},
        "agenda": agenda if kind != ATTENDANCE else [],
        "projects": [_leads(one) for one in projects] if kind in SMALL else projects,
        "reports": [] if kind in SMALL else reports,
        "annexes": [] if kind in SMALL else annexes,
        "seats": snapshot["seats"] if kind == ATTENDANCE else [],
        "levels": {key: level for key, level in snapshot.get("levels", {}).items() if key in labels},
        "profile": "part",
        "only": ONLY[kind],
    }


def _leads(project: Content) -> Content:
    """What the sheet to sign says of a project."""
    return {"label": project["label"], "lead": project["lead"]}
