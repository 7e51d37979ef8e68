# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A proposal from nothing to screened, in Thai: three agencies and their people, each doing their own part of it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from budget_review.models import IntegrationProject
from tests.browser.conftest import LiveApp
from tests.world import World

SignIn = Callable[[Any], None]
TITLE = "โครงการเตือนภัยน้ำท่วมร่วมกัน"
SECTIONS = {
    "หลักการและเหตุผล": "ข้อมูลระดับน้ำกระจายอยู่สามหน่วยงาน ประชาชนได้รับคำเตือนช้า",
    "วัตถุประสงค์": "ให้ประชาชนได้รับคำเตือนภายใน 15 นาที",
    "กลุ่มเป้าหมายและพื้นที่ดำเนินการ": "ประชาชนในลุ่มน้ำยม 12 อำเภอ",
}
LINES = {
    "lead": "รายการ\tหมวดงบรายจ่าย\tปีงบประมาณ\tจำนวนเงิน\nระบบรวมข้อมูลน้ำ\tงบลงทุน\t{year}\t๑,๒๐๐,๐๐๐\n",
    "north": "สถานีวัดน้ำ\tงบลงทุน\tค่าครุภัณฑ์\t{year}\t800,000.50\t",
    "south": "จ้างเหมาส่งคำเตือน\tงบดำเนินงาน\t\t{year}\t350000\t",
}


@pytest.fixture
def world(live_app: LiveApp) -> World:
    return World()


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=isinstance(name, str)).click()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=isinstance(name, str)).first.click()


def told(page: Page) -> Locator:
    """What the page says of the act that was made."""
    return page.get_by_role("status").first


