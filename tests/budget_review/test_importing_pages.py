# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages on which a workplan's file is sent, previewed, confirmed and followed to its end."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from agencies.models import Agency
from budget_review.jobs import bring_in_file
from budget_review.models import ImportStatus, IntegrationProject, WorkplanImport
from budget_review.operations.importing.progress import forget, tell, told
from tests.budget_review.pages import Visitor, text_of
from tests.budget_review.test_importing import GOOD, LEAD, NORTH, row, table
from tests.world import World, everything

Visit = Callable[[str], Visitor]


@pytest.fixture
def names(world: World) -> World:
    for name in ("lead", "north"):
        Agency.objects.filter(pk=world.agencies[name].pk).update(name_th=f"หน่วยงาน {name}")
    return world


def send(visitor: Visitor, content: bytes = GOOD, filename: str = "plan.csv", **more: Any) -> Any:
    return visitor.post("imports", file=SimpleUploadedFile(filename, content), request_id=uuid4(), **more)


def sent() -> WorkplanImport:
    return WorkplanImport.objects.latest("pk")


def confirm(visitor: Visitor, **more: Any) -> Any:
    closes = timezone.now().date().replace(year=timezone.now().year + 1, day=1)
    given = {"host": visitor.world.agencies["dga"].pk, "closes_on": closes.isoformat(), "confirm": "1"}
    return visitor.post("import", sent().pk, **given | more)


def test_a_file_is_previewed_confirmed_and_brought_in_by_a_worker(names: World, visit: Visit) -> None:
    admin = visit("admin")
    before = everything()
    assert send(admin).status_code == 302
    page = text_of(admin.get("import", sent().pk))
    assert "Nothing has been made yet." in page
    assert "4,000,100.50" in page
    assert everything() == before

    confirm(admin)
    assert sent().status == ImportStatus.QUEUED
    assert "You may leave this page" in text_of(admin.get("import", sent().pk))
    bring_in_file.func(sent().pk)
    assert sent().status == ImportStatus.DONE
    assert "โครงการ ก" in text_of(admin.get("import", sent().pk))
    bring_in_file.func(sent().pk)
    assert IntegrationProject.objects.filter(title="โครงการ ก").count() == 1


def test_drafts_are_linked_for_those_who_may_open_them(names: World, visit: Visit) -> None:
    admin, screener = visit("admin"), visit("screener")
    send(screener)
    confirm(screener)
    bring_in_file.func(sent().pk)
    code = IntegrationProject.objects.get(title="โครงการ ก").code
    assert f'href="/projects/{code}/"' in admin.get("import", sent().pk).content.decode()
    page = screener.get("import", sent().pk).content.decode()
    assert "โครงการ ก" in page
    assert f'href="/projects/{code}/"' not in page
    assert "A draft is open to its agencies only" in page


def test_how_far_a_file_is_can_be_seen_while_it_comes_in_and_is_gone_after(
    names: World, visit: Visit, settings: Any
) -> None:
    admin = visit("admin")
    send(admin)
    confirm(admin)
    pk, seen = sent().pk, set()

    def look(execute: Any, *given: Any) -> Any:
        seen.add(told(pk))
        return execute(*given)

    with connection.execute_wrapper(look):
        bring_in_file.func(pk)
    assert seen == {None, (0, 2), (1, 2)}
    assert told(pk) is None
    WorkplanImport.objects.filter(pk=pk).update(status=ImportStatus.RUNNING)
    assert "projects are written" not in text_of(admin.get("import", pk))
    tell(pk, 1, 2)
    page = admin.get("import", pk)
    assert "1 of 2 projects are written." in text_of(page)
    assert 'value="1" max="2"' in page.content.decode()
    settings.MEDIA_ROOT = "/dev/null"  # where nothing can be kept, the page tells less and all else goes on
    tell(pk, 2, 2)
    assert told(pk) is None


