# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who sits on the committee of fifteen, who came when, and how they voted; named by role only."""

from project.demo.fy2565.people import COMMITTEE_PEOPLE
from project.demo.shapes import Person, Seat

KNOWN = {person.username for person in COMMITTEE_PEOPLE}
MEMBERS = ("member", *(f"member{number}" for number in range(2, 13)))
MORE = tuple(
    Person(
        username=username, name_th=f"กรรมการ คนที่ {number}", name_en=f"Member {number}", role="", agency="",
    )
    for number, username in enumerate(MEMBERS, 1)
    if username not in KNOWN
)  # fmt: skip
SEATS = (
    Seat(title_th="ประธานกรรมการ", title_en="Chair", role="chair", holder="chair"),
    Seat(title_th="รองประธานกรรมการ", title_en="Vice-chair", role="vice_chair", holder="vicechair"),
    *(Seat(title_th="กรรมการ", title_en="Member", role="member", holder=name) for name in MEMBERS),
    Seat(title_th="กรรมการและเลขานุการ", title_en="Member and secretary", role="secretary", holder="secretary"),
    Seat(
        title_th="ผู้ช่วยเลขานุการ", title_en="Assistant secretary", role="assistant_secretary", holder="secretary2",
        voting=False,
    ),
)  # fmt: skip
VOTING = tuple(seat.holder for seat in SEATS if seat.voting)
REGRETS = {"member4": "ติดราชการต่างจังหวัด"}
MISSING = {"member7": "ไม่ได้แจ้งเหตุ"}
LATE = "member9"
ONLINE = "member12"
THERE = tuple(name for name in VOTING if name not in (*REGRETS, *MISSING))
LEAVING = ("member5", "member6", "member8", "member10", "member11")  # eight are left: exactly the quorum of fifteen

FOR = ("chair", "vicechair", "member", "member2", "member3", "secretary")
AGAINST = ("member5", "member6", "member8", "member10", "member11", "member12")
CASTING = "for"  # six for, six against: the chair decides
DISSENTING = "member5"
DISSENT = "ควรใช้ระบบคลาวด์กลางภาครัฐทั้งหมดก่อนอนุมัติวงเงินส่วนที่เหลือ"
