# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What of a frozen content is withheld from those who may not read an agency's confidential papers.

The content is frozen whole and its hash covers all of it; who reads it with something withheld sees where, and a hash
of what stands there, and cannot compute the whole's hash. Source: our decision; quotations are confidential.
"""

from collections.abc import Container
from typing import Any

from workflows.records import canonical_json, digest


def withheld(content: dict[str, Any], open_agencies: Container[int]) -> dict[str, Any]:
    """The content with the confidential papers of all other agencies left nameless, their hashes stand.

    Quotations are replaced by ``{"withheld": 3, "sha256": "…"}``. What is confidential of the whole is the lead's.
    """
    parts = [_part(part, open_agencies) for part in content["parts"]]
    return content | {"parts": parts} | ({} if content["lead"] in open_agencies else _nameless(content))


def _part(part: dict[str, Any], open_agencies: Container[int]) -> dict[str, Any]:
    if part["agency"] in open_agencies:
        return part
    return part | {"lines": [_line(line) for line in part["lines"]]} | _nameless(part)


def _nameless(holder: dict[str, Any]) -> dict[str, Any]:
    if "attachments" not in holder:
        return {}
    nameless = {"title": "", "filename": "", "withheld": True}
    return {"attachments": [file | nameless if file["is_confidential"] else file for file in holder["attachments"]]}


def _line(line: dict[str, Any]) -> dict[str, Any]:
    quotes = line.get("price", {}).get("quotes")
    if not quotes:
        return line
    told = {"withheld": len(quotes), "sha256": digest(canonical_json(quotes))}
    return line | {"price": line["price"] | {"quotes": told}}
