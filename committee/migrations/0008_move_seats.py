# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Take what stood in each seat apart: who sits there becomes a tenure, the committee's share its first rules.

A seat that ended ends still, so no vacancy is made up. Nothing is guessed: a person who held two seats of one committee
at once is named and refused, since one member has one vote.
"""

from fractions import Fraction

from django.db import migrations

from workflows.clocks.days import day_of

BEFORE_CONVENING = ("planned",)


def seats_to_tenures(apps, editor):
    seat, tenure, entry = (apps.get_model("committee", name) for name in ("Seat", "SeatTenure", "RollEntry"))
    seats = list(seat.objects.order_by("pk"))
    refuse_two_seats_at_once(seats)
    for one in seats:
        held = tenure.objects.create(
            committee_id=one.committee_id, seat=one, user_id=one.user_id, from_date=one.from_date, to_date=one.to_date
        )
        entry.objects.filter(seat=one, user_id=one.user_id).update(tenure=held)
        entry.objects.filter(seat=one).update(role=one.role)


def refuse_two_seats_at_once(seats):
    for place, one in enumerate(seats):
        for other in seats[place + 1 :]:
            same = (one.committee_id, one.user_id) == (other.committee_id, other.user_id)
            begins, ends = max(one.from_date, other.from_date), [day for day in (one.to_date, other.to_date) if day]
            if same and (not ends or begins <= min(ends)):
                raise ValueError(
                    f"The person {one.user_id} holds the seats {one.pk} and {other.pk} of one committee at once. "
                    "End one of them, then migrate again."
                )


def shares_to_rules(apps, editor):
    committee, profile = apps.get_model("committee", "Committee"), apps.get_model("committee", "ProcedureProfile")
    meeting, seat = apps.get_model("committee", "Meeting"), apps.get_model("committee", "Seat")
    for one in committee.objects.order_by("pk"):
        days = [*seat.objects.filter(committee=one).values_list("from_date", flat=True)]
        days += [day_of(at) for at in meeting.objects.filter(committee=one).values_list("starts_at", flat=True)]
        if not days:
            continue  # nobody sits there and nothing was planned: its rules are still to be written
        share = Fraction(one.quorum_percent, 100)
        first = profile.objects.create(
            committee=one, version=1, effective_from=min(days), quorum_numerator=share.numerator,
            quorum_denominator=share.denominator,
        )  # fmt: skip
        meeting.objects.filter(committee=one).exclude(state__in=BEFORE_CONVENING).update(profile=first)


class Migration(migrations.Migration):
    dependencies = [("committee", "0007_committees_as_data")]
    operations = [
        migrations.RunPython(seats_to_tenures, migrations.RunPython.noop),
        migrations.RunPython(shares_to_rules, migrations.RunPython.noop),
    ]
