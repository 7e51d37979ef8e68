# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking sections of the agency's own document over into the plan, those and only those that its writer chose."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from digital_plan.models import ActionPlan, OwnDocument
from digital_plan.operations.action_plans.writing import SectionText, write_sections
from digital_plan.own_plans import Comparison, compared
from papers.queries import document_content
from papers.word import NotReadable
from workflows.refusals import GuardsUnmet


def comparison_of(held: OwnDocument) -> Comparison:
    """The document beside the template. Raises GuardsUnmet for one that is no Word document, or cannot be read."""
    if held.document is None or not held.is_word:
        raise GuardsUnmet(_("Only a Word document (.docx) is read. This one can be attached, and read by people."))
    try:
        return compared(document_content(held.document))
    except NotReadable as error:
        raise GuardsUnmet(_(error.sentence)) from error


def take_over(
    *, held: OwnDocument, keys: Collection[str], expected_revision: int, actor: User, at: datetime,
    delegation: int | None = None,
) -> ActionPlan:  # fmt: skip
    """Write what the document has for these sections; all of them, or none. The other sections stay as they are.

    Raises GuardsUnmet where nothing was chosen or a section cannot be taken, and what ``write_sections`` raises - and
    then nothing has changed.
    """
    chosen = [one for one in comparison_of(held).sections if one.section.key in keys]
    if not chosen:
        raise GuardsUnmet(_("Choose at least one section of the document."))
    if refused := [fault for one in chosen for fault in one.faults]:
        raise GuardsUnmet(*refused)
    if lacking := [one.section.label for one in chosen if not one.words]:
        raise GuardsUnmet(*(_("The document says nothing in “%(section)s”.") % {"section": label} for label in lacking))
    return write_sections(
        plan_id=held.plan_id, sections=[SectionText(one.section.key, one.text, one.rows) for one in chosen],
        expected_revision=expected_revision, actor=actor, at=at, delegation=delegation,
    )  # fmt: skip
