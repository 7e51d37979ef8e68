# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Minutes in English: unofficial, with the same labels and hash; what people wrote stays in Thai."""

import pytest

from committee.minutes import wording
from committee.minutes.english import english_of
from committee.models import MinutesPaper
from papers.models import Document
from papers.thai import arabic_digits
from tests.minutes import adopted
from tests.papers.conftest import catalog_of, pypdf_text
from tests.project.conftest import visitor
from tests.world import World


@pytest.mark.django_db
def test_minutes_in_english_have_the_labels_and_the_hash_of_the_thai_ones() -> None:
    told = World()
    minutes = adopted(told)
    paper = MinutesPaper.objects.get(text=minutes.adopted, is_draft=False)
    documents = Document.objects.count()
    path = f"/meetings/{told.meeting.pk}/minutes/papers/{paper.pk}.pdf?language=en"
    answer = visitor(told.secretary, "th").get(path)
    said = "".join(pypdf_text(answer.content).split())
    assert Document.objects.count() == documents
    assert ("TheThaitextisthepaperofrecord." in said, catalog_of(answer.content)["/Lang"]) == (True, "en")
    assert paper.text.sha256[:16] in said
    for section in paper.text.content["sections"]:
        if section["kind"] == "heading":
            assert f"Agendaitem{section['label']}" in said
        elif section["kind"] == "item":
            assert "".join(f"{section['label']}{arabic_digits(section['title'])}".split()) in said
    for word in ("Thosewhoattended", "Chair", "Themeetingbeganat", "thequorumis", "Recordedby"):
        assert word in said
    assert visitor(told.stranger).get(path).status_code == 404


@pytest.mark.parametrize(
    ("thai", "english"),
    [
        (wording.ended("16.30 น."), "The meeting ended at 16.30"),
        (wording.voted("วงเงิน", yes=7, no=1, none=2), "The meeting voted on “วงเงิน”: 7 for, 1 against, 2 abstained"),
        (wording.online("login"), None),
        (wording.NOTED, "Noted"),
        (
            wording.presented("โครงการก", "DG65-001", "กรมข"),
            "The secretariat put โครงการก (code DG65-001), led by กรมข, to the meeting for consideration",
        ),
        (wording.NOT_REACHED, "The meeting did not reach this matter; it is to be put to the next meeting"),
        ("ที่ประชุมอภิปรายกันอย่างกว้างขวาง", None),
    ],
)  # fmt: skip
def test_what_the_service_writes_into_minutes_is_known_in_english(thai: str, english: str | None) -> None:
    assert english_of([{"lines": [{"text": thai}]}]).get(thai) == english


@pytest.mark.parametrize(
    ("cell", "english"),
    [
        ("กรรมการ", "Member"),
        ("กรรมการ (มาประชุมเวลา 09.45 น. ออกจากที่ประชุมเวลา 11.00 น.)", "Member (came at 09.45 left at 11.00)"),
        ("ประธานกรรมการ (ผ่านสื่ออิเล็กทรอนิกส์ แสดงตนโดยเข้าสู่ระบบ)", "Chair (by electronic means, signed in)"),
        ("(กลับเข้าประชุมเวลา 13.00 น.)", "(came back at 13.00)"),
        ("ผู้แทนสำนักงาน (มาแทน)", None),
    ],
)
def test_part_in_the_meeting_is_told_with_its_times(cell: str, english: str | None) -> None:
    assert english_of([{"rows": [{"cells": [cell]}]}]).get(cell) == english


def test_long_line_that_somebody_wrote_stays_as_it_is_at_once() -> None:
    """Two thousand times what the service writes once: three patterns of any length in a row took minutes."""
    line = "ฝ่ายเลขานุการเสนอ" + " (รหัส x) ซึ่งมี" * 2000
    assert line not in english_of([{"lines": [{"text": line}]}])
