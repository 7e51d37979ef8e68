# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Entering what acts need before the first of them: agencies, people with their roles, the committee, the round.

These are the registers that an administrator keeps; none of them has a state, so none goes through the engine.
"""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.hashers import make_password

from accounts.models import User
from agencies.models import Agency, Membership, Unit
from budget_review.models import Round, Workplan
from committee.models import Committee, CommitteeKind, ProcedureProfile, Seat, SeatTenure
from project.demo import shapes
from project.demo.fy2565.agencies import AGENCIES
from project.demo.fy2565.people import PEOPLE
from project.demo.fy2565.timetable import ROLES_FROM


def is_empty() -> bool:
    """Whether nobody has entered anything yet."""
    return not (Agency.objects.exists() or User.objects.exists() or Workplan.objects.exists())


def enter_agencies() -> None:
    """Enter the agencies with their units."""
    for row in AGENCIES:
        agency = Agency.objects.create(
            code=row.key,
            name_th=row.name_th,
            name_en=row.name_en,
            abbreviation=row.short_th,
            ministry_th=row.ministry_th,
            ministry_en=row.ministry_en,
        )
        Unit.objects.bulk_create(Unit(agency=agency, name_th=of.name_th, name_en=of.name_en) for of in row.units)


def enter_people(password: str | None = None) -> None:
    """Enter the people and the roles they hold; without ``password`` nobody can sign in."""
    hashed = make_password(password)  # one costly hash for all: they share the password
    people = User.objects.bulk_create(
        User(username=row.username, display_name=row.name_th, email=f"{row.username}@mati.example", password=hashed)
        for row in PEOPLE
    )
    by_username = {user.username: user for user in people}
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    units = {(unit.agency.code, unit.name_th): unit for unit in Unit.objects.select_related("agency")}
    for row in PEOPLE:
        if row.role:
            Membership.objects.create(
                user=by_username[row.username],
                agency=agencies[row.agency],
                unit=units.get((row.agency, unit_name(row.agency, row.unit))),
                role=row.role,
                from_date=ROLES_FROM,
            )


ACT_2539 = "พ.ร.บ. วิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539 มาตรา 79–83 (ข้อมูลตัวอย่าง)"


def unit_name(agency: str, unit: str) -> str:
    """Return the Thai name of an agency's unit by its key; nothing for no unit."""
    names = {of.key: of.name_th for row in AGENCIES if row.key == agency for of in row.units}
    return names[unit] if unit else ""


def open_round(row: shapes.Round) -> Round:
    """Enter a workplan and its round."""
    host = Agency.objects.get(code=row.host)
    workplan = Workplan.objects.create(
        fiscal_year=row.fiscal_year, host=host, name_th=row.workplan_th, name_en=row.workplan_en
    )
    return Round.objects.create(
        workplan=workplan, name_th=row.name_th, name_en=row.name_en, opens_at=row.opens_at, closes_at=row.closes_at
    )


def seat_committee(row: shapes.Committee, seats: Iterable[shapes.Seat], from_date: date) -> Committee:
    """Enter a committee and who sits on it."""
    committee = Committee.objects.create(
        code=row.code,
        name_th=row.name_th,
        name_en=row.name_en,
        kind=CommitteeKind.INTEGRATED_BUDGET,
        legal_basis=row.legal_basis_th,
        active_from=from_date,
        is_example=True,
    )
    ProcedureProfile.objects.create(committee=committee, version=1, effective_from=from_date, source=ACT_2539)
    for place, seat in enumerate(seats, 1):
        had = Seat.objects.create(
            committee=committee,
            title=seat.title_th,
            role=seat.role,
            is_voting=seat.voting,
            position=place,
            from_date=from_date,
        )
        SeatTenure.objects.create(
            committee=committee, seat=had, user=User.objects.get(username=seat.holder), from_date=from_date
        )
    return committee
