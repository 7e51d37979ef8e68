# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one way in which the register of committees is written: lock, refuse, write, and keep what changed and why."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from agencies.roles import day_of
from committee.models import Alternate, Committee, CommitteeChange
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, VersionConflict

Faults = Iterable[Any]


@dataclass(frozen=True, kw_only=True)
class By:
    """Who writes, when and why; ``request_id`` makes a second press the first.

    The register is written in person: an order that is named lends nothing here.
    """

    actor: User
    at: datetime
    request_id: UUID
    reason: str
    delegation: int | None = None

    @property
    def attempt(self) -> Attempt:
        """What the permissions are asked with."""
        return Attempt(actor=self.actor, at=self.at, request_id=self.request_id, delegation=self.delegation)


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act on the register.

    ``fields`` are the columns that it writes. ``of`` names the column by which a new row hangs on the row that the act
    is made at (a seat, for a new tenure); without it the act changes that very row. ``faults`` gives a sentence for
    each thing that is unsound.
    """

    name: str
    label: Any
    model: type[models.Model]
    fields: tuple[str, ...]
    may: Callable[[Committee, Attempt], bool]
    who: Any
    faults: Callable[[Any, date], Faults]
    of: str = ""
    of_model: type[models.Model] | None = None
    starts_as: Callable[[Any], None] | None = None  # what a new row begins as
    prepare: Callable[[Any, By], None] | None = None  # fill in what nobody types
    then: Callable[[Any], None] | None = None  # what follows from it
    tells: Callable[[Any, By], None] | None = None  # whom it tells

    @property
    def begins(self) -> bool:
        """Whether it makes a row."""
        return bool(self.of) or self.name == "found"

    @property
    def at_row(self) -> bool:
        """Whether it is made at a row of the committee, rather than at the committee."""
        return self.model is not Committee and (not self.of or self.of_model is not None)


def target_of(act: Act, committee: Committee | None, pk: int | None) -> Any:
    """The row that an act would write, loaded anew or still to be made. Raises the model's DoesNotExist."""
    if act.model is Committee:
        return Committee() if committee is None else Committee.objects.get(pk=committee.pk)
    assert committee is not None
    if not act.of:
        return _of(act.model, committee).get(pk=pk)
    if act.of_model is None:
        row = act.model(**{act.of: committee})
        if act.starts_as is not None:
            act.starts_as(row)
        return row
    hangs_on = {act.of: _of(act.of_model, committee).get(pk=pk)}
    return act.model(**hangs_on) if act.model is Alternate else act.model(**hangs_on, committee=committee)


def _of(model: type[models.Model], committee: Committee) -> models.QuerySet[Any]:
    """The rows of a model that are this committee's."""
    path = "committee" if any(field.name == "committee" for field in model._meta.fields) else "tenure__committee"
    return model._default_manager.filter(**{path: committee})


@transaction.atomic
def write(act: Act, row: Any, by: By, *, expected_revision: int = 0) -> Any:
    """Write ``row`` as it now is, and keep what changed.

    Raises NotPermitted, GuardsUnmet, VersionConflict or RequestReused, and then nothing has changed.
    """
    committee = _committee_of(row)
    if committee.pk:
        committee = Committee.objects.select_for_update().get(pk=committee.pk)  # one writer at a time
    done = CommitteeChange.objects.filter(request_id=by.request_id).first()
    if done is not None:
        return _the_same(done, act, by)
    if not act.may(committee, by.attempt):
        raise NotPermitted(act.who)
    before = None if act.begins else act.model._default_manager.get(pk=row.pk)
    if before is not None and getattr(before, "revision", 0) != expected_revision:
        raise VersionConflict(_("Somebody else changed this meanwhile. What you typed is still here."))
    faults = [*([] if by.reason.strip() else [_("The reason must be given.")]), *act.faults(row, day_of(by.at))]
    if faults:
        raise GuardsUnmet(*faults)
    details = differences(act, before, row)
    if before is not None and not details:
        raise GuardsUnmet(_("Nothing was changed."))
    if before is not None:
        row.revision = before.revision + 1  # type: ignore[attr-defined]
    if act.prepare is not None:
        act.prepare(row, by)
    row.save()
    if act.then is not None:
        act.then(row)
    if act.tells is not None:
        act.tells(row, by)
    CommitteeChange.objects.create(
        committee=_committee_of(row),
        act=act.name,
        about=about(row),
        details=details,
        reason=by.reason,
        changed_by=by.actor,
        changed_at=by.at,
        request_id=by.request_id,
        row_id=row.pk,
    )
    return row


def differences(act: Act, before: Any, row: Any) -> dict[str, list[Any]]:
    """``{"title": ["before", "after"]}`` of the columns that an act writes; a new row was nothing before."""
    pairs = {name: [None if before is None else shown(before, name), shown(row, name)] for name in act.fields}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def shown(row: Any, name: str) -> Any:
    """A column's value as the register keeps it: text, a number, a list, nothing. People by name are not kept."""
    field = row._meta.get_field(name)
    value = getattr(row, field.attname)
    if value is None or value == "":
        return None
    if isinstance(value, bool | int | list | Mapping):
        return value
    return str(value)


def about(row: Any) -> str:
    """What a change was about, in the words of the day: the seat's title, the body's name, the order's number."""
    for name in ("order_number", "title", "name_th"):
        if getattr(row, name, ""):
            return str(getattr(row, name))[:300]
    seat = getattr(row, "seat", None) or getattr(getattr(row, "tenure", None), "seat", None)
    return str(seat.title if seat is not None else getattr(row, "ground", "") or getattr(row, "version", ""))[:300]


def _committee_of(row: Any) -> Committee:
    if isinstance(row, Committee):
        return row
    found: Committee = row.tenure.committee if isinstance(row, Alternate) else row.committee
    return found


def _the_same(done: CommitteeChange, act: Act, by: By) -> Any:
    if (done.act, done.changed_by_id) != (act.name, by.actor.pk):
        raise RequestReused(_("This request was used for something else already."))
    return act.model._default_manager.get(pk=done.row_id)
