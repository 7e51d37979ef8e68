# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A pack as pages: the words of the print, for whom the pack is, what changed, own notes, finding, taking away."""

import hashlib
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budget_review.models import IntegrationProject
from committee.models import Meeting, Pack, PrivateNote
from committee.offline import kept_pages
from committee.operations import build_pack
from papers.keeping import NOWHERE
from papers.pack import on_screen
from papers.pack.finding import found_in
from papers.pack.layout import pages_of
from papers.pack.pieces import pieces_of
from papers.pack.reading import PackOnScreen
from papers.search import terms_of
from papers.text_gate import read_source
from tests.api.asking import Program
from tests.committee.needles import Needles
from tests.committee.test_addendum import add, admitted
from tests.notices.conftest import hand_on
from tests.papers.test_injection import Typed
from tests.project.conftest import visitor
from tests.world import World

pytestmark = pytest.mark.django_db
EVERYBODY = ("secretary", "chair", "absent", "auditor", "admin")


@pytest.fixture
def world(db: None) -> World:
    """A meeting with its agenda fixed and its pack issued."""
    world = World().to("queued")
    world.act("convene", "secretary", world.meeting)
    world.freeze_agenda()
    return world


def screen_of(pack: Pack) -> PackOnScreen:
    before = pack.meeting.packs.filter(number=pack.number - 1).first()
    return PackOnScreen(pack.snapshot, pack.manifest, before=before.snapshot if before else None, number=pack.number)


def at(world: World, number: int = 1, part: str = "") -> str:
    path = f"/meetings/{world.meeting_id}/packs/{number}/read/"
    return f"{path}{part}/" if part else path


def sheet(world: World) -> str:
    return f"project-{world.project.code}"


