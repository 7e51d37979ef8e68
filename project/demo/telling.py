# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Telling the FY2565 round from nothing to its end, and taking its packs out."""

from collections.abc import Callable
from pathlib import Path

from django.utils import translation

from committee.models import Pack
from papers.queries import document_content
from project.demo import registers
from project.demo.acts import Event, Run, carry
from project.demo.fy2565 import committee, timetable
from project.demo.fy2565.round import ROUND, events

Progress = Callable[[int, int, Event], None]


def enter_registers(password: str | None = None) -> None:
    """Enter everyone and everything that the FY2565 round needs, into an empty database."""
    registers.enter_agencies()
    registers.enter_people(password)
    registers.open_round(ROUND)
    registers.seat_committee(committee.COMMITTEE, committee.SEATS, timetable.ROLES_FROM)


def carry_round(progress: Progress | None = None) -> Run:
    """Make every act of the FY2565 round; what the records keep in words is Thai. Raises acts.Stopped."""
    with translation.override("th"):
        return carry(events(), progress)


def write_packs(folder: Path) -> list[Path]:
    """Write the issued packs into a folder and return their files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for pack in Pack.objects.select_related("document").order_by("pk"):
        path = folder / pack.document.filename
        path.write_bytes(document_content(pack.document))
        written.append(path)
    return written
