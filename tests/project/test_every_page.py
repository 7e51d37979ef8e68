# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every address of the service, as everyone: nothing inline, nothing undefined, nothing for strangers."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.template import Context
from django.template.base import FilterExpression
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django_tasks_db.models import DBTaskResult

from accounts.feeds import token_of as feed_token
from accounts.models import NoticeRule
from budget_review.models import IntegrationProject
from budget_review.operations.criteria import begin_draft
from committee.guards.minutes import BEGUN
from committee.models import ActionItem, DecisionLetter, Minutes, Resolution
from committee.views.invitations import token_of
from digital_plan.models import (
    ActionPlan,
    AgencyObligation,
    AlignmentCampaign,
    Contact,
    Plan,
    RevisionProposal,
    StatusRound,
)
from digital_plan.operations.campaigns.overviews import take_snapshot
from digital_plan.operations.rolling import freeze_year
from digital_plan.views.year import SALT as YEAR
from tests.action_plans import begun as begun_plan
from tests.action_plans import linked
from tests.budget_review.papers_sent import paper_that_stands
from tests.campaigns import carried, opened, response_of
from tests.clinic import every_row_of_the_clinic
from tests.committee.annexed import annex_of
from tests.minutes import begun
from tests.obligations import every_row_of_obligations
from tests.orders import order_in_force
from tests.project.conftest import visitor
from tests.revisions import proposed
from tests.sizes import SIZES
from tests.status_rounds import opened_round, reported, return_of, tell
from tests.world import World
from workflows.batches import Item
from workflows.bulk_acts.asking import ask_for_many
from workflows.jobs.ticking import run_periodic
from workflows.models import BulkAct, Holiday, Rung, Task, TransitionRecord

REPORT_PAGES = ("cabinet_report", "cabinet_report_lay", "cabinet_report_pdf")
POLICY = {
    "default-src 'self'", "img-src 'self' data:", "object-src 'none'", "base-uri 'self'", "form-action 'self'",
    "frame-ancestors 'none'",
}  # fmt: skip
INLINE = {
    "a style": re.compile(r"<style\b|<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "a script's address": re.compile(r"<[^>]*\s(?:href|src|action)\s*=\s*[\"']?javascript:", re.IGNORECASE),
    "something from elsewhere": re.compile(
        r"<(?:script|link|img|iframe)[^>]*\s(?:src|href)\s*=\s*[\"']?(?:https?:)?//"
    ),
    "something undefined": re.compile(r"UNDEFINED\([^)]*\)"),
}
OPEN_TO_ALL = {"year_feed", "login", "logout", "set_language", "api", "verify", "verify_letter", "calendar_feed"}
EVERYONE = (
    "officer", "head", "nora", "screener", "screening_head", "expert", "secretary", "budget", "auditor", "admin",
    "chair", "stranger",
)  # fmt: skip
KNOWN_ANSWERS = {200, 302, 403, 404, 405, 409, 422}


class Undefined(str):
    """What a template prints for a variable that is not there; like nothing, where it is only asked about."""

    def __bool__(self) -> bool:
        return False


class Marker(str):
    """Django asks for ``"…%s" % name``."""

    def __mod__(self, name: Any) -> Undefined:
        return Undefined(f"UNDEFINED({name})")


def example(world: World) -> dict[str, Any]:
    """An argument for every parameter that an address may have, by its name."""
    return {
        "code": world.project.code,
        "pk": world.meeting_id,
        "item": world.meeting.items.latest("pk").pk,
        "entry": world.entry("chair").pk,
        "mark": next((mark.pk for mark in world.entry("chair").marks.all()), 1),
        "number": 1,
        "part": "agenda",
        "kind": "participation",
        "name": "edit",
        "workplan": world.round.workplan_id,
    }


def act_on_many_asked_for(world: World) -> BulkAct:
    """An act that waits for a worker; it would be refused."""
    given: dict[str, Any] = {"actor": world.screener, "at": world.at, "request_id": uuid4()}
    return ask_for_many(IntegrationProject, [Item(world.project_id)], "take_up", **given)


