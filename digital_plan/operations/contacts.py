# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping contact points: adding one in the place of another, and retiring one. Personal numbers are refused."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from digital_plan.models import Contact
from digital_plan.personal import holds_mobile_number
from digital_plan.queries.year import may_keep_year
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused

SAID = ("topic", "office", "post", "mailbox", "phone", "channel", "source")


@transaction.atomic
def keep_contact(
    *, said: Mapping[str, str], instead_of: int | None = None, actor: User, at: datetime, request_id: UUID
) -> Contact:
    """Write a contact point (``said`` by SAID), in the place of another where one is named.

    The same request gives the same again. Raises NotPermitted, GuardsUnmet or RequestReused - and then nothing has
    changed.
    """
    if replayed := Contact.objects.filter(request_id=request_id).first():
        if replayed.added_by_id != actor.pk:
            raise RequestReused(_("The request id already stands for another act."))
        return replayed
    contact = Contact(**{name: str(said.get(name, "")).strip() for name in SAID})
    contact.added_by, contact.added_at, contact.request_id = actor, at, request_id
    lacking: list[Any] = []
    if not (contact.mailbox or contact.phone or contact.channel):
        lacking.append(_("A contact point needs a mailbox, an office telephone or a group channel."))
    if any(holds_mobile_number(getattr(contact, name)) for name in SAID):
        lacking.append(_("No mobile telephone number is kept: name the office's own number."))
    try:
        contact.clean_fields(exclude=["added_by", "retired_by", "retired_at"])
    except ValidationError as error:
        lacking += [" ".join(faults) for faults in error.message_dict.values()]
    if lacking:
        raise GuardsUnmet(*lacking)
    if instead_of is not None:
        retire_contact(contact_id=instead_of, actor=actor, at=at)
    elif not may_keep_year(actor, at):
        raise NotPermitted(_("Only a DGA officer or an administrator keeps the contact points."))
    contact.save()
    return contact


@transaction.atomic
def retire_contact(*, contact_id: int, actor: User, at: datetime) -> Contact:
    """Take a contact point off the list; done twice, it is off. Raises NotPermitted or GuardsUnmet."""
    if not may_keep_year(actor, at):
        raise NotPermitted(_("Only a DGA officer or an administrator keeps the contact points."))
    contact = Contact.objects.select_for_update().filter(pk=contact_id).first()
    if contact is None:
        raise GuardsUnmet(_("The contact point is not there."))
    if contact.retired_at is None:
        contact.retired_by, contact.retired_at = actor, at
        contact.save(update_fields=["retired_by", "retired_at"])
    return contact
