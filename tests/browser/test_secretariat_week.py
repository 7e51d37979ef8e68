# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The secretariat's week, in Thai: from the invitation to the minutes that the next meeting adopts, without the admin.

Everybody does their own part of it, and each is refused once.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, Response, expect

from committee.models import ActionItem, DecisionLetter, Meeting, Minutes, PrivateNote, Resolution
from tests.browser.conftest import LiveApp
from tests.world import World

SignIn = Callable[[Any], None]
REAL_NOW = timezone.now
MATTER = "แนวทางใช้ข้อมูลภูมิสารสนเทศร่วมกัน"
STATUS = "สถานะแผนงานไตรมาสที่ 1"
LATE = "ข้อเสนอเร่งด่วนเรื่องมาตรฐานข้อมูล"
ASSIGNED = "รายงานผลการเชื่อมโยงข้อมูลต่อคณะกรรมการ"
CONDITION = "จัดทำข้อตกลงการใช้ข้อมูลร่วมกัน"
REMARK = "ขอให้ระบุชื่อมาตรฐานข้อมูล"


@pytest.fixture
def world(live_app: LiveApp) -> World:
    """Two screened projects that wait for an agenda."""
    world = World().to("screened")
    world.project_id = world.draft().pk
    return world.to("screened")


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def told(page: Page) -> Locator:
    """What the page says of the act that was made."""
    return page.get_by_role("status").first