def special(world: World) -> dict[str, list[dict[str, Any]]]:
    """Where the example would not fit, or one is not enough."""
    code, meeting = world.project.code, world.meeting_id
    task, record = Task.objects.filter(flow_task_type="HUMAN").latest("pk"), TransitionRecord.objects.latest("pk")
    part, order = world.part("north"), order_in_force(world, "head", "officer")
    attached = paper_that_stands(world)
    run_periodic.enqueue("nothing")
    beside = IntegrationProject.objects.exclude(pk=world.project_id).first() or world.draft()
    begin_draft(actor=world.admin, at=world.at)
    bulk = act_on_many_asked_for(world)
    job, rule = DBTaskResult.objects.latest("enqueued_at"), NoticeRule.objects.latest("pk")
    booking = every_row_of_the_clinic(world)
    return {
        **{f"clinic_{page}": [{"pk": booking.season_id}] for page in ("season", "book", "day_off")},
        **{f"clinic_{page}": [{"pk": booking.pk}] for page in ("booking", "entry")},
        **{f"year_{page}": [{"code": "y2564-01"}] for page in ("entry", "edit", "retire")},
        **{f"contact_{page}": [{"pk": Contact.objects.latest("pk").pk}] for page in ("edit", "retire")},
        "year_feed": [{"token": feed_token(world.officer, YEAR)}, {"token": "x"}],
        "clinic_act": [{"pk": booking.pk, "name": name} for name in ("move", "note_consultation", "cancel", "x")],
        "order": [{"pk": order.pk}],
        "order_paper": [{"pk": order.pk}],
        "order_act": [{"pk": order.pk, "name": name} for name in ("revoke", "confirm")],
        "job": [{"job_id": job.pk}],
        "job_rerun": [{"job_id": job.pk}],
        "job_dismiss": [{"job_id": job.pk}],
        "notice_rule": [{"pk": rule.pk}],
        "task": [{"pk": task.pk}],
        "task_act": [{"pk": task.pk, "act": act} for act in ("claim", "hand-over", "x")],
        "task_person": [{"pk": world.screener.pk}],
        "absences_of": [{"pk": world.officer.pk}],
        "saved_filter_save": [{"page": "queue"}],
        "saved_filter_change": [{"pk": 1, "act": "first"}],
        "record": [{"pk": record.pk}],
        **{key: [{"pk": world.round.pk}] for key in ("round", "round_edit", "round_late", "round_money")},
        **{key: [{"pk": world.round.pk}] for key in ("round_progress", "round_pictures")},
        "projects_file": [{"kind": kind} for kind in ("csv", "xlsx", "x")],
        "board_file": [{"kind": kind} for kind in ("csv", "xlsx", "x")],
        "year_money_file": [{"kind": kind} for kind in ("csv", "xlsx", "x")],
        "round_money_file": [{"pk": world.round.pk, "kind": kind} for kind in ("csv", "xlsx", "x")],
        "project_money": [{"code": code, "kind": kind} for kind in ("csv", "xlsx", "x")],
        "kpis_file": [{"code": code, "kind": kind} for kind in ("csv", "xlsx", "x")],
        "lines_file": [{"code": code, "pk": part.pk, "kind": kind} for kind in ("csv", "xlsx", "x")],
        "lines_table": [{"code": code, "pk": part.pk}],
        **{key: [{"pk": world.round.workplan_id}] for key in ("workplan", "workplan_edit")},
        "round_act": [{"pk": world.round.pk, "name": name} for name in ("take_up", "report_back", "decide", "x")],
        **{key: [{"pk": bulk.pk}] for key in ("bulk_act", "bulk_act_stop")},
        **{key: [{"code": "66-70"}] for key in ("one_plan", "plan_edit", "plan_item_add")},
        **{f"plan_item{act}": [{"code": "66-70", "own": "1.2"}] for act in ("", "_edit", "_retire")},
        **_of_action_plans(world),
        **_of_status_rounds(world),
        **_of_obligations(world),
        **_of_rolling_plan(world),
        "committee": [{"code": world.committee.code}],
        **{f"committee_{part}": [{"code": world.committee.code}] for part in ("seats", "rules", "mandates", "changes")},
        "committee_act": [{"code": world.committee.code, "name": name} for name in ("edit", "new-rules", "x")],
        "committee_row_act": [
            {"code": world.committee.code, "name": name, "pk": world.committee.tenures.latest("pk").pk}
            for name in ("edit-tenure", "name-alternate", "x")
        ],
        "calendar_feed": [{"token": token_of(world.secretary)}, {"token": "x"}],
        **_of_results(world),
        **_of_annexes(world),
        "reading_answer": [{"pk": meeting, "item": world.meeting.items.latest("pk").pk, "question": 1}],
        "project_act": [{"code": code, "name": name} for name in ("propose", "withdraw", "decide", "report_back", "x")],
        "part_act": [{"code": code, "kind": part._meta.model_name, "pk": part.pk, "name": "consent"}],
        "edit_part": [{"code": code, "pk": part.pk}],
        "edit_attachment": [{"code": code, "pk": attached.pk}],
        "attachment_file": [{"code": code, "pk": attached.pk, "number": number} for number in (1, 9)],
        "last_year": [{"code": beside.code}],
        "edit_price": [{"code": code, "pk": part.lines.latest("pk").pk}],
        "invite_part": [{"code": code, "pk": part.pk}],
        "edit_section": [{"code": code, "key": key} for key in ("rationale", "risks", "x")],
        "criteria": [{"number": number} for number in (1, 999)],
        "criterion_write": [{"code": key} for key in ("value", "x")],
        "round_assign": [{"pk": world.round.pk}],
        "letter": [{"code": code, "pk": part.pk}],
        "similar": [{"code": code, "other": beside.code}],
        "holiday_retire": [{"pk": Holiday.objects.latest("pk").pk}],
        "rung_retire": [{"pk": Rung.objects.latest("pk").pk}],
        **_of_campaigns(world),
        **minutes_arguments(world),
        "meeting_act": [{"pk": meeting, "name": name} for name in ("convene", "freeze", "open", "end", "x")],
        "meeting_join": [{"pk": meeting}],
        "pack_piece": [{"pk": meeting, "piece": piece} for piece in ("agenda", "item-5.1", "x")],
        "pack_copy": [{"pk": meeting, "number": 1, "edition": edition} for edition in ("chair-th", "x")],
        **{key: [{"pk": meeting, "item": 1}] for key in REPORT_PAGES},
        "roll_add": [{"pk": meeting, "alternate": 1}],
        "roll_act": [{"pk": meeting, "entry": world.entry("absent").pk, "name": name} for name in ("arrive", "accept")],
    }  # fmt: skip


