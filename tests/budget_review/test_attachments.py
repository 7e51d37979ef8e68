# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Papers of a proposal: sent, followed by newer files, taken out, frozen, and read by those who may."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from budget_review.content import content_of, content_sha256, part_sha256
from budget_review.models import Attachment, AttachmentFile, BudgetLine, IntegrationProject
from budget_review.operations.attachments import MOST, Place, attach, replace_file, take_out
from budget_review.prices import Price, Quote, said_of
from budget_review.queries.versions import compare
from papers.uploads import accept
from tests.budget_review.pages import Visitor, content, text_of
from tests.budget_review.papers_sent import attach_paper, pdf, sent
from tests.world import AT, World
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, WrongState

Visit = Callable[[str], Visitor]


def papers(world: World) -> list[Any]:
    return [list(Attachment.objects.values()), list(AttachmentFile.objects.values()), content(world)]


def post(visitor: Visitor, world: World, **more: Any) -> Any:
    given = {"request_id": uuid4(), "kind": "tor", "title": "ร่าง TOR", "place": "project", "file": sent()} | more
    return visitor.post("edit_attachments", world.project.code, **given)


def newer(world: World, held: Attachment, who: str = "officer", note: str = "ใหม่", **more: Any) -> AttachmentFile:
    given: dict[str, Any] = {"request_id": uuid4(), "file": accept(pdf(note), "ใหม่.pdf")} | more
    return replace_file(attachment_id=held.pk, actor=world.people[who], at=AT, **given)


def test_a_paper_is_sent_listed_and_fetched_under_its_own_name(world: World, visit: Visit) -> None:
    officer = visit("officer")
    assert post(officer, world, file=sent(pdf("x"), "ร่าง จ\u0e4dากัด.pdf")).status_code == 302
    held = Attachment.objects.get()
    page = text_of(officer.get("edit_attachments", world.project.code))
    assert "ร่าง จำกัด.pdf" in page
    assert held.files.get().document.sha256 in page
    answer = officer.get("attachment_file", world.project.code, held.pk, 1)
    assert b"".join(answer.streaming_content) == pdf("x")
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('ร่าง จำกัด.pdf')}"
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "application/pdf")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"file": sent(b"MZ", "a.pdf")}, "Only PDF, Word, Excel, PowerPoint, PNG and JPEG files are kept"),
        ({"file": sent(b"", "a.pdf")}, "The file is empty."),
        ({"file": ""}, "This field is required."),
        ({"title": " "}, "This field is required."),
        ({"kind": "secret"}, "Select a valid choice"),
        ({"place": "part-999999"}, "Select a valid choice"),
        ({"kind": "quotation"}, "This kind of paper does not belong there."),
        ({"kind": "tor", "place": "section-risks"}, "This kind of paper does not belong there."),
    ],
)
def test_what_is_refused_says_why_and_keeps_what_was_typed(
    world: World, visit: Visit, more: dict[str, Any], told: str
) -> None:
    before = papers(world)
    answer = post(visit("officer"), world, **({"title": "พิมพ์ไว้แล้ว"} | more))
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert "title" in more or "พิมพ์ไว้แล้ว" in text_of(answer)
    assert papers(world) == before


def test_the_same_press_twice_attaches_once_and_another_persons_id_is_refused(world: World, visit: Visit) -> None:
    request_id = uuid4()
    for _press in range(2):
        assert post(visit("officer"), world, request_id=request_id, file=sent()).status_code == 302
    assert AttachmentFile.objects.count() == 1
    with pytest.raises(RequestReused):
        attach(
            project_id=world.project_id, place=Place(participation=world.part("north")), kind="tor", title="x",
            is_confidential=False, file=accept(pdf(), "a.pdf"), actor=world.people["nora"], at=AT,
            request_id=request_id,
        )  # fmt: skip


