# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tier by amount and risk, the highest answer wins; frozen at taking up; bands as versions from their day."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from budget_review.models import BudgetLine, ProposalSection, Round, TierBands
from budget_review.operations.tiers import set_bands
from budget_review.queries.tiers import bands_in_force, what_if
from budget_review.states import Tier, highest
from budget_review.tiers import rate, words_of
from tests.budget_review.pages import Visitor, as_shown, text_of
from tests.refusing import refused
from tests.world import AT, World, everything
from workflows.refusals import GuardsUnmet, NotPermitted

Visit = Callable[[str], Visitor]
TODAY = AT.date()
BANDS: dict[str, Any] = {
    "from_date": TODAY, "standard_from_baht": Decimal(1_000_000), "full_from_baht": Decimal(2_000_000),
    "many_agencies_from": 5, "risks": {}, "opinions": {"full": ["security"]}, "reason": "มติคณะทำงาน", "at": AT,
}  # fmt: skip


@pytest.mark.parametrize(
    ("tiers", "counts"),
    [((), "light"), (("light", "standard"), "standard"), (("full", "light"), "full"), (("standard", "full"), "full")],
)
def test_the_highest_answer_wins(tiers: tuple[str, ...], counts: str) -> None:
    assert highest(map(Tier, tiers)) == counts


@pytest.mark.parametrize(
    ("each_baht", "tier"),
    [
        ("1666666.66", "light"), ("1666666.67", "standard"), ("33333333.33", "standard"), ("33333333.34", "full"),
    ],
)  # fmt: skip
def test_amount_decides_at_its_boundaries(world: World, each_baht: str, tier: str) -> None:
    """Three lines each, against 5 and 100 million baht."""
    BudgetLine.objects.update(amount_baht=Decimal(each_baht))
    assert rate(world.project, bands_in_force(TODAY)).tier == tier


def risk(world: World, **grades: str) -> None:
    row = {"risk": "จัดซื้อล่าช้า", "likelihood": "high", "impact": "high", "measure": ""} | grades
    ProposalSection.objects.update_or_create(project=world.project, key="risks", defaults={"rows": [row]})


def next_year(world: World) -> None:
    line = BudgetLine.objects.first()
    assert line is not None
    BudgetLine.objects.filter(pk=line.pk).update(fiscal_year=2566)


@pytest.mark.parametrize(
    ("code", "happens"),
    [
        ("high_risk", risk),
        ("several_years", next_year),
        ("many_agencies", lambda world: None),
    ],
)
def test_a_risk_raises_the_review_and_is_named(world: World, code: str, happens: Callable[[World], Any]) -> None:
    bands = bands_in_force(TODAY)
    bands.many_agencies_from = 3 if code == "many_agencies" else 4
    if code != "many_agencies":
        assert [reason["rule"] for reason in rate(world.project, bands).reasons] == ["amount"]
    happens(world)
    rated = rate(world.project, bands)
    assert rated.tier == "standard"
    assert [reason["rule"] for reason in rated.reasons] == [code, "amount"]
    assert all(words_of(reason) for reason in rated.reasons)
    bands.risks = {code: "light"}
    assert rate(world.project, bands).tier == "light"


@pytest.mark.parametrize(
    ("amount_baht", "is_ict", "tier"),
    [("100000000.00", True, "standard"), ("100000000.01", True, "full"), ("100000000.01", False, "standard")],
)
def test_computer_systems_above_the_threshold_call_for_a_full_review(
    world: World, amount_baht: str, is_ict: bool, tier: str
) -> None:
    """Of one agency; the band of the whole amount is set out of the way."""
    bands = bands_in_force(TODAY)
    bands.full_from_baht = Decimal(10**10)
    BudgetLine.objects.filter(participation=world.part("north")).update(amount_baht=Decimal(amount_baht), is_ict=is_ict)
    rated = rate(world.project, bands)
    assert (rated.tier, rated.reasons[0]["rule"] == "state_committee") == (tier, tier == "full")