class Shown(HTMLParser):
    """The text of a page's paper, without white space, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.links = "", list[str]()
        self._in_paper, self._unseen = not html.lstrip().startswith("<!"), False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._in_paper = self._in_paper or tag == "article"
        self._unseen = given.get("class") == "visually-hidden"
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))

    def handle_endtag(self, tag: str) -> None:
        self._in_paper = self._in_paper and tag != "article"
        self._unseen = False

    def handle_data(self, data: str) -> None:
        if self._in_paper and not self._unseen:
            self.words += "".join(data.split())


def test_every_part_says_on_the_screen_what_it_says_in_print(world: World) -> None:
    """But for the numbers that the pack writes into slots when it is bound."""
    pack = world.meeting.packs.get()
    screen = screen_of(pack)
    pieces = pieces_of(screen.snapshot)
    assert [part.name for part in screen.parts if part.piece] == [piece.name for piece in pieces]
    for piece, html in zip(pieces, pages_of(pieces), strict=True):
        shown = Shown(on_screen.shown(on_screen.read(html))).words
        assert shown == "".join(read_source(html).pieces), piece.name


def test_parts_stand_in_the_order_of_the_agenda_with_their_pages_in_the_pdf(world: World) -> None:
    screen = screen_of(world.meeting.packs.get())
    told = [(part.name, part.label, part.page) for part in screen.parts]
    assert told == [
        ("cover", "", 1), ("contents", "", 2), ("invitation", "", 3), ("agenda", "", 4), ("seats", "", 5),
        ("money", "", 6), (sheet(world).replace("project", "decision"), "5.1", 7), (sheet(world), "5.1", 8),
        ("attendance", "", 10),
    ]  # fmt: skip


def test_page_is_of_the_snapshot_and_not_of_today(world: World) -> None:
    was = world.project.title
    IntegrationProject.objects.filter(pk=world.project_id).update(title="ชื่อใหม่วันนี้")
    page = visitor(world.member).get(at(world, part=sheet(world))).content.decode()
    assert (was in page, "ชื่อใหม่วันนี้" in page) == (True, False)


def test_contents_lead_within_the_reader_and_say_the_pages_of_the_pdf(world: World) -> None:
    shown = Shown(visitor(world.member).get(at(world, part="contents")).content.decode())
    assert at(world, part=sheet(world)) in shown.links
    assert "๖" in shown.words
    assert not [link for link in shown.links if link.startswith("pack:")]


def test_next_and_previous_lead_through_the_whole_pack(world: World) -> None:
    client, path, seen = visitor(world.member), at(world, part="cover"), []
    while path:
        page = client.get(path).content.decode()
        seen.append(path)
        found = re.search(r'rel="next"[^>]*href="([^"]+)"', page)
        path = found[1] if found else ""
    assert seen == [at(world, part=part.name) for part in screen_of(world.meeting.packs.get()).parts]


@pytest.mark.parametrize("level", ["members", "chair"])
def test_pages_are_for_whom_the_pack_is(level: str) -> None:
    needles = Needles(level).issued()
    world = needles.world
    for name in ("secretary", "chair", "member", "absent", "alternate", "auditor", "admin", "stranger", "officer"):
        client = visitor(world.people[name])
        given = client.get(f"/meetings/{world.meeting_id}/packs/1.pdf").status_code
        paths = [at(world), at(world, part="agenda"), f"/meetings/{world.meeting_id}/packs/1.zip"]
        assert [client.get(path).status_code for path in paths] == [given] * 3, name
        assert client.post(at(world, part="matter-5.3") + "note/", {}).status_code in (given, 422), name


def test_part_that_is_none_and_pack_that_is_none_are_not_found(world: World) -> None:
    client = visitor(world.member)
    for path in (at(world, 9), at(world, 9, "cover"), at(world, part="x"), at(world, part="x") + "note/"):
        assert (client.get(path).status_code, client.post(path).status_code)[0] in (302, 404), path
    assert client.post(at(world, part="cover") + "note/", {"text": "x", "revision": 0}).status_code == 404


# ── notes ──


def test_note_is_read_by_its_owner_alone_and_stays_with_the_next_pack(world: World) -> None:
    mine, words = visitor(world.member), "ถามเรื่องค่าบำรุงรักษา"
    path = at(world, part=sheet(world))
    assert mine.post(f"{path}note/", {"revision": "0", "text": words}).status_code == 302
    world.act("thaw", "secretary", world.meeting, note="แก้")
    IntegrationProject.objects.filter(pk=world.project_id).update(objective="วัตถุประสงค์ที่แก้แล้ว")
    build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)
    world.act("freeze", "secretary", world.meeting)
    last = world.meeting.packs.latest("number").number
    for number in {1, last}:
        page = mine.get(at(world, number, sheet(world)), headers={"accept-language": "en"}).content.decode()
        assert words in page
        assert "Written with pack 1" in page or "ชุดที่ 1" in page
        assert words in mine.get(at(world, number)).content.decode()
    for name in EVERYBODY:
        client = visitor(world.people[name])
        for number in {1, last}:
            for one in (
                at(world, number),
                at(world, number, sheet(world)),
                f"/meetings/{world.meeting_id}/packs/1.zip",
            ):
                assert words not in client.get(one).content.decode("utf-8", "replace"), (name, one)


def test_deleted_note_leaves_nothing_of_its_words(world: World) -> None:
    client, path = visitor(world.member), at(world, part=sheet(world))
    client.post(f"{path}note/", {"revision": "0", "text": "ความลับ"})
    again = client.post(f"{path}note/", {"revision": "1", "text": "ความลับ", "delete": "1"})
    assert (again.status_code, PrivateNote.objects.get().text) == (302, "")
    assert "ความลับ" not in client.get(path).content.decode()
    assert client.post(f"{path}note/", {"revision": "2", "text": "อีกครั้ง"}).status_code == 302


def test_what_was_typed_is_not_lost_when_another_window_was_first(world: World) -> None:
    client, path = visitor(world.member), at(world, part=sheet(world))
    assert client.post(f"{path}note/", {"revision": "0", "text": "หนึ่ง"}).status_code == 302
    for given in ({"text": "สอง"}, {"text": "หนึ่ง", "delete": "1"}):
        answer = client.post(f"{path}note/", {"revision": "0"} | given)
        assert (answer.status_code, given["text"] in answer.content.decode()) == (409, True)
    assert PrivateNote.objects.get().text == "หนึ่ง"
    long = client.post(f"{path}note/", {"revision": "1", "text": "ก" * 8001})
    assert (long.status_code, "ก" * 8001 in long.content.decode()) == (422, True)


# ── what changed ──


def test_addendum_marks_what_is_new_and_has_a_page_for_it(world: World) -> None:
    item = admitted(world)
    add(world)
    screen = screen_of(world.meeting.packs.get(number=2))
    found = {part.name: (part.title, part.mark) for part in screen.parts if part.label}
    assert found == {"matter-5.2": (item.title, "new")}
    page = visitor(world.member).get(at(world, 2, "matter-5.2")).content.decode()
    assert (item.title in page, "หนังสือเพิ่งมาถึง" in page) == (True, True)
    changes = visitor(world.member).get(at(world, 2, "changes")).content.decode()
    assert "สิ่งที่เปลี่ยนแปลงจากเอกสารชุดที่ ๑" in changes


def test_whole_pack_anew_marks_the_blocks_that_read_otherwise_and_no_others(world: World) -> None:
    world.act("thaw", "secretary", world.meeting, note="แก้")
    IntegrationProject.objects.filter(pk=world.project_id).update(objective="วัตถุประสงค์ที่แก้แล้ว")
    # the agenda's hash names the project's last record, and a field that is changed by itself makes none
    world.meeting.items.update(note="รายละเอียดเพิ่ม")
    build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)
    world.act("freeze", "secretary", world.meeting)
    screen = screen_of(world.meeting.packs.latest("number"))
    part = screen.part(sheet(world))
    assert part is not None
    assert part.mark == "changed"
    html = on_screen.shown(screen.tree(part), before=screen.blocks_before(part))
    marked = re.findall(r'<(\w+) class="[^"]*pk-changed"[^>]*>(.*?)</\1>', html)
    assert [(tag, "วัตถุประสงค์ที่แก้แล้ว" in inside) for tag, inside in marked] == [("p", True)]


# ── finding ──


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("ระเบียบวาระการประชุม", {"agenda", "contents", "invitation"}),
        ("5.1 ไม่มีคำนี้", set()),
        ("  ", set()),
    ],
)
def test_words_are_found_part_by_part(world: World, typed: str, parts: set[str]) -> None:
    pack = world.meeting.packs.get()
    hits = found_in(screen_of(pack), typed, sha256=pack.snapshot_sha256, keep=NOWHERE)
    assert {hit.part.name for hit in hits} == parts


def test_digits_and_spelling_do_not_matter_and_the_words_are_lit(world: World) -> None:
    client = visitor(world.member)
    for typed in ("วาระที่ 5", "วาระที่ ๕", "วาระท\u0e48\u0e35\u200b ๕"):  # the tone before the vowel, and unseen
        page = client.get(at(world), {"q": typed}).content.decode()
        assert "<mark>๕</mark>" in page, typed
    shown = client.get(at(world, part="agenda"), {"q": "ไม่มีเรื่องสืบเนื่อง"}).content.decode()
    assert "<mark>ไม่มีเรื่องสืบเนื่อง</mark>" in shown


def test_what_is_typed_is_never_taken_for_html(world: World) -> None:
    for path in (at(world), at(world, part="agenda")):
        page = visitor(world.member).get(path, {"q": "<script>alert(1)</script>"}).content.decode()
        assert "<script>alert" not in page


def test_word_that_is_typed_again_and_again_is_sought_once() -> None:
    assert terms_of("ก " * 100 + "1 ๑ A a") == ["ก", "1", "a"]


HOSTILE = [
    "\0",
    "\0ก",
    "%",
    "(a+)+$",
    "\\",
    "\ud800",
    "👩‍👩‍👧",
    "\u0e4d\u0e32",
    "\u0e48",
    "İ",
    "ß",
    "‮",
    "&lt;b&gt;",
    "<mark>",
    "{{ 7 }}",
]


def test_odd_words_are_sought_as_they_are(world: World) -> None:
    """On the pages and by programs; what isn't there is not found, and nothing else happens."""
    client, program = visitor(world.member), Program(world, "member")
    for typed in HOSTILE:
        asked = quote(typed, errors="surrogatepass")
        statuses = [client.get(f"{path}?q={asked}").status_code for path in (at(world), at(world, part="agenda"))]
        assert statuses == [200, 200], ascii(typed)
        found = program.get(f"/meetings/{world.meeting_id}/packs/1/find?words={asked}")
        assert found.status_code == 200, ascii(typed)


