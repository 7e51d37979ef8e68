# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a committee issues is signed by a job where a certificate is set up: pack, letter, minutes, report."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from committee.models import CabinetReportPaper, DecisionLetter, LetterPaper, LetterPattern, MinutesPaper
from papers.models import SignedForm
from papers.queries import document_content
from tests.committee.reports import lay, noted, over, release, told
from tests.minutes import adopted
from tests.papers.signing.authorities import NAME
from tests.papers.signing.conftest import authority, certificate, configured
from tests.world import World
from workflows.jobs.outbox import relay
from workflows.jobs.running import claim, run

__all__ = ["authority", "certificate", "configured", "over", "told"]
pytestmark = pytest.mark.django_db


def work() -> None:
    """Hand on every message, then run every job that is ready."""
    while relay(timezone.now()):
        pass
    while job := claim("test", timezone.now()):
        run(job)


def everything_issued(world: World) -> DecisionLetter:
    """A letter, a pack, a report to the cabinet and minutes."""
    series = LetterPattern.objects.create(committee=world.committee, prefix="สพร 01", sender="ส", signer="ล")
    world.act("communicate", "secretary", world.resolution, facts={"pattern": str(series.pk)})
    noted(world)
    lay(world)
    release(world)
    adopted(world)
    work()
    return DecisionLetter.objects.order_by("pk")[0]


def seen(world: World, who: str, address: str) -> Any:
    browser = Client()
    browser.force_login(world.people[who])
    browser.cookies["django_language"] = "en"
    return browser.get(address)


@pytest.mark.usefixtures("configured")
def test_everything_that_is_issued_is_signed_and_nothing_else(told: World) -> None:
    letter = everything_issued(told)
    papers = {
        *(paper.document_id for paper in LetterPaper.objects.all()),
        *(paper.document_id for paper in CabinetReportPaper.objects.all()),
        *(paper.document_id for paper in MinutesPaper.objects.filter(is_draft=False)),
        *(pack.document_id for pack in told.meeting.packs.all()),
    }
    assert LetterPaper.objects.count() == DecisionLetter.objects.count() > 1
    assert papers <= set(SignedForm.objects.values_list("document_id", flat=True))
    assert not SignedForm.objects.filter(document__in=MinutesPaper.objects.filter(is_draft=True).values("document"))
    for form in SignedForm.objects.select_related("document", "signed"):
        assert document_content(form.signed).startswith(document_content(form.document))

    address = reverse("decision_letter_pdf", args=[letter.pk])
    page = seen(told, "secretary", reverse("decision_letter", args=[letter.pk])).content.decode()
    assert f"Signed electronically by {NAME}" in page
    assert f"{address}?signed=1" in page
    plain, signed = (seen(told, "secretary", one) for one in (address, f"{address}?signed=1"))
    assert signed.content.startswith(plain.content)
    assert len(signed.content) > len(plain.content)
    pack = reverse("pack", args=[told.meeting.pk, 1])
    assert seen(told, "secretary", f"{pack}?signed=1").content.startswith(seen(told, "secretary", pack).content)
    assert seen(told, "stranger", f"{address}?signed=1").status_code == 404


def test_without_a_certificate_papers_are_kept_and_say_that_nobody_signed(told: World) -> None:
    letter = everything_issued(told)
    assert not SignedForm.objects.exists()
    page = seen(told, "secretary", reverse("decision_letter", args=[letter.pk])).content.decode()
    assert "Not signed electronically" in page
    assert "Signed electronically by" not in page
    for address in (
        reverse("decision_letter_pdf", args=[letter.pk]),
        reverse("pack", args=[told.meeting.pk, 1]),
        reverse("cabinet_report_pdf", args=[told.meeting.pk, CabinetReportPaper.objects.get().report.item_id]),
        reverse("minutes_paper", args=[told.meeting.pk, MinutesPaper.objects.filter(is_draft=False)[0].pk]),
    ):
        assert seen(told, "secretary", address).status_code == 200, address
        assert seen(told, "secretary", f"{address}?signed=1").status_code == 404, address


def test_letter_is_printed_once_and_stays_the_same(told: World) -> None:
    letter = everything_issued(told)
    kept = document_content(LetterPaper.objects.get(letter=letter).document)
    LetterPattern.objects.update(signer="คนอื่น")
    assert seen(told, "secretary", reverse("decision_letter_pdf", args=[letter.pk])).content == kept
    assert LetterPaper.objects.filter(letter=letter).count() == 1
