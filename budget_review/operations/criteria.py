# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making the next version of the criteria: a draft is copied, written, and published; then nobody changes it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from budget_review.automatic import AUTOMATIC
from budget_review.models import CriteriaDraft, CriteriaSet, Criterion
from budget_review.models.criteria import JUDGED, Kind, lines_of_text
from budget_review.operations.tiers import may_set_bands
from budget_review.states import Tier
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet, NotPermitted, VersionConflict

FIELDS = (
    "code", "position", "weight", "kind", "name_th", "name_en", "guidance_th", "guidance_en", "answers_th",
    "answers_en", "needs_evidence", "from_tier", "source",
)  # fmt: skip
WHOLE = 100  # what the weights of a version come to
Row = dict[str, Any]


def may_write_criteria(attempt: Attempt) -> bool:
    """Administrators and heads of screening, as for the bands."""
    return may_set_bands(attempt)


def open_draft() -> CriteriaDraft | None:
    """The version that is being written, where there is one."""
    return CriteriaDraft.objects.filter(published=None).select_related("based_on", "written_by").first()


@transaction.atomic
def begin_draft(*, actor: User, at: datetime, delegation: int | None = None) -> CriteriaDraft:
    """Copy the last version to write the next one; the draft that is open already, where there is one.

    Raises NotPermitted - and then nothing has changed.
    """
    _refuse(actor, at, delegation)
    last = CriteriaSet.objects.select_for_update().order_by("-number")[:1].get()
    rows = [{name: getattr(each, name) for name in FIELDS} for each in last.criteria.order_by("position")]
    return open_draft() or CriteriaDraft.objects.create(based_on=last, rows=rows, written_by=actor, written_at=at)


@transaction.atomic
def write_row(
    *, code: str, row: Row | None, expected_revision: int, actor: User, at: datetime, delegation: int | None = None
) -> CriteriaDraft:
    """Put a criterion in the place of the one called ``code`` (a new one without), or leave it out without ``row``.

    Raises NotPermitted, VersionConflict or GuardsUnmet - and then nothing has changed.
    """
    _refuse(actor, at, delegation)
    draft = _locked(expected_revision)
    rows: list[Row] = [each for each in draft.rows if each["code"] != code]
    if row is not None:
        if lacking := faults_of(row, others=rows):
            raise GuardsUnmet(*lacking)
        rows.append({name: row[name] for name in FIELDS})
    draft.rows = sorted(rows, key=lambda each: (each["position"], each["code"]))
    draft.revision += 1
    draft.written_by, draft.written_at = actor, at
    draft.save(update_fields=["rows", "revision", "written_by", "written_at"])
    return draft


@transaction.atomic
def discard_draft(*, expected_revision: int, actor: User, at: datetime, delegation: int | None = None) -> None:
    """Throw the draft away. Raises NotPermitted or VersionConflict - and then nothing has changed."""
    _refuse(actor, at, delegation)
    _locked(expected_revision).delete()


@transaction.atomic
def publish_draft(
    *, expected_revision: int, reason: str, actor: User, at: datetime, delegation: int | None = None
) -> CriteriaSet:
    """Publish the draft as the next version: rounds that begin from now on keep it.

    Raises NotPermitted, VersionConflict or GuardsUnmet - and then nothing has changed.
    """
    _refuse(actor, at, delegation)
    draft = _locked(expected_revision)
    lacking = [] if reason.strip() else [_("The reason must be given.")]
    if lacking := lacking + faults_of_all(draft.rows):
        raise GuardsUnmet(*lacking)
    number = CriteriaSet.objects.order_by("-number").values_list("number", flat=True)[0] + 1
    made = CriteriaSet.objects.create(number=number, reason=reason.strip(), made_by=actor, made_at=at)
    Criterion.objects.bulk_create(
        Criterion(criteria_set=made, **row | {"position": place}) for place, row in enumerate(draft.rows, 1)
    )
    draft.published = made
    draft.save(update_fields=["published"])
    return made


def weight_of(rows: Iterable[Mapping[str, Any]]) -> int:
    """What the weights come to."""
    return sum(row["weight"] for row in rows)


def faults_of_all(rows: list[Row]) -> list[str]:
    """Why these rows cannot be published yet."""
    if not rows:
        return [_("There is no criterion.")]
    total = weight_of(rows)
    wrong = [
        _("“%(name)s”: %(fault)s") % {"name": row["name_th"], "fault": fault}
        for row in rows
        for fault in faults_of(row, others=[other for other in rows if other is not row])
    ]
    if total != WHOLE:
        wrong.append(
            _("The weights must come to %(whole)s; they come to %(total)s.") % {"whole": WHOLE, "total": total}
        )
    return wrong


def faults_of(row: Row, *, others: Iterable[Row]) -> list[str]:
    """Why a criterion cannot stand so."""
    wrong = []
    if row["code"] in {other["code"] for other in others}:
        wrong.append(_("There is a criterion of this code already."))
    if row["kind"] not in Kind.values or row["from_tier"] not in Tier.values:
        wrong.append(_("Kind and review must be among those listed."))
    if not row["name_th"].strip():
        wrong.append(_("The Thai name must be written."))
    if row["kind"] == Kind.AUTOMATIC and row["code"] not in AUTOMATIC:
        wrong.append(_("The service finds only what it knows: %(codes)s.") % {"codes": ", ".join(AUTOMATIC)})
    if row["kind"] != Kind.AUTOMATIC and row["code"] in AUTOMATIC:
        wrong.append(_("This code belongs to a criterion that the service finds."))
    if row["kind"] == Kind.INTAKE and row["weight"]:
        wrong.append(_("What is checked at taking up has no weight."))
    answers = [lines_of_text(row[f"answers_{language}"]) for language in ("th", "en")]
    if row["kind"] == Kind.SCORED and len(answers[0]) < 2:
        wrong.append(_("A scale needs at least two scores, one on each line."))
    if row["kind"] in (Kind.REVIEWER, Kind.INTAKE) and len(answers[0]) not in (0, len(JUDGED)):
        wrong.append(_("Say what each of the three answers means, or none."))
    if answers[1] and len(answers[1]) != len(answers[0]):
        wrong.append(_("The English answers must be as many as the Thai ones, or none."))
    return wrong


def _refuse(actor: User, at: datetime, delegation: int | None) -> None:
    if not may_write_criteria(Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)):
        raise NotPermitted(_("An administrator or a head of screening."))


def _locked(expected_revision: int) -> CriteriaDraft:
    draft = CriteriaDraft.objects.select_for_update().filter(published=None).first()
    if draft is None or draft.revision != expected_revision:
        raise VersionConflict(_("Somebody else changed or published the draft meanwhile. Read it again."))
    return draft
