# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project as of any moment: the oracle is a picture of it taken at that moment, in the test."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django import DjangoDbBlocker

from accounts.models import User
from agencies.roles import BANGKOK
from budget_review.models import ResultNotice, Stage
from budget_review.queries import amounts_by_stage, turns_of
from budget_review.queries.as_of import Then, project_as_of
from budget_review.states import Consent
from tests.api.asking import Program, at
from tests.project.conftest import visitor
from tests.standing import standing
from tests.world import AT, PEOPLE, World
from workflows.models import TransitionRecord

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WALK = (
    "draft", "confirming", "agency_approval", "submitted", "screening", "recommended", "screened", "queued",
    "in_committee", "conditional",
)  # fmt: skip
Picture = dict[str, Any]


class Life:
    """A project's life, a step each day, with a picture of every evening."""

    def __init__(self) -> None:
        self.world = World(amount=Decimal("50000000.00"))
        self.pictures: list[tuple[datetime, Picture]] = []
        for state in WALK:
            self.world.to(state)
            self._evening()
        condition = self.world.project.conditions.get()
        self._day(lambda world: world.act("meet", "screener", condition, facts={"evidence": "หนังสือ"}))
        self._day(lambda world: world.act("forward", "screener", facts={"letter_number": "1"}))
        self._day(lambda world: world.act("take_into_budget", "budget"))
        stage = {"stage": "requested", "source": "คำขอ", "amounts": self.world.amounts()}
        self._day(lambda world: world.act("record_stage", "budget", facts=stage))
        self._day(lambda world: world.to("reported_back"))

    def _day(self, act: Any) -> None:
        act(self.world)
        self._evening()

    def _evening(self) -> None:
        self.pictures.append((self.world.at, picture(self.world)))
        self.world.at += DAY


def picture(world: World) -> Picture:
    """What stands now, from the tables as they are now."""
    project = world.project
    return {
        "state": project.state,
        "version": project.version,
        "content": project.versions.filter(number=project.content_version or 0)
        .values_list("sha256", flat=True)
        .first(),
        "parts": {part.agency_id: part.state for part in project.participations.all() if part.state != Consent.LEFT},
        "amounts": amounts_by_stage(project),
        "opinions": [(one.pk, one.state, one.advice, one.text) for one in project.opinions.all()],
        "conditions": [(one.pk, one.state) for one in project.conditions.all()],
        "letters": ResultNotice.objects.filter(participation__project=project).count(),
        "turns": sorted(str(turn.act) for turn in turns_of([project.pk]).get(project.pk, [])),
    }


def told(then: Then | None) -> Picture:
    """The same of a past that was read back."""
    assert then is not None
    amounts: dict[Stage, dict[int, Decimal]] = {}
    for line in then.lines:
        for stage, amount in line.amounts.items():
            amounts.setdefault(stage, {})[line.id] = amount
    return {
        "state": then.project.state,
        "version": then.project.record.seq,
        "content": then.version.sha256 if then.version else None,
        "parts": {part.subject.agency_id: part.state for part in then.parts},
        "amounts": amounts,
        "opinions": [
            (one.subject.pk, one.state, one.record.facts.get("advice", ""), one.record.facts.get("text", ""))
            for one in then.opinions
        ],
        "conditions": [(one.subject.pk, one.state) for one in then.conditions],
        "letters": len(then.letters),
        "turns": sorted(str(turn.act) for turn in then.waiting),
    }


@pytest.fixture(scope="module")
def life(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Life]:
    with standing(django_db_blocker, tmp_path_factory), translation.override("en"):
        yield Life()


def as_of(life: Life, moment: datetime, who: str = "auditor") -> Then | None:
    now = life.world.at + 100 * DAY
    return project_as_of(life.world.project, moment, reader=life.world.people[who], now=now)


def test_every_evening_is_read_back_as_it_was(life: Life) -> None:
    assert len({picture["state"] for _at, picture in life.pictures}) == 13
    for moment, seen in life.pictures:
        assert told(as_of(life, moment)) == seen
        assert told(as_of(life, moment + DAY - timedelta(microseconds=1))) == seen


def test_moment_of_an_act_is_after_it(life: Life) -> None:
    (_first, drafted), (moment, proposed) = life.pictures[:2]
    assert told(as_of(life, moment - timedelta(microseconds=1))) == drafted
    assert told(as_of(life, moment)) == proposed


def test_before_it_began_there_was_nothing(life: Life) -> None:
    assert as_of(life, AT - timedelta(microseconds=1)) is None


def test_past_costs_one_query_for_each_table_however_long_the_history(life: Life) -> None:
    costs = []
    for moment, _seen in life.pictures:
        project, reader = life.world.project, User.objects.get(username="auditor")
        with CaptureQueriesContext(connection) as asked:
            project_as_of(project, moment, reader=reader, now=life.world.at + 100 * DAY)
        tables = [query["sql"].split(" FROM ")[1].split()[0] for query in asked.captured_queries]
        assert len([table for table in tables if "transitionrecord" in table]) == 1
        costs.append(len(tables))
    assert set(costs) <= {11, 12}  # the names of agencies whose queues were waited in are one question more


