# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The labels of an agenda: given when it is fixed first, and never changed. What comes later gets one of its own."""

from committee.models import AgendaItem, Meeting
from committee.states import ItemState


def give_labels(meeting: Meeting) -> dict[int, str]:
    """Label every listed item that has none, in the order of the agenda. Returns them all: ``{7: "5.1"}``."""
    meeting.__dict__.pop("draft_labels", None)  # read anew, under the lock
    labels = meeting.draft_labels
    for item in meeting.items.filter(state=ItemState.LISTED, issued_label=""):
        item.issued_label = labels[item.pk]
        item.save(update_fields=["issued_label"])
    listed = set(meeting.items.filter(state=ItemState.LISTED).values_list("pk", flat=True))
    return {pk: label for pk, label in labels.items() if pk in listed}


def next_label(item: AgendaItem) -> str:
    """The label after the last that was ever issued under the item's heading."""
    issued = item.meeting.items.filter(section=item.section).exclude(issued_label="")
    numbers = [int(label.split(".")[1]) for label in issued.values_list("issued_label", flat=True)]
    return f"{item.section}.{max(numbers, default=0) + 1}"