def _of_action_plans(world: World) -> dict[str, list[dict[str, Any]]]:
    """The pages of the lead agency's action plan, which was sent once and returned."""
    plan = ActionPlan.objects.order_by("pk").last()
    if plan is None:
        plan = begun_plan(world)
        linked(world, plan)
        world.act("send_plan", "officer", plan)
        world.act("return_plan", "screener", plan, note="ขาดตัวชี้วัด")
    one = {"pk": plan.pk}
    return {
        **{key: [one] for key in ("action_plan", "action_plan_details", "action_plan_document", "action_plan_word")},
        "action_plan_pdf": [one],
        "action_plan_compare": [one | {"number": number} for number in (1, 9)],
        "action_plan_sent_pdf": [one | {"number": number} for number in (1, 9)],
        "action_plan_section": [one | {"key": key} for key in ("background", "strategies", "x")],
        "action_plan_file": [one | {"number": 1}],
        "action_plan_revision": [one | {"number": number} for number in (1, 9)],
        "action_plan_act": [one | {"name": name} for name in ("send_plan", "acknowledge_receipt", "end_plan", "x")],
    }


def _of_status_rounds(world: World) -> dict[str, list[dict[str, Any]]]:
    """The pages of a round that is reported, and of the lead agency's return in one that is open."""
    if not StatusRound.objects.exists():
        reported(world, opened_round(world))
        opened_round(world)
        tell(world, "lead")
    first, last = StatusRound.objects.earliest("pk"), StatusRound.objects.latest("pk")
    own = {"pk": return_of(world, "lead", last).pk}
    rounds = [{"pk": first.pk}, {"pk": last.pk}]
    return {
        **dict.fromkeys(("status_round", "status_round_edit"), rounds),
        **{f"status_result{part}": rounds for part in ("", "_file", "_pdf")},
        "status_round_act": [{"pk": last.pk, "name": name} for name in ("close_round", "move_last_day", "x")],
        "status_return": [own],
        "status_return_act": [own | {"name": name} for name in ("correct_status", "ask_back", "x")],
        "frozen_to_agenda": [{"kind": kind, "pk": first.pk} for kind in ("plan-status", "overview", "x")],
    }


