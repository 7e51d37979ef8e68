# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting with matters that are not open, in which everything that can be written holds a word to look for."""

from datetime import date
from typing import Any
from uuid import uuid4

from accounts.models import User
from agencies.models import Membership
from agencies.roles import Role
from committee.models import (
    ActionItem,
    AgendaItem,
    Alternate,
    Committee,
    LetterPattern,
    Mandate,
    Minutes,
    Resolution,
    Seat,
    SeatTenure,
    VoteRound,
)
from committee.models.editions import Language, Profile
from committee.operations import add_item
from committee.operations.editions import build_edition
from committee.operations.minutes import begin_minutes, make_act, say_of_minutes
from committee.operations.reading import ask
from committee.operations.session import declare_recusal, note_dissent, open_vote
from tests.world import World

MATTER = "Zqmatter"  # the title, what was resolved and what it assigns: also in the letter to an agency that it names
INSIDE = "Zqinside"  # what was said and asked of it: nobody but those who see the matter
MANY = ["report", "verify_condition", "sign_letter", "approve_late_item"]
AGENCY = "somsak"  # of the agency that a letter goes to


class Needles:
    """The world with one matter in words and the project's own, both not open, and those who may not see them."""

    def __init__(self, level: str) -> None:
        self.world, self.level = World().to("queued"), level
        world = self.world
        self._more_people()
        self.item_pk = self._add(f"เรื่อง{MATTER}", level).pk
        self._add("เรื่องเปิดเผย", "open")
        AgendaItem.objects.filter(pk=world.item.pk).update(confidentiality=level, note=f"ข้อหารือ{INSIDE}")

    @property
    def item(self) -> AgendaItem:
        """The matter in words as it is now."""
        return AgendaItem.objects.get(pk=self.item_pk)

    def issued(self) -> "Needles":
        """The agenda is fixed, and a member has asked of the matter."""
        world = self.world
        world.act("convene", "secretary", world.meeting)
        world.freeze_agenda()
        who = world.member if self.level == "members" else world.chair
        ask(item=self.item, user=who, text=f"เหตุใด{INSIDE}", at=world.at, request_id=uuid4())
        late: dict[str, Any] = {"section": 5, "kind": "decision", "late_reason": f"เพิ่งมา{INSIDE}"}
        self._add(f"วาระจร{MATTER}", self.level, **late)
        return self

    def open(self) -> "Needles":
        """In session: a recusal, a vote that is open, a draft."""
        world = self.issued().world
        by: dict[str, Any] = {"actor": world.secretary, "at": world.at}
        for name in ("chair", "member", "absent"):
            world.act("arrive", "secretary", world.entry(name))
        world.act("open", "secretary", world.meeting)
        for item in (self.item, world.item):
            given: dict[str, Any] = {"item": item, **by}
            out = world.entry("absent")
            declare_recusal(entry=out, ground="party", details=INSIDE, request_id=uuid4(), **given)
            round_ = open_vote(question=f"เห็นชอบ{INSIDE}หรือไม่", mode="show_of_hands", request_id=uuid4(), **given)
            world.act("annul", "secretary", VoteRound.objects.get(pk=round_.pk), note=f"ถามผิด{INSIDE}")
        given = {"verb": "approve", "text": f"มติ{MATTER}", "also": ["assign"]}
        given["actions"] = [
            {"text": f"งาน{MATTER}", "agency": world.agencies["south"].code, "working_days": 10},
            {"text": f"งาน{INSIDE}", "person": world.secretary.pk, "working_days": 10},
        ]
        world.act("draft", "secretary", self.item, facts=given)
        return self

    def over(self) -> "Needles":
        """Resolved, told by letter, its minutes circulated, commented on and adopted."""
        world = self.open().world
        by: dict[str, Any] = {"actor": world.secretary, "at": world.at}
        resolution = Resolution.objects.get(item=self.item_pk)
        world.act("certify", "chair", resolution)
        member = world.entry("member")
        note_dissent(item=self.item, entry=member, reason=f"แย้ง{INSIDE}", request_id=uuid4(), **by)
        more = {"text": f"งาน{INSIDE}", "agency": world.agencies["north"].code, "working_days": 5}
        world.act("assign_more", "secretary", resolution, facts=more)
        series = LetterPattern.objects.create(committee=world.committee, prefix="สพร ๐๑", sender="ส", signer="ล")
        world.act("communicate", "secretary", resolution, facts={"pattern": str(series.pk)})
        action = ActionItem.objects.get(resolution=resolution, person=world.secretary)
        world.act("report", "secretary", action, note=f"แล้ว{INSIDE}", facts={"link": "https://example.go.th/1"})
        world.act("end", "secretary", world.meeting)
        minutes = begin_minutes(meeting=world.meeting, request_id=uuid4(), **by)
        self._step(minutes, "circulate")
        pack = world.meeting.packs.get()
        for profile, language in ((Profile.CHAIR, "th"), (Profile.PUBLIC, "th"), (Profile.ARCHIVE, "en")):
            build_edition(pack, profile, Language(language), **by)
        if self.level == "members":
            say_of_minutes(
                minutes_id=minutes.pk, key=f"item-{self.item_pk}", actor=world.member, text=f"ขอแก้{INSIDE}",
                at=world.at, request_id=uuid4(),
            )  # fmt: skip
        return self

    def _step(self, minutes: Minutes, name: str) -> None:
        now, world = Minutes.objects.get(pk=minutes.pk), self.world
        make_act(now, name, actor=world.secretary, at=world.at, request_id=uuid4())

    def _add(self, title: str, level: str, **more: Any) -> AgendaItem:
        world = self.world
        given: dict[str, Any] = {"section": 5, "kind": "decision"} | more
        given["note"] = f"รายละเอียด{INSIDE}" if level != "open" else ""
        return add_item(
            meeting=world.meeting, actor=world.secretary, at=world.at, request_id=uuid4(), title=title,
            confidentiality=level, **given,
        )  # fmt: skip

    # ── who else there is ──

    def _more_people(self) -> None:
        world = self.world
        self._mandate(to_user=world.stranger)
        body = Committee.objects.create(code="sub", name_th="คณะอนุกรรมการ", parent=world.committee)
        self._sits("elsewhere_secretary", body, "secretary", Role.SECRETARY)
        self._sits("elsewhere_chair", body, "chair")
        self._mandate(to_committee=body)
        other = Committee.objects.create(code="other", name_th="คณะกรรมการอื่น")
        self._sits("other_secretary", other, "secretary", Role.SECRETARY)
        gone = world.seat(self._person("past_member"), place=20)
        SeatTenure.objects.filter(pk=gone.pk).update(to_date=date(2020, 6, 1))
        Alternate.objects.create(  # named for other days than the meeting's: not on its roll
            tenure=SeatTenure.objects.get(user=world.member), user=self._person("alternate"), letter="1",
            from_date=date(2026, 1, 1), to_date=None,
        )  # fmt: skip
        self._person("bare_secretary", Role.SECRETARY)

    def _mandate(self, **holder: Any) -> None:
        first = date(2020, 1, 1)
        Mandate.objects.create(
            committee=self.world.committee, powers=MANY, scope="ศึกษา", order_number="1/2563", order_date=first,
            from_date=first, **holder,
        )  # fmt: skip

    def _person(self, name: str, role: Role | None = None) -> User:
        user = User.objects.create(username=name, display_name=f"ผู้ทดสอบ {name}")
        if role is not None:
            agency = self.world.agencies["dga"]
            Membership.objects.create(user=user, agency=agency, role=role, from_date=date(2020, 1, 1))
        self.world.people[name] = user
        return user

    def _sits(self, name: str, committee: Committee, seat: str, role: Role | None = None) -> None:
        since = date(2020, 1, 1)
        place = Seat.objects.create(committee=committee, title=seat, role=seat, from_date=since)
        SeatTenure.objects.create(committee=committee, seat=place, user=self._person(name, role), from_date=since)
