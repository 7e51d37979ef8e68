# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The obligations of the slides in the demo: s.12, s.13 and s.17 of the Act, and the circular on GDX and data.go.th.

That agencies were obliged, and until when, is in the DGA slides 2564; when it was entered, and what agencies report,
are example data.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from agencies.roles import BANGKOK
from digital_plan.models import AgencyObligation, Obligation
from digital_plan.operations.obligations import add_evidence, begin_obligation
from digital_plan.reference.obligations_2564 import OBLIGATIONS
from project.demo.acts import Event, Run, make, person, request_id
from project.demo.fy2565.people import officer_of

WRITER, HEAD, CONFIRMER = "screener2", "screening_head", "screener"
AGENCIES = ("dga", "hii", "nia", "gistda", "treasury")
WRITTEN, PUT_IN_FORCE = date(2021, 5, 3), date(2021, 5, 5)
NOTE, QUESTION = "หน่วยงานไม่มีข้อมูลที่ต้องแลกเปลี่ยน (ข้อมูลตัวอย่าง)", "เชื่อมโยงบริการใดกับ GDX แล้ว"
# obligation, agency, and what was done on which day
REPORTS: tuple[tuple[str, str, tuple[tuple[str, date], ...]], ...] = (
    ("gdx", "hii", (("report_done", date(2021, 7, 20)), ("confirm_done", date(2021, 7, 23)))),
    ("gdx", "gistda", (("report_done", date(2021, 8, 5)), ("confirm_done", date(2021, 8, 9)))),  # a week late
    ("gdx", "nia", (("report_done", date(2021, 7, 22)), ("return_duty", date(2021, 7, 26)),
                    ("report_done", date(2021, 7, 28)), ("confirm_done", date(2021, 7, 30)))),
    ("gdx", "treasury", (("claim_exemption", date(2021, 7, 15)), ("confirm_exemption", date(2021, 7, 19)))),
    ("gdx", "dga", (("report_done", date(2021, 7, 28)), ("confirm_done", date(2021, 8, 2)))),
    ("s12", "hii", (("report_done", date(2021, 6, 14)), ("confirm_done", date(2021, 6, 17)))),
    ("s12", "gistda", (("report_done", date(2021, 6, 21)), ("confirm_done", date(2021, 6, 24)))),
    ("s17", "gistda", (("report_done", date(2021, 6, 21)), ("confirm_done", date(2021, 6, 24)))),
)  # fmt: skip


def events() -> Iterator[Event]:
    """Every act: each obligation written and put in force, then what agencies report."""
    for key, said in OBLIGATIONS.items():
        yield from _of_obligation(key, str(said["name_th"]))
    for key, agency, acts in REPORTS:
        for name, day in acts:
            yield from _of_agency(key, agency, name, day)


def _of_obligation(key: str, name: str) -> Iterator[Event]:
    at = _at(WRITTEN, "10:00")
    said = OBLIGATIONS[key] | {"scope": "chosen", "scope_of": list(AGENCIES)}

    def write(_run: Run) -> None:
        begin_obligation(
            said=said, actor=person(WRITER), at=at, request_id=request_id("write", name, WRITER, at), is_example=True
        )

    yield Event(at=at, of=name, name="write an obligation", actor=WRITER, do=write)
    begun = _at(PUT_IN_FORCE, "11:00")
    yield Event(at=begun, of=name, name="put_in_force", actor=HEAD,
                do=lambda _run: make(_obligation(key), "put_in_force", actor=HEAD, at=begun))  # fmt: skip


def _of_agency(key: str, agency: str, name: str, day: date) -> Iterator[Event]:
    is_own = name in ("report_done", "claim_exemption")
    actor, at = officer_of(agency) if is_own else CONFIRMER, _at(day, "14:30" if is_own else "09:45")
    facts: dict[str, Any] = {}
    if name == "report_done":
        facts = {"done_on": day.isoformat(), "text": "ดำเนินการแล้ว (ข้อมูลตัวอย่าง)"}
    elif name == "return_duty":
        facts = {"text": QUESTION}

    def do(_run: Run) -> None:
        duty = _duty(key, agency)
        if name == "report_done" and not duty.evidence_that_stands().exists():
            add_evidence(
                duty_id=duty.pk, title="หน้าเว็บของหน่วยงาน (ตัวอย่าง)", link=f"https://{agency}.mati.example/{key}",
                actor=person(actor), at=at, request_id=request_id("evidence", f"{key} {agency}", actor, at),
            )  # fmt: skip
        make(duty, name, actor=actor, at=at, note=NOTE if name == "claim_exemption" else "", **facts)

    yield Event(at=at, of=f"{key} {agency}", name=name, actor=actor, do=do)


def _obligation(key: str) -> Obligation:
    return Obligation.objects.get(name_th=OBLIGATIONS[key]["name_th"])


def _duty(key: str, agency: str) -> AgencyObligation:
    found = AgencyObligation.objects.select_related("obligation", "agency")
    return found.get(obligation=_obligation(key), agency__code=agency)


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=BANGKOK)
