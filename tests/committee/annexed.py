# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An annex that stands with a matter, whatever has become of the matter."""

from uuid import uuid4

from committee.models import AgendaItem, ItemPaper
from papers.annexes.keeping import keep_annex
from papers.annexes.receiving import receive
from tests.papers.annexes import corpus
from tests.world import AT, World


def annex_of(world: World, item: AgendaItem, title: str = "เอกสารแนบทดสอบ") -> ItemPaper:
    """The same file each time, so that it is judged once in a run."""
    judged = keep_annex(receive(corpus.plain(), "annex.pdf"), at=AT)
    return ItemPaper.objects.create(
        item=item, document=judged.document, judged=judged, title=title, filename="annex.pdf",
        added_by=world.secretary, added_at=AT, request_id=uuid4(),
    )  # fmt: skip
