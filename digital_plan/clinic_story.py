# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What records of the plan clinic say in sentences, made when they are read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from agencies.story import authorities_of
from digital_plan.models import ClinicBooking
from papers.templatetags.thai import thai_datetime
from workflows.models import TransitionRecord

BOOKING = ClinicBooking._meta.label_lower
SENTENCES: dict[tuple[str, str], Any] = {
    (BOOKING, "begin"): _("A place at the clinic was asked for."),
    (BOOKING, "get_place"): _("The place is theirs: %(when)s"),
    (BOOKING, "move_up"): _("A place came free, and they moved up to it: %(when)s"),
    (BOOKING, "take"): _("They took a free time: %(when)s"),
    (BOOKING, "move"): _("Moved to another time: %(when)s"),
    (BOOKING, "decline"): _("The time was declined; they go on waiting."),
    (BOOKING, "put_back"): _("The session is not held; they wait again."),
    (BOOKING, "cancel"): _("The booking was cancelled."),
    (BOOKING, "note_consultation"): _("What was said was written down."),
    (BOOKING, "miss"): _("Nobody came."),
    (BOOKING, "lapse"): _("The season was over, and no place had come free."),
}


@dataclass(frozen=True)
class Told:
    """A record as ``components/timeline.html`` shows it."""

    sentence: str
    record: TransitionRecord
    under: str

    @property
    def at(self) -> datetime:
        """When."""
        return self.record.at

    @property
    def actor(self) -> Any:
        """Who."""
        return self.record.actor

    @property
    def note(self) -> str:
        """Why."""
        return self.record.note


def sentence_of(record: TransitionRecord, subject: Any = None) -> str:
    """What a record says, in the reader's language; "" where this floor has no sentence for it."""
    words = SENTENCES.get((record.subject_type, record.transition), "")
    starts_at = record.facts.get("starts_at")
    return str(words) % {"when": thai_datetime(starts_at) if starts_at else "–"}


def tell(records: Iterable[TransitionRecord]) -> list[Told]:
    """The records as a story, the latest first."""
    every = list(records)
    orders = authorities_of(every)
    return [Told(sentence_of(one), one, orders.get(one.delegation or 0, "")) for one in reversed(every)]
