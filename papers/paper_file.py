# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The field of a form that takes a file to be kept."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from papers.uploads import ENDINGS, LARGEST, LARGEST_WORDS, NotAccepted, accept

TAKEN = ",".join(f".{ending}" for endings in ENDINGS.values() for ending in endings)


class PaperFile(forms.FileField):
    """A file, looked at before anything is kept; its value is ``papers.uploads.Accepted``, or what ``look`` gives."""

    look: Callable[[bytes, str], Any] = staticmethod(accept)
    widget = forms.FileInput(attrs={"accept": TAKEN})

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("PDF, Word, Excel, PowerPoint, PNG or JPEG, of at most 20 MB."))
        super().__init__(**options, allow_empty_file=True)  # accept says it in its own words

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Read it. Raises ValidationError with the reason."""
        file = super().clean(data, initial)
        if file is None:
            return None  # where the form does not need one
        if file.size > LARGEST:
            raise ValidationError(_("The file is larger than %(most)s.") % {"most": LARGEST_WORDS})
        try:
            return self.look(file.read(), file.name)
        except NotAccepted as refused:
            raise ValidationError(str(refused)) from refused