def test_what_binds_later_years_counts_too(world: World) -> None:
    line = BudgetLine.objects.filter(participation=world.part("north"))
    line.update(amount_baht=Decimal(60_000_000), is_ict=True, commitments={"2566": "50000000.00"})
    assert [reason["rule"] for reason in rate(world.project, bands_in_force(TODAY)).reasons] == [
        "state_committee", "amount", "several_years",
    ]  # fmt: skip


def test_a_risk_of_which_only_one_side_is_high_raises_nothing(world: World) -> None:
    risk(world, impact="medium")
    assert rate(world.project, bands_in_force(TODAY)).tier == "light"


def test_the_host_as_a_partner_raises_the_review(world: World) -> None:
    world.round.workplan.host = world.agencies["north"]
    world.round.workplan.save()
    assert rate(world.project, bands_in_force(TODAY)).reasons[0]["rule"] == "host_takes_part"


def test_the_tier_is_frozen_with_its_reasons_when_taken_up(world: World) -> None:
    assert world.to("submitted").project.tier == ""
    record = world.act("take_up", "screener")
    assert (record.facts["tier"], record.facts["bands"]) == ("light", 1)
    set_bands(**BANDS, actor=world.admin)
    held = world.project
    assert held.screening is not None
    assert (held.tier, held.screening.tier, held.screening.tier_reasons) == (
        "light", "light",
        [{"rule": "amount", "tier": "light", "amount_baht": "4500000.00", "from_baht": "0.00"}],
    )  # fmt: skip
    assert list(held.opinions.all()) == []


def test_mended_content_is_rated_anew_by_the_bands_of_its_taking_up(world: World) -> None:
    world.to("returned")
    set_bands(**BANDS, actor=world.admin)
    BudgetLine.objects.filter(participation=world.part("lead")).update(amount_baht=Decimal(4_000_000))
    record = world.act("resubmit", "officer")
    assert (record.facts["tier"], record.facts["bands"], world.project.tier) == ("standard", 1, "standard")
    assert list(world.project.opinions.all()) == []


def test_the_tier_decides_which_experts_are_asked(world: World) -> None:
    set_bands(**BANDS, actor=world.admin)
    world.to("screening")
    assert [opinion.field for opinion in world.project.opinions.all()] == ["security"]
    with refused(GuardsUnmet) as raised:
        world.write_screening()
        world.act("recommend", "screener")
    assert "Every expert asked must have given an opinion." in raised.value.reasons


def test_bands_count_from_their_day(world: World) -> None:
    made = set_bands(**BANDS | {"from_date": TODAY + timedelta(days=3)}, actor=world.screening_head)
    assert [bands_in_force(TODAY + timedelta(days=days)).number for days in (0, 2, 3)] == [1, 1, made.number]


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": " "}, {"from_date": TODAY - timedelta(days=1)}, {"full_from_baht": Decimal(999_999)},
        {"standard_from_baht": Decimal(-1)}, {"many_agencies_from": 1}, {"risks": {"moon": "full"}},
        {"risks": {"high_risk": "none"}}, {"opinions": {"full": ["moon"]}}, {"opinions": {"high": []}},
    ],
)  # fmt: skip
def test_bands_that_make_no_sense_are_refused(world: World, wrong: dict[str, Any]) -> None:
    with refused(GuardsUnmet):
        set_bands(**BANDS | wrong, actor=world.admin)
    assert TierBands.objects.count() == 1


@pytest.mark.parametrize("who", ["screener", "officer", "expert", "auditor", "budget"])
def test_only_administrators_and_heads_of_screening_set_bands(world: World, who: str) -> None:
    with refused(NotPermitted):
        set_bands(**BANDS, actor=world.people[who])
    assert TierBands.objects.count() == 1


def test_bands_never_begin_before_the_last_ones(world: World) -> None:
    set_bands(**BANDS | {"from_date": date(2030, 1, 1)}, actor=world.admin)
    with refused(GuardsUnmet):
        set_bands(**BANDS, actor=world.admin)
    assert TierBands.objects.count() == 2