def test_what_people_wrote_is_text_on_every_page_and_in_what_is_taken_away(
    world: World, settings: Any, tmp_path: Path
) -> None:
    """Behind every text of the snapshot stands markup."""
    settings.PAPERS_KEPT_IN = tmp_path
    pack, typed = world.meeting.packs.get(), Typed(9)
    screen = PackOnScreen(typed.into(pack.snapshot), pack.manifest, number=1)
    with ZipFile(io.BytesIO(kept_pages(pack, screen))) as file:
        pages = {name: file.read(name).decode() for name in file.namelist() if name.endswith(".html")}
    assert len(pages) == 1 + len(screen.parts)
    for name, html in pages.items():
        assert "&lt;" in html, name
        assert re.findall(r"<(?:script|iframe|object|style)|<[a-z]+[^>]*(?: on[a-z]+=|style=|127\.0\.0\.1)", html) == []
        assert re.fullmatch(r"index\.html|parts/[0-9]{3}-[A-Za-z0-9._-]+\.html", name)
    hits = found_in(screen, "iframe script", sha256="0" * 64, keep=NOWHERE)
    excerpts = "".join(excerpt for hit in hits for excerpt in hit.excerpts)
    assert "<mark>script</mark>" in excerpts
    assert re.findall(r"<(?!/?mark>)", excerpts) == []


