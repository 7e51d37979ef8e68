# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annexes of matters: who hands them in and when, what they are told, who reads them, and how the pack binds them."""

import io
from typing import Any
from uuid import UUID, uuid4

import pikepdf
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from committee.models import AgendaItem, ItemPaper, Pack
from committee.operations import add_item, build_pack, issue_addendum
from committee.operations.packs import rebuilt
from committee.operations.papers import add_paper, take_paper_out
from committee.pack_agenda import agenda_sha256
from papers.annexes.receiving import Received, receive
from papers.models import AnnexVerdict, Document
from papers.queries import document_content
from papers.uploads import NotAccepted
from tests.committee.conftest import Visit
from tests.committee.test_meeting_lifecycle import convene
from tests.papers.annexes import corpus
from tests.refusing import refused
from tests.world import World
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, WrongState

PLAIN, CLEANED = corpus.plain(2), corpus.scripts_everywhere()
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def world(db: None) -> World:
    """A convened meeting with a project on its agenda; matters may still be handed in."""
    world = World().to("queued")
    convene(world)
    return world


def sent(content: bytes = PLAIN, name: str = "แนบ.pdf") -> Received:
    return receive(content, name)


def hand_in(world: World, who: str = "secretary", item: AgendaItem | None = None, **more: Any) -> ItemPaper:
    more.setdefault("title", "หนังสือเชิญ")
    more.setdefault("request_id", uuid4())
    more.setdefault("received", sent())
    return add_paper(item_id=(item or world.item).pk, actor=world.people[who], at=world.at, **more)


def matter_of_agency(world: World) -> AgendaItem:
    """A matter that an agency handed in and that waits for the secretary."""
    return add_item(
        meeting=world.meeting, agency=world.agencies["north"], section=4, title="รายงานของหน่วยงาน", actor=world.nora,
        at=world.at, request_id=uuid4(),
    )  # fmt: skip


def page_of(item: AgendaItem) -> str:
    return f"/meetings/{item.meeting_id}/items/{item.pk}/annexes/"


def form(content: bytes = PLAIN, name: str = "annex.pdf", request_id: UUID | None = None) -> dict[str, Any]:
    return {
        "request_id": str(request_id or uuid4()), "title": "ผลการศึกษา", "in_pack": "on",
        "file": SimpleUploadedFile(name, content),
    }  # fmt: skip


# ── Handing in ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_secretary_hands_in_and_is_told_the_verdict(world: World, visit: Visit) -> None:
    page = page_of(world.item)
    shown = visit("secretary").post(page, form(CLEANED), follow=True).content.decode()
    assert "Bound into the pack, cleaned" in shown
    assert "Taken out: scripts (4)." in shown
    paper = ItemPaper.objects.get()
    assert (paper.title, paper.verdict.outcome, paper.document.page_count) == ("ผลการศึกษา", "cleaned", 1)
    assert document_content(paper.document) == CLEANED
    assert b"JavaScript" not in visit("secretary").get(f"{page}{paper.pk}.pdf").content
    assert AnnexVerdict.objects.get().document == paper.document


def test_what_is_refused_is_said_on_the_form_and_nothing_is_kept(world: World, visit: Visit) -> None:
    before = Document.objects.count()
    answer = visit("secretary").post(page_of(world.item), form(corpus.locked(user="u", owner="o")))
    assert (answer.status_code, "protected by a password" in answer.content.decode()) == (422, True)
    assert (Document.objects.count(), ItemPaper.objects.count()) == (before, 0)


def test_same_press_twice_is_one_annex_and_the_same_file_again_is_refused(world: World) -> None:
    press = uuid4()
    assert hand_in(world, request_id=press) == hand_in(world, request_id=press)
    with refused(RequestReused):
        hand_in(world, request_id=press, received=sent(CLEANED))
    with refused(GuardsUnmet):
        hand_in(world)
    with refused(GuardsUnmet):
        hand_in(world, title=" ", received=sent(CLEANED))


@pytest.mark.parametrize("who", ["chair", "member", "officer", "auditor", "admin", "stranger"])
def test_nobody_but_the_secretary_hands_in_with_a_listed_matter(world: World, who: str) -> None:
    with refused(NotPermitted):
        hand_in(world, who)


def test_agency_hands_in_with_its_own_matter_until_it_is_answered(world: World) -> None:
    item = matter_of_agency(world)
    paper = hand_in(world, "nora", item)
    assert paper.agency == world.agencies["north"]
    with refused(NotPermitted):
        hand_in(world, "somsak", item, received=sent(CLEANED))
    world.act("list_it", "secretary", item)
    with refused(NotPermitted):
        hand_in(world, "nora", item, received=sent(CLEANED))
    with refused(NotPermitted):
        take_paper_out(paper_id=paper.pk, reason="ผิดฉบับ", actor=world.nora, at=world.at)


