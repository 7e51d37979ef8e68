# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is in the room at an instant, from marks of coming and going that are never changed. Pure.

A mark that another corrects does not count; the other counts in its place, or, struck, only takes it away.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class MarkKind(models.TextChoices):
    """What a mark says."""

    CAME = "came", _("Came")
    LEFT = "left", _("Left")
    STRUCK = "struck", _("Struck out")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A mark of one person: ``who`` is any key."""

    pk: int
    who: int
    kind: str
    at: datetime
    noted_at: datetime
    corrects: int | None = None


@dataclass(frozen=True)
class Interval:
    """From coming to going; without an end while somebody is still there."""

    came_at: datetime
    left_at: datetime | None = None

    def covers(self, moment: datetime) -> bool:
        """Whether somebody was there: from the instant of coming up to, and without, that of going."""
        return self.came_at <= moment and (self.left_at is None or moment < self.left_at)


def standing(marks: Iterable[Mark], *, known_at: datetime | None = None) -> list[Mark]:
    """The marks that count, in the order of their moments; with ``known_at`` as they were known then."""
    known = [mark for mark in marks if known_at is None or mark.noted_at <= known_at]
    corrected = {mark.corrects for mark in known if mark.corrects is not None}
    counted = [mark for mark in known if mark.pk not in corrected and mark.kind != MarkKind.STRUCK]
    return sorted(counted, key=lambda mark: (mark.at, mark.noted_at, mark.pk))


def intervals_of(marks: Iterable[Mark], *, known_at: datetime | None = None) -> dict[int, list[Interval]]:
    """Everybody's intervals in order. Coming twice without going is one stay; going without coming is nothing."""
    found: dict[int, list[Interval]] = {}
    for mark in standing(marks, known_at=known_at):
        stays = found.setdefault(mark.who, [])
        is_in = bool(stays) and stays[-1].left_at is None
        if mark.kind == MarkKind.CAME and not is_in:
            stays.append(Interval(mark.at))
        elif mark.kind == MarkKind.LEFT and is_in:
            stays[-1] = Interval(stays[-1].came_at, mark.at)
    return found


def present_at(intervals: Mapping[int, Sequence[Interval]], moment: datetime) -> set[int]:
    """Who is in the room at an instant."""
    return {who for who, stays in intervals.items() if any(stay.covers(moment) for stay in stays)}
