# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Invitations and letters in English: unofficial, with the same number, for who may read the Thai ones."""

from typing import Any

import pytest

from accounts.models import User
from committee.models import DecisionLetter, LetterPattern
from papers.models import Document, PaperCode
from papers.thai import arabic_digits
from tests.committee.reports import over, told
from tests.papers.conftest import catalog_of, pypdf_text
from tests.project.conftest import visitor
from tests.world import World, everything

__all__ = ["over", "told"]
pytestmark = pytest.mark.django_db
UNOFFICIAL = "TheThaitextisthepaperofrecord."


def fetched(person: User, path: str) -> Any:
    return visitor(person, "th").get(f"{path}?language=en")


def words(content: bytes) -> str:
    return "".join(pypdf_text(content).split())


def letter_of(world: World) -> DecisionLetter:
    series = LetterPattern.objects.create(committee=world.committee, prefix="สพร ๐๑", sender="ส", signer="ล")
    world.act("communicate", "secretary", world.resolution, facts={"pattern": str(series.pk)})
    return DecisionLetter.objects.order_by("pk")[0]


def test_letter_in_english_has_the_number_and_the_money_of_the_thai_one_and_is_kept_nowhere(told: World) -> None:
    letter = letter_of(told)
    before = everything()
    answer = fetched(told.secretary, f"/letters/{letter.pk}.pdf")
    assert everything() == before
    said = words(answer.content)
    assert UNOFFICIAL in said
    assert catalog_of(answer.content)["/Lang"] == "en"
    assert f"No.{arabic_digits(letter.letter_number).replace(' ', '')}" in said
    for line in letter.snapshot["lines"]:
        assert f"{int(float(line['endorsed_baht'])):,}" in said
    assert "".join(arabic_digits(letter.resolution.text).split()) in said  # what the committee resolved stays in Thai
    assert "resolved:Endorse" in said
    assert letter.snapshot["verify_code"] in said  # of the Thai letter: a translation has none of its own
    assert not Document.objects.filter(filename__endswith="-en.pdf").exists()
    assert not PaperCode.objects.filter(document__filename__startswith="letter-").exists()


def test_letter_in_english_is_for_who_may_read_the_thai_one(told: World) -> None:
    path = f"/letters/{letter_of(told).pk}.pdf"
    for person in told.people.values():
        browser = visitor(person)
        assert browser.get(f"{path}?language=en").status_code == browser.get(path).status_code


def test_invitation_in_english_has_the_headings_and_the_number(told: World) -> None:
    told.act("convene", "secretary", told.meeting)
    answer = fetched(told.chair, f"/meetings/{told.meeting.pk}/invitation.pdf")
    said = words(answer.content)
    assert (UNOFFICIAL in said, answer["Content-Disposition"].endswith('-invitation-en.pdf"')) == (True, True)
    assert f"MeetingNo.{told.meeting.called}" in said
    for heading in ("Agendaitem1", "Agendaitem6"):
        assert heading in said
    assert fetched(told.stranger, f"/meetings/{told.meeting.pk}/invitation.pdf").status_code == 404
