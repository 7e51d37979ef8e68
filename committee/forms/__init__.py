# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is filled in around meetings."""

from committee.forms.agenda import ItemForm, MatterForm, MoveForm, NotesForm, ProjectsForm
from committee.forms.meetings import MeetingForm, OneForm
from committee.forms.resolutions import ResolutionForm

__all__ = [
    "ItemForm",
    "MatterForm",
    "MeetingForm",
    "MoveForm",
    "NotesForm",
    "OneForm",
    "ProjectsForm",
    "ResolutionForm",
]
