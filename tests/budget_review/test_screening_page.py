# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The screening page: saved as one, recommended when whole, and nothing lost on the way."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from budget_review.models import Finding, ScreenedLine, Screening
from tests.budget_review.pages import Visitor, text_of
from tests.world import World, everything

Visit = Callable[[str], Visitor]


@pytest.fixture
def screening(world: World) -> World:
    return world.to("screening")


def found(world: World, **more: Any) -> dict[str, Any]:
    """The form filled in: everything met, nothing cut."""
    held = world.project.screening
    assert held is not None
    data: dict[str, Any] = {
        "expected_revision": held.revision, "expected_version": world.project.version, "request_id": uuid4(),
        "opinion": "เห็นควรสนับสนุน", "recommendation": "pass",
    }  # fmt: skip
    for finding in held.findings.exclude(criterion__kind="automatic"):
        data |= {f"verdict_{finding.pk}": "met", f"note_{finding.pk}": "ชัดเจน"}
    return data | {f"amount_{line}": amount for line, amount in world.amounts().items()} | more


def send(visitor: Visitor, **data: Any) -> Any:
    return visitor.post("screening", visitor.world.project.code, **data)


def tables(world: World) -> Any:
    held = [list(model.objects.order_by("pk").values()) for model in (Screening, Finding, ScreenedLine)]
    return everything(), held


def test_page_shows_the_automatic_findings_with_their_working(screening: World, visit: Visit) -> None:
    page = text_of(visit("screener").get("screening", screening.project.code))
    assert "At least two agencies must take part." in page
    assert screening.agencies["north"].name_th in page
    assert "60.0 / 100" in page


def test_findings_are_saved_and_shown_again(screening: World, visit: Visit) -> None:
    line = int(next(iter(screening.amounts())))
    cut = {f"amount_{line}": "๑,๐๐๐,๐๐๐", f"reason_{line}": "เกินราคากลาง"}
    response = send(visit("screener"), **found(screening, **cut))
    assert response.status_code == 302
    held = ScreenedLine.objects.get(line=line)
    assert (held.amount_baht, held.reason) == (Decimal(1_000_000), "เกินราคากลาง")
    assert screening.project.state == "screening"
    page = text_of(visit("screener").get("screening", screening.project.code))
    assert "เห็นควรสนับสนุน" in page
    assert 'value="1,000,000"' in page


def test_save_and_recommend_hands_over_to_the_head_once(screening: World, visit: Visit) -> None:
    data = found(screening, recommend="1")
    assert send(visit("screener"), **data).status_code == 302
    assert screening.project.state == "recommended"
    stands = tables(screening)
    assert send(visit("screener"), **data).status_code == 302  # the same press twice
    assert send(visit("screener"), **data | {"request_id": uuid4()}).status_code == 409
    assert tables(screening) == stands
    page = text_of(visit("screening_head").get("project_act", screening.project.code, "pass_on"))
    assert "เห็นควรสนับสนุน" in page
    assert "100.0 / 100" in page


def test_recommending_with_something_missing_keeps_what_was_saved(screening: World, visit: Visit) -> None:
    response = visit("screener").post(
        "screening", screening.project.code, **found(screening, recommendation="", recommend="1")
    )
    assert response.status_code == 422
    page = text_of(response)
    assert "The opinion and the recommendation must be written." in page
    assert "Your findings are saved." in page
    assert "เห็นควรสนับสนุน" in page
    assert screening.project.state == "screening"
    assert Screening.objects.get().opinion == "เห็นควรสนับสนุน"


@pytest.mark.parametrize("wrong", ["9,999,999", "-1", "ล้าน"])
def test_an_amount_that_cannot_be_is_refused_at_its_line(screening: World, visit: Visit, wrong: str) -> None:
    line, stands = next(iter(screening.amounts())), tables(screening)
    response = visit("screener").post(
        "screening", screening.project.code, **found(screening, **{f"amount_{line}": wrong})
    )
    assert response.status_code == 422
    assert wrong in text_of(response)
    assert tables(screening) == stands


def test_a_cut_needs_its_reason(screening: World, visit: Visit) -> None:
    line, stands = next(iter(screening.amounts())), tables(screening)
    response = visit("screener").post(
        "screening", screening.project.code, **found(screening, **{f"amount_{line}": "1"})
    )
    assert response.status_code == 422
    assert "Say why the amount differs from the proposal." in text_of(response)
    assert tables(screening) == stands


def test_another_officer_saving_meanwhile_is_told_with_both_texts(screening: World, visit: Visit) -> None:
    data = found(screening, opinion="ความเห็นของคนที่สอง")
    send(visit("other_screener"), **found(screening, opinion="ความเห็นของคนแรก"))
    stands = tables(screening)
    response = send(visit("screener"), **data)
    assert response.status_code == 409
    page = text_of(response)
    assert "ความเห็นของคนแรก" in page
    assert "ความเห็นของคนที่สอง" in page
    assert tables(screening) == stands


@pytest.mark.parametrize(
    ("who", "status"), [("officer", 403), ("screening_head", 403), ("auditor", 403), ("stranger", 404), ("budget", 404)]
)
def test_only_a_screening_officer_writes_findings(screening: World, visit: Visit, who: str, status: int) -> None:
    stands = tables(screening)
    assert visit(who).get("screening", screening.project.code).status_code == status
    assert send(visit(who), **found(screening)).status_code == status
    assert tables(screening) == stands


@pytest.mark.parametrize("state", ["submitted", "recommended", "screened"])
def test_findings_are_written_only_while_screening(world: World, visit: Visit, state: str) -> None:
    world.to(state)
    assert visit("screener").get("screening", world.project.code).status_code == 409


def test_an_officer_of_a_unit_that_takes_part_does_not_screen(world: World, visit: Visit) -> None:
    from budget_review.models import Participation

    world.to("screening")
    Participation.objects.filter(pk=world.part("south").pk).update(
        agency=world.agencies["dga"], unit=world.units["one"]
    )
    response = visit("screener").get("screening", world.project.code)
    assert response.status_code == 403
    assert "of a unit that takes no part" in text_of(response)
    assert visit("other_screener").get("screening", world.project.code).status_code == 200


def test_officer_reads_why_the_head_wants_it_looked_at_again(world: World, visit: Visit) -> None:
    world.to("recommended")
    world.act("reconsider", "screening_head", note="ทบทวนความซ้ำซ้อน")
    page = text_of(visit("screener").get("screening", world.project.code))
    assert "ทบทวนความซ้ำซ้อน" in page
    world.act("recommend", "screener")
    world.act("reconsider", "screening_head", note="ระบุเหตุผลของวงเงิน")
    page = text_of(visit("screener").get("screening", world.project.code))
    assert "ระบุเหตุผลของวงเงิน" in page
    assert "ทบทวนความซ้ำซ้อน" not in page  # answered by the last recommendation
