# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rules by which people are told: listed, changed, and tried on a record before they hold."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.notifications.models import NoticeRule
from accounts.person import person_of
from project.forms import NoticeRuleForm
from project.keeping import for_keepers
from project.notice_rules import labelled, preview


@for_keepers
def rules(request: HttpRequest) -> HttpResponse:
    """List every rule."""
    found = list(NoticeRule.objects.order_by("topic", "id"))
    return render(request, "project/notice_rules.html", {"rows": labelled(found)})


@for_keepers
def add(request: HttpRequest) -> HttpResponse:
    """Write a new rule."""
    return _write(request, NoticeRule())


@for_keepers
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a rule."""
    return _write(request, get_object_or_404(NoticeRule, pk=pk))


def _write(request: HttpRequest, rule: NoticeRule) -> HttpResponse:
    """Show the rule; try what was written with a record when that was asked for; else keep it."""
    is_new, user, now = rule.pk is None, person_of(request), timezone.now()
    form = NoticeRuleForm(request.POST or None, instance=rule, reader=user, at=now)
    shown, status = None, 200
    if request.method == "POST":
        is_good = form.is_valid()
        if is_good and "try" not in request.POST:
            form.instance.changed_by, form.instance.changed_at = user, now
            form.save()
            messages.success(request, _("The rule holds from now on."))
            return redirect("notice_rules")
        status = 200 if is_good else 422
        record = form.cleaned_data.get("record") or ""
        shown = preview(form.instance, int(record), user, now) if is_good and record.isdecimal() else None
    context = {"form": form, "is_new": is_new, "rule": rule, "preview": shown, "was_tried": "try" in request.POST}
    return render(request, "project/notice_rule.html", context, status=status)
