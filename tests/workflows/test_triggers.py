# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the database itself refuses, on SQLite and on PostgreSQL, to whoever comes with plain SQL.

Generated from the models: every subject's table, and every table whose rows are kept.
"""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction
from pytest_django import DjangoDbBlocker

from budget_review.models import (
    Attachment,
    AttachmentFile,
    IntegrationProject,
    LatePermission,
    ResultNotice,
    ResultPaper,
    RoundChange,
)
from budget_review.models.similarity import Answer, Question
from budget_review.operations.comments import say
from budget_review.operations.similarity import answer_pair
from committee.models import (
    ActionItem,
    Admission,
    AgendaItem,
    CabinetReport,
    CabinetReportLetter,
    CabinetReportPaper,
    CabinetReportVersion,
    CabinetReportWriting,
    CommitteeChange,
    DecisionLetter,
    ItemPaperOrder,
    ItemPaperRemoval,
    LetterPaper,
    MeetingArchive,
    PackEdition,
)
from committee.operations import report_action
from digital_plan.models import (
    ActionPlanPaper,
    ActionPlanRevision,
    AlignmentLetterPaper,
    OverviewPaper,
    Plan,
    YearSummaryPaper,
)
from digital_plan.operations.campaigns.overviews import take_snapshot
from digital_plan.operations.rolling import freeze_year
from papers.models import Document, PaperCode, SignedForm
from tests.action_plans import every_row_of_action_plans
from tests.campaigns import carried, opened
from tests.clinic import every_row_of_the_clinic
from tests.committee.annexed import annex_of
from tests.committee.session.room import whole_session
from tests.committee.test_meeting_lifecycle import send
from tests.minutes import every_row_of_minutes
from tests.obligations import every_row_of_obligations
from tests.orders import order_in_force
from tests.revisions import listed, taken
from tests.standing import check_deferred, standing
from tests.status_rounds import every_row_of_status_rounds
from tests.world import AT, World, everything
from workflows import triggers
from workflows.anchors.making import make_anchor
from workflows.clocks.ladder import set_rung, sweep
from workflows.lifecycle import Subject, initial_state
from workflows.models import Task, Timestamp, TransitionRecord
from workflows.records import canonical, canonical_json, digest
from workflows.tasks import comment
from workflows.verification import faults

pytestmark = pytest.mark.django_db

SUBJECTS: list[type[Subject]] = [model for model in apps.get_models() if issubclass(model, Subject)]
KEPT: list[type[models.Model]] = [
    TransitionRecord,
    *(model for model in apps.get_models() if getattr(model, "rows_are_kept", False)),
]
POSTGRESQL = connection.vendor == "postgresql"
on_postgresql = pytest.mark.skipif(not POSTGRESQL, reason="PostgreSQL has TRUNCATE, deferred checks and sha256")
on_sqlite = pytest.mark.skipif(POSTGRESQL, reason="SQLite alone has OR REPLACE, and remakes its tables")


def name_of(model: Any) -> str:
    return str(model._meta.label_lower)


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A project reported back, with a condition and an expert's opinion: every table has a row."""
    with standing(django_db_blocker, tmp_path_factory):
        yield reported_back()


