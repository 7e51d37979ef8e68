# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping a note of one's own from a page: in the reading room and beside a pack."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from committee.forms.reading import NoteForm
from committee.models import AgendaItem
from committee.operations import reading
from committee.views.asking import Asking
from workflows.forms import typed_but
from workflows.refusals import Refused, VersionConflict


def keep_note(
    request: HttpRequest, me: Asking, item: AgendaItem, form: NoteForm, pack_number: int | None = None
) -> Refused | None:
    """Keep what a valid form says, or with its button ``delete`` nothing of it; return what refused.

    The form then has what was typed, and the revision that the next attempt is to name.
    """
    given = form.cleaned_data
    text = "" if "delete" in request.POST else given["text"]
    try:
        reading.write_note(
            item=item,
            user=me.user,
            text=text,
            expected_revision=given["revision"],
            at=me.at,
            pack_number=pack_number,
        )
    except Refused as no:
        if isinstance(no, VersionConflict):
            typed_but(form, revision=reading.note_revision(item=item, user=me.user))
        return no
    said = _("Your note is kept. Nobody else can read it.") if text else _("Your note is deleted.")
    messages.success(request, said)
    return None
