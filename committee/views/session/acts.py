# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every press on the console, one address for each kind: it acts and leads back, or says why not."""

from collections.abc import Callable
from typing import Any
from uuid import uuid5

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from committee import operations
from committee.forms import session as forms
from committee.models import AttendanceMark, Meeting
from committee.operations import session
from committee.operations.minutes import adopt_through_item
from committee.queries import sees_agenda
from committee.views.asking import Asking, asking
from workflows.forms import status_of
from workflows.refusals import GuardsUnmet, Refused

Press = Callable[[Asking, Meeting, Any], int | None]  # returns the item to lead back to


@require_POST
def press(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Make one act of the session."""
    me = asking(request)
    meeting = me.meeting(pk)
    if name not in PRESSES or not sees_agenda(me.user, meeting, me.at):
        raise Http404
    form_class, act = PRESSES[name]
    form = form_class(meeting, request.POST) if form_class in OF_MEETING else form_class(request.POST)
    if not form.is_valid():
        told = [
            f"{form.fields[field].label or ''}: {' '.join(map(str, errors))}" for field, errors in form.errors.items()
        ]
        return _refused(request, meeting, GuardsUnmet(*told))
    try:
        item = act(me, meeting, form)
    except Refused as no:
        return _refused(request, meeting, no)
    messages.success(request, _("Noted."))
    back = reverse("console_item", args=[pk, item]) if item else reverse("console", args=[pk])
    return redirect(back)


def _wrong_in(form: Any) -> list[str]:
    """What is wrong with what was typed, each with its field."""
    return [f"{form.fields[name].label or name}: {' '.join(map(str, errors))}" for name, errors in form.errors.items()]


def _refused(request: HttpRequest, meeting: Meeting, no: Refused) -> HttpResponse:
    context = {"meeting": meeting, "refused": no}
    return render(request, "committee/session/refused.html", context, status=status_of(no))


def _by(me: Asking, form: forms.Pressed) -> dict[str, Any]:
    """Who acts, when, with which request."""
    return {
        "actor": me.user, "at": me.at, "delegation": me.delegation, "request_id": form.cleaned_data["request_id"]
    }  # fmt: skip


def _roll(me: Asking, meeting: Meeting, form: forms.RollPress) -> None:
    step, entry_id, version = form.asked()
    entry = get_object_or_404(meeting.roll, pk=entry_id)
    facts: dict[str, Any] = {**form.moment(me.at)}
    if step == "arrive" and (channel := form.cleaned_data.get("channel")):  # otherwise as they signed in themselves
        facts["channel"] = channel
        if channel == "online":
            facts["identified_by"] = form.cleaned_data.get("identified_by") or ""
    if step == "arrive" and form.cleaned_data["consents"]:
        facts["consents"] = True
    by = _by(me, form) | {"request_id": uuid5(form.cleaned_data["request_id"], form.cleaned_data["press"])}
    operations.act(entry, step, expected_version=version, facts=facts, **by)


def _absence(me: Asking, meeting: Meeting, form: forms.AbsencePress) -> None:
    pk, version = map(int, form.cleaned_data["entry"].split(":"))
    entry = get_object_or_404(meeting.roll, pk=pk)
    operations.act(entry, "note_absent", note=form.cleaned_data["note"], expected_version=version, **_by(me, form))


def _correction(me: Asking, meeting: Meeting, form: forms.CorrectionForm) -> None:
    given = form.cleaned_data
    mark = get_object_or_404(AttendanceMark.objects.filter(meeting=meeting), pk=given["mark"])
    session.correct_attendance(
        mark=mark, kind=given["kind"], moment=given["at"], reason=given["reason"], **_by(me, form)
    )


def _guest(me: Asking, meeting: Meeting, form: forms.GuestForm) -> int | None:
    given = form.cleaned_data
    item = get_object_or_404(meeting.items, pk=given["item"]) if given["item"] else None
    session.welcome_guest(
        meeting=meeting, name=given["name"], post=given["post"], item=item, facts=form.moment(me.at), **_by(me, form)
    )
    return item.pk if item else None


def _guest_mark(me: Asking, meeting: Meeting, form: forms.GuestPress) -> None:
    kind, guest_id = form.cleaned_data["press"].split(":")
    by = _by(me, form) | {"request_id": uuid5(form.cleaned_data["request_id"], form.cleaned_data["press"])}
    guest = get_object_or_404(meeting.guests, pk=guest_id)
    session.note_guest(guest=guest, kind=kind, facts=form.moment(me.at), **by)


def _recuse(me: Asking, meeting: Meeting, form: forms.RecusalForm) -> int:
    given = form.cleaned_data
    item = get_object_or_404(meeting.items, pk=given["item"])
    entry = get_object_or_404(meeting.roll, pk=given["entry"])
    session.declare_recusal(item=item, entry=entry, ground=given["ground"], details=given["details"], **_by(me, form))
    return int(item.pk)


def _recusal(me: Asking, meeting: Meeting, form: forms.RecusalPress) -> int:
    step, pk, version = form.cleaned_data["press"].split(":")
    recusal = get_object_or_404(meeting.recusals, pk=pk)
    by = _by(me, form) | {"request_id": uuid5(form.cleaned_data["request_id"], form.cleaned_data["press"])}
    operations.act(recusal, step, note=form.cleaned_data["note"], expected_version=int(version), **by)
    return int(recusal.item_id)


def _vote(me: Asking, meeting: Meeting, form: forms.VoteForm) -> int:
    given = form.cleaned_data
    item = get_object_or_404(meeting.items, pk=given["item"])
    session.open_vote(item=item, question=given["question"], mode=given["mode"], **_by(me, form))
    return int(item.pk)


def _ballot(me: Asking, meeting: Meeting, form: forms.BallotPress) -> int:
    round_ = get_object_or_404(meeting.rounds, pk=form.cleaned_data["round"])
    choice, entry_id = form.cleaned_data["press"].split(":")
    entry = get_object_or_404(meeting.roll, pk=entry_id)
    by = _by(me, form) | {"request_id": uuid5(form.cleaned_data["request_id"], form.cleaned_data["press"])}
    session.cast_ballot(round_=round_, entry=entry, choice=choice, **by)
    return int(round_.item_id)


def _count(me: Asking, meeting: Meeting, form: forms.CountForm) -> int:
    round_ = get_object_or_404(meeting.rounds, pk=form.cleaned_data["round"])
    version = form.cleaned_data["expected_version"]
    operations.act(round_, "count", facts=form.facts(), expected_version=version, **_by(me, form))
    return int(round_.item_id)


def _annul(me: Asking, meeting: Meeting, form: forms.AnnulForm) -> int:
    round_ = get_object_or_404(meeting.rounds, pk=form.cleaned_data["round"])
    version = form.cleaned_data["expected_version"]
    operations.act(round_, "annul", note=form.cleaned_data["note"], expected_version=version, **_by(me, form))
    return int(round_.item_id)


def _dissent(me: Asking, meeting: Meeting, form: forms.DissentForm) -> int:
    given = form.cleaned_data
    item = get_object_or_404(meeting.items, pk=given["item"])
    entry = get_object_or_404(meeting.roll, pk=given["entry"])
    session.note_dissent(
        item=item, entry=entry, reason=given["reason"], is_written=given["is_written"], **_by(me, form)
    )
    return int(item.pk)


def _note(me: Asking, meeting: Meeting, form: forms.NotePress) -> int:
    item = get_object_or_404(meeting.items, pk=form.cleaned_data["item"])
    operations.act(item, "take_note", expected_version=form.cleaned_data["expected_version"], **_by(me, form))
    return int(item.pk)


def _record(me: Asking, meeting: Meeting, form: forms.NotePress) -> int:
    item = get_object_or_404(meeting.items, pk=form.cleaned_data["item"])
    resolution = get_object_or_404(item.resolutions.filter(corrects=None).order_by("-pk")[:1])
    read = {name: form.cleaned_data[name] for name in ("wording", "expected_version")}
    operations.act_as_read(resolution_id=resolution.pk, name="record", **read, **_by(me, form))
    return int(item.pk)


def _adopt(me: Asking, meeting: Meeting, form: forms.NotePress) -> int:
    item = get_object_or_404(meeting.items, pk=form.cleaned_data["item"])
    adopt_through_item(item, expected_version=form.cleaned_data["expected_version"], **_by(me, form))
    return int(item.pk)


PRESSES: dict[str, tuple[Any, Press]] = {
    "roll": (forms.RollPress, _roll),
    "absence": (forms.AbsencePress, _absence),
    "correction": (forms.CorrectionForm, _correction),
    "guest": (forms.GuestForm, _guest),
    "guest-mark": (forms.GuestPress, _guest_mark),
    "recuse": (forms.RecusalForm, _recuse),
    "recusal": (forms.RecusalPress, _recusal),
    "vote": (forms.VoteForm, _vote),
    "ballot": (forms.BallotPress, _ballot),
    "count": (forms.CountForm, _count),
    "annul": (forms.AnnulForm, _annul),
    "dissent": (forms.DissentForm, _dissent),
    "note": (forms.NotePress, _note),
    "record": (forms.RecordPress, _record),
    "adopt": (forms.NotePress, _adopt),
}
OF_MEETING = (forms.RecusalForm, forms.VoteForm, forms.DissentForm)  # their choices come from the meeting
