# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Entering the committees that public sources name, by the same acts as the pages; what is there stays as it is."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from accounts.models import User
from committee.models import Committee
from committee.operations.registers.acts import ACTS
from committee.operations.registers.writing import By, target_of, write
from committee.reference import RULES_SOURCE, Body, bodies

REASON = "ข้อมูลตั้งต้นจากเอกสารเผยแพร่"


@transaction.atomic
def enter_reference(*, fiscal_year: int, rules_from: date, actor: User, at: datetime) -> list[Committee]:
    """Enter each committee that is not there yet, with the Act's rules from a day on; return those entered.

    Raises NotPermitted, and then nothing has changed.
    """
    return list(_entered(fiscal_year, rules_from, actor, at))


def _entered(fiscal_year: int, rules_from: date, actor: User, at: datetime) -> Iterator[Committee]:
    for body in bodies(fiscal_year):
        if Committee.objects.filter(code=body.code).exists():
            continue
        committee: Committee = write(ACTS["found"], _row(body), _by(actor, at))
        rules = target_of(ACTS["new-rules"], committee, None)
        rules.effective_from, rules.source = rules_from, RULES_SOURCE
        write(ACTS["new-rules"], rules, _by(actor, at))
        yield committee


def _row(body: Body) -> Committee:
    return Committee(
        code=body.code, kind=body.kind, name_th=body.name_th, name_en=body.name_en, legal_basis=body.legal_basis,
        parent=Committee.objects.filter(code=body.parent).first(),
        confirming_body=Committee.objects.filter(code=body.confirmed_by).first(),
    )  # fmt: skip


def _by(actor: User, at: datetime) -> By:
    return By(actor=actor, at=at, request_id=uuid4(), reason=REASON)
