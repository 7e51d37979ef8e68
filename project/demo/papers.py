# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Example papers of the proposals of the round that is under way: one page each that says it is an example."""

from datetime import datetime

from budget_review.operations.attachments import Place, attach
from papers.uploads import accept
from project.demo import acts
from project.demo.fy2565.people import officer_of
from project.demo.shapes import Project

MARK = "(ข้อมูลตัวอย่าง)"


def attach_papers(plan: Project, at: datetime) -> None:
    """Attach the lead's terms of reference, and evidence of consultation to the whole, as the lead's officer."""
    officer, lead = acts.person(officer_of(plan.lead)), acts.part(plan.code, plan.lead)
    for kind, title, place in (
        ("tor", f"ร่างขอบเขตของงาน {MARK}", Place(participation=lead)),
        ("consultation", f"สรุปการรับฟังความคิดเห็นของภาคเอกชน {MARK}", Place()),
    ):
        attach(
            project_id=lead.project_id, place=place, kind=kind, title=title, is_confidential=False,
            file=accept(_page(f"{plan.code} {kind}"), f"{plan.code}-{kind}.pdf"), actor=officer, at=at,
            request_id=acts.request_id("attach", f"{plan.code}/{kind}", officer.username, at),
        )  # fmt: skip


def _page(text: str) -> bytes:
    """A PDF of one page with a line of Latin text; the same bytes each time."""
    words = f"BT /F1 24 Tf 72 720 Td ({text}) Tj 0 -40 Td (Example data) Tj ET".encode("ascii")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(words), words),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    whole, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    listed = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, listed)
    return whole + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(whole))
