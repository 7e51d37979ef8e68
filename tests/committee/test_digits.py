# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Papers in the digits of the committee's rules, Thai or Arabic; numbers within the year that the rules name."""

import io
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pypdf
import pytest

from committee.invitation import snapshot_of as invitation_of
from committee.models import DecisionLetter, LetterPattern, Meeting, ProcedureProfile
from committee.operations import plan_meeting
from committee.pack import snapshot_of as pack_of
from papers.pack.building import build_pack
from papers.packs import build_decision_letter_pdf, build_invitation_pdf
from tests.world import World

pytestmark = pytest.mark.django_db
PACK = {"pack": {"number": 1, "snapshot_sha256": "0" * 64}}


def rules(world: World, **said: str) -> None:
    ProcedureProfile.objects.create(committee=world.committee, version=2, effective_from=date(2020, 1, 2), **said)


def words(pdf: bytes) -> str:
    """The text of a paper without its spaces: Thai has none that count."""
    return "".join("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize(("digits", "called", "label"), [("thai", "๑/๒๕๖๔", "๕.๑"), ("arabic", "1/2564", "5.1")])
def test_letter_invitation_and_pack_are_printed_in_the_digits_of_the_rules(
    world: World, digits: str, called: str, label: str
) -> None:
    rules(world, digits=digits)
    world.to("in_committee")
    world.resolve("endorse_with_conditions")
    series = LetterPattern.objects.create(
        committee=world.committee, prefix="สพร 01", sender="ส", signer="ล", thai_digits=digits == "thai"
    )
    world.act("communicate", "secretary", world.resolution, facts={"pattern": str(series.pk)})
    letter = DecisionLetter.objects.order_by("pk")[0]
    printed = {
        "letter": words(build_decision_letter_pdf(letter.snapshot | {"sha256": letter.sha256})),
        "invitation": words(build_invitation_pdf(invitation_of(world.meeting, None, world.at))),
        "pack": words(build_pack(pack_of(world.meeting) | PACK).pdf),
    }
    assert {name for name, text in printed.items() if called not in text} == set()
    assert label in printed["pack"]
    assert letter.letter_number.replace(" ", "") in printed["letter"]
    other = "0123456789" if digits == "thai" else "๐๑๒๓๔๕๖๗๘๙"
    assert not set(other) & set(printed["invitation"])


@pytest.mark.parametrize(("numbering", "called"), [("calendar", "1/2563"), ("fiscal", "1/2564")])
def test_meeting_and_resolution_are_numbered_within_the_year_of_the_rules(
    world: World, numbering: str, called: str
) -> None:
    rules(world, numbering=numbering)
    world.to("screened")
    begins = datetime(2020, 11, 16, 2, tzinfo=UTC)  # November 2563, of the fiscal year 2564
    meeting = plan_meeting(
        committee=world.committee, title="ก", starts_at=begins, ends_at=begins + timedelta(hours=3), place="ห้อง",
        actor=world.secretary, at=world.at, request_id=uuid4(),
    )  # fmt: skip
    world.meeting_id = meeting.pk
    world.put_on_agenda()
    world.open_meeting()
    world.resolve("defer")
    assert (Meeting.objects.get(pk=meeting.pk).called, world.resolution.called) == (called, called)
