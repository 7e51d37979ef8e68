# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The subjects that have pages: what each is called in a list, and where its page is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from agencies.models import Delegation
from budget_review.models import IntegrationProject
from committee.models import ActionItem, AgendaItem, DecisionLetter, Meeting, Minutes, MinutesReply, Resolution
from committee.queries.unseen import unseen_among
from committee.states import ItemState
from digital_plan.models import (
    ActionPlan,
    AgencyObligation,
    AlignmentCampaign,
    AlignmentResponse,
    ClinicBooking,
    Obligation,
    RevisionProposal,
    StatusReturn,
    StatusRound,
)


@dataclass(frozen=True)
class About:
    """A subject in one line: its title, a note under it, its address."""

    title: str
    note: str
    href: str


Key = tuple[str, int]
CLOSED = _("A matter that is not open to you")  # what stands in the place of its title


def about(keys: Iterable[Key], reader: User, at: datetime) -> dict[Key, About]:
    """The subjects by kind and id as this person may read of them, in two queries at most for each kind."""
    ids: dict[str, set[int]] = {}
    for kind, pk in keys:
        ids.setdefault(kind, set()).add(pk)
    found = {(kind, pk): told for kind in ids for pk, told in DESCRIBED[kind](ids[kind]).items()}
    hidden = unseen_among(found, reader, at)
    return found | {key: About(str(CLOSED), "", reverse("meetings")) for key in hidden}


def _projects(ids: Iterable[int]) -> dict[int, About]:
    found = IntegrationProject.objects.select_related("lead").in_bulk(list(ids))
    return {
        pk: About(project.title, f"{project.code} · {project.lead}", reverse("project", args=[project.code]))
        for pk, project in found.items()
    }


def _meetings(ids: Iterable[int]) -> dict[int, About]:
    found = Meeting.objects.select_related("committee").in_bulk(list(ids))
    return {
        pk: About(_meeting_title(meeting), str(meeting.committee), reverse("meeting", args=[pk]))
        for pk, meeting in found.items()
    }


def _items(ids: Iterable[int]) -> dict[int, About]:
    found = AgendaItem.objects.select_related("meeting__committee", "project").in_bulk(list(ids))
    return {pk: _item(item) for pk, item in found.items()}


def _resolutions(ids: Iterable[int]) -> dict[int, About]:
    found = Resolution.objects.select_related("item__meeting__committee", "item__project").in_bulk(list(ids))
    return {pk: _item(resolution.item) for pk, resolution in found.items()}


def _letters(ids: Iterable[int]) -> dict[int, About]:
    found = DecisionLetter.objects.select_related("agency", "resolution__item").in_bulk(list(ids))
    return {
        pk: About(
            gettext("Letter %(number)s: %(matter)s")
            % {"number": letter.letter_number, "matter": letter.resolution.item.title},
            str(letter.agency),
            reverse("decision_letter", args=[pk]),
        )
        for pk, letter in found.items()
    }


def _actions(ids: Iterable[int]) -> dict[int, About]:
    found = ActionItem.objects.select_related("agency", "person", "committee", "resolution").in_bulk(list(ids))
    return {
        pk: About(
            action.text,
            f"{action.owner} · {action.committee} {action.resolution.called}",
            reverse("action", args=[pk]),
        )
        for pk, action in found.items()
    }


def _item(item: AgendaItem) -> About:
    code = f"{item.project.code} · " if item.project else ""
    is_proposed = item.state == ItemState.PROPOSED  # it has no label and no page of its own yet
    on_the_meeting = f"{reverse('meeting', args=[item.meeting_id])}#item-{item.pk}"
    return About(
        item.title if is_proposed else f"{item.label} {item.title}",
        f"{code}{_meeting_title(item.meeting)} · {item.meeting.committee}",
        on_the_meeting if is_proposed else reverse("meeting_item", args=[item.meeting_id, item.pk]),
    )


def _minutes(ids: Iterable[int]) -> dict[int, About]:
    found = Minutes.objects.select_related("meeting__committee").in_bulk(list(ids))
    return {pk: _of_minutes(minutes) for pk, minutes in found.items()}


def _minutes_replies(ids: Iterable[int]) -> dict[int, About]:
    found = MinutesReply.objects.select_related("minutes__meeting__committee").in_bulk(list(ids))
    return {pk: _of_minutes(reply.minutes) for pk, reply in found.items()}


def _of_minutes(minutes: Minutes) -> About:
    title = gettext("Minutes of meeting %(number)s") % {"number": minutes.meeting.called}
    return About(title, str(minutes.meeting.committee), reverse("minutes", args=[minutes.meeting_id]))


def _meeting_title(meeting: Meeting) -> str:
    return gettext("Meeting %(number)s") % {"number": meeting.called} if meeting.called else meeting.title