@translation.override("en")
def test_opinions_and_recommendation_stay_withheld_in_the_past(life: Life) -> None:
    """A partner may not read them while the project is being screened, and later may."""
    moment = next(moment for moment, seen in life.pictures if seen["state"] == "recommended")
    project = life.world.project
    seen = project_as_of(project, moment, reader=life.world.nora, now=life.world.at + DAY)
    assert seen is not None
    assert len(seen.opinions) == 2
    world = World("again", amount=Decimal("50000000.00")).to("recommended")
    withheld = project_as_of(world.project, AT, reader=world.nora, now=AT)
    assert withheld is not None
    assert (withheld.opinions, withheld.sentence) == ([], "The screening officer gave a recommendation.")
    office = project_as_of(world.project, AT, reader=world.other_screener, now=AT)
    assert office is not None
    assert (len(office.opinions), office.sentence) == (2, "The screening officer recommended: Pass to the committee.")


# ── the page ──


def page(life: Life, who: str, query: str, language: str = "en") -> Any:
    with at(life.world.at + DAY):
        return visitor(life.world.people[who], language).get(f"/projects/{life.world.project.code}/as-of/{query}")


def query_of(moment: datetime) -> str:
    local = moment.astimezone(BANGKOK)
    return f"?day={local:%Y-%m-%d}&time={local:%H:%M}"


@pytest.mark.parametrize("language", ["en", "th"])
def test_page_shows_every_evening_marked_as_past(life: Life, language: str) -> None:
    code = life.world.project.code
    for moment, seen in life.pictures:
        shown = page(life, "auditor", query_of(moment), language).content.decode()
        assert {"en": "The past: as it stood on", "th": '<html lang="th"'}[language] in shown
        assert f'href="/projects/{code}/"' in shown
        assert (seen["content"] is None) == ("code>" not in shown)
        assert "/acts/" not in shown


def test_day_without_a_time_is_its_end(life: Life) -> None:
    moment, _seen = life.pictures[1]
    assert "Waiting for partners" in page(life, "auditor", f"?day={moment:%Y-%m-%d}").content.decode()


def test_thai_year_is_understood(life: Life) -> None:
    assert "Waiting for partners" in page(life, "auditor", "?day=3/11/2563").content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Choose a day"),
        ("?day=2020-11-01", "The project had not been begun."),
        ("?day=2020-11-02&time=12:00", "There was no content yet"),
        ("?day=2090-01-01", "That moment has not come yet."),
        ("?day=9999-01-01", 'id="id_day_error"'),
        ("?day=31/31/2563", 'id="id_day_error"'),
        ("?day=2020-11-02&time=99", 'id="id_time_error"'),
    ],
)
def test_what_cannot_be_shown_is_said(life: Life, query: str, said: str) -> None:
    answer = page(life, "auditor", query)
    assert (answer.status_code, said in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_not_see_the_project_may_not_see_its_past(life: Life, who: str) -> None:
    with at(life.world.at + DAY):
        now = visitor(life.world.people[who]).get(f"/projects/{life.world.project.code}/").status_code
    assert page(life, who, query_of(life.pictures[3][0])).status_code == now
    moment = life.pictures[3][0].isoformat()
    assert ask(life, who, moment).status_code == now


# ── the API ──


def ask(life: Life, who: str, moment: str) -> Any:
    program = Program(life.world, who)
    address = f"/api/v1/projects/{life.world.project.code}/as-of"
    with at(life.world.at + DAY):
        return program.client.get(address, {"at": moment}, headers=program.headers)


def test_program_reads_the_past(life: Life) -> None:
    for moment, seen in life.pictures:
        said = ask(life, "auditor", moment.isoformat()).json()
        assert (said["state"], said["version"]) == (seen["state"], seen["version"])
        assert (said["content"] or {}).get("sha256") == seen["content"]
        assert {part["agency"]["id"]: part["state"] for part in said["parts"]} == seen["parts"]
        amounts = {stage: {line["id"]: Decimal(line["amounts"][stage]) for line in said["lines"]
                           if stage in line["amounts"]} for stage in said["totals"]}  # fmt: skip
        assert amounts == seen["amounts"]
        record = TransitionRecord.objects.get(hash=said["record_hash"])
        assert record.seq == said["version"]


@pytest.mark.parametrize(
    ("moment", "status"),
    [("2020-11-01T00:00:00Z", 404), ("2020-11-02T00:00:00", 422), ("yesterday", 422), ("", 422)],
)
def test_moment_that_is_none_is_refused(life: Life, moment: str, status: int) -> None:
    assert ask(life, "auditor", moment).status_code == status


def test_moment_to_come_is_now(life: Life) -> None:
    assert ask(life, "auditor", "2999-01-01T00:00:00Z").json()["state"] == "reported_back"
