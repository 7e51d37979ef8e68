# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small world with named people: three agencies, DGA, the Budget Bureau, one committee, and a project to carry.

``World().to("screened")`` walks the project there through the same acts that the pages make.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from django.db import connection

from accounts.models import User
from agencies.models import Agency, Membership, Unit
from agencies.roles import Role
from budget_review.models import (
    CriteriaSet,
    Criterion,
    ExpertOpinion,
    Inquiry,
    IntegrationProject,
    Participation,
    Round,
    Workplan,
)
from budget_review.operations import begin_project, name_agency
from budget_review.operations.editing import KpiText, LineText, edit_essentials, edit_kpis, edit_part
from budget_review.operations.inquiries import ask_agency
from budget_review.operations.ledger import lines_of
from budget_review.operations.screening import save_screening
from budget_review.states import State
from committee.models import AgendaItem, Committee, Meeting, ProcedureProfile, Resolution, RollEntry, Seat, SeatTenure
from committee.operations import add_item, build_pack, plan_meeting
from workflows.acting import act
from workflows.lifecycle import Subject
from workflows.models import (
    Fired,
    Holiday,
    HolidayChange,
    OutboxMessage,
    Process,
    Rung,
    RungChange,
    Task,
    TaskEvent,
    TransitionRecord,
)

AT = datetime(2020, 11, 2, 3, 0, tzinfo=UTC)  # 10:00 in Bangkok on 2 November 2563 B.E., inside the round
MEETING_AT = datetime(2021, 1, 25, 2, 0, tzinfo=UTC)

PEOPLE: dict[str, tuple[str, Role | None, str]] = {
    "officer": ("lead", Role.AGENCY_OFFICER, ""),
    "head": ("lead", Role.AGENCY_HEAD, ""),
    "nora": ("north", Role.AGENCY_OFFICER, ""),
    "north_head": ("north", Role.AGENCY_HEAD, ""),
    "somsak": ("south", Role.AGENCY_OFFICER, ""),
    "screener": ("dga", Role.SCREENING_OFFICER, "one"),
    "other_screener": ("dga", Role.SCREENING_OFFICER, "two"),
    "screening_head": ("dga", Role.SCREENING_HEAD, "one"),
    "expert": ("dga", Role.EXPERT, "two"),
    "secretary": ("dga", Role.SECRETARY, "office"),
    "budget": ("bureau", Role.BUDGET_OFFICER, ""),
    "auditor": ("audit", Role.AUDITOR, ""),
    "admin": ("dga", Role.ADMINISTRATOR, "office"),
    "chair": ("bureau", None, ""),
    "member": ("bureau", None, ""),
    "absent": ("bureau", None, ""),
    "stranger": ("elsewhere", Role.AGENCY_OFFICER, ""),
}
SEATS = (("chair", "chair", True), ("member", "member", True), ("absent", "member", True))


REQUESTS = UUID("6d617469-0000-4000-8000-000000000000")