def _orders(ids: Iterable[int]) -> dict[int, About]:
    found = Delegation.objects.select_related("giver", "receiver", "agency", "unit").in_bulk(list(ids))
    return {
        pk: About(f"{order.receiver}: {order.sentence}", str(order.agency), reverse("order", args=[pk]))
        for pk, order in found.items()
    }


def _campaigns(ids: Iterable[int]) -> dict[int, About]:
    found = AlignmentCampaign.objects.select_related("plan").in_bulk(list(ids))
    return {pk: About(one.name, one.plan.name, reverse("campaign", args=[pk])) for pk, one in found.items()}


def _responses(ids: Iterable[int]) -> dict[int, About]:
    found = AlignmentResponse.objects.select_related("campaign", "agency").in_bulk(list(ids))
    return {pk: About(one.campaign.name, one.agency.name, reverse("response", args=[pk])) for pk, one in found.items()}


def _bookings(ids: Iterable[int]) -> dict[int, About]:
    found = ClinicBooking.objects.select_related("agency", "season", "slot").in_bulk(list(ids))
    return {
        pk: About(str(booking.agency), booking.season.name, reverse("clinic_booking", args=[pk]))
        for pk, booking in found.items()
    }


def _action_plans(ids: Iterable[int]) -> dict[int, About]:
    found = ActionPlan.objects.select_related("agency").in_bulk(list(ids))
    return {
        pk: About(f"{plan.get_plan_kind_display()} {plan.years}", plan.agency.name, reverse("action_plan", args=[pk]))
        for pk, plan in found.items()
    }


def _status_rounds(ids: Iterable[int]) -> dict[int, About]:
    found = StatusRound.objects.select_related("plan").in_bulk(list(ids))
    return {
        pk: About(
            gettext("Status of plans, round %(number)s") % {"number": one.called or "–"},
            one.plan.name,
            reverse("status_round", args=[pk]),
        )
        for pk, one in found.items()
    }


def _status_returns(ids: Iterable[int]) -> dict[int, About]:
    found = StatusReturn.objects.select_related("round", "agency").in_bulk(list(ids))
    return {
        pk: About(
            gettext("Status of plans, round %(number)s") % {"number": one.round.called},
            one.agency.name,
            reverse("status_return", args=[pk]),
        )
        for pk, one in found.items()
    }


def _obligations(ids: Iterable[int]) -> dict[int, About]:
    found = Obligation.objects.in_bulk(list(ids))
    return {pk: About(one.name, one.source, reverse("obligation", args=[pk])) for pk, one in found.items()}


def _duties(ids: Iterable[int]) -> dict[int, About]:
    found = AgencyObligation.objects.select_related("obligation", "agency").in_bulk(list(ids))
    return {pk: About(one.obligation.name, one.agency.name, reverse("duty", args=[pk])) for pk, one in found.items()}


def _plan_proposals(ids: Iterable[int]) -> dict[int, About]:
    found = RevisionProposal.objects.select_related("plan", "agency").in_bulk(list(ids))
    return {
        pk: About(one.what[:100], f"{one.plan.name} · {one.agency.name}", reverse("plan_proposal", args=[pk]))
        for pk, one in found.items()
    }


def _kind(model: type[Model]) -> str:
    return model._meta.label_lower


DESCRIBED: dict[str, Callable[[Iterable[int]], dict[int, About]]] = {
    _kind(IntegrationProject): _projects,
    _kind(Meeting): _meetings,
    _kind(AgendaItem): _items,
    _kind(Resolution): _resolutions,
    _kind(Minutes): _minutes,
    _kind(MinutesReply): _minutes_replies,
    _kind(DecisionLetter): _letters,
    _kind(ActionItem): _actions,
    _kind(Delegation): _orders,
    _kind(AlignmentCampaign): _campaigns,
    _kind(AlignmentResponse): _responses,
    _kind(ClinicBooking): _bookings,
    _kind(ActionPlan): _action_plans,
    _kind(StatusRound): _status_rounds,
    _kind(StatusReturn): _status_returns,
    _kind(RevisionProposal): _plan_proposals,
    _kind(Obligation): _obligations,
    _kind(AgencyObligation): _duties,
}
WHOLES = (
    _kind(IntegrationProject),
    _kind(Meeting),
    _kind(Minutes),
    _kind(DecisionLetter),
    _kind(ActionItem),
    _kind(Delegation),
    _kind(AlignmentCampaign),
    _kind(AlignmentResponse),
    _kind(ClinicBooking),
    _kind(ActionPlan),
    _kind(StatusRound),
    _kind(StatusReturn),
    _kind(RevisionProposal),
    _kind(Obligation),
    _kind(AgencyObligation),
)  # the kinds that have a process of desks of their own
