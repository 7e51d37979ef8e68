# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The schema and its page: valid, whole, and without anything inline or foreign; errors are JSON below /api/."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from accounts.api import ActBody
from budget_review.api import ConditionAct, OpinionAct, PartAct, ProjectAct
from budget_review.api_inquiries import InquiryAct
from budget_review.lifecycle import ConditionLifecycle, ParticipationLifecycle, ProjectLifecycle
from budget_review.lifecycle_of_inquiries import InquiryLifecycle
from budget_review.lifecycle_of_opinions import OpinionLifecycle
from committee.api import CertifyAct, ItemAct, RollAct
from committee.api_minutes import MinutesAct
from committee.lifecycle import (
    AgendaItemLifecycle,
    MeetingLifecycle,
    MinutesLifecycle,
    MinutesReplyLifecycle,
    ResolutionLifecycle,
    RollEntryLifecycle,
)
from digital_plan.api.clinic import BookingAct
from digital_plan.lifecycle.clinic import BookingLifecycle
from workflows.lifecycle import rules_of, steps_of

OPERATIONS = {
    "read_report", "write_cabinet_report", "fetch_report",
    "list_attachments", "post_attachment", "post_attachment_file", "delete_attachment", "read_attachment_file",
    "compare_projects", "answer_about_pair", "similar_projects", "read_sections", "put_section",
    "read_carrying", "carry_project_over", "compare_with_last_year", "read_prices", "put_price",
    "list_plans", "read_plan", "change_plan_items",
    "list_campaigns", "write_campaign", "read_campaign", "change_campaign", "explain_campaign", "act_on_campaign",
    "list_responses", "read_response", "write_part_one", "add_own_project", "change_own_project",
    "delete_own_project", "explain_response", "act_on_response", "read_alignment_letter",
    "read_overview", "freeze_overview", "read_frozen_overview",
    "list_seasons", "read_season", "open_clinic_season", "close_clinic_day", "list_bookings", "book_place",
    "list_notes",
    "read_year", "change_calendar", "read_booking", "explain_booking", "act_on_booking",
    "list_obligations", "write_obligation", "read_obligation", "explain_obligation", "read_obligation_history",
    "act_on_obligation", "list_duties", "read_duty", "give_evidence", "take_evidence_out", "explain_duty",
    "read_duty_history", "act_on_duty",
    "list_action_plans", "begin_action_plan", "read_action_plan", "read_action_plan_revision",
    "put_action_plan_section", "link_action_plan_document", "explain_action_plan",
    "read_action_plan_history", "act_on_action_plan", "compare_action_plan_document", "take_action_plan_sections_over",
    "list_status_rounds", "write_status_round", "read_status_round", "change_status_round", "explain_status_round",
    "act_on_status_round", "list_status_returns", "read_status_return", "explain_status_return",
    "act_on_status_return", "read_status_result",
    "list_plan_proposals", "propose_plan_change", "read_plan_proposal", "explain_plan_proposal", "act_on_plan_proposal",
    "list_plan_revisions", "list_plan_revision",
    "read_year_summary", "freeze_year_summary", "read_frozen_year_summary",
    "list_rounds", "read_progress", "rank_round", "set_side_by_side",
    "list_anchors", "read_anchor", "list_notices", "read_notices", "read_notice", "read_notice_preferences",
    "choose_notice_preferences",
    "compare_definitions", "list_definitions", "migrate_subjects", "read_definition", "report_migration",
    "list_projects", "read_project", "read_version", "explain_project", "read_project_history", "act_on_project",
    "act_on_projects", "list_bulk_acts", "read_bulk_act", "stop_bulk_act",
    "list_comments", "add_comment", "list_inquiries", "ask_a_question", "act_on_inquiry",
    "read_criteria", "read_criteria_version", "read_tiers", "read_screening",
    "act_on_participation", "act_on_opinion", "act_on_condition",
    "list_meetings", "read_meeting", "explain_meeting", "read_meeting_history", "fetch_pack", "act_on_meeting",
    "build_meeting_pack", "read_meeting_pack_build", "cancel_meeting_pack_build",
    "fetch_pack_copy", "fetch_pack_part",
    "act_on_item", "act_on_roll_entry", "act_on_resolution",
    "list_waiting_projects", "add_agenda_item", "write_agenda_item", "place_agenda_item",
    "make_pack_copy", "find_in_pack", "list_archives", "fetch_archive", "ask_for_another_archive",
    "list_calls", "list_handed_in", "hand_in_item",
    "list_annexes", "order_annexes", "hand_in_annex", "take_over_annex", "take_annex_out", "read_annex_pages",
    "list_alternates_named_since", "put_alternate_on_roll", "admit_to_meeting",
    "read_papers", "write_own_note", "ask_secretariat", "answer_question",
    "list_committees", "read_committee",
    "read_session", "correct_mark", "welcome_guest", "mark_guest", "declare_recusal", "act_on_recusal", "open_vote",
    "cast_ballot", "act_on_vote", "note_dissent", "keep_scenario", "change_scenario", "adopt_scenario",
    "read_minutes", "begin_minutes_of_meeting", "explain_minutes", "draft_minutes_anew", "write_minutes_section",
    "comment_on_minutes", "answer_comment_on_minutes", "act_on_minutes", "act_on_minutes_reply",
    "list_resolutions", "list_letters", "read_letter", "explain_letter", "act_on_letter",
    "list_actions", "explain_assigned", "act_on_assigned",
    "list_matters_arising",
    "list_orders", "write_new_order", "explain_order", "read_order_history", "act_on_order",
    "list_my_tasks", "list_our_queue", "read_task", "claim_task", "release_task", "take_over_task", "hand_over_task",
    "take_back_task", "assign_task", "comment_on_task",
    "read_course", "read_project_as_of", "compare_versions", "export_project_history",
    "list_deadlines", "list_holidays",
    "verify_paper",
}  # fmt: skip
OPEN_TO_ALL = {"verify_paper"}
BODIES: dict[Any, type[ActBody]] = {
    ProjectLifecycle: ProjectAct,
    ParticipationLifecycle: PartAct,
    OpinionLifecycle: OpinionAct,
    ConditionLifecycle: ConditionAct,
    InquiryLifecycle: InquiryAct,
    MeetingLifecycle: ActBody,
    AgendaItemLifecycle: ItemAct,
    RollEntryLifecycle: RollAct,
    ResolutionLifecycle: CertifyAct,
    MinutesLifecycle: MinutesAct,
    MinutesReplyLifecycle: ActBody,
    BookingLifecycle: BookingAct,
}