def reported_back() -> World:
    world = World(amount=Decimal("50000000.00"))
    assert sweep(AT + timedelta(days=60)) > 0  # the draft is late, and rungs are fired
    task = Task.objects.get(finished=None, flow_task_type="HUMAN")
    comment(task.pk, actor=world.officer, text="ข้อความ", at=AT, request_id=uuid4())
    world.to("screening").ask()
    answer_pair(
        project_id=world.project_id, other_id=World("x").to("submitted").project_id, question=Question.DUPLICATE,
        answer=Answer.NO, note="ทดสอบ", actor=world.screener, at=AT, request_id=uuid4(),
    )  # fmt: skip
    said: dict[str, Any] = {"project_id": world.project_id, "circle": "visible", "actor": world.officer, "at": AT}
    say(**said, text="ข้อความ", request_id=uuid4())
    world.to("in_committee")
    whole_session(world)
    task = {"text": "จัดทำข้อมูล", "agency": world.part("north").agency.code, "working_days": 15}
    world.resolve("endorse_with_conditions", also=["assign"], actions=[task])
    send(world)
    report_action(
        action=ActionItem.objects.get(), link="https://data.go.th/", note="เสร็จ", actor=world.nora, at=AT,
        request_id=uuid4(),
    )  # fmt: skip
    every_row_of_minutes(world)
    world.act("meet", "screener", world.project.conditions.get(), facts={"evidence": "หนังสือ"})
    world.act("forward", "screener", facts={"letter_number": "1"})
    world.act("take_into_budget", "budget")
    world.to("reported_back")
    Timestamp.objects.create(
        anchor=make_anchor(AT), authority="https://tsa.test", stamped_at=AT, received_at=AT, token=b"\x30"
    )
    order_in_force(world, "head", "officer")
    LatePermission.objects.create(
        round=world.project.round,
        agency=world.project.lead,
        until=AT,
        reason="ทดสอบ",
        given_by=world.admin,
        given_at=AT,
    )
    attached = Attachment.objects.create(project=world.project, kind="tor", title="ร่างขอบเขตงาน")
    AttachmentFile.objects.create(
        attachment=attached, number=1, document=Document.objects.earliest("pk"), filename="tor.pdf",
        sent_by=world.officer, sent_at=AT, request_id=uuid4(),
    )  # fmt: skip
    RoundChange.objects.create(
        round=world.round, opened_at=AT, closed_at=AT, opens_at=AT, closes_at=AT, reason="ทดสอบ",
        changed_by=world.admin, changed_at=AT,
    )  # fmt: skip
    CommitteeChange.objects.create(
        committee=world.committee, act="edit", about="คณะกรรมการทดสอบ", reason="ทดสอบ", changed_by=world.admin,
        changed_at=AT,
    )  # fmt: skip
    Admission.objects.create(
        meeting=world.meeting, entry=world.entry("member"), consents=True, at=AT, request_id=uuid4()
    )
    reported = CabinetReport.objects.create(
        item=world.item, from_date=AT.date(), to_date=AT.date(), background="ก", substance="ข",
        written_by=world.secretary, written_at=AT,
    )  # fmt: skip
    CabinetReportWriting.objects.create(report=reported, revision=1, written_by=world.secretary, written_at=AT)
    fixed = CabinetReportVersion.objects.create(
        report=reported, number=1, revision=1, pack_number=1, snapshot={}, sha256="0" * 64, fixed_at=AT
    )
    CabinetReportLetter.objects.create(
        report=reported, version=fixed, letter_number="1", snapshot={}, sha256="0" * 64,
        document=Document.objects.earliest("pk"), laid_by=world.secretary, laid_at=AT,
    )  # fmt: skip
    CabinetReportPaper.objects.create(
        report=reported, letter_number="1", snapshot={}, sha256="0" * 64, document=Document.objects.earliest("pk"),
        issued_by=world.secretary, issued_at=AT,
    )  # fmt: skip
    document = Document.objects.earliest("pk")
    MeetingArchive.objects.create(
        meeting=reported.item.meeting, number=1, document=document, verdict="same", made_at=AT
    )
    PackEdition.objects.create(
        pack=world.meeting.packs.get(), profile="chair", language="th", document=document, snapshot={}, manifest={},
        built_at=AT,
    )  # fmt: skip
    opened(world, ("lead",))
    told = carried(world, "lead", "officer", "result_sent")
    AlignmentLetterPaper.objects.create(letter=told.letter, document=document)
    overview = take_snapshot(campaign_id=told.campaign_id, actor=world.screener, at=AT, request_id=uuid4())
    OverviewPaper.objects.create(snapshot=overview, document=document)
    ResultPaper.objects.create(letter=ResultNotice.objects.earliest("pk"), document=document)
    LetterPaper.objects.create(letter=DecisionLetter.objects.earliest("pk"), document=document)
    SignedForm.objects.create(document=document, signed=document, signer="ทดสอบ", is_stamped=False, signed_at=AT)
    PaperCode.objects.get_or_create(document=document, defaults={"code": "0" * 16})
    ItemPaperOrder.objects.create(item=world.item, papers=[], moved_by=world.secretary, moved_at=AT, request_id=uuid4())
    ItemPaperRemoval.objects.create(
        paper=annex_of(world, world.item), reason="ทดสอบ", removed_by=world.secretary, removed_at=AT
    )
    every_row_of_the_clinic(world)
    every_row_of_action_plans(world)
    ActionPlanPaper.objects.create(revision=ActionPlanRevision.objects.earliest("pk"), document=document)
    every_row_of_status_rounds(world, document)
    every_row_of_obligations(world)
    taken(world)
    listed(world)
    plan = Plan.objects.get(code="63-65")
    summed = freeze_year(plan_id=plan.pk, fiscal_year=2565, actor=world.screener, at=AT, request_id=uuid4())
    YearSummaryPaper.objects.create(summary=summed, document=document)
    set_rung(actor=world.admin, at=AT, reason="ทดสอบ", offset=-9, whom="queue", channel="mail")
    check_deferred()
    return world


