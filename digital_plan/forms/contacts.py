# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The form of a contact point."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from digital_plan.models import Contact


class ContactForm(forms.Form):
    """A contact point: an office and a post, with what one reaches it by."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    topic = forms.ChoiceField(label=_("Topic"), choices=Contact.Topic.choices)
    office = forms.CharField(label=_("Office"), max_length=255)
    post = forms.CharField(
        label=_("Post"), max_length=255, required=False, help_text=_("The post, never a person's name.")
    )
    mailbox = forms.EmailField(label=_("Shared mailbox"), required=False)
    phone = forms.CharField(
        label=_("Office telephone"), max_length=60, required=False,
        help_text=_("The office's own number. Mobile numbers are refused: they are personal data."),
    )  # fmt: skip
    channel = forms.CharField(label=_("Group channel"), max_length=255, required=False)
    source = forms.CharField(label=_("Source"), max_length=255)

    def __init__(self, data: Any = None, *, contact: Contact | None = None) -> None:
        named = ("topic", "office", "post", "mailbox", "phone", "channel", "source")
        given = {name: getattr(contact, name) for name in named} if contact else {}
        super().__init__(data, initial={"request_id": uuid4()} | given)
