# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands in the tables about a meeting, as JSON Lines: one object a row, its columns by their names.

Private notes are nobody's but their writers', and what leads into a meeting online stands nowhere but behind its door:
neither is in here.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Model

from committee.models import (
    ActionItem,
    AdoptedScenario,
    Ballot,
    CabinetReport,
    CabinetReportVersion,
    Corrigendum,
    DecisionLetter,
    Dissent,
    Entitlement,
    Meeting,
    Minutes,
    MinutesComment,
    MinutesReply,
    MinutesSection,
    MinutesText,
    Question,
)
from workflows.records import canonical_json, moment

LEFT_OUT = {"online_link", "request_id", "token"}
Rows = Iterable[Model]


def tables_of(meeting: Meeting) -> dict[str, Rows]:
    """The rows about a meeting, by the name of the file that they go to."""
    resolution, minutes = {"resolution__meeting": meeting}, {"minutes__meeting": meeting}
    return {
        "meeting": [meeting],
        "agenda": meeting.items.order_by("pk"),
        "roll": meeting.roll.order_by("pk"),
        "attendance": [
            *meeting.guests.order_by("pk"),
            *meeting.admissions.order_by("pk"),
            *meeting.marks.order_by("pk"),
        ],
        "questions": Question.objects.filter(item__meeting=meeting).order_by("pk"),
        "recusals": meeting.recusals.order_by("pk"),
        "votes": [
            *meeting.rounds.order_by("pk"),
            *Entitlement.objects.filter(round__meeting=meeting).order_by("pk"),
            *Ballot.objects.filter(entitlement__round__meeting=meeting).order_by("pk"),
        ],
        "dissents": Dissent.objects.filter(item__meeting=meeting).order_by("pk"),
        "resolutions": meeting.resolutions.order_by("pk"),
        "scenarios": AdoptedScenario.objects.filter(meeting=meeting).order_by("pk"),
        "letters": DecisionLetter.objects.filter(**resolution).order_by("pk"),
        "actions": ActionItem.objects.filter(**resolution).order_by("pk"),
        "reports": [
            *CabinetReport.objects.filter(item__meeting=meeting).order_by("pk"),
            *CabinetReportVersion.objects.filter(report__item__meeting=meeting).order_by("pk"),
        ],
        "minutes": [
            *Minutes.objects.filter(meeting=meeting),
            *MinutesSection.objects.filter(**minutes).order_by("position", "pk"),
            *MinutesText.objects.filter(**minutes).order_by("pk"),
            *MinutesReply.objects.filter(**minutes).order_by("pk"),
            *MinutesComment.objects.filter(**minutes).order_by("pk"),
            *Corrigendum.objects.filter(**minutes).order_by("pk"),
        ],
    }


def lines_of(tables: dict[str, Rows]) -> Iterator[tuple[str, bytes]]:
    """``("votes.jsonl", …)`` for each table that has rows, and the names of the people whose ids stand in them."""
    people: set[int] = set()
    for name, rows in tables.items():
        told = [_row(row, people) for row in rows]
        if told:
            yield f"{name}.jsonl", "".join(canonical_json(one) + "\n" for one in told).encode()
    named = get_user_model()._default_manager.in_bulk(people)
    told = [{"row": "person", "id": pk, "name": str(named[pk])} for pk in sorted(named)]
    yield "people.jsonl", "".join(canonical_json(one) + "\n" for one in told).encode()


def _row(row: Model, people: set[int]) -> dict[str, Any]:
    told: dict[str, Any] = {"row": row._meta.model_name}
    for field in row._meta.concrete_fields:
        if field.name in LEFT_OUT:
            continue
        value = getattr(row, field.attname)
        if field.related_model is get_user_model() and value is not None:
            people.add(value)
        told[field.name] = _plain(value)
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value