def refuses(statement: str, *values: Any) -> None:
    """The statement raises IntegrityError, at once or at the end of the transaction, and changes nothing."""
    before = everything()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:  # noqa: PT012
        cursor.execute(statement, values)
        check_deferred()
    assert everything() == before


def test_every_table_has_a_row_to_attack(world: World) -> None:
    assert [name_of(model) for model in (*SUBJECTS, *KEPT) if not model._default_manager.exists()] == []
    assert list(faults()) == []


def test_subjects_and_kept_tables_are_those_that_the_design_names() -> None:
    assert sorted(map(name_of, SUBJECTS)) == [
        "agencies.delegation", "budget_review.condition", "budget_review.expertopinion",
        "budget_review.inquiry", "budget_review.integrationproject", "budget_review.pairfinding",
        "budget_review.participation",
        "committee.actionitem", "committee.agendaitem", "committee.decisionletter", "committee.meeting",
        "committee.minutes", "committee.minutesreply", "committee.recusal", "committee.resolution",
        "committee.rollentry", "committee.voteround",
        "digital_plan.actionplan", "digital_plan.agencyobligation", "digital_plan.alignmentcampaign",
        "digital_plan.alignmentresponse", "digital_plan.clinicbooking", "digital_plan.obligation",
        "digital_plan.revisionproposal", "digital_plan.statusreturn", "digital_plan.statusround",
    ]  # fmt: skip
    assert sorted(map(name_of, KEPT)) == [
        "agencies.orderpaper", "budget_review.amountentry", "budget_review.attachmentfile", "budget_review.comment",
        "budget_review.criteriaset", "budget_review.criterion", "budget_review.latepermission",
        "budget_review.projectversion", "budget_review.receipt",
        "budget_review.resultnotice", "budget_review.resultpaper", "budget_review.roundchange",
        "budget_review.tierbands",
        "committee.actionevidence", "committee.admission",
        "committee.adoptedscenario", "committee.attendancemark", "committee.ballot", "committee.cabinetreportletter",
        "committee.cabinetreportpaper", "committee.cabinetreportversion", "committee.cabinetreportwriting",
        "committee.committeechange", "committee.corrigendum", "committee.dissent", "committee.earlierminutestext",
        "committee.entitlement", "committee.guest", "committee.itempaper", "committee.itempaperorder",
        "committee.itempaperremoval",
        "committee.letterpaper", "committee.meetingarchive", "committee.minutesanswer", "committee.minutescomment",
        "committee.minutespaper", "committee.minutestext", "committee.pack", "committee.packedition",
        "committee.procedureprofile",
        "digital_plan.actionplanpaper", "digital_plan.actionplanrevision", "digital_plan.alignmentletter",
        "digital_plan.alignmentletterpaper", "digital_plan.clinicdayoff", "digital_plan.clinicseason",
        "digital_plan.clinicslot",
        "digital_plan.consultationnote", "digital_plan.earlierplantext", "digital_plan.overviewpaper",
        "digital_plan.overviewsnapshot", "digital_plan.owndocument", "digital_plan.planchange",
        "digital_plan.planrevision", "digital_plan.responseversion", "digital_plan.statusresult",
        "digital_plan.statusresultpaper",
        "digital_plan.yearchange", "digital_plan.yearsummary", "digital_plan.yearsummarypaper",
        "papers.annexverdict", "papers.document", "papers.papercode", "papers.signedform",
        "workflows.anchor", "workflows.definition", "workflows.fired", "workflows.holidaychange",
        "workflows.rungchange", "workflows.taskevent", "workflows.timestamp", "workflows.transitionrecord",
    ]  # fmt: skip


