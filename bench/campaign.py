# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A campaign and obligations for 1,928 agencies, as many as the State has: opening, counting, the overview, closing.

Responses are opened and closed by the operations themselves; what agencies answer is written with the triggers off.
"""

from random import Random
from statistics import median
from time import perf_counter
from typing import Any
from uuid import uuid4

from bench import databases

AGENCIES, MINISTRIES, SILENT, TIMES = 1928, 20, 300, 9


def measure() -> None:
    """Print how long each took by the clock, and in how many queries."""
    from datetime import UTC, date, datetime, timedelta

    from django.core.management import call_command
    from django.db import connection

    from accounts.models import User
    from agencies.models import Agency, Membership
    from digital_plan.models import AlignmentCampaign, Plan
    from digital_plan.operations.campaigns import CampaignText, act, begin_campaign
    from digital_plan.queries.overview import overview_of

    with connection._nodb_cursor() as cursor:
        cursor.execute('CREATE DATABASE "campaign"')
    with databases.using("campaign"):
        call_command("migrate", verbosity=0)
        agencies = Agency.objects.bulk_create(
            Agency(code=f"a{no}", name_th=f"หน่วยงานที่ {no}", ministry_th=f"กระทรวงที่ {no % MINISTRIES}")
            for no in range(AGENCIES)
        )
        people = [User.objects.create(username=role) for role in ("screening_officer", "screening_head")]
        for person in people:
            Membership.objects.create(user=person, agency=agencies[0], role=person.username, from_date=date(2020, 1, 1))
        at = datetime(2021, 4, 1, 3, tzinfo=UTC)
        text = CampaignText(
            name="ทุกหน่วยงาน", plan=Plan.objects.get(code="63-65").pk, fiscal_year=2564, opens_on=date(2021, 4, 1),
            due_date=date(2021, 6, 9), letter_prefix="ก", letter_sender="ข", letter_signer="ค",
        )  # fmt: skip
        begin_campaign(text, actor=people[0], at=at, request_id=uuid4())
        campaign = AlignmentCampaign.objects.select_related("plan").get()
        print("| asked | queries | seconds by the clock |\n|---|---:|---:|")
        _timed(
            f"open a campaign for {AGENCIES:,} agencies",
            lambda: act(campaign, "open_campaign", actor=people[1], at=at, request_id=uuid4()),
        )
        _oblige(people, at)
        _answer(campaign, people[0], at)
        _timed("the overview, with 1,628 responses handed in", lambda: overview_of(campaign, at), times=TIMES)
        _timed(
            f"close it, {SILENT} having handed in nothing",
            lambda: act(campaign, "close_campaign", actor=people[0], at=at + timedelta(days=99), request_id=uuid4()),
        )


def _oblige(people: Any, at: Any) -> None:
    """Put the four obligations of the slides in force for every agency, and count where agencies stand."""
    from digital_plan.models import AgencyObligation, Obligation
    from digital_plan.operations.campaigns import act
    from digital_plan.operations.obligations import begin_obligation
    from digital_plan.queries.obligations import counts_by_ministry, counts_by_obligation, counts_of
    from digital_plan.reference.obligations_2564 import OBLIGATIONS

    for said in OBLIGATIONS.values():
        begin_obligation(said=said, actor=people[0], at=at, request_id=uuid4())
    first, *others = Obligation.objects.order_by("pk")

    def put_in_force(obligation: Any) -> None:
        act(obligation, "put_in_force", actor=people[1], at=at, request_id=uuid4())

    _timed(f"put an obligation in force for {AGENCIES:,} agencies", lambda: put_in_force(first))
    for obligation in others:
        put_in_force(obligation)
    every = AgencyObligation.objects.all()
    _timed(
        f"how far {AGENCIES:,} agencies are with four obligations, in all, by each and by ministry",
        lambda: (counts_of(every, at), counts_by_obligation(every, at), counts_by_ministry(every, at)), times=TIMES,
    )  # fmt: skip


def _answer(campaign: Any, person: Any, at: Any) -> None:
    """Let all but some hand in three projects each, of which each serves two or three items of the plan."""
    from django.db import connection

    from bench.generate import SEED, _triggers_off
    from digital_plan.in_force import in_force
    from digital_plan.models import Alignment, AlignmentResponse, OwnProject

    random = Random(SEED)
    codes = [item.code for item in in_force().items if item.plan_id == campaign.plan_id]
    pks = list(campaign.responses.order_by("pk").values_list("pk", flat=True))[SILENT:]
    with _triggers_off():
        AlignmentResponse.objects.filter(pk__in=pks).update(
            state="handed_over", submitted_at=at, submitted_by=person, finding="aligned"
        )
        projects = OwnProject.objects.bulk_create(
            OwnProject(response_id=pk, title=f"โครงการที่ {no}", fiscal_year=2565, budget_baht=1000)
            for pk in pks
            for no in range(3)
        )
        Alignment.objects.bulk_create(
            Alignment(own_project=project, item_code=code)
            for project in projects
            for code in random.sample(codes, random.randint(2, 3))
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _timed(label: str, ask: Any, times: int = 1) -> None:
    from django.db import connection

    asked: list[str] = []

    def noted(execute: Any, sql: str, *more: Any) -> Any:
        asked.append(sql)
        return execute(sql, *more)

    clock = []
    for _time in range(times):
        asked.clear()
        began = perf_counter()
        with connection.execute_wrapper(noted):
            ask()
        clock.append(perf_counter() - began)
    print(f"| {label} | {len(asked):,} | {median(clock):.2f} |", flush=True)


def main() -> None:
    """Print the table."""
    databases.prepare()
    measure()


if __name__ == "__main__":
    main()
