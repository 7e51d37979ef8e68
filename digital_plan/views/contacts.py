# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Contact points as pages: whom to ask about what, and keeping them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.person import person_of
from digital_plan.forms.contacts import ContactForm
from digital_plan.models import Contact
from digital_plan.operations.contacts import keep_contact, retire_contact
from digital_plan.queries.year import may_keep_year
from workflows.forms import status_of
from workflows.refusals import Refused


def contacts(request: HttpRequest) -> HttpResponse:
    """List the contact points by topic."""
    found = Contact.objects.filter(retired_at=None)
    topics = [(label, [one for one in found if one.topic == value]) for value, label in Contact.Topic.choices]
    may_keep = may_keep_year(person_of(request), timezone.now())
    return render(request, "digital_plan/contacts/contacts.html", {"topics": topics, "may_keep": may_keep})


def write(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a contact point, or put one right."""
    user, now = person_of(request), timezone.now()
    if not may_keep_year(user, now):
        raise PermissionDenied(_("Only a DGA officer or an administrator keeps the contact points."))
    standing = get_object_or_404(Contact, pk=pk, retired_at=None) if pk else None
    form = ContactForm(request.POST or None, contact=standing)
    refused, status = None, 200
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "request_id"}
        request_id = form.cleaned_data["request_id"]
        try:
            keep_contact(said=said, instead_of=pk, actor=user, at=now, request_id=request_id)
        except Refused as no:
            refused, status = no, status_of(no)
        else:
            messages.success(request, _("The contact points are changed."))
            return redirect("contacts")
    elif request.method == "POST":
        status = 422
    context = {
        "form": form,
        "refused": refused,
        "title": _("Change the contact point") if pk else _("Add a contact point"),
    }
    return render(request, "digital_plan/contacts/form.html", context, status=status)


@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a contact point off the list."""
    try:
        retire_contact(contact_id=pk, actor=person_of(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, f"{refused.title} {refused}")
    return redirect("contacts")