# ── a subject moves only with its record ──


def test_subject_changed_by_plain_sql_is_refused(world: World) -> None:
    for model in SUBJECTS:
        table, row = model._meta.db_table, model._default_manager.order_by("pk")[0]
        other = elsewhere(model, row.state)
        for change in (
            f"state = '{other}'",
            f"state = '{other}', version = version + 1",
            "version = version + 1",
            "version = version - 1",
            "version = 0",
            "id = id + 100000",
            "definition = definition + 1",
            "definition = definition + 1, version = version + 1",
            f"state = '{initial_state(model)}', version = 0",
        ):
            refuses(f"UPDATE {table} SET {change} WHERE id = %s", row.pk)


def test_subject_changed_through_the_orm_is_refused(world: World) -> None:
    for model in SUBJECTS:
        row = model._default_manager.order_by("pk")[0]
        other = elsewhere(model, row.state)
        before = everything()
        for change in ({"state": other}, {"version": row.version + 1}, {"state": other, "version": row.version + 1}):
            with pytest.raises(IntegrityError), transaction.atomic():
                model._default_manager.filter(pk=row.pk).update(**change)
        assert everything() == before


def test_subject_deleted_is_refused(world: World) -> None:
    for model in SUBJECTS:
        row = model._default_manager.order_by("-pk")[0]
        refuses(f"DELETE FROM {model._meta.db_table} WHERE id = %s", row.pk)


@on_postgresql
def test_table_truncated_is_refused(world: World) -> None:
    for model in (*SUBJECTS, *KEPT):
        refuses(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_subject_inserted_elsewhere_than_at_its_beginning_is_refused(world: World) -> None:
    for model in SUBJECTS:
        other = elsewhere(model, initial_state(model))
        for born in ({"state": other}, {"version": 1}, {"state": other, "version": 7}):
            copied(model, **born)


@on_postgresql
def test_subject_without_its_first_record_is_refused_at_commit(world: World) -> None:
    for model in SUBJECTS:
        copied(model, state=initial_state(model), version=0)


@on_sqlite
def test_subject_without_its_first_record_is_named_by_verify(world: World) -> None:
    copied(type(world.part("north")), refused=False, state="listed", version=0, agency_id=world.agencies["audit"].pk)
    assert [fault for fault in faults() if "has no record" in fault] != []


def elsewhere(model: type[Subject], state: str) -> str:
    """Another state of the lifecycle."""
    field: Any = next(field for field in model._meta.concrete_fields if field.name == "state")
    return next(value for value, _label in field.choices if value != state)


def another(field: Any, value: Any) -> Any:
    """A value that no other row has; nothing where there is nothing, which many rows may have."""
    if value is None:
        return None
    if isinstance(value, int):
        return 10**6
    return uuid4() if field.name == "request_id" else f"copy {value}"[: field.max_length]


def copied(model: type[models.Model], *, refused: bool = True, verb: str = "INSERT", **changes: Any) -> None:
    """Insert a copy of a table's first row under a new id, with changes."""
    row = model._default_manager.order_by("pk").values()[0] | {"id": 10**6} | changes
    for field in model._meta.concrete_fields:
        is_taken = field.unique and not field.primary_key and row[field.attname] is not None
        if is_taken and field.attname not in changes:
            row[field.attname] = another(field, row[field.attname])
    values = [field.get_db_prep_save(row[field.attname], connection) for field in model._meta.concrete_fields]
    names = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    marks = ", ".join(["%s"] * len(values))
    statement = f"{verb} INTO {model._meta.db_table} ({names}) VALUES ({marks})"
    if refused:
        refuses(statement, *values)
    else:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)


