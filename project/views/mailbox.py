# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo's mailbox: every e-mail that it has sent, to whomever."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from project.mailbox import is_shown, mail_named, mails


def mailbox(request: HttpRequest) -> HttpResponse:
    """List what was sent, the newest first."""
    if not is_shown():
        raise Http404
    return render(request, "project/mailbox.html", {"mails": mails()})


def mail(request: HttpRequest, name: str) -> HttpResponse:
    """Show one e-mail as its reader sees it."""
    found = mail_named(name) if is_shown() else None
    if found is None:
        raise Http404
    return render(request, "project/mail.html", {"mail": found})
