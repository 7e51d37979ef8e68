# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What notices say of the plan clinic: who is told of which step, in which words, and who may see it."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.models import Kind, Way
from accounts.notifications.registry import GIVEN, About, Declared, Event, Told, audience, declare, subjects_of
from agencies.queries import people_of_groups
from agencies.roles import Role, group
from digital_plan.models import ClinicBooking
from digital_plan.queries.clinic import bookings_for
from papers.templatetags.thai import thai_datetime

REMINDER = "digital_plan.clinicbooking.reminder"
BOOKING = ClinicBooking._meta.label_lower


def title_of(booking: ClinicBooking) -> str:
    """``"คลินิกแผน DG: กรมที่ดิน"``."""
    return f"{booking.season.name}: {booking.agency}"


def when(booking: ClinicBooking) -> str:
    """The time that the booking has, in the reader's language; a dash where it has none."""
    return thai_datetime(booking.slot.starts_at) if booking.slot else "–"


subjects_of(
    ClinicBooking,
    told=Told(
        lambda booking: About(title_of(booking), reverse("clinic_booking", args=[booking.pk])),
        lambda booking, person, at: bookings_for(person, at).filter(pk=booking.pk).exists(),
        lambda booking: {"when": lazy(when, str)(booking), "place": booking.season.place or "–"},
    ),
)


def of_the_agency(booking: ClinicBooking, at: datetime) -> Iterable[User]:
    """The officers of the agency that a booking is for."""
    return people_of_groups([group(Role.AGENCY_OFFICER, booking.agency_id)], at)


@audience("clinic_agency", _("Officers of the agency that booked at the clinic"))
def clinic_agency(event: Event, at: datetime) -> Iterable[User]:
    return of_the_agency(event.subject, at)


def _told(step: str, kind: Kind, th: str, en: str, way: Way = Way.MAIL) -> Declared:
    return Declared(topic=f"{BOOKING}.{step}", audience="clinic_agency", kind=kind, way=way, th=th, en=en)


declare(
    _told("get_place", Kind.PROGRESS, "{title}: ได้เวลา {when}", "{title}: your time is {when}."),
    _told(
        "move_up", Kind.TURN,
        "{title}: มีเวลาว่าง หน่วยงานของท่านได้เลื่อนขึ้นเป็น {when} หากไม่สะดวก สละเวลานี้และรอต่อได้",
        "{title}: a place came free, and your agency moved up to {when}. You may decline it and go on waiting.",
    ),
    _told("move", Kind.PROGRESS, "{title}: เปลี่ยนเวลาเป็น {when}", "{title}: moved to {when}."),
    _told("take", Kind.PROGRESS, "{title}: ได้เวลา {when}", "{title}: your time is {when}."),
    _told(
        "put_back", Kind.TURN, "{title}: งดให้คำปรึกษาในวันที่นัดไว้ โปรดเลือกเวลาใหม่ หรือรอตามลำดับเดิม",
        "{title}: the session is not held. Choose another time, or wait in your place in the line.",
    ),
    _told("cancel", Kind.PROGRESS, "{title}: ยกเลิกการจองแล้ว", "{title}: the booking is cancelled."),
    _told(
        "note_consultation", Kind.PROGRESS, "{title}: บันทึกผลการให้คำปรึกษาแล้ว",
        "{title}: what was said is written down.",
    ),
    _told(
        "lapse", Kind.PROGRESS, "{title}: สิ้นสุดช่วงให้คำปรึกษา ไม่มีเวลาว่างสำหรับหน่วยงานของท่าน",
        "{title}: the season is over, and no place came free for your agency.",
    ),
    Declared(
        topic=REMINDER, audience=GIVEN, kind=Kind.CLOCK, way=Way.MAIL, th="เตือนนัด {title}: {when} ที่ {place}",
        en="Reminder of {title}: {when}, {place}.",
    ),
)  # fmt: skip
