# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing where the price of one ICT item comes from."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from budget_review.attachment_kinds import QUOTED_BY
from budget_review.models import BudgetLine, Participation
from budget_review.operations.editing import attempt_of, expect, open_for, revised
from budget_review.prices import Price, said_of
from workflows.refusals import GuardsUnmet


@transaction.atomic
def write_price(
    *, line_id: int, actor: User, at: datetime, delegation: int | None = None, expected_revision: int, price: Price
) -> BudgetLine:
    """Keep a line's price basis, and mark it as an ICT item; officers of the lead or of the line's agency may.

    Raises WrongState, NotPermitted, VersionConflict or GuardsUnmet - and then nothing has changed.
    """
    found = Participation.objects.select_related("agency").get(lines=line_id)
    project = open_for(found.project_id, attempt_of(actor, at, delegation), parts=[found])
    part = Participation.objects.get(pk=found.pk)  # as it stands under the project's lock
    line = BudgetLine.objects.get(pk=line_id)
    if not line.is_active:
        raise GuardsUnmet(_("This budget line was removed meanwhile."))
    named = {quote.attachment for quote in price.quotes if quote.attachment is not None}
    own = part.attachments.filter(pk__in=named, removed_at=None, kind__in=QUOTED_BY)
    if named - set(own.values_list("pk", flat=True)):
        raise GuardsUnmet(_("A quotation names a file that is not among the papers of this part."))
    if (line.is_ict, line.price) == (True, said_of(price)):
        return line
    expect(project, expected_revision, part.revision)
    line.is_ict, line.price = True, said_of(price)
    line.save(update_fields=["is_ict", "price"])
    part.revision = project.revision + 1
    part.save(update_fields=["revision"])
    revised(project)
    return line