class Week:
    """One browser that everybody uses in turn."""

    def __init__(self, page: Page, world: World, sign_in: SignIn, clock: pytest.MonkeyPatch) -> None:
        self.page, self.world, self.sign_in, self.clock = page, world, sign_in, clock
        self.codes = sorted(project.code for project in type(world.project).objects.all())
        self.here = self.next = ""

    def go(self, who: str, path: str) -> Page:
        """Open a page as a person."""
        self.sign_in(self.world.people[who])
        self.page.goto(path)
        return self.page

    def refused(self, who: str, path: str, status: int = 403) -> None:
        """The page says no, in a sentence."""
        self.sign_in(self.world.people[who])
        answer: Response | None = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, (who, path, answer.status)
        main = self.page.get_by_role("main")
        expect(main.get_by_text(re.compile("ไม่มีสิทธิ|ไม่ได้|ปิดรับเรื่องแล้ว|ผู้ดำเนินการ")).first).to_be_visible()

    def wait_for(self, path: str) -> None:
        """Let the days pass until half an hour before a meeting; the clock goes on from there."""
        ahead = self.meeting(path).starts_at - timedelta(minutes=30) - REAL_NOW()
        self.clock.setattr(timezone, "now", lambda: REAL_NOW() + ahead)

    def meeting(self, path: str) -> Meeting:
        return Meeting.objects.get(pk=path.strip("/").split("/")[-1])

    def item(self, title: str) -> Locator:
        return self.page.locator(".agenda__item", has_text=title)

    def plan(self, title: str, days: int) -> str:
        """Plan a meeting so many days ahead, and return its address."""
        page = self.go("secretary", "/meetings/new/")
        day = (timezone.localdate() + timedelta(days=days)).isoformat()
        page.get_by_label("เรื่อง", exact=True).fill(title)
        page.get_by_label("เริ่ม", exact=True).fill(f"{day}T09:30")
        page.get_by_label("สิ้นสุด", exact=True).fill(f"{day}T12:30")
        page.get_by_label("สถานที่", exact=True).fill("ห้องประชุมใหญ่")
        press(page, "วางกำหนดการประชุม")
        page.wait_for_url("**/meetings/*/")
        return page.url.removeprefix(page.url.split("/meetings/")[0])

    def add_matter(self, heading: str, title: str, note: str = "", **more: str) -> None:
        """Put a matter in words on the agenda that is open."""
        page = self.page
        page.get_by_text("เพิ่มเรื่องอื่น").click()
        form = page.locator("form[action$='agenda/matters/']")
        form.get_by_label("ระเบียบวาระ").select_option(heading)
        form.get_by_label("เรื่อง", exact=True).fill(title)
        form.get_by_label("รายละเอียด").fill(note)
        for label, words in more.items():
            form.get_by_label(label).fill(words)
        form.get_by_role("button", name="เพิ่มเรื่อง").click()

    # ── before the meeting ──

    def invite(self) -> None:
        """The secretary plans, puts what waits on the agenda, and convenes: the meeting gets its number."""
        self.refused("member", "/meetings/new/")
        self.here = self.plan("การพิจารณาโครงการบูรณาการ", 8)
        self.world.meeting_id = self.meeting(self.here).pk
        page = self.page
        for box in page.get_by_role("checkbox").all():
            box.check()
        press(page, "ดูก่อน")
        expect(page.get_by_role("table")).to_contain_text("9,000,000")  # the two of them, before anything is done
        press(page, "บรรจุระเบียบวาระ")
        expect(self.item(self.codes[1])).to_contain_text("5.2")
        self.add_matter("4", STATUS)
        expect(self.item(STATUS)).to_contain_text("4.1")
        press(page, "เรียกประชุม")
        expect(page.get_by_role("heading", level=1)).to_contain_text("การประชุมครั้งที่ 1/")
        with page.expect_download() as letter:
            follow(page, "หนังสือเชิญประชุม")
        assert letter.value.path().read_bytes()[:5] == b"%PDF-"
        with page.expect_download() as entry:
            follow(page, "เพิ่มในปฏิทิน")
        assert "BEGIN:VEVENT" in entry.value.path().read_text(encoding="utf-8")

    def call(self) -> None:
        """An agency hands in a matter; the secretary puts it on the agenda and closes the call."""
        page = self.go("nora", "/meetings/calls/")
        page.locator("a[data-row]").first.click()
        page.get_by_label("เรื่อง", exact=True).fill(MATTER)
        page.get_by_label("รายละเอียด").fill("หลายหน่วยงานใช้ข้อมูลชุดเดียวกัน")
        press(page, "เสนอเรื่อง")
        expect(page.get_by_role("table").last).to_contain_text(MATTER)
        self.go("secretary", self.here)
        page.locator("#proposed").get_by_role("link", name="บรรจุระเบียบวาระ").click()
        press(page, "บรรจุระเบียบวาระ")
        expect(self.item(MATTER)).to_contain_text(self.world.agencies["north"].name_th)
        press(page, "ปิดรับเรื่อง")
        expect(told(page)).to_contain_text("ปิดรับเรื่อง")
        self.refused("nora", f"/meetings/calls/{self.meeting(self.here).pk}/", 409)

    def order(self) -> None:
        """By keyboard: the matter that was handed in goes before the projects."""
        page = self.go("secretary", self.here)
        for label in ("5.2", "5.1"):
            self.item(MATTER).locator("button[value=up]").focus()
            page.keyboard.press("Enter")
            expect(self.item(MATTER).locator(".agenda__label")).to_have_text(label)

    def come_late(self) -> None:
        """A late item needs its reason, and another's approval."""
        self.add_matter("6", LATE)
        expect(self.page.get_by_role("alert")).to_contain_text("ให้ระบุเหตุผลที่เสนอภายหลัง")
        form = self.page.locator("form[action$='agenda/matters/']")
        expect(form.get_by_label("เรื่อง", exact=True)).to_have_value(LATE)  # what was typed is still there
        form.locator("[name=late_reason]").fill("สำนักงบประมาณขอให้พิจารณาโดยเร็ว")
        form.get_by_role("button", name="เพิ่มเรื่อง").click()
        expect(self.page.locator("#proposed")).to_contain_text(LATE)
        pk = self.meeting(self.here).items.get(title=LATE).pk
        self.refused("secretary", f"{self.here}items/{pk}/acts/admit_late/")
        page = self.go("chair", self.here)
        page.locator("aside").get_by_role("link", name="พิจารณาเรื่องที่เสนอหลังปิดรับเรื่อง 1 เรื่อง").click()
        page.locator("#proposed").get_by_role("link", name="อนุมัติเรื่องที่เสนอหลังปิดรับเรื่อง").click()
        expect(page.get_by_role("main")).to_contain_text("สำนักงบประมาณขอให้พิจารณาโดยเร็ว")
        press(page, "อนุมัติเรื่องที่เสนอหลังปิดรับเรื่อง")
        expect(self.item(LATE)).to_contain_text("6.1")

    def freeze(self) -> None:
        page = self.go("secretary", self.here)
        press(page, "ปิดระเบียบวาระและออกเอกสารประกอบการประชุม")
        expect(page.locator("#packs")).to_contain_text("ออกแล้ว")

    def read(self) -> None:
        """A member answers, reads, notes for herself and asks; the secretary answers."""
        self.refused("member", f"{self.here}acts/cancel/")
        page = self.go("member", self.here)
        press(page, "จะมาประชุม")
        expect(told(page)).to_contain_text("จะมาประชุม")
        follow(page, "ห้องอ่านเอกสาร")
        page.locator("a[data-row]").nth(2).click()
        page.get_by_label("บันทึกของฉัน").fill("ถามเรื่องค่าบำรุงรักษา")
        press(page, "บันทึก")
        expect(told(page)).to_contain_text("ไม่มีผู้อื่นอ่านได้")
        assert PrivateNote.objects.get().user == self.world.member
        page.get_by_label("คำถาม").fill("ค่าบำรุงรักษาปีที่ 2 อยู่ในวงเงินนี้หรือไม่")
        press(page, "ถาม")
        self.go("secretary", self.here)
        follow(page, "คำถามรอตอบ 1 ข้อ")
        page.locator("li", has_text="รอตอบ").get_by_role("link").click()
        page.get_by_label("คำตอบ").fill("อยู่ในวงเงินแล้ว")
        press(page, "ส่งคำตอบ")
        self.go("member", page.url)
        expect(page.locator("#questions")).to_contain_text("อยู่ในวงเงินแล้ว")

    # ── the meeting ──

    def seat(self, name: str) -> Locator:
        return self.page.locator("#console-strip .seat-of__press", has_text=str(self.world.people[name]))

    def arrive(self, *names: str) -> None:
        for name in names:
            self.seat(name).click()
            expect(self.seat(name)).to_have_attribute("aria-pressed", "true")

    def take_up(self, title: str) -> Locator:
        """Open a matter on the console."""
        self.page.locator("#console-agenda a[data-item]", has_text=title).click()
        matter = self.page.locator("#console-item")
        expect(matter.locator("#here-title")).to_contain_text(title)
        return matter

    def open(self) -> None:
        """On its day, and not without a quorum."""
        self.wait_for(self.here)
        page = self.go("secretary", self.here)
        follow(page, "ดำเนินการประชุม")
        expect(page.locator(".console__acts")).to_contain_text("ต้องครบองค์ประชุม")
        self.arrive("chair", "member", "absent", "secretary")
        press(page, "เริ่มประชุม")
        expect(page.locator(".console__acts").get_by_role("button", name="เลิกประชุม", exact=True)).to_be_visible()

    def note(self) -> None:
        self.take_up(STATUS).get_by_role("button", name="รับทราบ").click()
        expect(self.page.locator("#console-agenda a", has_text=STATUS)).to_contain_text("รับทราบ")

    def recuse(self) -> None:
        """Who leads an agency of the project takes no part in it, and the quorum is told anew."""
        matter = self.take_up("5.2")
        matter.get_by_text("กรรมการแจ้งส่วนได้เสีย").click()
        form = matter.locator("details form[action$='/recuse/']")
        form.get_by_label("กรรมการ", exact=True).select_option(str(self.world.entry("absent").pk))
        form.get_by_label("รายละเอียด").fill("เป็นหัวหน้าหน่วยงานที่ร่วมโครงการ")
        form.get_by_role("button", name="บันทึกการถอนตัว").click()
        expect(matter).to_contain_text("ถอนตัวและไม่นับรวม 1")

    def try_amounts(self) -> None:
        """Less money for one line is tried against the whole, and what the meeting adopts is what resolutions give."""
        page = self.go("secretary", f"{self.here}what-if/")
        page.locator("input[name^=amount_]").first.fill("๑,๒๐๐,๐๐๐")
        expect(page.locator("[data-tried]")).to_have_text("8,700,000")
        page.get_by_label("ชื่อทางเลือก").fill("ลดค่าพัฒนาระบบ")
        press(page, "รับทางเลือกนี้")
        expect(page.get_by_role("main")).to_contain_text("8,700,000 บาท")
        page.goto(f"{self.here}console/")

    def vote(self) -> None:
        self.take_up("5.2")
        matter = self.page.locator("#console-item")
        matter.get_by_text("ขอให้ที่ประชุมออกเสียง").click()
        form = matter.locator("form[action$='/vote/']")
        form.get_by_label("วิธีออกเสียง").select_option("named")
        form.get_by_role("button", name="เปิดการออกเสียง").click()
        expect(matter.locator(".ballots li")).to_have_count(2)
        for nth in (0, 1):
            matter.locator(".ballots li").nth(nth).get_by_role("button", name=re.compile("^เห็นชอบ")).click()
            expect(matter.locator(".ballots b")).to_have_count(nth + 1)
        matter.get_by_role("button", name="นับคะแนน").click()
        expect(matter.locator(".vote__told")).to_contain_text("เห็นชอบ 2")

    def draft(self) -> None:
        """One project is endorsed with less money, a condition and something to be done; the other is put off."""
        matter = self.page.locator("#console-item")
        matter.get_by_label("เห็นชอบโดยมีเงื่อนไข", exact=True).check()
        expect(matter.locator("[data-total]")).to_have_text("4,200,000")
        matter.locator("[name=conditions-0-text]").fill(CONDITION)
        matter.locator("[name=actions-0-text]").fill(ASSIGNED)
        matter.locator("[name=actions-0-owner]").select_option("agency:north")
        matter.locator("[name=actions-0-working_days]").fill("30")
        matter.get_by_role("button", name="เสนอร่างมติต่อประธาน").click()
        expect(matter).to_contain_text("4,200,000 บาท")
        matter = self.take_up("5.3")
        matter.get_by_label("เลื่อนการพิจารณา", exact=True).check()
        matter.get_by_role("button", name="เสนอร่างมติต่อประธาน").click()
        expect(self.page.locator("#console-agenda a", has_text="5.3")).to_contain_text("ร่างมติแล้ว")

    def certify(self) -> None:
        """The chair reads what is drafted and seals it: the projects move with it."""
        self.refused("chair", f"{self.here}edit/")
        page = self.go("chair", f"{self.here}console/")
        for number, label in (("1", "5.2"), ("2", "5.3")):
            matter = self.take_up(label)
            matter.get_by_role("button", name="รับรองมติ").click()
            expect(matter).to_contain_text(f"มติเลขที่ {number}/")
        states = {project.code: project.state for project in type(self.world.project).objects.all()}
        assert sorted(states.values()) == ["conditional", "deferred"]
        page = self.go("secretary", f"{self.here}console/")
        press(page, "เลิกประชุม")
        expect(page.locator(".console__acts")).to_have_count(0)

    # ── after the meeting ──

    def communicate(self) -> None:
        """A committee without a series of letters is led there, then each resolution goes out."""
        page = self.go("secretary", self.here)
        send = page.locator("aside").get_by_role("link", name=re.compile("^ส่งหนังสือแจ้งมติที่ [12]"))
        send.click()
        follow(page, "ดูหรือเพิ่มชุดเลขที่หนังสือของคณะกรรมการ")
        page.get_by_label("รหัสหน่วยงาน").fill("สพร ๐๑")
        page.get_by_label("ส่วนราชการเจ้าของหนังสือ").fill("สำนักงานพัฒนารัฐบาลดิจิทัล")
        page.get_by_label("ตำแหน่งผู้ลงนาม").fill("เลขานุการคณะกรรมการ")
        press(page, "เพิ่มชุด")
        for _each in (1, 2):
            page.goto(self.here)
            send.click()
            press(page, "ส่งหนังสือแจ้งมติ")
            expect(told(page)).to_contain_text("ส่งหนังสือแจ้งมติ")
        page.goto(self.here)
        expect(send).to_have_count(0)

    def acknowledge(self) -> None:
        """An agency acknowledges its letter; anybody may ask whether it holds, and nothing else."""
        letter = DecisionLetter.objects.filter(agency=self.world.agencies["south"]).order_by("pk")[0]
        page = self.go("somsak", "/letters/")
        page.get_by_role("link", name=letter.letter_number).click()
        expect(page.get_by_role("main")).to_contain_text(CONDITION)
        press(page, "รับทราบหนังสือ")
        expect(told(page)).to_contain_text("รับทราบหนังสือ")
        address = page.get_by_role("link", name="/verify/").get_attribute("href")
        assert address is not None
        page.context.clear_cookies()
        page.goto(address)
        expect(page.get_by_role("main")).to_contain_text("เอกสารนี้ออกโดยระบบนี้ และยังใช้ได้")
        expect(page.get_by_role("main")).to_contain_text(letter.letter_number)
        expect(page.get_by_role("main")).not_to_contain_text(CONDITION)
        page.goto(f"/letters/{letter.pk}/")
        page.wait_for_url("**/login/**")  # a stranger reads no letter

    def write_minutes(self) -> None:
        """Drafted from the facts in the official form, edited by a person, circulated."""
        page = self.go("secretary", self.here)
        page.locator("aside .requirements").get_by_role("link", name="ร่างรายงานการประชุม").click()
        press(page, "ร่างรายงานการประชุม")
        text = page.get_by_role("article")
        parts = ("ผู้มาประชุม", "ผู้ไม่มาประชุม", "เริ่มประชุมเวลา", "เลิกประชุมเวลา", "ผู้จดรายงานการประชุม")
        assigned = f"(1) ให้{self.world.agencies['north'].name_th} {ASSIGNED} ภายใน 30 วันทำการ"
        for words in (*parts, CONDITION, assigned, "เรื่องนี้เสนอหลังปิดรับระเบียบวาระ"):
            expect(text).to_contain_text(words)
        text.locator(f"#item-{self.meeting(self.here).items.get(title=STATUS).pk}").get_by_role("link").click()
        typed = page.get_by_label("ข้อความ")
        typed.fill(f"กรรมการตั้งข้อสังเกตเรื่องมาตรฐานข้อมูล\n{typed.input_value()}")
        press(page, "บันทึก")
        expect(told(page)).to_contain_text("บันทึกแล้ว")
        press(page, "เวียนให้กรรมการพิจารณา")
        expect(told(page)).to_contain_text("เวียนให้กรรมการพิจารณา")

    def comment(self) -> None:
        """A member comments on a section and confirms the rest; the secretary answers."""
        self.refused("member", f"{self.here}minutes/sections/opening/")
        page = self.go("member", f"{self.here}minutes/")
        section = page.locator(f"#item-{self.meeting(self.here).items.get(title=STATUS).pk}")
        section.get_by_text("ความเห็น", exact=False).first.click()
        section.get_by_label("ความเห็น", exact=True).fill(REMARK)
        section.get_by_role("button", name="บันทึกความเห็น").click()
        expect(told(page)).to_contain_text("บันทึกความเห็นแล้ว")
        press(page, "ยืนยันรับรองรายงานการประชุม")
        expect(told(page)).to_contain_text("ยืนยันรับรองรายงานการประชุม")
        page = self.go("secretary", f"{self.here}minutes/")
        remark = page.locator(".remark", has_text=REMARK)
        remark.get_by_label("คำตอบ").select_option(label="ชี้แจง")
        remark.get_by_label("คำชี้แจง").fill("มาตรฐานข้อมูลภาครัฐ ฉบับ พ.ศ. 2566")
        remark.get_by_role("button", name="ส่งคำตอบ").click()
        expect(remark).to_contain_text("มาตรฐานข้อมูลภาครัฐ")

    def adopt(self) -> None:
        """The next meeting has by itself the minutes, what is open, and what was put off; it adopts the minutes."""
        self.next = self.plan("ติดตามมติ", 15)
        page = self.page
        press(page, "เรียกประชุม")
        expect(page.get_by_role("heading", level=1)).to_contain_text("การประชุมครั้งที่ 2/")
        returning = {"2.1": "รับรองรายงานการประชุม ครั้งที่ 1/", "3.1": CONDITION, "5.1": MATTER, "5.2": self.codes[1]}
        for label, words in returning.items():  # what was not reached and what was put off among them
            expect(self.item(words).locator(".agenda__label")).to_have_text(label)
        expect(page.locator("#agenda")).to_contain_text(ASSIGNED)
        press(page, "ปิดรับเรื่อง")
        press(page, "ปิดระเบียบวาระและออกเอกสารประกอบการประชุม")
        self.wait_for(self.next)
        page = self.go("secretary", self.next)
        follow(page, "ดำเนินการประชุม")
        self.arrive("chair", "member", "secretary")
        press(page, "เริ่มประชุม")
        expect(page.locator(".console__acts").get_by_role("button", name="เลิกประชุม", exact=True)).to_be_visible()
        self.take_up("2.1").get_by_role("button", name="รับรองรายงานการประชุม").click()
        expect(page.locator("#console-agenda a", has_text="2.1")).to_contain_text("มีมติแล้ว")

    def publish(self) -> None:
        page = self.go("secretary", f"{self.here}minutes/")
        expect(page.get_by_role("main")).to_contain_text("รับรองแล้ว")
        press(page, "เผยแพร่รายงานการประชุม")
        expect(page.get_by_role("main")).to_contain_text("รายงานการประชุมฉบับเผยแพร่")

    def follow_up(self) -> None:
        """Whoever was assigned something reports it with what shows it; another verifies, and closes it."""
        page = self.go("nora", "/actions/")
        page.get_by_role("link", name=ASSIGNED).click()
        address = page.url
        follow(page, "รายงานผลการดำเนินการ")
        page.get_by_role("textbox", name="เหตุผล").fill("เชื่อมโยงครบแล้ว")
        page.get_by_label("ลิงก์").fill("https://data.example.go.th/report")
        press(page, "รายงานผลการดำเนินการ")
        expect(page.get_by_role("main")).to_contain_text("เชื่อมโยงครบแล้ว")
        self.refused("nora", f"{address}acts/verify/")
        page = self.go("secretary", address)
        press(page, "ตรวจสอบแล้วเห็นว่าแล้วเสร็จ")
        expect(told(page)).to_contain_text("ตรวจสอบแล้วเห็นว่าแล้วเสร็จ")
        press(page, "ปิดเรื่อง (รายงานที่ประชุมแล้ว)")
        expect(page.locator(".page-head")).to_contain_text("ปิดแล้ว")
        assert ActionItem.objects.get().state == "closed"

    def close(self) -> None:
        """The file of the first meeting is closed when all of it is done."""
        page = self.go("secretary", self.here)
        press(page, "ปิดแฟ้มการประชุม")
        expect(page.get_by_role("main")).to_contain_text("ปิดแฟ้มการประชุมแล้ว")
        assert self.meeting(self.here).state == "closed"
        assert [one.state for one in Minutes.objects.all()] == ["published"]
        assert {one.state for one in Resolution.objects.all()} == {"communicated"}


STEPS = (
    Week.invite, Week.call, Week.order, Week.come_late, Week.freeze, Week.read, Week.open, Week.note, Week.recuse,
    Week.try_amounts, Week.vote, Week.draft, Week.certify, Week.communicate, Week.acknowledge, Week.write_minutes,
    Week.comment, Week.adopt, Week.publish, Week.follow_up, Week.close,
)  # fmt: skip


def test_the_secretariats_week_from_the_invitation_to_adopted_minutes(
    page: Page, world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    week = Week(page, world, sign_in, monkeypatch)
    for step in STEPS:
        step(week)
