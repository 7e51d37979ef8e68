# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The API of the whole service, ``/api/v1/``: the floors' routers, the tasks, and every error as JSON."""

from collections.abc import Sequence
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.responses import Response

from accounts.api import API_AUTH, Problem, notices, problem
from agencies import api as orders
from budget_review import api as projects
from budget_review import (
    api_attachments,
    api_carrying,
    api_comments,
    api_inquiries,
    api_many,
    api_prices,
    api_rounds,
    api_screening,
    api_sections,
    api_similar,
    api_under_way,
)
from committee import api as meetings
from committee import (
    api_agenda,
    api_archives,
    api_builds,
    api_cabinet,
    api_committees,
    api_minutes,
    api_pack_copies,
    api_papers,
    api_reading,
    api_results,
    api_roll,
    api_session,
)
from digital_plan.api import (
    action_plans,
    campaigns,
    clinic,
    obligations,
    overviews,
    own_documents,
    plans,
    responses,
    revisions,
    rolling,
    status_rounds,
    year,
)
from papers import api as papers
from papers.queries import DocumentDamaged
from project import anchors_api, api_clocks, definitions_api, history_api, lifecycles_api, tasks_api


class Api(NinjaAPI):
    """Every address answers a stranger itself, with JSON, and is never kept by a cache."""

    def _get_urls(self) -> list[Any]:
        return [_at_the_api_door(pattern) for pattern in super()._get_urls()]

    def get_openapi_operation_id(self, operation: Any) -> str:
        """The plain name of the function: ``act_on_project``."""
        return str(operation.view_func.__name__)


def _at_the_api_door(pattern: Any) -> Any:
    view = pattern.callback

    @wraps(view)
    def at_the_door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            refused = _answer(405, problem("method_not_allowed"))
            refused["Allow"] = response["Allow"]
            response = refused
        patch_cache_control(response, private=True, no_store=True)
        return response

    pattern.callback = login_not_required(at_the_door)
    return pattern


api = Api(
    title="Mati",
    version="1",
    urls_namespace="api",
    docs_url=None,
    auth=API_AUTH,
    description="Integration projects from proposal to budget decision: the same acts, permissions and refusals as "
    "the pages. Amounts are strings of baht. A refusal changes nothing and says why, in the Accept-Language.",
)


api.add_router("/projects", projects.router)
api.add_router("", api_screening.router)
api.add_router("", api_rounds.router)
api.add_router("/projects", api_many.router)
api.add_router("/projects", api_similar.router)
api.add_router("/projects", api_sections.router)
api.add_router("/projects", api_carrying.router)
api.add_router("/projects", api_prices.router)
api.add_router("/projects", api_attachments.router)
api.add_router("/projects", history_api.router)
api.add_router("/projects", api_comments.router)
api.add_router("/projects", api_inquiries.router)
api.add_router("", projects.parts_router)
api.add_router("", api_inquiries.inquiries_router)
api.add_router("/meetings", meetings.router)
api.add_router("", meetings.parts_router)
api.add_router("", api_session.router)
api.add_router("", api_agenda.router)
api.add_router("", api_papers.router)
api.add_router("", api_reading.router)
api.add_router("", api_cabinet.router)
api.add_router("/meetings", api_builds.router)
api.add_router("/meetings", api_pack_copies.router)
api.add_router("/meetings", api_archives.router)
api.add_router("", api_roll.router)
api.add_router("", api_minutes.router)
api.add_router("", tasks_api.router)
api.add_router("", api_under_way.router)
api.add_router("", api_clocks.router)
api.add_router("/lifecycles", lifecycles_api.router)
api.add_router("/lifecycles", definitions_api.router)
api.add_router("/notices", notices.router)
api.add_router("/anchors", anchors_api.router)
api.add_router("/committees", api_committees.router)
api.add_router("/plans", plans.router)
api.add_router("", campaigns.router)
api.add_router("", responses.router)
api.add_router("", overviews.router)
api.add_router("", status_rounds.router)
api.add_router("", rolling.router)
api.add_router("", revisions.router)
api.add_router("", clinic.router)
api.add_router("", year.router)
api.add_router("/action-plans", action_plans.router)
api.add_router("/action-plans", own_documents.router)
api.add_router("", obligations.router)
api.add_router("", api_results.router)
api.add_router("", papers.router)
api.add_router("/delegations", orders.router)


@csrf_exempt
@login_not_required
def not_found(request: HttpRequest) -> HttpResponse:
    """Answer every other address below /api/."""
    return _answer(404, problem("not_found"))


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Exception) -> HttpResponse:
    return _answer(404, problem("not_found"))


@api.exception_handler(AuthenticationError)
def _not_authenticated(request: HttpRequest, error: Exception) -> HttpResponse:
    response = _answer(401, problem("not_authenticated"))
    response["WWW-Authenticate"] = 'Bearer realm="Mati"'
    return response


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that is not JSON (400), or a session without its CSRF token (403)."""
    return _answer(error.status_code, problem("csrf" if error.status_code == 403 else "bad_request"))


@api.exception_handler(RequestDataTooBig)
def _too_large(request: HttpRequest, error: Exception) -> HttpResponse:
    return _answer(413, problem("too_large"))


@api.exception_handler(DocumentDamaged)
def _damaged(request: HttpRequest, error: Exception) -> HttpResponse:
    return _answer(500, problem("damaged"))


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name each field that is wrong: ``"body.facts.amounts.7: Input should be a valid string"``."""
    reasons = [f"{_place(found['loc'])}: {found['msg']}" for found in error.errors]
    return _answer(422, problem("invalid", *reasons))


def _place(loc: Sequence[Any]) -> str:
    source, *inner = (str(part) for part in loc)
    named = inner[1:] if source == "body" and inner[:1] == ["body"] else inner
    return ".".join([source, *named])


def _answer(status: int, said: Problem) -> HttpResponse:
    return Response(said.model_dump(), status=status)