def test_of_a_long_file_a_hundred_steps_are_told(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    steps = []
    for done in range(1001):
        tell(7, done, 1000)
        steps.append(told(7))
    assert len(set(steps)) == 101
    forget(7)
    forget(7)
    assert told(7) is None


def test_the_page_under_way_asks_again_by_itself_and_turns_when_it_is_done(names: World, visit: Visit) -> None:
    admin = visit("admin")
    send(admin)
    confirm(admin)
    address = f"/imports/{sent().pk}/"
    part = admin.client.get(address, headers={"HX-Request": "true"})
    assert 'hx-trigger="every 2s"' in part.content.decode()
    bring_in_file.func(sent().pk)
    assert admin.client.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_bad_rows_are_shown_can_be_taken_away_and_keep_the_file_back(names: World, visit: Visit) -> None:
    admin = visit("admin")
    send(admin, table(row(), row(NORTH, item="=1+1", amount="-5")))
    page = text_of(admin.get("import", sent().pk))
    assert "1 reason keeps the file back" in page
    assert "The amount “-5” is below zero." in page
    rows = admin.get("import_reasons", sent().pk).content.decode("utf-8-sig").splitlines()
    assert rows[1] == "3,Cannot be brought in,'=1+1,The amount “-5” is below zero."
    before = everything()
    assert confirm(admin).status_code == 422
    assert (everything(), sent().status) == (before, ImportStatus.PREVIEWED)
    assert "Nothing was brought in: first mend the rows above" in text_of(confirm(admin))


def test_an_unknown_agency_waits_for_an_answer(names: World, visit: Visit) -> None:
    admin = visit("admin")
    send(admin, table(row(), row(f"{NORTH} ญ")))
    assert f"{NORTH} ญ" in text_of(admin.get("import", sent().pk))
    assert confirm(admin).status_code == 422
    assert confirm(admin, same_0="ไม่มีอยู่จริง").status_code == 422
    assert confirm(admin, same_0=NORTH).status_code == 302
    bring_in_file.func(sent().pk)
    parts = IntegrationProject.objects.get(title="โครงการ ก").parts
    assert {part.agency.name_th for part in parts} == {LEAD, NORTH}


def test_what_was_refused_by_the_worker_is_told_and_can_be_confirmed_again(names: World, visit: Visit) -> None:
    screener = visit("screener")
    send(screener)
    confirm(screener)
    Agency.objects.filter(name_th=NORTH).update(name_th="ชื่อใหม่")  # meanwhile
    bring_in_file.func(sent().pk)
    assert sent().status == ImportStatus.REFUSED
    assert "1 agency is not known here" in text_of(screener.get("import", sent().pk))
    assert confirm(screener, confirm_agencies="on").status_code == 302


@pytest.mark.parametrize(("content", "filename", "reason"), [
    (b"%PDF-1.7", "plan.csv", "The file is neither CSV nor XLSX, whatever its name says."),
    (GOOD, "plan.xlsx", "The file's name does not fit its content: .xlsx for a workbook, .csv for text."),
    ("หน่วยงาน,โครงการ\nก,ข\n".encode(), "plan.csv",
     "The table lacks these columns: Workplan, Category, Item, Fiscal year, Amount (baht)."),
])  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_at_its_field(
    names: World, visit: Visit, content: bytes, filename: str, reason: str
) -> None:
    response = send(visit("admin"), content, filename)
    assert response.status_code == 422
    assert reason in text_of(response)
    assert not WorkplanImport.objects.exists()


@pytest.mark.parametrize("who", ["officer", "budget", "auditor", "secretary", "expert", "member"])
def test_for_others_the_pages_are_not_there(names: World, visit: Visit, who: str) -> None:
    send(visit("admin"))
    assert visit(who).get("imports").status_code == 404
    assert visit(who).get("import", sent().pk).status_code == 404
    assert visit(who).get("import_reasons", sent().pk).status_code == 404
    assert send(visit(who)).status_code == 404
    assert confirm(visit(who)).status_code == 404


def test_who_screens_sees_only_the_files_they_sent(names: World, visit: Visit) -> None:
    send(visit("admin"))
    assert visit("screener").get("import", sent().pk).status_code == 404
    send(visit("screener"), filename="mine.csv")
    assert visit("admin").get("import", sent().pk).status_code == 200
    assert "mine.csv" in text_of(visit("screener").get("imports"))
    assert "plan.csv" not in text_of(visit("screener").get("imports"))
