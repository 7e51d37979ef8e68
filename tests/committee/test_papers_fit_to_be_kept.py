# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every kind of paper that a committee issues keeps to PDF/A-3a and PDF/UA-1, as far as a program can see."""

import pytest

from committee.invitation import snapshot_of as invitation_of
from committee.models import DecisionLetter, LetterPattern
from papers.models import PDF, Document
from papers.packs import build_decision_letter_pdf, build_invitation_pdf
from papers.queries import document_content
from tests.committee.reports import lay, noted, over, release, told
from tests.minutes import adopted
from tests.papers.conformance import faults_of, findings_of
from tests.world import World

__all__ = ["over", "told"]


@pytest.mark.django_db
def test_pack_minutes_letters_and_report_to_cabinet_keep_to_both_standards(told: World) -> None:
    series = LetterPattern.objects.create(committee=told.committee, prefix="สพร 01", sender="ส", signer="ล")
    told.act("communicate", "secretary", told.resolution, facts={"pattern": str(series.pk)})
    noted(told)
    lay(told)
    release(told)
    adopted(told)
    letter = DecisionLetter.objects.order_by("pk")[0]
    papers = {one.filename: document_content(one) for one in Document.objects.filter(media_type=PDF)}
    papers["letter"] = build_decision_letter_pdf(letter.snapshot | {"sha256": letter.sha256})
    papers["invitation"] = build_invitation_pdf(invitation_of(told.meeting, None, told.at))
    assert len(papers) >= 6  # two packs, draft and adopted minutes or more, the report, the letters
    found = {name: faults_of(pdf) + findings_of(pdf) for name, pdf in papers.items()}
    assert {name: faults for name, faults in found.items() if faults} == {}
