# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which of many subjects stand on a matter that a person does not see, and which minutes they read in part: asked
where all kinds stand in one list.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model, Q

from accounts.models import User
from committee.models import (
    ActionItem,
    AgendaItem,
    DecisionLetter,
    Minutes,
    MinutesReply,
    MinutesSection,
    Recusal,
    Resolution,
    VoteRound,
)
from committee.queries.confidential import of_own_meetings, of_seen_matters
from committee.queries.following import actions_for
from committee.queries.letters import letters_for
from committee.states import Confidentiality

Key = tuple[str, int]
MATTER: dict[type[Model], str] = {  # how each kind leads to its matter
    AgendaItem: "",
    Resolution: "item__",
    Recusal: "item__",
    VoteRound: "item__",
    DecisionLetter: "resolution__item__",
    ActionItem: "resolution__item__",
}
ADDRESSED = {DecisionLetter: letters_for, ActionItem: actions_for}  # seen by whom they are sent to, too


def unseen_among(keys: Iterable[Key], user: User, at: datetime) -> set[Key]:
    """Those of the subjects, by kind and id, of which this person reads no word; one query for each of these kinds."""
    ids: dict[str, set[int]] = {}
    for kind, pk in keys:
        ids.setdefault(kind, set()).add(pk)
    found: set[Key] = set()
    for model, matter in MATTER.items():
        if asked := ids.get(model._meta.label_lower):
            rows = model._default_manager.filter(pk__in=asked)
            closed = rows.exclude(**{f"{matter}confidentiality": Confidentiality.OPEN})
            unseen = closed.exclude(pk__in=rows.filter(of_seen_matters(user, at, matter)).values("pk"))
            if model in ADDRESSED:
                unseen = unseen.exclude(pk__in=ADDRESSED[model](user, at).order_by().values("pk"))
            found |= {(model._meta.label_lower, pk) for pk in unseen.order_by().values_list("pk", flat=True)}
    return found


def read_in_part(keys: Iterable[Key], user: User, at: datetime) -> set[Key]:
    """Those minutes, and answers to minutes, of which this person does not read every section; three queries at most.

    As ``queries.minutes.hidden_sections`` says of one: what somebody wrote about the whole may speak of any section.
    """
    whole, answer = Minutes._meta.label_lower, MinutesReply._meta.label_lower
    minutes_of = {(kind, pk): pk for kind, pk in keys if kind == whole}
    if answers := [pk for kind, pk in keys if kind == answer]:
        of_answers = MinutesReply.objects.filter(pk__in=answers).order_by().values_list("pk", "minutes")
        minutes_of |= {(answer, pk): minutes for pk, minutes in of_answers}
    if not minutes_of:
        return set()
    sections = MinutesSection.objects.filter(minutes__in=set(minutes_of.values()))
    seen = sections.filter(Q(item=None) | of_seen_matters(user, at, "item__"))
    inside = sections.filter(Q(is_confidential=False) | of_own_meetings(user, at, "minutes__meeting"))
    hidden = sections.exclude(pk__in=seen.order_by().values("pk")) | sections.exclude(
        pk__in=inside.order_by().values("pk")
    )
    found = set(hidden.order_by().values_list("minutes", flat=True))
    return {key for key, minutes in minutes_of.items() if minutes in found}