# ── what is kept stays as it is ──


def test_row_that_is_kept_refuses_change_and_removal(world: World) -> None:
    for model in KEPT:
        row, table = model._default_manager.order_by("pk")[0], model._meta.db_table
        refuses(f"DELETE FROM {table} WHERE id = %s", row.pk)
        for field in model._meta.concrete_fields:
            refuses(f'UPDATE {table} SET "{field.column}" = "{field.column}" WHERE id = %s', row.pk)


@pytest.fixture(params=["ON", "OFF"])
def replacing(request: pytest.FixtureRequest) -> Iterator[None]:
    """A connection as ours, and one that somebody opened without the pragma by which REPLACE fires delete triggers."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers={request.param}")
        yield
        cursor.execute("PRAGMA recursive_triggers=ON")


@on_sqlite
@pytest.mark.usefixtures("replacing")
def test_row_replaced_by_its_id_is_refused(world: World) -> None:
    for model in (*SUBJECTS, *KEPT):
        born: dict[str, Any] = {"state": initial_state(model), "version": 0} if issubclass(model, Subject) else {}
        copied(model, verb="INSERT OR REPLACE", id=model._default_manager.order_by("pk")[0].pk, **born)


@on_sqlite
@pytest.mark.usefixtures("replacing")
def test_row_replaced_by_another_unique_column_is_refused(world: World) -> None:
    """REPLACE deletes the row in its way."""
    tried = 0
    for model in (*SUBJECTS, *KEPT):
        born: dict[str, Any] = {"state": initial_state(model), "version": 0} if issubclass(model, Subject) else {}
        row = model._default_manager.order_by("pk").values()[0]
        for field in model._meta.concrete_fields:
            if field.unique and not field.primary_key and row[field.attname] is not None:
                copied(model, verb="INSERT OR REPLACE", **born, **{field.attname: row[field.attname]})
                tried += 1
        for rule in model._meta.constraints:
            if isinstance(rule, models.UniqueConstraint) and rule.condition is None:
                copied(model, verb="INSERT OR REPLACE", **born)  # a copy has every other column of the row
                tried += 1
    assert tried >= 8


@on_sqlite
@pytest.mark.usefixtures("replacing")
def test_row_replaced_by_an_update_of_another_is_refused(world: World) -> None:
    world.draft()
    refuses("UPDATE OR REPLACE budget_review_integrationproject SET code = 'DG65-001' WHERE code = 'DG65-002'")


@on_sqlite
@pytest.mark.usefixtures("replacing")
def test_row_replaced_where_only_some_rows_share_a_key_is_refused(world: World) -> None:
    """A project stands on one agenda at a time; what stood on an earlier one is in nobody's way."""
    table, other = "committee_agendaitem", world.draft()
    project = IntegrationProject.objects.get(pk=other.pk)
    open_one: dict[str, Any] = {"state": "proposed", "version": 0, "issued_label": ""}
    copied(AgendaItem, refused=False, **open_one, project_id=project.pk)
    copied(
        AgendaItem,
        verb="INSERT OR REPLACE",
        state="listed",
        version=0,
        issued_label="",
        project_id=project.pk,
        id=10**6 + 1,
    )
    copied(AgendaItem, refused=False, **open_one, project_id=None, id=10**6 + 2)
    refuses(f"UPDATE OR REPLACE {table} SET project_id = %s WHERE id = %s", project.pk, 10**6 + 2)


