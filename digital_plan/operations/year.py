# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changing the calendar of the year: one recorded operation, with its reason. Nothing is ever removed."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from digital_plan.models import YearChange, YearEntry
from digital_plan.queries.year import last_change, may_keep_year
from digital_plan.states.year import Certainty
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, VersionConflict

YEARS = range(2500, 2701)


@dataclass(frozen=True, kw_only=True)
class NewEntry:
    """An entry as it is to read. With a ``code`` it stands in the place of the one that has it now.

    Of ``certainty`` "month" any days of the months do; of "unknown" none is kept.
    """

    year: int
    lane: str
    kind: str
    certainty: str
    name_th: str
    source: str
    name_en: str = ""
    is_milestone: bool = False
    first_day: date | None = None
    last_day: date | None = None
    fiscal_years: Sequence[int] = ()
    note: str = ""
    code: str = ""


@transaction.atomic
def change_year(
    *,
    entry: NewEntry | None = None,
    retire: str = "",
    reason: str,
    actor: User,
    at: datetime,
    request_id: UUID,
    expected_change: int | None = None,
) -> YearChange:
    """Add an entry, put one right, or take one off.

    The same ``request_id`` by the same person gives the same change again. Raises NotPermitted, GuardsUnmet,
    VersionConflict or RequestReused, and then nothing has changed.
    """
    if replayed := YearChange.objects.filter(request_id=request_id).first():
        if replayed.actor_id != actor.pk:
            raise RequestReused(_("The request id already stands for another act."))
        return replayed
    if not may_keep_year(actor, at):
        raise NotPermitted(_("Only a DGA officer or an administrator changes the calendar of the year."))
    if expected_change not in (None, last_change()):
        raise VersionConflict(_("Somebody changed the calendar meanwhile. Look again before you act."))
    gone = [code for code in (retire, entry.code if entry else "") if code]
    standing = YearEntry.objects.select_for_update().filter(code__in=gone, retired_by=None)
    lacking = [] if reason.strip() else [_("The reason must be given.")]
    if entry is None and not retire:
        lacking.append(_("There is nothing to change."))
    if len(standing) != len(set(gone)):
        lacking.append(_("The entry is not on the calendar."))
    row = _row(entry) if entry else None
    if row is not None:
        lacking += _faults(row)
    if lacking:
        raise GuardsUnmet(*lacking)
    facts = {"added": [row.code] if row else [], "retired": gone}
    written = YearChange.objects.create(actor=actor, at=at, reason=reason, request_id=request_id, facts=facts)
    standing.update(retired_by=written)
    if row is not None:
        row.added_by = written
        row.save()
    return written


def _row(entry: NewEntry) -> YearEntry:
    said = asdict(entry) | {"fiscal_years": sorted(set(entry.fiscal_years)), "code": entry.code or _free_code(entry)}
    if entry.certainty == Certainty.UNKNOWN:
        said |= {"first_day": None, "last_day": None}
    elif entry.first_day is not None:
        last = entry.last_day or entry.first_day
        said["last_day"] = last
        if entry.certainty == Certainty.MONTH:
            said["first_day"] = entry.first_day.replace(day=1)
            said["last_day"] = last.replace(day=monthrange(last.year, last.month)[1])
    return YearEntry(**said)


def _free_code(entry: NewEntry) -> str:
    """The next code of the year, which no entry ever had."""
    start = f"y{entry.year}-"
    used = YearEntry.objects.filter(code__startswith=start).values_list("code", flat=True)
    numbers = [int(code.removeprefix(start)) for code in used if code.removeprefix(start).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1:02d}"


def _faults(row: YearEntry) -> list[Any]:
    lacking: list[Any] = []
    if row.year not in YEARS or any(year not in YEARS for year in row.fiscal_years):
        lacking.append(_("Years are written in the Buddhist era, such as 2564."))
    if row.certainty != Certainty.UNKNOWN and row.first_day is None:
        lacking.append(_("The first day must be given, or the time left to be checked."))
    elif row.first_day is not None and row.last_day is not None and row.last_day < row.first_day:
        lacking.append(_("The last day must not lie before the first."))
    try:
        row.clean_fields(exclude=["added_by", "retired_by"])
    except ValidationError as error:
        named = {name: getattr(row._meta.get_field(name), "verbose_name", name) for name in error.message_dict}
        lacking += [f"{named[name]}: {' '.join(faults)}" for name, faults in error.message_dict.items()]
    return lacking
