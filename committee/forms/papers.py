# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An annex of a matter as a form: its title and file; one of the project's own; why one is taken out."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.models import AttachmentFile
from papers.annexes.receiving import receive
from papers.choices import offer
from papers.paper_file import PaperFile


class AnnexFile(PaperFile):
    """A file that is judged as an annex before anything is kept; its value is ``papers.annexes.receiving.Received``."""

    look = staticmethod(receive)


class AnnexForm(forms.Form):
    """An annex that is handed in."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    title = forms.CharField(label=_("Title of the annex"), max_length=200)
    file = AnnexFile(
        label=_("File"),
        help_text=_(
            "A PDF or a picture is bound into the pack, of at most 20 MB. Word, Excel and PowerPoint files are only "
            "named there. What acts or hides in a file is taken out, and you are told."
        ),
    )
    in_pack = forms.BooleanField(label=_("Bind into the pack"), required=False, initial=True)


class FromProjectForm(forms.Form):
    """One of the papers that stand with the project's present version."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    paper = forms.TypedChoiceField(label=_("Paper of the project"), coerce=int)

    def __init__(self, offered: list[AttachmentFile], data: Any = None) -> None:
        super().__init__(data, prefix="project")
        offer(self, "paper", [(one.pk, f"{one.attachment.title} · {one.filename}") for one in offered])


class TakeOutForm(forms.Form):
    """Why an annex is taken out."""

    reason = forms.CharField(
        label=_("Why the annex is taken out"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class MoveForm(forms.Form):
    """One annex that is moved up or down by one place."""

    request_id = forms.UUIDField()
    paper = forms.IntegerField(min_value=1)
    up = forms.BooleanField(required=False)

    def moved(self, papers: list[int]) -> list[int]:
        """The ids of the annexes with this one moved; at the end of the list nothing moves."""
        paper, step = self.cleaned_data["paper"], -1 if self.cleaned_data["up"] else 1
        if paper not in papers or not 0 <= papers.index(paper) + step < len(papers):
            return papers
        left = [one for one in papers if one != paper]
        left.insert(papers.index(paper) + step, paper)
        return left
