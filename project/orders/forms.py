# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The form in which an order is written."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from agencies.lifecycle import Extent
from agencies.models import Delegation
from agencies.operations import LARGEST_PAPER, is_pdf
from agencies.powers import acts_of, lendable_roles
from papers.forms import ERA_HELP, DayField
from project.orders.choices import limits, posts, receivers
from project.records import kind_name


class ActsField(forms.MultipleChoiceField):
    """The acts of a delegation. The page shows them for one only, and then they must be named: not "optional"."""

    is_answered = True


class OrderForm(forms.Form):
    """Who lends which post to whom, how far, by which order, from when to when."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    extent = forms.ChoiceField(
        label=_("Kind"), choices=Extent.choices, widget=forms.RadioSelect, initial=Extent.ACTING,
        help_text=_("Acting: the holder is away or the post is vacant, and all its powers go with it. "
                    "Delegated: only the acts that are ticked below."),
    )  # fmt: skip
    post = forms.ChoiceField(label=_("In place of"))
    receiver = forms.ModelChoiceField(
        User.objects.none(), label=_("Who acts"), empty_label=_("Choose a person"), help_text=_("Of the same agency.")
    )
    order_number = forms.CharField(label=_("Order number"), max_length=100)
    order_date = DayField(label=_("Date of the order"), help_text=ERA_HELP)
    valid_from = DayField(label=_("First day"))
    valid_to = DayField(label=_("Last day"), help_text=_("The order ends by itself after this day."))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)
    acts = ActsField(
        label=_("Acts that the order delegates"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Only for delegated acts; whoever acts in a post has them all."),
    )  # fmt: skip
    limit = forms.ChoiceField(label=_("Limited to"), required=False)
    paper = forms.FileField(
        label=_("Signed order"), required=False, help_text=_("A PDF of at most 10 MB. Needed to register the order.")
    )

    def __init__(self, *args: Any, user: User, at: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.posts = posts(user, at)
        fields: dict[str, Any] = self.fields
        fields["post"].choices = [(key, label) for key, (_post, label) in self.posts.items()]
        fields["receiver"].queryset = receivers(user, at)
        fields["acts"].choices = [(role.label, _acts_of(role)) for role in self._roles()]
        fields["limit"].choices = [("", _("Nothing: all that the post concerns")), *limits(user, at)]

    def _roles(self) -> list[Any]:
        offered = {post[0] for post, _label in self.posts.values()}
        return [role for role in lendable_roles() if role in offered]

    def clean_paper(self) -> Any:
        """Read the file, and say at its field what is wrong with it."""
        paper = self.cleaned_data["paper"]
        if paper is None:
            return None
        if paper.size > LARGEST_PAPER:
            raise forms.ValidationError(_("The signed order must not be larger than 10 MB."))
        self.content = paper.read()
        if not is_pdf(self.content):
            raise forms.ValidationError(_("The signed order must be a PDF that can be opened."))
        return paper

    def clean(self) -> dict[str, Any]:
        """Say at the field what the order's kind and period ask for; the rest is the order's own rules to say."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("extent") == Extent.DELEGATED and not given.get("acts"):
            self.add_error("acts", _("A delegation names each act."))
        first, last = given.get("valid_from"), given.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day is on or after the first."))
        return given

    def order(self) -> Delegation:
        """The order as it was written, not yet kept."""
        given = self.cleaned_data
        (role, agency, unit, giver), _label = self.posts[given["post"]]
        named = ("extent", "receiver", "order_number", "order_date", "valid_from", "valid_to", "reason")
        return Delegation(
            role=role, agency_id=agency, unit_id=unit, giver_id=giver,
            acts=given["acts"] if given["extent"] == Extent.DELEGATED else [],
            subjects=[given["limit"]] if given["limit"] else [],
            **{name: given[name] for name in named},
        )  # fmt: skip

    def signed_paper(self) -> dict[str, Any]:
        """The signed order's bytes and name, as ``write_order`` takes them."""
        paper = self.cleaned_data["paper"]
        return {"paper": self.content, "filename": paper.name} if paper else {}


def _acts_of(role: Any) -> list[tuple[str, str]]:
    return [(key, f"{label} ({kind_name(key)})") for key, label in acts_of(role).items()]
