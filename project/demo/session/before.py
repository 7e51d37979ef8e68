# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be there before the meeting: people, agencies, the committee of fifteen, the screened projects."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.models import User
from committee.models import Committee, LetterPattern
from project.demo import registers
from project.demo.acts import carry
from project.demo.fy2565 import reviews, timetable
from project.demo.fy2565.absences import AWAY
from project.demo.fy2565.projects import BY_CODE
from project.demo.fy2565.round import FISCAL_YEAR, ROUND
from project.demo.large.carrying import carry_round
from project.demo.proposals import proposal, review
from project.demo.session import people, script

HUNDRED_THOUSAND = 100_000


def is_prepared() -> bool:
    """Whether a run has got so far before; it is made whole or not at all."""
    return Committee.objects.filter(code=script.COMMITTEE.code).exists()


@transaction.atomic
def prepare(of: script.Script) -> None:
    """Enter everybody, and carry the projects of the meeting through their screening. Raises acts.Stopped."""
    registers.enter_agencies()
    registers.enter_people()
    hashed = make_password(None)
    User.objects.bulk_create(
        User(username=one.username, display_name=one.name_th, email=f"{one.username}@mati.example", password=hashed)
        for one in people.MORE
    )
    held = registers.open_round(ROUND)
    seated = registers.seat_committee(script.COMMITTEE, people.SEATS, timetable.ROLES_FROM)
    LetterPattern.objects.create(
        committee=seated, prefix="ตย. ดท", sender="สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)", signer="กรรมการและเลขานุการ"
    )
    for code in script.OF_FY2565:
        told = [*proposal(BY_CODE[code], timetable.DAYS[code], FISCAL_YEAR, AWAY.get(code))]
        carry([*told, *review(BY_CODE[code], timetable.DAYS[code], reviews.BY_PROJECT[code])])
    last = max(of.made_up)
    carry_round(held, script.CALENDAR, projects=last, screened=last)
