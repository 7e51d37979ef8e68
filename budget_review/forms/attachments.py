# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A paper of a proposal as a form: where it belongs, of what kind it is, its file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.attachment_kinds import KINDS
from budget_review.forms.fields import ThaiText
from budget_review.models import IntegrationProject, Participation
from budget_review.operations.attachments import Place
from budget_review.sections import SECTIONS
from papers.choices import offer
from papers.paper_file import PaperFile as PaperFile


class NewerFileForm(forms.Form):
    """A file that follows the one that stands."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    file = PaperFile(label=_("File"))


class AttachmentForm(forms.Form):
    """A paper with its first file."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Choose")), *((kind.key, kind.label) for kind in KINDS)])
    title = ThaiText(label=_("Title"), max_length=200)
    place = forms.ChoiceField(label=_("Belongs to"))
    is_confidential = forms.BooleanField(
        label=_("Confidential"), required=False,
        help_text=_("Read by the agency itself, the lead agency and the offices that decide. Quotations always are."),
    )  # fmt: skip
    file = PaperFile(label=_("File"))

    def __init__(
        self, *args: Any, project: IntegrationProject, parts: list[Participation], is_whole: bool, **options: Any
    ) -> None:
        options["use_required_attribute"] = False
        super().__init__(*args, **options)
        self.parts = {part.pk: part for part in parts}
        self.lines = {line.pk: line for part in parts for line in part.active_lines()}
        choices: list[Any] = [("project", _("The whole proposal"))] if is_whole else []
        told = _("The whole part of %(agency)s")  # a list that is closed shows no heading of its groups
        for part in parts:
            of_part = [(f"line-{line.pk}", line.item) for line in part.active_lines()]
            choices.append((part.agency.name, [(f"part-{part.pk}", told % {"agency": part.agency.name}), *of_part]))
        if is_whole:
            sections = [(f"section-{section.key}", section.label) for section in SECTIONS]
            choices.append((_("A section of the proposal"), sections))
        offer(self, "place", choices)

    def where(self) -> Place:
        """The place that was chosen."""
        name, _dash, key = self.cleaned_data["place"].partition("-")
        if name == "line":
            line = self.lines[int(key)]
            return Place(participation=self.parts[line.participation_id], line=line)
        return Place(participation=self.parts[int(key)]) if name == "part" else Place(section=key)
