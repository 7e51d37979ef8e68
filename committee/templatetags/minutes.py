# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Minutes as their paper prints them: rows of people, lines with the resolution in front, signatures."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from committee.minutes import wording
from committee.minutes.states import Kind

register = template.Library()

PEOPLE = (Kind.PRESENT, Kind.ABSENT, Kind.ATTENDING)
MOST_COLUMNS = 3
_NUMBER = re.compile(r"^\s*([0-9๐-๙]+)[.)]\s*(.*)$")


@register.filter
def as_printed(sections: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The sections in the shapes that ``templates/pack/minutes.html`` sets."""
    return [_people(one) if one["kind"] in PEOPLE else _signed_or_said(one) for one in sections]


@register.filter
def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.split("\n") if line.strip()]


@register.filter
def cells_of(line: str) -> list[str]:
    """The columns of a line: number and name, position, part in the meeting."""
    return _cells(line, MOST_COLUMNS)


def _people(section: Mapping[str, Any]) -> dict[str, Any]:
    rows = [_person(line) for line in lines_of(section["text"])]
    columns = max((len(row["cells"]) for row in rows), default=1)
    for row in rows:
        row["cells"] += [""] * (columns - len(row["cells"]))
    return {"kind": "people", "title": section["title"], "rows": rows, "columns": columns}


def _person(line: str) -> dict[str, Any]:
    found = _NUMBER.match(line)
    number, rest = (f"{found[1]}.", found[2]) if found else ("", line)
    return {"number": number, "cells": _cells(rest, MOST_COLUMNS)}


def _signed_or_said(section: Mapping[str, Any]) -> dict[str, Any]:
    lines = lines_of(section["text"])
    if section["kind"] == Kind.SIGNATURES:
        signed = [_cells(line, MOST_COLUMNS) for line in lines]
        rows = [
            {"part": one[0], "name": one[1] if one[1:] else "", "title": one[2] if one[2:] else ""} for one in signed
        ]
        return {"kind": "signatures", "rows": rows}
    return {
        "kind": section["kind"],
        "label": section["label"],
        "title": section["title"],
        "lines": [
            {"resolved": line.startswith(wording.RESOLVED), "text": line.removeprefix(wording.RESOLVED).strip()}
            for line in lines
        ],
    }


def _cells(line: str, most: int) -> list[str]:
    cells = [cell.strip() for cell in line.split(wording.COLUMN.strip())]
    return [*cells[: most - 1], " ".join(cells[most - 1 :])] if len(cells) > most else cells