class Walk:
    """One browser that many people use in turn."""

    def __init__(self, page: Page, world: World, sign_in: SignIn, colleague: Callable[[Any], Page]) -> None:
        self.page, self.world, self.sign_in, self.colleague = page, world, sign_in, colleague
        self.year = timezone.now().year + 543
        self.code = ""

    def go(self, who: str, path: str = "") -> Page:
        """Open a page of the project as a person."""
        self.sign_in(self.world.people[who])
        self.page.goto(path or f"/projects/{self.code}/")
        return self.page

    @property
    def project(self) -> IntegrationProject:
        return IntegrationProject.objects.get(code=self.code)

    def agency(self, name: str) -> str:
        return self.world.agencies[name].name_th

    def act(self, who: str, name: str | re.Pattern[str], **typed: str) -> None:
        """Follow an act from the project's page, fill in what it asks, and press its button."""
        page = self.go(who)
        page.locator("aside").get_by_role("link", name=name).first.click()
        for label, words in typed.items():
            page.get_by_label(label).fill(words)
        page.get_by_role("main").locator("form button.btn-primary").last.click()

    # ── the steps of the walk ──

    def open_a_round(self) -> None:
        page = self.go("screening_head", "/rounds/")
        follow(page, "แผนงานใหม่")
        page.get_by_label("ปีงบประมาณ").fill(str(self.year))
        page.get_by_label("ชื่อภาษาไทย").fill("แผนงานบูรณาการจัดการน้ำ")
        page.get_by_label("หน่วยงานเจ้าภาพ").select_option(label=self.agency("dga"))
        page.get_by_label("วงเงินสูงสุด (บาท)").fill("๕,๐๐๐,๐๐๐")
        press(page, "บันทึก")
        follow(page, "รอบใหม่")
        page.get_by_label("ชื่อภาษาไทย").fill("รอบคำขอครั้งที่ 1")
        now = timezone.localtime()
        page.get_by_label("เปิด", exact=True).fill(f"{now - timedelta(days=1):%Y-%m-%dT%H:%M}")
        page.get_by_label("ปิด", exact=True).fill(f"{now + timedelta(days=30):%Y-%m-%dT%H:%M}")
        press(page, "บันทึก")
        expect(page.get_by_role("heading", level=1)).to_have_text("รอบคำขอครั้งที่ 1")

    def begin(self) -> None:
        page = self.go("officer", "/projects/")
        page.get_by_role("link", name="ข้อเสนอใหม่").click()
        page.get_by_label("ชื่อโครงการ").fill(TITLE)
        press(page, "เริ่มร่าง")
        self.code = IntegrationProject.objects.latest("pk").code
        expect(told(page)).to_contain_text(self.code)

    def name_agencies(self) -> None:
        page = self.go("officer", f"/projects/{self.code}/edit/parts/")
        for name in ("north", "south"):
            page.get_by_role("combobox", name="หน่วยงาน", exact=True).select_option(label=self.agency(name))
            press(page, "ระบุหน่วยงานร่วม")
            expect(page.get_by_role("table")).to_contain_text(self.agency(name))
        page.get_by_role("row", name=self.agency("north")).get_by_role("button", name="เชิญร่วมเขียน").click()
        expect(told(page)).to_contain_text(self.agency("north"))

    def write_sections(self) -> None:
        page = self.go("officer", f"/projects/{self.code}/edit/")
        for section, words in SECTIONS.items():
            follow(page, section)
            page.get_by_role("main").get_by_role("textbox").first.fill(words)
            expect(page.locator("#saved")).to_contain_text("บันทึกแล้วเมื่อ")  # as one goes, without a press
            page.goto(f"/projects/{self.code}/edit/")
            expect(page.get_by_role("row", name=section)).to_contain_text("เขียนแล้ว")

    def write_along(self) -> None:
        """The invited agency writes the risks while the lead, on another page, has the same section open."""
        address = f"/projects/{self.code}/edit/sections/risks/"
        page = self.go("nora", address)
        other = self.colleague(self.world.officer)
        other.goto(address)
        page.get_by_role("group", name="แถวที่ 1").get_by_label("ความเสี่ยง").fill("อุปกรณ์ส่งมอบล่าช้า")
        press(page, "บันทึก")
        other.get_by_role("group", name="แถวที่ 1").get_by_label("ความเสี่ยง").fill("ฝนทิ้งช่วง")
        expect(other.locator("#saved")).to_contain_text("ข้อความที่ท่านพิมพ์ไม่สูญหาย")
        press(other, "บันทึก")
        risk = [other.get_by_role("group", name=f"แถวที่ {nth}").get_by_label("ความเสี่ยง") for nth in (1, 2, 3)]
        expect(risk[0]).to_have_value("อุปกรณ์ส่งมอบล่าช้า")  # theirs, beside what was typed
        expect(risk[1]).to_have_value("ฝนทิ้งช่วง")
        press(other, "เพิ่มแถว")
        risk[2].fill("ค่าเงินผันผวน")
        press(other, "บันทึก")
        expect(told(other)).to_contain_text("บันทึกแล้ว")
        risks = self.project.sections.get(key="risks")
        assert [row["risk"] for row in risks.rows] == ["อุปกรณ์ส่งมอบล่าช้า", "ฝนทิ้งช่วง", "ค่าเงินผันผวน"]

    def paste_lines(self) -> None:
        for agency, table in LINES.items():
            part = self.project.participations.get(agency=self.world.agencies[agency])
            page = self.go("officer", f"/projects/{self.code}/edit/parts/{part.pk}/")
            follow(page, "เขียนเป็นตาราง: วางข้อมูลหรือ XLSX")
            page.get_by_label("วางจากตารางคำนวณ").fill(table.format(year="25xx"))
            press(page, "รับตารางนี้")
            expect(page.get_by_role("alert").first).to_contain_text("25xx")
            page.get_by_label("วางจากตารางคำนวณ").fill(table.format(year=self.year))
            press(page, "รับตารางนี้")

    def write_kpis(self) -> None:
        page = self.go("officer", f"/projects/{self.code}/edit/kpis/")
        first = page.get_by_role("group", name="ตัวชี้วัดที่ 1")
        first.get_by_label("ตัวชี้วัด", exact=True).fill("ร้อยละของครัวเรือนที่ได้รับคำเตือน")
        first.get_by_label("หน่วยนับ").fill("ร้อยละ")
        first.get_by_label("ค่าเป้าหมาย", exact=True).fill("๘๐")
        for name, weight in (("lead", "50"), ("north", "๓๐"), ("south", "20")):
            first.get_by_label(self.agency(name)).fill(weight)
        press(page, "บันทึก")
        expect(page.get_by_role("main")).to_contain_text("ไม่มีสิ่งใดขาด")  # before it goes to its partners

    def submit(self) -> None:
        self.act("officer", "เสนอหน่วยงานร่วม")
        expect(told(self.page)).to_contain_text("เสนอหน่วยงานร่วม")

    def ask_for_changes(self) -> None:
        self.act("somsak", "ขอให้แก้ไข", เหตุผล="ขอเพิ่มค่าจ้างเหมาเป็น 400,000 บาท")
        assert self.project.state == "draft"

    def answer_and_submit_again(self) -> None:
        page = self.go("officer", f"/projects/{self.code}/edit/")
        expect(page.get_by_role("main")).to_contain_text("ขอเพิ่มค่าจ้างเหมาเป็น 400,000 บาท")
        follow(page, self.agency("south"))
        page.get_by_role("group", name="รายการที่ 1").get_by_label("จำนวนเงิน (บาท)").fill("๔๐๐,๐๐๐")
        press(page, "บันทึก")
        self.submit()

    def consent(self) -> None:
        for who in ("nora", "somsak"):
            self.act(who, re.compile("^ยินยอม"))
            expect(told(self.page)).to_contain_text("ยินยอมตามฉบับที่")
        assert self.project.state == "agency_approval"

    def approve(self) -> None:
        self.act("head", "เห็นชอบและยื่นต่อ สพร.", เลขที่หนังสือ="ทส 0101/55")
        assert self.project.state == "submitted"

    def take_up(self) -> None:
        self.act("screener", "รับเรื่องเข้ากลั่นกรอง")
        assert self.project.state == "screening"

    def send_back(self) -> None:
        page = self.go("screener", f"/projects/{self.code}/acts/return_for_revision/")
        page.get_by_label("ความเสี่ยง", exact=True).check()
        page.get_by_role("textbox", name="เหตุผล").fill("ระบุวิธีจัดการความเสี่ยงให้ชัด")
        press(page, "ส่งกลับแก้ไข")
        assert self.project.state == "returned"

    def mend(self) -> None:
        page = self.go("officer", f"/projects/{self.code}/edit/")
        expect(page.get_by_role("main")).to_contain_text("ระบุวิธีจัดการความเสี่ยงให้ชัด")
        follow(page, "ความเสี่ยง")
        page.get_by_role("group", name="แถวที่ 1").get_by_label("แนวทางจัดการ").fill("สำรองน้ำไว้ล่วงหน้า")
        press(page, "บันทึก")
        self.act("officer", "ยื่นฉบับแก้ไข")
        assert self.project.state == "screening"

    def recommend(self) -> None:
        page = self.go("screener", f"/projects/{self.code}/screening/")
        expect(page.get_by_role("main")).to_contain_text("สำรองน้ำไว้ล่วงหน้า")  # what was mended
        page.get_by_label("วงเงินหลังกลั่นกรองของ").first.fill("๑,๐๐๐,๐๐๐")
        page.get_by_label("เหตุผลของ").first.fill("เกินราคากลาง")
        page.get_by_label("ผ่าน", exact=True).first.check()
        page.get_by_label("ความเห็น", exact=True).fill("เห็นควรสนับสนุน")
        page.get_by_label("ให้ผ่านเข้าคณะกรรมการ").check()
        press(page, "บันทึกและเสนอผลการกลั่นกรอง")
        assert self.project.state == "recommended"

    def decide(self) -> None:
        self.act("screening_head", re.compile("^ให้ผ่าน"))
        assert self.project.state == "screened"
        follow(self.page, "วงเงิน")
        expect(self.page.get_by_role("main")).to_contain_text("เกินราคากลาง")
        expect(self.page.get_by_role("main")).to_contain_text("2,200,000.50")
        expect(self.page.locator(".notice.tone-caution")).to_have_count(0)  # nothing waits to be mended any more


STEPS = (
    Walk.open_a_round, Walk.begin, Walk.name_agencies, Walk.write_sections, Walk.write_along, Walk.paste_lines,
    Walk.write_kpis, Walk.submit, Walk.ask_for_changes, Walk.answer_and_submit_again, Walk.consent, Walk.approve,
    Walk.take_up, Walk.send_back, Walk.mend, Walk.recommend, Walk.decide,
)  # fmt: skip


def test_a_proposal_goes_from_nothing_to_screened(
    page: Page, world: World, sign_in: SignIn, colleague: Callable[[Any], Page]
) -> None:
    walk = Walk(page, world, sign_in, colleague)
    for step in STEPS:
        step(walk)
