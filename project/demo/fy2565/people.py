# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who acts in the round, named by role only; the personas keep fixed logins that are easy to type.

All of it is example data. Chairs and members hold their part by their seat (``committee.py``), so they have no agency.
"""

from project.demo.fy2565.agencies import WORKPLAN_AGENCIES
from project.demo.shapes import Agency, Person

OFFICER = "agency_officer"
HEAD = "agency_head"
SCREENER = "screening_officer"
SCREENING_HEAD = "screening_head"
EXPERT = "expert"
SECRETARY = "secretary"
BUDGET_OFFICER = "budget_officer"
AUDITOR = "auditor"
ADMINISTRATOR = "administrator"
BY_SEAT = ""  # what this person may do comes from a seat in the committee

OFFICER_LOGINS = {"dga": "officer", "treasury": "partner"}
HEAD_LOGINS = {"dga": "head"}


def officer_of(agency: str) -> str:
    """Return the login of an agency's officer."""
    return OFFICER_LOGINS.get(agency, f"{agency}.officer")


def head_of(agency: str) -> str:
    """Return the login of an agency's head."""
    return HEAD_LOGINS.get(agency, f"{agency}.head")


def _officer(agency: Agency) -> Person:
    return Person(
        username=officer_of(agency.key),
        name_th=f"เจ้าหน้าที่ {agency.called_th}",
        name_en=f"Officer, {agency.short_en or agency.name_en}",
        role=OFFICER,
        agency=agency.key,
        unit="driving" if agency.key == "dga" else "",
        persona=agency.key in OFFICER_LOGINS,
    )


def _head(agency: Agency) -> Person:
    return Person(
        username=head_of(agency.key),
        name_th=f"หัวหน้าหน่วยงาน {agency.called_th}",
        name_en=f"Head, {agency.short_en or agency.name_en}",
        role=HEAD,
        agency=agency.key,
        persona=agency.key in HEAD_LOGINS,
    )


def _of_dga(username: str, name_th: str, name_en: str, role: str, unit: str, persona: bool = True) -> Person:
    return Person(
        username=username, name_th=name_th, name_en=name_en, role=role, agency="dga", unit=unit, persona=persona
    )


def _by_seat(username: str, name_th: str, name_en: str, persona: bool = False) -> Person:
    return Person(username=username, name_th=name_th, name_en=name_en, role=BY_SEAT, agency="", persona=persona)


AGENCY_PEOPLE = (
    *(_officer(agency) for agency in WORKPLAN_AGENCIES),
    *(_head(agency) for agency in WORKPLAN_AGENCIES),
)

# Two screening divisions, so that what one of them has a part in goes to the other.
SCREENING_PEOPLE = (
    _of_dga("screener", "เจ้าหน้าที่กลั่นกรอง ฝ่าย 1", "Screening officer, division 1", SCREENER, "screening_1"),
    _of_dga("screening_head", "หัวหน้าฝ่ายกลั่นกรอง ฝ่าย 1", "Screening head, division 1", SCREENING_HEAD, "screening_1"),
    _of_dga("screener2", "เจ้าหน้าที่กลั่นกรอง ฝ่าย 2", "Screening officer, division 2", SCREENER, "screening_2", False),
    _of_dga(
        "screening_head2",
        "หัวหน้าฝ่ายกลั่นกรอง ฝ่าย 2",
        "Screening head, division 2",
        SCREENING_HEAD,
        "screening_2",
        False,
    ),
    _of_dga("expert", "ผู้ทรงคุณวุฒิ คนที่ 1", "Expert 1", EXPERT, "secretariat"),
    _of_dga("expert2", "ผู้ทรงคุณวุฒิ คนที่ 2", "Expert 2", EXPERT, "secretariat", False),
)

COMMITTEE_PEOPLE = (
    _by_seat("chair", "ประธานกรรมการ", "Chair", persona=True),
    _by_seat("vicechair", "รองประธานกรรมการ", "Vice-chair"),
    _by_seat("member", "กรรมการ คนที่ 1", "Member 1", persona=True),
    *(_by_seat(f"member{number}", f"กรรมการ คนที่ {number}", f"Member {number}") for number in range(2, 6)),
    _of_dga("secretary", "กรรมการและเลขานุการ", "Member and secretary", SECRETARY, "secretariat"),
    _of_dga("secretary2", "ผู้ช่วยเลขานุการ", "Assistant secretary", SECRETARY, "secretariat", False),
)

CENTRAL_PEOPLE = (
    Person(
        username="budget",
        name_th="เจ้าหน้าที่ สำนักงบประมาณ",
        name_en="Officer, Budget Bureau",
        role=BUDGET_OFFICER,
        agency="bureau",
        persona=True,
    ),
    Person(
        username="auditor", name_th="ผู้ตรวจสอบ สตง.", name_en="Auditor, SAO", role=AUDITOR, agency="audit", persona=True
    ),
    _of_dga("admin", "ผู้ดูแลระบบ", "Administrator", ADMINISTRATOR, "secretariat"),
)

PEOPLE = (*AGENCY_PEOPLE, *SCREENING_PEOPLE, *COMMITTEE_PEOPLE, *CENTRAL_PEOPLE)
BY_USERNAME = {person.username: person for person in PEOPLE}
PERSONAS = tuple(person for person in PEOPLE if person.persona)
