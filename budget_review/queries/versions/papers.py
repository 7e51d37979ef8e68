# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which papers came, went or were followed by a newer file between two frozen contents."""

from typing import Any

from budget_review.attachment_kinds import kind_named
from budget_review.queries.versions.changes import FieldChange, fields_between


def frozen_papers(content: dict[str, Any]) -> dict[int, dict[str, Any]]:
    """Every paper of a content, of the whole and of its parts, by its id; a part's with its ``agency``."""
    own = content.get("attachments", ())
    of_parts = [file | {"agency": part["agency"]} for part in content["parts"] for file in part.get("attachments", ())]
    return {file["id"]: file for file in (*own, *of_parts)}


def papers_between(old: dict[str, Any], new: dict[str, Any]) -> list[FieldChange]:
    """The papers that differ. A confidential one is told by its kind, number and hash alone, whoever reads."""
    before, after = frozen_papers(old), frozen_papers(new)
    return fields_between(
        (f"attachment/{pk}", _name(after.get(pk) or before[pk]), _words(before.get(pk)), _words(after.get(pk)))
        for pk in dict.fromkeys([*before, *after])
    )


def _name(file: dict[str, Any]) -> str:
    kind = str(kind_named(file["kind"]).label)
    return kind if file["is_confidential"] else f"{kind}: {file['title']}"


def _words(file: dict[str, Any] | None) -> str:
    if file is None:
        return ""
    name = "" if file["is_confidential"] else file["filename"]
    return " · ".join(filter(None, [name, f"#{file['number']}", file["sha256"][:12]]))
