# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Committees as a tree, and each committee's parts: who sits, the rules, the mandates, the changes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.roles import day_of
from committee.models import Committee, Mandate, Power
from committee.operations.registers import ACTS
from committee.permissions import keeps_people, keeps_register
from committee.queries import committee_for, committees_for
from committee.queries.profiles import rules_in_words, versions_of
from committee.queries.seating import seating_of
from committee.queries.trees import tree_of
from committee.views.asking import Asking, asking

SHOWN = 25
TABS = (
    ("committee", _("Meetings and resolutions")),
    ("committee_seats", _("Who sits")),
    ("committee_rules", _("Rules of procedure")),
    ("committee_mandates", _("Mandates")),
    ("committee_changes", _("Changes")),
)


def committees(request: HttpRequest) -> HttpResponse:
    """List the committees that this person may see, each under the body that it stands under."""
    me = asking(request)
    today = day_of(me.at)
    found = committees_for(me.user, me.at).select_related("parent", "confirming_body")
    rows = []
    for branch in tree_of(found.prefetch_related("tenures", "seats", "profiles")):
        committee = branch.committee
        held = {tenure.seat_id for tenure in committee.sitting_on(today)}
        there = [seat for seat in committee.seats.all() if seat.holds_on(today)]
        rows.append(
            {
                "branch": branch,
                "is_there": committee.is_active_on(today),
                "sitting": len(held),
                "vacant": sum(seat.pk not in held for seat in there),
                "rules": committee.profile_on(today),
            }
        )
    may_enter = keeps_register(Committee(), me.attempt)
    return render(request, "committee/registers/committees.html", {"rows": rows, "may_enter": may_enter})


def seats(request: HttpRequest, code: str) -> HttpResponse:
    """Show the seats of a committee with who holds them now, who held them, who may stand in, and what ties them."""
    me, found = _asked(request, code)
    today = day_of(me.at)
    interests = found.interests.select_related("user", "agency", "project").order_by("user__display_name", "pk")
    context = {
        "seating": seating_of(found, today),
        "interests": [(one, one.holds_on(today)) for one in interests],
    }
    return _page(request, me, found, "committee_seats", context)


def rules(request: HttpRequest, code: str) -> HttpResponse:
    """Show the rules in force, and each version with what it changed."""
    me, found = _asked(request, code)
    profiles = list(found.profiles.select_related("made_by"))
    in_force = found.profile_on(day_of(me.at))
    context = {
        "in_force": in_force,
        "told": [{"term": one.term, "value": one.value} for one in rules_in_words(in_force)] if in_force else [],
        "versions": versions_of(profiles),
    }
    return _page(request, me, found, "committee_rules", context)


def mandates(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a committee leaves to others, and what others leave to it."""
    me, found = _asked(request, code)
    today, names = day_of(me.at), dict(Power.choices)

    def rows(given: Any) -> list[dict[str, Any]]:
        loaded = given.select_related("committee", "to_committee", "to_user")
        return [
            {
                "mandate": one,
                "powers": [names.get(power, power) for power in one.powers],
                "is_in_force": one.holds_on(today),
            }
            for one in loaded
        ]

    context = {"given": rows(found.mandates), "held": rows(Mandate.objects.filter(to_committee=found))}
    return _page(request, me, found, "committee_mandates", context)


def changes(request: HttpRequest, code: str) -> HttpResponse:
    """Show every change of what is known of a committee, the latest first."""
    me, found = _asked(request, code)
    kept, after = found.changes.select_related("changed_by"), request.GET.get("after", "")
    if after.isdecimal() and len(after) < 19:
        get_object_or_404(kept, pk=after)
        kept = kept.filter(pk__lt=after)
    loaded = list(kept[: SHOWN + 1])
    context = {
        "changes": [
            (change, ACTS[change.act].label if change.act in ACTS else change.act) for change in loaded[:SHOWN]
        ],
        "next": loaded[SHOWN - 1].pk if len(loaded) > SHOWN else None,
        "is_first": not after,
    }
    return _page(request, me, found, "committee_changes", context)


def tabs_of(committee: Committee, here: str) -> list[dict[str, Any]]:
    """The parts of a committee, each with its address."""
    return [
        {"label": label, "href": reverse(name, args=[committee.code]), "is_here": name == here} for name, label in TABS
    ]


def frame_of(me: Asking, committee: Committee, here: str) -> dict[str, Any]:
    """What every page of a committee shows: its parts, and what this person may do here."""
    return {
        "committee": committee,
        "tabs": tabs_of(committee, here),
        "may_register": keeps_register(committee, me.attempt),
        "may_people": keeps_people(committee, me.attempt),
        "today": day_of(me.at),
    }


def _asked(request: HttpRequest, code: str) -> tuple[Asking, Committee]:
    me = asking(request)
    return me, committee_for(me.user, code, me.at)


def _page(request: HttpRequest, me: Asking, committee: Committee, here: str, context: dict[str, Any]) -> HttpResponse:
    template = f"committee/registers/{here.removeprefix('committee_')}.html"
    return render(request, template, frame_of(me, committee, here) | context)