def test_a_newer_file_stands_and_those_before_it_are_kept(world: World) -> None:
    held = attach_paper(world)
    first = held.files.get()
    second = newer(world, held)
    assert [file.number for file in held.files.all()] == [1, 2]
    assert [file.pk for file in IntegrationProject.objects.get(pk=world.project_id).attached] == [second.pk]
    assert newer(world, held).pk == second.pk  # the same bytes and name again
    with pytest.raises(IntegrityError), transaction.atomic():
        AttachmentFile.objects.filter(pk=first.pk).update(filename="อื่น.pdf")


@pytest.mark.parametrize(("who", "may"), [("officer", True), ("nora", False), ("screener", False), ("stranger", False)])
def test_only_who_writes_the_whole_attaches_to_it(world: World, who: str, may: bool) -> None:
    before = papers(world)
    if may:
        attach_paper(world, who=who)
        return
    with pytest.raises(NotPermitted):
        attach_paper(world, who=who)
    assert papers(world) == before


def test_an_agency_attaches_to_its_own_part_and_not_to_anothers(world: World) -> None:
    own = attach_paper(world, "north", who="nora")
    assert own.participation == world.part("north")
    lead = attach_paper(world, "lead")
    before = papers(world)
    for act in (
        lambda: attach_paper(world, "south", who="nora"),
        lambda: newer(world, lead, who="nora"),
        lambda: take_out(attachment_id=lead.pk, actor=world.people["nora"], at=AT),
    ):
        with pytest.raises(NotPermitted):
            act()
        assert papers(world) == before


def test_nothing_is_attached_once_the_proposal_is_with_others(world: World) -> None:
    held = attach_paper(world)
    world.act("propose", "officer")
    before = papers(world)
    for act in (
        lambda: attach_paper(world),
        lambda: newer(world, held),
        lambda: take_out(attachment_id=held.pk, actor=world.officer, at=AT),
    ):
        with pytest.raises(WrongState):
            act()
        assert papers(world) == before


def test_a_proposal_carries_no_more_papers_than_it_may(world: World) -> None:
    Attachment.objects.bulk_create(
        Attachment(project=world.project, kind="tor", title=str(number)) for number in range(MOST)
    )
    with pytest.raises(GuardsUnmet):
        attach_paper(world)


def test_papers_are_frozen_by_name_and_hash_and_contents_without_them_keep_theirs(world: World) -> None:
    without = content_sha256(content_of(world.project))
    assert "attachments" not in content_of(world.project)
    whole, own = attach_paper(world), attach_paper(world, "north", "quotation", note="ใบเสนอราคา")
    now = content_of(IntegrationProject.objects.get(pk=world.project_id))
    assert [file["id"] for file in now["attachments"]] == [whole.pk]
    (file,) = next(part for part in now["parts"] if part["agency"] == world.agencies["north"].pk)["attachments"]
    assert (file["id"], file["sha256"]) == (own.pk, own.files.get().document.sha256)
    for held in (whole, own):
        take_out(attachment_id=held.pk, actor=world.officer, at=AT)
    assert content_sha256(content_of(IntegrationProject.objects.get(pk=world.project_id))) == without


def test_a_newer_file_breaks_the_consent_of_its_agency_alone(world: World) -> None:
    held = attach_paper(world, "north")
    world.act("propose", "officer")
    world.act("consent", "nora", world.part("north"))
    world.act("take_back", "officer", note="แก้ไข")
    assert world.part("north").consent_stands()
    others = part_sha256(world.part("south"))
    newer(world, held)
    assert not world.part("north").consent_stands()
    assert part_sha256(world.part("south")) == others


def test_versions_tell_papers_apart_and_never_name_a_confidential_one(world: World) -> None:
    world.act("propose", "officer")
    world.act("take_back", "officer", note="แนบเพิ่ม")
    attach_paper(world, "north", "quotation", note="บริษัทลับ")
    attach_paper(world)
    world.act("propose", "officer")
    changes = compare(*world.project.versions.order_by("number")).papers
    assert len(changes) == 2
    told = {change.label: change.after for change in changes}
    assert not any("quotation.pdf" in after for after in told.values())
    assert any("tor.pdf" in after for after in told.values())