def test_agency_takes_out_its_own_and_not_the_secretarys(world: World) -> None:
    item = matter_of_agency(world)
    own, other = hand_in(world, "nora", item), hand_in(world, "secretary", item, received=sent(CLEANED))
    take_paper_out(paper_id=own.pk, reason="ผิดฉบับ", actor=world.nora, at=world.at)
    with refused(NotPermitted):
        take_paper_out(paper_id=other.pk, reason="x", actor=world.nora, at=world.at)
    assert list(ItemPaper.standing()) == [other]


def test_annex_is_taken_out_with_a_reason_before_the_freeze_and_not_after(world: World) -> None:
    first, second = hand_in(world), hand_in(world, received=sent(CLEANED))
    with refused(GuardsUnmet):
        take_paper_out(paper_id=first.pk, reason=" ", actor=world.secretary, at=world.at)
    removal = take_paper_out(paper_id=first.pk, reason="ผิดฉบับ", actor=world.secretary, at=world.at)
    assert take_paper_out(paper_id=first.pk, reason="อีกครั้ง", actor=world.secretary, at=world.at) == removal
    world.freeze_agenda()
    with refused(WrongState):
        take_paper_out(paper_id=second.pk, reason="x", actor=world.secretary, at=world.at)


def test_nothing_is_handed_in_once_the_meeting_begins(world: World) -> None:
    received = sent()
    world.freeze_agenda()
    for name in ("chair", "member"):
        world.act("arrive", "secretary", world.entry(name))
    world.act("open", "secretary", world.meeting)
    with refused(WrongState):
        hand_in(world, received=received)


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def answers(client: Client, paper: ItemPaper) -> tuple[int, int, int]:
    page = page_of(paper.item)
    return tuple(
        client.get(address).status_code for address in (page, f"{page}{paper.pk}.pdf", f"{page}{paper.pk}/file/")
    )  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("confidentiality", "fixed", "expected"),
    [
        ("open", False, {"secretary": 200, "chair": 200, "member": 404, "auditor": 200, "nora": 404, "stranger": 404}),
        ("open", True, {"secretary": 200, "chair": 200, "member": 200, "auditor": 200, "nora": 404, "stranger": 404}),
        ("members", True, {"secretary": 200, "chair": 200, "member": 200, "auditor": 404, "stranger": 404}),
        ("chair", True, {"secretary": 200, "chair": 200, "member": 404, "auditor": 404, "stranger": 404}),
    ],
)
def test_who_reads_an_annex_is_who_sees_its_matter(
    world: World, visit: Visit, confidentiality: str, fixed: bool, expected: dict[str, int]
) -> None:
    item = add_item(
        meeting=world.meeting, section=4, title="เรื่องแจ้ง", confidentiality=confidentiality, actor=world.secretary,
        at=world.at, request_id=uuid4(),
    )  # fmt: skip
    paper = hand_in(world, item=item)
    if fixed:
        world.freeze_agenda()
    found = {who: answers(visit(who), paper) for who in expected}
    # the file as it was sent is the secretariat's alone: what was taken out of it is still in there
    assert found == {who: (code, code, code if who == "secretary" else 404) for who, code in expected.items()}


def test_agency_reads_what_it_handed_in_and_no_other_annex_of_the_matter(world: World, visit: Visit) -> None:
    item = matter_of_agency(world)
    own, other = hand_in(world, "nora", item), hand_in(world, "secretary", item, received=sent(CLEANED), title="ลับ")
    assert answers(visit("nora"), own) == (200, 200, 200)
    assert answers(visit("nora"), other)[1:] == (404, 404)
    assert "ลับ" not in visit("nora").get(page_of(item)).content.decode()
    assert answers(visit("somsak"), own) == (404, 404, 404)
    assert page_of(item) in visit("nora").get("/meetings/calls/").content.decode()


def test_member_finds_annexes_in_the_reading_room(world: World, visit: Visit) -> None:
    paper = hand_in(world)
    world.freeze_agenda()
    shown = visit("member").get(f"/meetings/{world.meeting_id}/reading/{world.item.pk}/").content.decode()
    assert f"{page_of(world.item)}{paper.pk}.pdf" in shown


# ── In the pack ──────────────────────────────────────────────────────────────────────────────────────────────────────


def built(world: World) -> Pack:
    return build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)


def pages(pack: Pack) -> list[str]:
    with pypdfium2.PdfDocument(document_content(pack.document)) as book:
        return [page.get_textpage().get_text_bounded() for page in book]


