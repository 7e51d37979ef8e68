# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rules by which people are told, as an administrator changes them, and what a rule would do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.notifications.models import NoticeRule
from accounts.notifications.registry import AUDIENCES, GIVEN, RULES, SUBJECTS
from accounts.notifications.telling import Telling, event_of, tellings
from project.story import Told, told
from workflows.lifecycle import Start, Subject, rules_of, steps_of
from workflows.models import OutboxMessage, TransitionRecord

RECENT = 30
OTHERS = {  # what is told of that is no step of a lifecycle
    "workflows.clock.reminder": gettext_lazy("A task is due soon"),
    "workflows.clock.overdue": gettext_lazy("A task is late"),
    "workflows.task.assign": gettext_lazy("A task is assigned"),
    "workflows.task.comment": gettext_lazy("A task is commented on"),
    "workflows.task.hand_over": gettext_lazy("A task is handed over"),
    "workflows.task.left": gettext_lazy("A task is taken from its owner"),
    "workflows.job.parked": gettext_lazy("A job was given up"),
    "committee.alternate.name-alternate": gettext_lazy("An alternate is named"),
    "committee.mandate.give-mandate": gettext_lazy("Authority is given to a person or a sub-committee"),
}


@dataclass(frozen=True)
class Preview:
    """What a rule would do with one record: who would be told, and in which words."""

    told: Told
    tellings: list[Telling]


def topics() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Every event that a rule can be about, by kind of subject, and what stands for several."""
    grouped: list[tuple[Any, list[tuple[str, Any]]]] = []
    for kind in SUBJECTS:
        model: Any = apps.get_model(kind)
        if not issubclass(model, Subject):
            continue  # has no steps: its events stand among the others
        own = {Start.name: model.begin, **steps_of(model)}
        steps: list[tuple[str, Any]] = [(f"{kind}.{name}", rules_of(of).label) for name, of in own.items()]
        grouped.append((model._meta.verbose_name, [(f"{kind}.*", _("Any step")), *steps]))
    known = {topic for _kind, steps in grouped for topic, _label in steps}
    others = sorted({rule.topic for rule in RULES} - known)
    return [*grouped, *([(_("Others"), [(topic, OTHERS.get(topic, topic)) for topic in others])] if others else [])]


def audiences() -> list[tuple[str, Any]]:
    """Everybody whom a rule can tell."""
    return [(one.name, one.label) for one in AUDIENCES.values()] + [(GIVEN, _("Whom the event itself names"))]


def labelled(rules: list[NoticeRule]) -> list[dict[str, Any]]:
    """The rules with the names of their event and audience."""
    names = {topic: (kind, label) for kind, steps in topics() for topic, label in steps}
    people = dict(audiences())
    return [
        {
            "rule": rule,
            "kind": names.get(rule.topic, ("", rule.topic))[0],
            "event": names.get(rule.topic, ("", rule.topic))[1],
            "audience": people.get(rule.audience, rule.audience),
        }
        for rule in rules
    ]


def recent_records(topic: str, reader: User, at: datetime) -> list[Told]:
    """The last records to which a rule for this topic applies, the newest first, as sentences."""
    stem, star, _rest = topic.partition("*")
    wanted = Q(message__topic__startswith=stem) if star else Q(message__topic=topic)
    found = TransitionRecord.objects.filter(wanted).select_related("actor", "on_behalf_of").order_by("-pk")
    return told(list(found[:RECENT]), reader, at)


def preview(rule: NoticeRule, record_id: int, reader: User, at: datetime) -> Preview | None:
    """What this rule, as it stands in the form, would do with a record; nothing for one that is not there."""
    message = OutboxMessage.objects.select_related("record__actor").filter(record_id=record_id).first()
    event = event_of(message) if message else None
    if message is None or event is None:
        return None
    [said] = told([message.record], reader, at)
    return Preview(said, [] if said.is_closed else tellings(event, at, [rule]))