@pytest.mark.parametrize(
    ("who", "of_whole", "quotation"),
    [
        ("officer", 200, 200), ("nora", 200, 200), ("somsak", 200, 404), ("screener", 200, 200), ("auditor", 200, 200),
        ("stranger", 404, 404),
    ],
)  # fmt: skip
def test_who_fetches_a_file(world: World, visit: Visit, who: str, of_whole: int, quotation: int) -> None:
    whole, secret = attach_paper(world), attach_paper(world, "north", "quotation", note="ราคา")
    world.to("submitted")
    visitor = visit(who)
    code = world.project.code
    assert visitor.get("attachment_file", code, whole.pk, 1).status_code == of_whole
    assert visitor.get("attachment_file", code, secret.pk, 1).status_code == quotation
    if of_whole == 200:
        page = text_of(visitor.get("project", code, query="?tab=attachments"))
        assert ("quotation.pdf" in page) is (quotation == 200)


def test_a_draft_of_others_is_closed_with_its_papers(world: World, visit: Visit) -> None:
    held = attach_paper(world)
    for who in ("screener", "nora", "stranger"):
        assert visit(who).get("attachment_file", world.project.code, held.pk, 1).status_code == 404
        assert visit(who).get("edit_attachments", world.project.code).status_code in (403, 404)


def test_a_file_of_another_project_is_not_found_through_ones_own(world: World, visit: Visit) -> None:
    other = World("x")
    held = attach_paper(other)
    assert visit("officer").get("attachment_file", world.project.code, held.pk, 1).status_code == 404


def test_a_paper_that_a_quotation_names_stays_until_the_quotation_is_changed(world: World) -> None:
    held = attach_paper(world, "lead", "quotation")
    price = said_of(Price(basis="unlisted", quotes=(Quote(vendor="ก", attachment=held.pk),)))
    BudgetLine.objects.filter(participation=world.part("lead")).update(is_ict=True, price=price)
    before = papers(world)
    with pytest.raises(GuardsUnmet) as refused:
        take_out(attachment_id=held.pk, actor=world.officer, at=AT)
    assert "names this file" in str(refused.value.reasons[0]) or "ใบเสนอราคา" in str(refused.value.reasons[0])
    assert papers(world) == before


def test_a_quotation_names_only_papers_of_its_own_part(world: World, visit: Visit) -> None:
    own, others = attach_paper(world, "lead", "quotation"), attach_paper(world, "north", "quotation", note="n")
    line = world.part("lead").lines.get()
    sent_ = {
        "expected_revision": world.project.revision, "basis": "unlisted", "quotes-TOTAL_FORMS": 1,
        "quotes-INITIAL_FORMS": 0, "quotes-0-vendor": "ก",
    }  # fmt: skip
    officer = visit("officer")
    refused = officer.post("edit_price", world.project.code, line.pk, **sent_, **{"quotes-0-attachment": others.pk})
    assert refused.status_code == 422
    taken = officer.post("edit_price", world.project.code, line.pk, **sent_, **{"quotes-0-attachment": own.pk})
    assert taken.status_code == 302
    assert BudgetLine.objects.get(pk=line.pk).price_basis.quotes[0].attachment == own.pk


def test_what_was_frozen_is_shown_as_of_then_after_it_was_taken_out(world: World, visit: Visit) -> None:
    held = attach_paper(world)
    world.act("propose", "officer")
    world.act("take_back", "officer", note="แก้")
    take_out(attachment_id=held.pk, actor=world.officer, at=AT)
    officer = visit("officer")
    assert "tor.pdf" not in text_of(officer.get("project", world.project.code, query="?tab=attachments"))
    assert officer.get("attachment_file", world.project.code, held.pk, 1).status_code == 200
