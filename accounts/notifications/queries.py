# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person was told, and how they want to be told."""

from django.db.models import QuerySet

from accounts.models import User
from accounts.notifications.models import Channel, Kind, Notice, NoticePreference


def notices_of(person: User, before: int | None = None) -> QuerySet[Notice]:
    """What stands in a person's list, newest first, going on behind the notice ``before``."""
    found = Notice.objects.filter(person=person, channel=Channel.HERE).order_by("-pk")
    return found.filter(pk__lt=before) if before is not None else found


def unread_count(person: User) -> int:
    """How many notices a person has not opened."""
    return notices_of(person).filter(read_at=None).count()


def ways_of(person: User) -> dict[str, str]:
    """The ways that a person chose, by kind; without one a rule's own way holds."""
    chosen = NoticePreference.objects.filter(person=person, kind__in=Kind.values)
    return dict(chosen.values_list("kind", "way"))