def _of_obligations(world: World) -> dict[str, list[dict[str, Any]]]:
    """The pages of an obligation and of the lead agency's own, which was reported with evidence."""
    duty = AgencyObligation.objects.filter(agency=world.agencies["lead"]).order_by("pk").last()
    duty = duty or every_row_of_obligations(world)
    one, own = {"pk": duty.obligation_id}, {"pk": duty.pk}
    piece = own | {"number": duty.evidence.latest("pk").pk if duty.evidence.exists() else 1}
    steps = ("report_done", "withdraw_report", "confirm_done", "return_duty", "x")
    return {
        "duties_file": [{"kind": kind} for kind in ("csv", "xlsx", "x")],
        "obligation": [one],
        "obligation_act": [one | {"name": name} for name in ("amend_obligation", "retire_obligation", "x")],
        "obligation_many": [one | {"name": name} for name in ("confirm_done", "confirm_exemption", "x")],
        **{key: [own] for key in ("duty", "duty_evidence_add")},
        **{key: [piece] for key in ("duty_evidence", "duty_evidence_remove")},
        "duty_act": [own | {"name": name} for name in steps],
    }


def _of_proposals(world: World) -> dict[str, list[dict[str, Any]]]:
    """The pages of a proposal to change the plan."""
    one = {"pk": (RevisionProposal.objects.first() or proposed(world)).pk}
    return {
        "plan_proposal": [one],
        "plan_proposal_act": [one | {"name": name} for name in ("take_change", "withdraw_change", "x")],
    }


def _of_rolling_plan(world: World) -> dict[str, list[dict[str, Any]]]:
    """The pages of a year of a plan, and of its frozen summary."""
    plan = Plan.objects.get(code="63-65")
    given: dict[str, Any] = {"actor": world.screener, "at": world.at, "request_id": UUID(int=65)}
    summary = freeze_year(plan_id=plan.pk, fiscal_year=2565, **given)
    years = [{"code": "63-65", "year": year} for year in (2565, 2566)]
    return {
        **dict.fromkeys(("year_present", "year_freeze"), years),
        "plan_revise": [{"code": "63-65"}],
        **_of_proposals(world),
        **{f"year_summary{part}": [{"pk": summary.pk}] for part in ("", "_file", "_pdf")},
    }


def _of_annexes(world: World) -> dict[str, list[dict[str, Any]]]:
    """The pages of an annex of the meeting's last matter."""
    item = world.meeting.items.latest("pk")
    paper = {"pk": item.meeting_id, "item": item.pk, "paper": annex_of(world, item).pk}
    return {key: [paper] for key in ("item_paper_out", "item_paper_pages", "item_paper_file")}