def test_annexes_stand_behind_their_sheet_and_are_numbered_with_the_pack(world: World) -> None:
    item = add_item(
        meeting=world.meeting, section=4, title="เรื่องแจ้ง", actor=world.secretary, at=world.at, request_id=uuid4()
    )
    hand_in(world, title="หนังสือเชิญ")
    hand_in(world, received=sent(CLEANED), title="ผลการศึกษา")
    hand_in(world, received=Received(sent().file.__class__(b"PK", DOCX_TYPE, "x.docx"), _named()), title="ร่าง")
    hand_in(world, item=item, title="ประกาศ")
    hand_in(world, item=item, received=sent(corpus.picture("PNG"), "ผัง.png"), title="ผัง", in_pack=False)
    world.act("close_call", "secretary", world.meeting)
    pack = built(world)
    sources = pack.manifest["sources"]
    tail = [source["id"] for source in sources if source["id"].startswith(("project", "annex"))]
    code = world.project.code
    assert tail == [
        "annexes-4.1", "annex-4.1-1", f"project-{code}", "annexes-5.1", "annex-5.1-1", "annex-5.1-2",
    ]  # fmt: skip
    bound = {source["id"]: source for source in sources}
    paper = ItemPaper.objects.get(title="ผลการศึกษา")
    assert bound["annex-5.1-2"] == {
        "id": "annex-5.1-2", "document_sha256": paper.document.sha256, "verdict": "cleaned",
        "sha256": paper.judged.pages_sha256, "pages": 1,
    }  # fmt: skip
    assert "annexes" in pack.manifest["made_with"]
    said, count = pages(pack), sum(source["pages"] for source in sources)
    first = next(n for n, text in enumerate(said) if "Page 1" in text and "๕.๑" in text)
    assert "เอกสารแนบ ๑ · ระเบียบวาระที่ ๕.๑" in said[first]
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    assert f"หน้า {first + 1} จาก {count}".translate(thai) in said[first]
    listed = said[first - 1]
    assert ("หนังสือเชิญ" in listed, "ร่าง" in listed, f"{first + 1}".translate(thai) in listed) == (True, True, True)
    with pikepdf.Pdf.open(io.BytesIO(document_content(pack.document))) as book, book.open_outline() as outline:
        below = next(one for one in outline.root if world.project.title in one.title)
        assert [one.title for one in below.children] == ["๕.๑ รายละเอียดโครงการ", "๕.๑ เอกสารแนบ"]
        assert [one.title for one in below.children[1].children] == [
            "๕.๑ เอกสารแนบ ๑ หนังสือเชิญ", "๕.๑ เอกสารแนบ ๒ ผลการศึกษา",
        ]  # fmt: skip
        claims = book.Root.Metadata.read_bytes()
        assert (b"pdfuaid" in claims, b"pdfaid" in claims) == (False, False)
        assert b"JavaScript" not in b"".join(bytes(page.obj.unparse()) for page in book.pages)
    assert rebuilt(pack).pdf == document_content(pack.document)


def _named() -> Any:
    from papers.annexes.judging import judge

    return judge(b"PK", DOCX_TYPE)


def test_pack_without_annexes_keeps_what_it_claims(world: World) -> None:
    world.act("close_call", "secretary", world.meeting)
    pack = built(world)
    assert "annexes" not in pack.snapshot
    with pikepdf.Pdf.open(io.BytesIO(document_content(pack.document))) as book:
        assert b"pdfuaid" in book.Root.Metadata.read_bytes()


def test_annex_that_is_handed_in_later_goes_out_with_an_addendum(world: World) -> None:
    hand_in(world)
    world.freeze_agenda()
    before = agenda_sha256(world.meeting)
    hand_in(world, received=sent(CLEANED), title="ฉบับแก้ไข")
    assert agenda_sha256(world.meeting) != before
    issue_addendum(meeting=world.meeting, actor=world.secretary, at=world.at, request_id=uuid4())
    pack = world.meeting.packs.get(number=2)
    changes = pack.snapshot["after"]["changes"]
    assert changes["annexes"] == [
        {"label": "5.1", "title": world.item.title, "new": [2], "titles": ["ฉบับแก้ไข"], "gone": []}
    ]
    ids = [source["id"] for source in pack.manifest["sources"]]
    assert ids == ["cover", "changes", "contents", "agenda", "annexes-5.1", "annex-5.1-2"]
    said = pages(pack)
    assert "เพิ่ม: ฉบับแก้ไข" in said[1]
    assert "แจกแล้วในเอกสารชุดก่อน" in said[-2]


def test_pack_after_a_reopening_says_what_was_taken_out(world: World) -> None:
    paper = hand_in(world)
    world.freeze_agenda()
    world.act("thaw", "secretary", world.meeting, note="แก้")
    take_paper_out(paper_id=paper.pk, reason="ผิดฉบับ", actor=world.secretary, at=world.at)
    told = built(world).snapshot["after"]["changes"]["annexes"]
    assert told == [{"label": "5.1", "title": world.item.title, "new": [], "titles": [], "gone": ["หนังสือเชิญ"]}]


def test_annexes_of_what_only_the_chair_sees_are_in_no_pack(world: World) -> None:
    item = add_item(
        meeting=world.meeting, section=4, title="เรื่องลับ", confidentiality="chair", actor=world.secretary,
        at=world.at, request_id=uuid4(),
    )  # fmt: skip
    hand_in(world, item=item)
    world.act("close_call", "secretary", world.meeting)
    assert "annexes" not in built(world).snapshot


def test_file_that_needs_a_password_is_refused_when_it_comes() -> None:
    with pytest.raises(NotAccepted):
        sent(corpus.locked(user="u", owner="o"))