def test_content_of_what_was_certified_is_not_changed(world: World) -> None:
    resolution = world.resolution
    assert resolution.state == "communicated"
    table = resolution._meta.db_table
    for change in (
        "verb = 'endorse'", "text = 'อื่น'", "text = text || ' '", "number = 99", "number = NULL", "be_year = 2565",
        "amounts = '{}'", "conditions = '[]'", "item_id = item_id + 1", "meeting_id = meeting_id + 1",
    ):  # fmt: skip
        refuses(f"UPDATE {table} SET {change} WHERE id = %s", resolution.pk)
    before = everything()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(resolution).objects.filter(pk=resolution.pk).update(text="อื่น")
    assert everything() == before


def test_label_that_was_issued_and_number_of_a_meeting_stay_and_come_never_again(world: World) -> None:
    item, meeting = world.item, world.meeting
    assert (item.issued_label, meeting.called) == ("5.1", "1/2564")
    for change in ("issued_label = '5.2'", "issued_label = ''", "section = 4", "meeting_id = meeting_id + 1"):
        refuses(f"UPDATE committee_agendaitem SET {change} WHERE id = %s", item.pk)
    for change in (
        "number = 2",
        "number = NULL",
        "be_year = 2565",
        "be_year = NULL",
        "committee_id = committee_id + 1",
    ):
        refuses(f"UPDATE committee_meeting SET {change} WHERE id = %s", meeting.pk)
    copied(AgendaItem, state="proposed", version=0, meeting_id=meeting.pk, issued_label="5.1", project_id=None)
    copied(type(meeting), state="planned", version=0)  # with the number and the year of the first


def test_content_of_a_draft_may_be_mended_and_goes_with_its_certifying() -> None:
    world = World("b").to("in_committee")
    world.act("draft", "secretary", world.item, facts={"verb": "defer", "text": "มติทดสอบ"})
    type(world.resolution).objects.filter(pk=world.resolution.pk).update(text="มติที่แก้แล้ว")
    world.act("certify", "chair", world.resolution)
    assert (world.resolution.text, world.resolution.called) == ("มติที่แก้แล้ว", "1/2564")
    assert list(faults()) == []


# ── a record continues its chain ──


def next_record(world: World, **changes: Any) -> TransitionRecord:
    """A record that would be the project's next, right in every column but those changed."""
    project = world.project
    last = TransitionRecord.objects.get(subject_type=project.kind, subject_id=project.pk, seq=project.version)
    record = TransitionRecord(
        **{
            "subject_type": project.kind, "subject_id": project.pk, "seq": project.version + 1,
            "transition": "withdraw", "source": project.state, "target": "withdrawn", "actor": world.admin,
            "at": AT, "request_id": uuid4(), "prev_hash": last.hash, "note": "", "facts": {},
        } | changes
    )  # fmt: skip
    record.canonical = changes.get("canonical") or canonical(record)
    record.hash = changes.get("hash") or digest(record.canonical)
    return record


def record_refused(record: TransitionRecord) -> None:
    before = everything()
    with pytest.raises(IntegrityError), transaction.atomic():  # noqa: PT012
        record.save(force_insert=True)
        check_deferred()
    assert everything() == before


@pytest.mark.parametrize(
    "changes",
    [
        {"seq": 1}, {"seq": 99}, {"seq": 0}, {"subject_id": 10**9}, {"subject_type": "accounts.user"},
        {"subject_type": ""}, {"subject_type": "budget_review.participation"}, {"source": "draft"},
        {"prev_hash": "0" * 64}, {"prev_hash": ""},
    ],
    ids=str,
)  # fmt: skip
def test_record_that_does_not_continue_its_chain_is_refused(world: World, changes: dict[str, Any]) -> None:
    record_refused(next_record(world, **changes))


def test_record_with_a_request_known_is_refused(world: World) -> None:
    known = TransitionRecord.objects.order_by("pk")[0].request_id
    record_refused(next_record(world, request_id=known))