@pytest.fixture
def schema() -> Any:
    return Client().get("/api/v1/openapi.json").json()


def operations(schema: Any) -> list[Any]:
    return [said for methods in schema["paths"].values() for said in methods.values()]


def test_schema_has_every_operation_and_nothing_else(schema: Any) -> None:
    assert schema["openapi"].startswith("3.1")
    assert {said["operationId"] for said in operations(schema)} == OPERATIONS


def test_every_reference_leads_to_a_shape(schema: Any) -> None:
    named = set(re.findall(r"#/components/schemas/([A-Za-z0-9_]+)", str(schema)))
    assert named - set(schema["components"]["schemas"]) == set()


def test_every_operation_says_how_it_refuses_and_who_may_ask(schema: Any) -> None:
    for said in operations(schema):
        assert {"401", "404", "422"} <= set(said["responses"]), said["operationId"]
        ways = [next(iter(way)) for way in said.get("security", ())]
        assert ways == ([] if said["operationId"] in OPEN_TO_ALL else ["TokenAuth", "SessionAuth"])
        assert said["summary"]
        assert said["description"]


def test_no_amount_is_a_number(schema: Any) -> None:
    for name, shape in schema["components"]["schemas"].items():
        for field, said in shape.get("properties", {}).items():
            assert said.get("type") != "number", (name, field)
            kinds = [said.get("type"), *(one.get("type") for one in said.get("anyOf", ()))]
            assert not field.endswith("_baht") or {"string"} <= set(kinds) <= {"string", "null", None}, (name, field)


@pytest.mark.parametrize("lifecycle", BODIES)
def test_whatever_a_step_asks_for_can_be_sent(lifecycle: Any) -> None:
    model: Any = next(model for model in apps.get_models() if issubclass(model, lifecycle))
    asked = {ask.name for step in steps_of(model).values() for ask in rules_of(step).asks} - {"note"}
    facts = BODIES[lifecycle].model_fields.get("facts")
    known = set(facts.annotation.model_fields) if facts and facts.annotation else set()
    assert asked <= known


@pytest.mark.django_db
def test_page_needs_nothing_inline_and_nothing_from_elsewhere(schema: Any) -> None:
    response = Client().get("/api/v1/")
    html = response.content.decode()
    assert response.status_code == 200
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|https?://(?!testserver)", html) == []
    for said in operations(schema):
        assert f'id="{said["operationId"]}"' in html


@pytest.mark.parametrize(
    ("method", "path", "answer"),
    [
        ("get", "/api/", (404, "not_found")),
        ("post", "/api/v2/projects", (404, "not_found")),
        ("get", "/api/v1/nothing", (404, "not_found")),
        ("delete", "/api/v1/projects", (405, "method_not_allowed")),
        ("get", "/api/v1/tasks/1/claim", (405, "method_not_allowed")),
    ],
)
def test_errors_below_api_are_json(method: str, path: str, answer: tuple[int, str]) -> None:
    response = Client(enforce_csrf_checks=True).generic(method.upper(), path)
    assert response["Content-Type"].startswith("application/json")
    assert (response.status_code, response.json()["code"]) == answer
    if response.status_code == 405:
        assert response["Allow"]