def _of_campaigns(world: World) -> dict[str, list[dict[str, Any]]]:
    """The pages of a campaign and of a response in it, with its letter."""
    found = AlignmentCampaign.objects.first() or opened(world, ("lead", "north"))
    response = response_of(world, "lead")
    if response.state == "awaited":
        response = carried(world, "lead", "officer", "result_sent")
        take_snapshot(campaign_id=found.pk, actor=world.screener, at=world.at, request_id=uuid4())
    named = {"pk": response.pk, "project": response.own_projects.latest("pk").pk}
    return {
        **{key: [{"pk": found.pk}] for key in ("campaign", "campaign_edit")},
        "campaign_act": [{"pk": found.pk, "name": name} for name in ("close_campaign", "drop_campaign", "x")],
        "campaign_many": [{"pk": found.pk, "name": name} for name in ("record_finding", "send_result", "x")],
        **{key: [{"pk": response.pk}] for key in ("response", "response_part_one", "response_project_add")},
        **{key: [{"pk": response.pk}] for key in ("response_letter", "response_letter_pdf")},
        **{key: [named] for key in ("response_project", "response_project_remove")},
        **{key: [{"pk": found.pk}] for key in ("campaign_overview", "campaign_overview_freeze")},
        **{
            key: [{"pk": found.pk, "number": number} for number in (1, 9)]
            for key in ("campaign_snapshot", "campaign_snapshot_file", "campaign_snapshot_pdf")
        },
        "response_act": [{"pk": response.pk, "name": name} for name in ("open_result", "hand_over", "x")],
    }


def _of_results(world: World) -> dict[str, list[dict[str, Any]]]:
    """The arguments of pages on what was resolved; there may be none yet, and then the answer is 404."""
    resolution, letter = Resolution.objects.order_by("pk").last(), DecisionLetter.objects.order_by("pk").last()
    action = ActionItem.objects.order_by("pk").last()
    own = {"code": world.committee.code}
    numbers = {"letter": letter.pk if letter else 1, "action": action.pk if action else 1}
    return {
        **{
            key: [{"pk": resolution.pk if resolution else 1}]
            for key in ("resolution", "resolution_send", "resolution_correct", "resolution_assign")
        },
        "resolutions_file": [{"kind": kind} for kind in ("csv", "xlsx", "x")],
        **{key: [{"pk": numbers["letter"]}] for key in ("decision_letter", "decision_letter_pdf")},
        "decision_letter_act": [{"pk": numbers["letter"], "name": name} for name in ("acknowledge", "x")],
        "action": [{"pk": numbers["action"]}],
        "action_act": [{"pk": numbers["action"], "name": name} for name in ("report", "verify", "extend", "x")],
        "action_evidence": [{"pk": numbers["action"], "number": 1}],
        **{key: [own] for key in ("letter_series", "committee_year")},
        "letter_series_retire": [own | {"pk": 1}],
        "committee_year_file": [own | {"kind": kind} for kind in ("csv", "xlsx", "x")],
        "verify_letter": [{"token": letter.token if letter else "x"}, {"token": "x"}],
    }


def minutes_arguments(world: World) -> dict[str, list[dict[str, Any]]]:
    """The minutes of the meeting, where it has been opened: every page of them."""
    meeting = world.meeting
    if meeting.state in BEGUN and not Minutes.objects.filter(meeting=meeting).exists():
        begun(world)
    pk, keyed = meeting.pk, {"pk": meeting.pk, "key": "opening"}
    return {
        **{name: [keyed] for name in ("minutes_section", "minutes_settle", "minutes_hide", "minutes_comment")},
        "minutes_act": [{"pk": pk, "name": name} for name in ("circulate", "correct", "x")],
        "minutes_reply_act": [{"pk": pk, "reply": 1, "name": "confirm"}],
        "minutes_answer": [{"pk": pk, "comment": 1}],
        "minutes_paper": [{"pk": pk, "number": 1}],
    }


def named() -> dict[str, URLPattern]:
    """The addresses that have a name of their own; the API's are walked by its own tests."""

    def walk(resolver: URLResolver) -> Iterator[URLPattern]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                if not entry.namespace:
                    yield from walk(entry)
            else:
                yield entry

    return {pattern.name: pattern for pattern in walk(get_resolver()) if pattern.name}