def test_the_page_makes_a_version_and_shows_all(world: World, visit: Visit) -> None:
    head = visit("screening_head")
    form = head.get("tiers_new").context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, "")}
    sent |= {
        "from_date": "1/1/2640",
        "full_from_baht": "๕๐,๐๐๐,๐๐๐",
        "reason": "ปรับตามมติ",
        "opinions_full": ["security"],
    }
    assert head.post("tiers_new", **sent).status_code == 302
    made = TierBands.objects.get(number=2)
    assert (made.full_from_baht, made.opinions, made.risks["high_risk"]) == (
        Decimal(50_000_000), {"full": ["security"]}, "standard",
    )  # fmt: skip
    page = text_of(visit("officer").get("tiers"))
    assert "ปรับตามมติ" in page
    assert "50,000,000" in page
    assert head.post("tiers_new", **sent | {"from_date": "1/1/2560"}).status_code == 422
    assert visit("screener").get("tiers_new").status_code == 404


def test_the_project_says_how_it_is_screened_before_and_after(world: World, visit: Visit) -> None:
    expects = "as it stands now; settled when it is taken up"
    page = text_of(visit("officer").get("project", world.project.code))
    assert "Light review" in page
    assert expects in page
    world.to("screening")
    page = text_of(visit("officer").get("project", world.project.code))
    assert "4,500,000 baht are asked for" in page
    assert expects not in page


def test_lists_are_narrowed_by_tier(world: World, visit: Visit) -> None:
    world.to("screening")
    assert world.project.code in text_of(visit("screener").get("projects", query="?tier=light"))
    assert world.project.code not in text_of(visit("screener").get("projects", query="?tier=full"))


# ── what other bands would change ──


def looked(world: World, visit: Visit, **changes: Any) -> Any:
    """The form of the next bands as it opens, looked at with these changes; the reason is left out."""
    sent = as_shown(visit("screening_head").get("tiers_new").context["form"]) | changes | {"look": "1"}
    sent.pop("reason", None)
    return visit("screening_head").post("tiers_new", **sent)


def open_the_round(world: World) -> None:
    now = timezone.now()
    Round.objects.update(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))


def test_a_look_counts_the_projects_that_would_be_screened_otherwise_and_keeps_nothing(
    world: World, visit: Visit
) -> None:
    """4.5 million baht are light by the first bands and standard from 4.5 million on."""
    world.draft()  # of the round as well, asking the same
    open_the_round(world)
    before, versions = everything(), list(TierBands.objects.values())
    answer = looked(world, visit, standard_from_baht="4500000")
    page = text_of(answer)
    assert answer.status_code == 200
    assert "2 projects of 2 that nobody has taken up yet would be screened otherwise." in page
    assert answer.context["preview"]["found"].moves == [(Tier.LIGHT, Tier.STANDARD, 2)]
    assert "2 more are not named here." in page  # drafts, which the office does not see
    assert 'value="4500000"' in page
    assert "No project would be screened otherwise: 2 were looked at." in text_of(
        looked(world, visit, standard_from_baht="4500000.01")
    )
    assert (everything(), list(TierBands.objects.values())) == (before, versions)


def test_what_waits_to_be_taken_up_is_named_and_what_was_taken_up_is_left(world: World, visit: Visit) -> None:
    world.to("submitted")
    answer = looked(world, visit, standard_from_baht="1")
    assert [one.code for one, _before, _after in answer.context["preview"]["named"]] == [world.project.code]
    world.to("screening")
    assert looked(world, visit, standard_from_baht="1").context["preview"]["found"].looked_at == 0


def test_bands_that_could_not_be_kept_are_not_looked_at(world: World, visit: Visit) -> None:
    answer = looked(world, visit, standard_from_baht="200000000", full_from_baht="1")
    assert answer.status_code == 422
    assert answer.context["preview"] is None
    assert "The full review begins at the same amount as the standard one, or above." in text_of(answer)


def test_a_look_costs_the_same_whatever_there_is(world: World) -> None:
    world.to("submitted")
    bands = bands_in_force(TODAY)
    counts = set()
    for _more in range(3):
        with CaptureQueriesContext(connection) as asked:
            what_if(bands, AT)
        counts.add(len(asked))
        world.draft()
    assert len(counts) == 1
