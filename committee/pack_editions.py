# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the copies of a pack say: each is made from the pack's own snapshot, with the same labels and the same words.

The public's says less; the chair's and the archive's also what no pack for members prints.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from django.utils import translation

from agencies.models import Agency
from budget_review.models import Category, Stage
from budget_review.models.parts import Advice, Field
from budget_review.states import ConditionState
from committee.agenda import headings_of
from committee.models import AgendaItem, Meeting, Pack
from committee.models.editions import Language, Profile
from committee.models.seats import SeatRole
from committee.pack import sheet_of
from committee.pack_agenda import agenda_in_pack, reports_in_pack
from committee.pack_beside import beside
from committee.pack_papers import annexes_in_pack
from committee.states import SEALED, ActionState, Confidentiality, Verb
from papers.both_languages import choices_in_both

Content = dict[str, Any]
EVERYTHING = frozenset(Confidentiality)
OF_THE_PACK = ("after", "verify")  # a copy is whole, and the code on the cover is the pack's own
NOT_PUBLIC = ("invitation", "minutes", "arising", "levels", "level_beside", "reports", "annexes")
ENGLISH = (Category, Stage, Advice, Field, ConditionState, ActionState, Verb, SeatRole)


def edition_of(pack: Pack, profile: str, language: str, at: datetime) -> Content:
    """The snapshot of one copy; ``docs/pack.md`` says its shape."""
    base = {name: value for name, value in pack.snapshot.items() if name not in OF_THE_PACK}
    with translation.override("th"):
        said = MADE[profile](base, pack.meeting, at) | {"profile": profile}
    return said if language == Language.THAI else said | {"language": language, "en": names_of(said, pack.meeting)}


def _member(base: Content, _meeting: Meeting, _at: datetime) -> Content:
    return base


def _chair(base: Content, meeting: Meeting, at: datetime) -> Content:
    """With the matters that the chair and the secretariat keep to themselves, as they are when the copy is made."""
    items = [item for item in meeting.standing_items() if item.confidentiality == Confidentiality.CHAIR]
    printed = _labels(base)
    kept = [item for item in items if item.label not in printed]
    rows = {one["number"]: one["items"] for one in agenda_in_pack(meeting, kept)}
    projects = [*base["projects"], *(sheet_of(meeting, item) for item in kept if item.project)]
    reports = [*base.get("reports", ()), *reports_in_pack(kept)]
    annexes = [*base.get("annexes", ()), *annexes_in_pack(meeting, kept)]
    return {
        **base,
        **beside(meeting, at, EVERYTHING),
        "agenda": [
            part | {"items": sorted([*part["items"], *rows.get(part["number"], ())], key=_place)}
            for part in base["agenda"]
        ],
        **_projects(projects),
        **({"reports": reports} if reports else {}),
        **({"annexes": annexes} if annexes else {}),
    }


def _archive(base: Content, meeting: Meeting, at: datetime) -> Content:
    """All of it, with what was resolved."""
    said = _chair(base, meeting, at)
    return said | {"resolved": _resolved(meeting, EVERYTHING)}


def _public(base: Content, meeting: Meeting, _at: datetime) -> Content:
    """Only what is open, without what was said inside: screening, drafts, remarks, who let a late matter on."""
    is_open = {item.label for item in meeting.items.all() if item.confidentiality == Confidentiality.OPEN}
    agenda = [
        part | {"items": [_public_row(item) for item in part["items"] if item["label"] in is_open]}
        for part in base["agenda"]
    ]
    projects = [_public_sheet(sheet) for sheet in base["projects"] if sheet["label"] in is_open]
    return {
        **{name: value for name, value in base.items() if name not in NOT_PUBLIC},
        "anchor": None,
        "seats": [{name: seat[name] for name in ("title", "role", "name")} for seat in base["seats"]],
        "agenda": agenda,
        **_projects(projects),
        "resolved": _resolved(meeting, {Confidentiality.OPEN}),
    }


MADE: dict[str, Callable[[Content, Meeting, datetime], Content]] = {
    Profile.MEMBER: _member, Profile.CHAIR: _chair, Profile.PUBLIC: _public, Profile.ARCHIVE: _archive,
}  # fmt: skip


def _public_row(item: Content) -> Content:
    late = item["late"]
    return item | {"note": "", "late": {"reason": late["reason"]} if late else None}


INSIDE = ("draft_resolution", "record_seq", "record_hash", "tier")


def _public_sheet(sheet: Content) -> Content:
    said = {name: value for name, value in sheet.items() if name not in INSIDE}
    parts = [part | {"contribution": "", "consent": "consented"} for part in sheet["participants"]]
    return said | {"participants": parts, "screening": None, "opinions": [], "is_public": True}


def _projects(projects: list[Content]) -> Content:
    names = ("proposed_baht", "screened_baht")
    totals = {name: sum((Decimal(one[f"total_{name}"]) for one in projects), Decimal(0)) for name in names}
    return {"projects": projects, "totals": {name: f"{total:.2f}" for name, total in totals.items()}}


def _resolved(meeting: Meeting, levels: Collection[str]) -> list[Content]:
    """What was certified, in the order of the agenda."""
    found: Iterable[AgendaItem] = meeting.items.filter(confidentiality__in=levels).order_by("section", "position", "pk")
    return [
        {
            "label": item.label, "title": item.title, "number": one.called, "verb": one.get_verb_display(),
            "text": one.text,
        }
        for item in found
        for one in item.resolutions.filter(state__in=SEALED).order_by("pk")
    ]  # fmt: skip


def _labels(snapshot: Content) -> set[str]:
    return {item["label"] for part in snapshot["agenda"] for item in part["items"]}


def _place(item: Content) -> tuple[int, ...]:
    """5.10 stands behind 5.9; what has no label yet last."""
    numbers = item["label"].split(".")
    return tuple(int(one) for one in numbers) if all(one.isdigit() for one in numbers) else (10**6,)


def names_of(snapshot: Content, meeting: Meeting) -> dict[str, str]:
    """The English of the names in a snapshot: committee, agencies, headings, and what is chosen from lists."""
    agencies = {part["agency"] for sheet in snapshot["projects"] for part in sheet.get("participants", ())}
    agencies |= {sheet["lead"] for sheet in snapshot["projects"]}
    agencies |= {row["owner"] for row in (snapshot.get("arising") or {}).get("rows", ())}
    found = dict(Agency.objects.filter(name_th__in=agencies).exclude(name_en="").values_list("name_th", "name_en"))
    found |= {heading.th: heading.en for heading in headings_of(meeting)}
    if meeting.committee.name_en:
        found[meeting.committee.name_th] = meeting.committee.name_en
    return found | {
        thai: english
        for thai, english in chain.from_iterable(choices_in_both(one) for one in ENGLISH)
        if thai != english
    }