# ── taking away ──


@pytest.fixture
def taken(world: World) -> Iterator[ZipFile]:
    answer = visitor(world.member).get(f"/meetings/{world.meeting_id}/packs/1.zip")
    assert answer["Content-Type"] == "application/zip"
    with ZipFile(io.BytesIO(answer.content)) as file:
        yield file


def test_taken_pack_stands_alone(world: World, taken: ZipFile) -> None:
    names = set(taken.namelist())
    pages = sorted(name for name in names if name.endswith(".html"))
    assert len(pages) == 1 + len(screen_of(world.meeting.packs.get()).parts)
    for page in pages:
        html = re.sub(r">https?://[^<]*/verify/\w+/<", "><", taken.read(page).decode())  # said, and no link
        assert not re.search(r"<script|https?://|//[a-z]|style=|onclick", html), page
        for address in re.findall(r'(?:href|src)="([^"#]+)', html):
            folder = page.rpartition("/")[0]
            wanted = re.sub(r"^(?:parts/)?\.\./", "", f"{folder}/{address}" if folder else address)
            assert wanted in names, (page, address)
    pack = world.meeting.packs.get()
    assert taken.read("pack.pdf")[:5] == b"%PDF-"
    assert pack.manifest_sha256 == hashlib.sha256(taken.read("manifest.json")).hexdigest()


def test_issued_pack_is_made_ready_to_be_searched_and_taken(world: World, settings: Any, tmp_path: Path) -> None:
    settings.PAPERS_KEPT_IN = tmp_path
    hand_on(world.at)
    assert {kind: len(list((tmp_path / kind).rglob("?" * 64))) for kind in ("words", "offline")} == {
        "words": 1,
        "offline": 2,
    }


def test_taken_pack_tells_the_meeting_as_it_was_issued(world: World) -> None:
    Meeting.objects.filter(pk=world.meeting.pk).update(place="ที่อื่นวันนี้")
    answer = visitor(world.member).get(f"/meetings/{world.meeting_id}/packs/1.zip")
    with ZipFile(io.BytesIO(answer.content)) as file:
        index = file.read("index.html").decode()
    place = world.meeting.packs.get().snapshot["meeting"]["place"]
    assert (place in index, "ที่อื่นวันนี้" in index) == (True, False)


def test_taken_pack_has_the_same_bytes_each_time(world: World) -> None:
    path = f"/meetings/{world.meeting_id}/packs/1.zip"
    assert visitor(world.member).get(path).content == visitor(world.secretary).get(path).content


def test_page_asks_the_database_as_often_for_many_packs_and_notes_as_for_one(world: World) -> None:
    def cost() -> list[int]:
        client: Client = visitor(world.member)
        counts = []
        for path in (at(world), at(world, part=sheet(world)), f"{at(world)}?q=โครงการ"):
            client.get(path)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(path).status_code == 200
            counts.append(len(asked))
        return counts

    before = cost()
    visitor(world.member).post(at(world, part=sheet(world)) + "note/", {"revision": "0", "text": "x"})
    for _turn in range(3):
        admitted(world)
    add(world)
    assert cost() == before


def test_reading_room_leads_to_the_pages(world: World) -> None:
    room = visitor(world.member).get(reverse("reading_room", args=[world.meeting_id])).content.decode()
    assert at(world) in room
