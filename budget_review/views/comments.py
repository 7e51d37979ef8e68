# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tab with a project's comments: what this person may read, and the form for whoever may say something."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from budget_review.forms.comments import CommentForm
from budget_review.models import Comment
from budget_review.operations.comments import WHO, say
from budget_review.queries.comments import circles_of, comments_for
from budget_review.views.reading import INVALID, STATUS, Asked, ask, fresh_request_id, number_in, refusal, saved
from workflows.refusals import NotPermitted, Refused

PAGE, MOST = 50, 1000


def tab(asked: Asked) -> dict[str, Any]:
    """The comments that this person may read, the newest first, and the form where they may say something."""
    circles = circles_of(asked.project, asked.user, asked.at) if asked.project.state not in asked.project.ends else []
    shown = min(number_in(asked.request.GET.get("shown", "")) or PAGE, MOST)
    found = list(comments_for(asked.project, asked.user, asked.at)[: shown + 1])
    form = CommentForm(initial={"request_id": fresh_request_id()}, circles=circles, is_correction=False)
    return {
        "comments": found[:shown],
        "older": f"{reverse('project', args=[asked.project.code])}?tab=comments&shown={shown + PAGE}"
        if len(found) > shown
        else "",
        "form": form if circles else None,
        "person": asked.user,
        "is_over": asked.project.state in asked.project.ends,
    }


def comment(request: HttpRequest, code: str) -> HttpResponse:
    """Say something; ``?corrects=`` names one's own comment that is put right."""
    asked = ask(request, code)
    circles = circles_of(asked.project, asked.user, asked.at)
    wanted = request.POST.get("corrects") or request.GET.get("corrects") or ""
    own = comments_for(asked.project, asked.user, asked.at).filter(by=asked.user)
    wrong: Comment | None = get_object_or_404(own, pk=number_in(wanted)) if wanted.isdecimal() else None
    if request.method != "POST":
        if not circles:
            return _shown(asked, None, wrong, NotPermitted(WHO))
        initial: dict[str, Any] = {"request_id": fresh_request_id()}
        if wrong is not None:
            initial |= {"corrects": wrong.pk, "circle": wrong.circle, "section": wrong.section, "text": wrong.text}
        return _shown(asked, CommentForm(initial=initial, circles=circles, is_correction=wrong is not None), wrong)
    form = CommentForm(request.POST, circles=circles, is_correction=wrong is not None)
    if circles and not form.is_valid():
        return _shown(asked, form, wrong, status=INVALID)
    if not circles:
        return _shown(asked, None, wrong, NotPermitted(WHO))
    given = form.cleaned_data
    try:
        say(
            project_id=asked.project.pk, circle=given["circle"], section=given["section"], text=given["text"],
            corrects=given["corrects"], actor=asked.user, at=asked.at, request_id=given["request_id"],
        )  # fmt: skip
    except Refused as refused:
        return _shown(asked, form, wrong, refused)
    saved(request, _("The comment is kept."))
    return redirect(f"{reverse('project', args=[code])}?tab=comments")


def _shown(
    asked: Asked, form: CommentForm | None, wrong: Comment | None, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "project": asked.project,
        "form": form,
        "wrong": wrong,
        "refusal": refusal(refused, WHO) if refused else None,
    }
    status = STATUS[refused.code] if refused else status
    return render(asked.request, "budget_review/comment.html", context, status=status)
