# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Six people open a letter that nobody printed yet, at the same moment: one paper, and everybody holds its bytes."""

from budget_review.models import ResultNotice, ResultPaper
from budget_review.operations.letter_papers import paper_of
from papers.models import Document, PaperCode
from tests.databases import FreshDatabase
from tests.together import at_once
from tests.world import World

MANY = 6


def test_letter_that_many_open_first_is_one_paper(fresh_database: FreshDatabase) -> None:
    world = World().to("reported_back")
    letter = ResultNotice.objects.earliest("pk")
    given = at_once(MANY, lambda _place: paper_of(ResultNotice.objects.get(pk=letter.pk), at=world.at).sha256)
    assert [one for one in given if isinstance(one, Exception)] == []
    kept = ResultPaper.objects.get().document
    assert set(given) == {kept.sha256}
    assert PaperCode.objects.get(code=letter.snapshot["verify"]["code"].replace("-", "")).document == kept
    assert list(Document.objects.filter(title=letter.letter_number)) == [kept]