def paths(world: World) -> list[tuple[str, str]]:
    """Every named address with its arguments filled in."""
    general, of_its_own, found = example(world), special(world), []
    for name, pattern in named().items():
        chosen = of_its_own.get(name) or [{key: general[key] for key in pattern.pattern.converters}]
        found += [(name, reverse(name, kwargs=given)) for given in chosen]
        if name == "project":
            found += [(name, f"{found[-1][1]}?tab={tab}") for tab in tabs(world)]
    return found


def tabs(world: World) -> list[str]:
    """The tabs that a project's page links to."""
    page = visitor(world.auditor).get(f"/projects/{world.project.code}/").content.decode()
    return sorted(set(re.findall(r'href="[^"]*\?tab=([a-z]+)', page)))


def faults_of(answer: HttpResponseBase) -> list[str]:
    """What is wrong with a page."""
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    policy = {part.strip() for part in answer.headers.get("Content-Security-Policy", "").split(";")}
    assert isinstance(answer, HttpResponse)
    html = answer.content.decode()
    faults = [f"its policy is {sorted(policy)}"] if policy != POLICY else []
    return faults + [f"{what}: {found[0][:90]}" for what, rule in INLINE.items() if (found := rule.search(html))]


@pytest.fixture
def strict_templates(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let templates show what is not there; a filter, such as default, may still answer for it."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = Marker("UNDEFINED(%s)")
    settings.TEMPLATES = templates
    resolve = FilterExpression.resolve

    def with_filters(self: FilterExpression, context: Context, ignore_failures: bool = False) -> Any:
        return resolve(self, context, ignore_failures=ignore_failures or bool(self.filters))

    monkeypatch.setattr(FilterExpression, "resolve", with_filters)


STATES = ("draft", "screening", "in_committee", "reported_back")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.usefixtures("strict_templates")
def test_every_page_is_whole_for_everyone(world: World, state: str) -> None:
    """In the small size each person asks for each page in one of the states, and in each state somebody does."""
    each = 1 if SIZES.every_way == 1 else len(STATES)
    world.to(state)
    if world.meeting_id is None:
        planned(world)
    faults = []
    addresses = paths(world)
    for place, name in enumerate(EVERYONE):
        client = visitor(world.people[name], ("th", "en")[place % 2])
        for turn, (_url_name, path) in enumerate(addresses, start=place + STATES.index(state)):
            if turn % each:
                continue
            answer = client.get(path)
            faults += [f"{name} {path}: {fault}" for fault in faults_of(answer)]
            if answer.status_code not in KNOWN_ANSWERS:
                faults.append(f"{name} {path}: {answer.status_code}")
    assert faults == []


def planned(world: World) -> None:
    """A meeting with another project on its agenda, so that its addresses lead somewhere."""
    draft = world.project_id
    world.project_id = world.draft().pk
    world.to("queued").act("convene", "secretary", world.meeting)
    world.project_id = draft


@pytest.mark.usefixtures("strict_templates")
def test_anonymous_is_asked_to_log_in_everywhere(world: World) -> None:
    world.to("reported_back")
    found = []
    for name, path in paths(world):
        if name in OPEN_TO_ALL:
            continue
        answer = Client().get(path)
        found.append((path, answer.status_code, answer.get("Location", "").split("?")[0], answer.content))
    assert [one for one in found if one[1:] != (302, "/login/", b"")] == []


def test_stranger_finds_nothing_of_others(world: World) -> None:
    world.to("reported_back")
    told = {world.project.title, world.project.code, world.meeting.title, "หน่วยงาน north", "1,500,000"}
    client = visitor(world.stranger)
    for name, path in paths(world):
        if name in OPEN_TO_ALL:
            continue
        html = client.get(path).content.decode("utf-8", "replace")
        assert {word for word in told if word in html} <= own_words(path, told), path


def own_words(path: str, told: set[str]) -> set[str]:
    """What the stranger typed in the address may stand in the page."""
    return {word for word in told if word in path}


def test_page_that_is_none_is_told_as_such(world: World) -> None:
    for path in ("/nowhere/", "/projects/DG00-00/", "/meetings/999999/", "/records/999999/"):
        answer = visitor(world.officer).get(path)
        assert (answer.status_code, faults_of(answer)) == (404, [])
