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
    """The content with the quotations of all other agencies replaced by ``{"withheld": 3, "sha256": "…"}``."""
    return content | {"parts": [_part(part, open_agencies) for part in content["parts"]]}


def _part(part: dict[str, Any], open_agencies: Container[int]) -> dict[str, Any]:
    if part["agency"] in open_agencies:
        return part
    return part | {"lines": [_line(line) for line in part["lines"]]}


def _line(line: dict[str, Any]) -> dict[str, Any]:
    quotes = line.get("price", {}).get("quotes")
    if not quotes:
        return line
    told = {"withheld": len(quotes), "sha256": digest(canonical_json(quotes))}
    return line | {"price": line["price"] | {"quotes": told}}