class World:
    """Everyone, and one project with three agencies in draft."""

    def __init__(self, tag: str = "", *, amount: Decimal = Decimal("1500000.00")) -> None:
        self.tag, self.at = tag, AT
        self._requests = count()
        names = ("lead", "north", "south", "dga", "bureau", "audit", "elsewhere")
        self.agencies = {name: self._agency(name) for name in names}
        self.units = {
            name: Unit.objects.create(agency=self.agencies["dga"], name_th=f"ฝ่าย {name}{tag}")
            for name in ("one", "two", "office")
        }
        self.people = {name: self._person(name, *where) for name, where in PEOPLE.items()}
        self._criteria()
        workplan = Workplan.objects.create(
            name_th=f"แผนงานบูรณาการทดสอบ{tag}", fiscal_year=2565, host=self.agencies["dga"]
        )
        self.round = Round.objects.create(
            workplan=workplan, name_th="รอบทดสอบ", opens_at=AT - timedelta(days=30), closes_at=AT + timedelta(days=60)
        )
        self.committee = Committee.objects.create(code=f"test{tag}", name_th="คณะกรรมการทดสอบ")
        for place, (name, role, votes) in enumerate((*SEATS, ("secretary", "secretary", False))):
            self.seat(name, role, votes=votes, place=place)
        ProcedureProfile.objects.create(committee=self.committee, version=1, effective_from=date(2020, 1, 1))
        self.project_id = self.draft(amount=amount).pk
        self.meeting_id: int | None = None

    # ── people and things ──

    def seat(
        self,
        who: str | User,
        role: str = "member",
        *,
        votes: bool = True,
        place: int = 9,
        since: date = date(2020, 1, 1),
    ) -> SeatTenure:
        """A seat of the committee with a person in it, by name or as they are."""
        person = self.people[who] if isinstance(who, str) else who
        title = f"ที่นั่ง {who if isinstance(who, str) else who.username}"
        seat = Seat.objects.create(
            committee=self.committee, title=title, role=role, is_voting=votes, position=place, from_date=since
        )
        return SeatTenure.objects.create(committee=self.committee, seat=seat, user=person, from_date=since)

    def __getattr__(self, name: str) -> User:
        """``world.officer``: a person by name."""
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def project(self) -> IntegrationProject:
        """The project as it is now; loaded anew each time."""
        return IntegrationProject.objects.get(pk=self.project_id)

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is now."""
        return Meeting.objects.get(pk=self.meeting_id or 0)

    def part(self, agency: str) -> Participation:
        """An agency's part in the project."""
        return Participation.objects.get(project=self.project_id, agency=self.agencies[agency])

    @property
    def item(self) -> AgendaItem:
        """The project's last agenda item."""
        return AgendaItem.objects.filter(project=self.project_id).latest("pk")

    @property
    def resolution(self) -> Resolution:
        """The project's last resolution."""
        return Resolution.objects.filter(item__project=self.project_id).latest("pk")

    def entry(self, name: str) -> RollEntry:
        """A person's place on the roll of the meeting."""
        return RollEntry.objects.get(meeting=self.meeting_id, user=self.people[name])

    def opinion(self, place: int = 0) -> ExpertOpinion:
        """An expert opinion on the project."""
        return self.project.opinions.order_by("pk")[place]

    def amounts(self) -> dict[str, str]:
        """The proposed amount of every line, as acts take them."""
        return {str(pk): f"{line.amount_baht:.2f}" for pk, line in lines_of(self.project).items()}

    # ── acts ──

    def request(self) -> UUID:
        """The id of the next request: the same acts give the same records, and these the same papers."""
        return uuid5(REQUESTS, f"{self.tag}/{next(self._requests)}")

    def act(
        self, name: str, who: str, on: Subject | None = None, *, request_id: UUID | None = None, **more: Any
    ) -> Any:
        """Make a step as a person by name; on the project unless told otherwise.

        This world's clock stands still before the day of its meeting, which is therefore opened with a reason.
        """
        if name == "open":
            more.setdefault("note", "เปิดก่อนวันประชุมตามที่ประธานเห็นชอบ")
        return act(
            on or self.project,
            name,
            actor=self.people[who],
            at=more.pop("at", self.at),
            request_id=request_id or self.request(),
            **more,
        )

    def draft(self, *, amount: Decimal = Decimal("1500000.00"), partners: tuple[str, ...] = ("north", "south")) -> Any:
        """A draft that may be proposed: lead and partners, one line each, one KPI shared by all."""
        project = begin_project(
            round_id=self.round.pk,
            lead=self.agencies["lead"],
            title="โครงการเชื่อมโยงข้อมูลทดสอบ",
            actor=self.people["officer"],
            at=AT,
            request_id=self.request(),
        )
        for name in partners:
            name_agency(
                project=project,
                agency=self.agencies[name],
                actor=self.people["officer"],
                at=AT,
                request_id=self.request(),
            )
        parts = list(project.participations.order_by("pk"))
        officer = self.people["officer"]
        project = edit_essentials(
            project_id=project.pk, actor=officer, at=AT, expected_revision=project.revision, title=project.title,
            objective="เพื่อทดสอบ", rationale="เพราะต้องทดสอบ", target_group="ผู้ทดสอบ", starts_on=None, ends_on=None,
        )  # fmt: skip
        for part in parts:
            line = LineText(id=None, item="ระบบทดสอบ", category="investment", subcategory="", fiscal_year=2565,
                            amount_baht=amount)  # fmt: skip
            edit_part(
                participation_id=part.pk, actor=officer, at=AT,
                expected_revision=IntegrationProject.objects.get(pk=project.pk).revision,
                contribution="ร่วมทดสอบ", unit=None, lines=[line],
            )  # fmt: skip
        share = Decimal(100) / len(parts)
        weights = {part.pk: share.quantize(Decimal("0.01")) for part in parts}
        weights[parts[0].pk] += 100 - sum(weights.values())
        kpi = KpiText(id=None, name="ร้อยละการเชื่อมโยง", unit="ร้อยละ", baseline="0", target="80", weights=weights)
        return edit_kpis(
            project_id=project.pk, actor=officer, at=AT,
            expected_revision=IntegrationProject.objects.get(pk=project.pk).revision, kpis=[kpi],
        )  # fmt: skip

    def write_screening(
        self, who: str = "screener", *, recommendation: str = "pass", delegation: int | None = None
    ) -> None:
        """Fill in every finding and the opinion."""
        screening = self.project.screening
        assert screening is not None
        save_screening(
            project_id=self.project_id, actor=self.people[who], at=self.at, delegation=delegation,
            expected_revision=screening.revision,
            opinion="เห็นควรผ่าน", recommendation=recommendation,
            verdicts={finding.pk: ("met", "") for finding in screening.findings.all()}, amounts={},
        )  # fmt: skip

    def ask(self, who: str = "screener", agency: str = "lead", **more: Any) -> Inquiry:
        """Put a question to an agency of the project."""
        record = ask_agency(
            project=self.project, participation=self.part(agency), text=more.pop("text", "เหตุใดจึงใช้ระบบนี้"),
            actor=self.people[who], at=more.pop("at", self.at),
            request_id=more.pop("request_id", None) or self.request(),
            **more,
        )  # fmt: skip
        return Inquiry.objects.get(pk=record.subject_id)

    def plan_meeting(self) -> Meeting:
        """Plan another meeting; it becomes ``world.meeting``."""
        meeting = plan_meeting(
            committee=self.committee, title="การประชุมทดสอบ", starts_at=MEETING_AT,
            ends_at=MEETING_AT + timedelta(hours=3), place="ห้องประชุม", actor=self.people["secretary"], at=self.at,
            request_id=self.request(),
        )  # fmt: skip
        self.meeting_id = meeting.pk
        return meeting

    def put_on_agenda(self, **more: Any) -> AgendaItem:
        """Put the project on the meeting's agenda."""
        return add_item(
            meeting=self.meeting, project=self.project, actor=self.people["secretary"], at=self.at,
            request_id=self.request(), **more,
        )  # fmt: skip

    def open_meeting(self) -> None:
        """Convene, close the call, build and issue the pack, let the members arrive, open."""
        self.act("convene", "secretary", self.meeting)
        self.freeze_agenda()
        for name in ("chair", "member"):
            self.act("arrive", "secretary", self.entry(name))
        self.act("open", "secretary", self.meeting)

    def freeze_agenda(self) -> None:
        """Close the call of the convened meeting, build its pack and fix the agenda with it."""
        self.act("close_call", "secretary", self.meeting)
        build_pack(meeting_id=self.meeting.pk, actor=self.people["secretary"], at=self.at)
        self.act("freeze", "secretary", self.meeting)

    def resolve(self, verb: str = "endorse", **facts: Any) -> None:
        """Draft the resolution on the project and certify it."""
        if verb in ("endorse", "endorse_with_conditions"):
            facts.setdefault("amounts", self.amounts())
        if verb == "endorse_with_conditions":
            facts.setdefault("conditions", [{"text": "ต้องทดสอบก่อน", "before_forwarding": True}])
        self.act("draft", "secretary", self.item, facts={"verb": verb, "text": "มติทดสอบ", **facts})
        self.act("certify", "chair", self.resolution)

    def _consents(self) -> None:
        self.act("consent", "nora", self.part("north"))
        self.act("consent", "somsak", self.part("south"))

    def _screen(self) -> None:
        for opinion in self.project.opinions.filter(state="asked"):
            self.act("give", "expert", opinion, facts={"advice": "support", "text": "เห็นด้วย"})
        self.write_screening()
        self.act("recommend", "screener")

    def _queue(self) -> None:
        self.plan_meeting()
        self.put_on_agenda()

    def _path(self) -> dict[str, tuple[str, Callable[[], Any]]]:
        """How each state is reached from another: ``{state: (from, act)}``."""
        act = self.act
        return {
            "confirming": ("draft", lambda: act("propose", "officer")),
            "agency_approval": ("confirming", self._consents),
            "submitted": ("agency_approval", lambda: act("hand_in", "head", facts={"letter_number": "ทส 0101/1"})),
            "screening": ("submitted", lambda: act("take_up", "screener")),
            "returned": (
                "screening",
                lambda: act("return_for_revision", "screener", note="แก้", facts={"sections": ["essentials"]}),
            ),
            "recommended": ("screening", self._screen),
            "screened": ("recommended", lambda: act("pass_on", "screening_head")),
            "not_eligible": ("recommended", self._not_eligible),
            "queued": ("screened", self._queue),
            "in_committee": ("queued", self.open_meeting),
            "deferred": ("in_committee", lambda: self.resolve("defer")),
            "endorsed": ("in_committee", self.resolve),
            "conditional": ("in_committee", lambda: self.resolve("endorse_with_conditions")),
            "not_endorsed": ("in_committee", lambda: self.resolve("not_endorse")),
            "forwarded": ("endorsed", lambda: act("forward", "screener", facts={"letter_number": "สพร 1/2564"})),
            "budgeting": ("forwarded", lambda: act("take_into_budget", "budget")),
            "decided": (
                "budgeting",
                lambda: act("decide", "budget", facts={"source": "พ.ร.บ.", "amounts": self.amounts()}),
            ),
            "not_funded": ("budgeting", lambda: act("not_fund", "budget", note="ไม่พอ", facts={"source": "พ.ร.บ."})),
            "reported_back": ("decided", lambda: act("report_back", "screener", facts={"letter_number": "สพร 2/2564"})),
            "withdrawn": ("draft", lambda: act("withdraw", "head", note="ถอน")),
        }

    def to(self, state: str) -> "World":
        """Walk the project to a state."""
        if state != State.DRAFT and self.project.state != state:
            before, reach = self._path()[state]
            self.to(before)
            reach()
        assert self.project.state == state, (self.project.state, state)
        return self

    def _not_eligible(self) -> None:
        self.act("reconsider", "screening_head", note="ทบทวน")
        self.write_screening(recommendation="not_eligible")
        self.act("recommend", "screener")
        self.act("find_not_eligible", "screening_head", note="ไม่เข้าเกณฑ์")

    # ── making the people ──

    def _agency(self, name: str) -> Agency:
        return Agency.objects.create(
            code=f"{name}{self.tag}", name_th=f"หน่วยงาน {name}{self.tag}", ministry_th="กระทรวงทดสอบ"
        )

    def _person(self, name: str, agency: str, role: Role | None, unit: str) -> User:
        user = User.objects.create(username=f"{name}{self.tag}", display_name=f"ผู้ทดสอบ {name}")
        if role is not None:
            Membership.objects.create(
                user=user,
                agency=self.agencies[agency],
                unit=self.units.get(unit),
                role=role,
                from_date=date(2020, 1, 1),
            )
        return user

    def _criteria(self) -> None:
        """Two criteria in a version of their own, which every round that begins later keeps."""
        rows = (("two-agencies", "automatic", 60), ("value", "reviewer", 40))
        criteria_set, _made = CriteriaSet.objects.get_or_create(number=100)
        for place, (code, kind, weight) in enumerate(rows):
            Criterion.objects.get_or_create(
                criteria_set=criteria_set, code=code,
                defaults={"name_th": code, "position": place, "weight": weight, "kind": kind},
            )  # fmt: skip


def desks(subject: Subject) -> list[str]:
    """The names of the open desks of a project or meeting, sorted."""
    tasks = Task.objects.filter(
        process__subject_type=subject.kind, process__subject_id=subject.pk, finished=None, flow_task_type="HUMAN"
    )
    return sorted(task.flow_task.name for task in tasks)


def everything() -> dict[str, Any]:
    """All that an act may touch, as the database holds it; a refusal leaves it as it was."""
    from django.apps import apps

    subjects = [model for model in apps.get_models() if issubclass(model, Subject)]
    clocks: list[Any] = [Holiday, HolidayChange, Rung, RungChange, Fired]
    tables: list[Any] = [*subjects, TransitionRecord, Task, TaskEvent, Process, OutboxMessage, *clocks]
    return {model.__name__: rows_of(model) for model in tables}


def rows_of(model: Any) -> list[Any]:
    """The names of a table's columns and its rows, read without Django's own objects: it is done very often."""
    with connection.cursor() as cursor:
        quoted = map(connection.ops.quote_name, (model._meta.db_table, model._meta.pk.column))
        cursor.execute("SELECT * FROM {} ORDER BY {}".format(*quoted))
        return [[column[0] for column in cursor.description], *cursor]