@on_postgresql
@pytest.mark.parametrize(
    "changes",
    [
        {"hash": "0" * 64}, {"canonical": "{}"}, {"canonical": "[]"}, {"canonical": "null"},
        {"canonical": canonical_json({"note": "another"})},
    ],
    ids=str,
)  # fmt: skip
def test_record_whose_hash_or_text_is_wrong_is_refused(world: World, changes: dict[str, Any]) -> None:
    record_refused(next_record(world, **changes))


@on_postgresql
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("note", "another"), ("facts", {"other": 1}), ("target", "decided"), ("transition", "decide"),
        ("at", AT.replace(microsecond=1)), ("content_version", 9), ("delegation", 1),
    ],
)  # fmt: skip
def test_record_whose_column_is_not_in_its_text_is_refused(world: World, column: str, value: object) -> None:
    record = next_record(world)
    setattr(record, column, value)
    record_refused(record)


@on_postgresql
def test_record_by_another_person_than_in_its_text_is_refused(world: World) -> None:
    record = next_record(world)
    record.actor = world.stranger
    record_refused(record)
    record = next_record(world)
    record.on_behalf_of = world.head
    record_refused(record)


@on_postgresql
def test_record_without_its_move_is_refused_at_commit(world: World) -> None:
    record_refused(next_record(world))


@on_sqlite
def test_record_without_its_move_is_named_by_verify(world: World) -> None:
    next_record(world).save(force_insert=True)
    assert f"budget_review.integrationproject/{world.project_id} is not where its last record left it." in list(
        faults()
    )


def test_move_to_another_place_than_its_record_says_is_refused(world: World) -> None:
    before = everything()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:  # noqa: PT012
        next_record(world).save(force_insert=True)
        cursor.execute(
            "UPDATE budget_review_integrationproject SET state = 'decided', version = version + 1 WHERE id = %s",
            [world.project_id],
        )
    assert everything() == before


# ── the triggers themselves ──


def test_triggers_all_stand_after_migrate(world: World) -> None:
    assert triggers.missing(connection) == set()


def a_trigger_dropped(name: str, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{name}"' + (f" ON {table}" if POSTGRESQL else ""))


def test_trigger_dropped_is_missed_and_verify_fails() -> None:
    table, name = "budget_review_condition", "mati_budget_review_condition_moves"
    a_trigger_dropped(name, table)
    assert triggers.missing(connection) == {name}
    with pytest.raises(CommandError, match=f"The database lacks the trigger {name}."):
        call_command("verify", language="en")


@on_postgresql
@pytest.mark.parametrize("how", ["DISABLE TRIGGER", "ENABLE REPLICA TRIGGER"])
def test_trigger_that_no_longer_fires_is_missed(how: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE workflows_transitionrecord {how} mati_workflows_transitionrecord_kept")
    assert triggers.missing(connection) == {"mati_workflows_transitionrecord_kept"}


@on_sqlite
def test_trigger_of_that_name_elsewhere_is_no_substitute() -> None:
    name = "mati_workflows_transitionrecord_no_update"
    a_trigger_dropped(name, "")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON accounts_user BEGIN SELECT 1; END")
    assert triggers.missing(connection) == {name}


@on_sqlite
def test_triggers_are_taken_down_before_a_table_is_remade_and_put_up_after() -> None:
    """A migration on SQLite remakes the table, and would break or silently drop what stands on it."""
    using = connection.alias
    standing = names()
    triggers.take_down(using=using)
    assert names() == set()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE remade AS SELECT * FROM budget_review_condition")
        cursor.execute("DROP TABLE budget_review_condition")
        cursor.execute("ALTER TABLE remade RENAME TO budget_review_condition")
    triggers.put_up(using=using)
    assert names() == standing
    triggers.put_up(using=using)  # a second time changes nothing
    assert names() == standing


def names() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'mati%'")
        return {name for (name,) in cursor.fetchall()}
