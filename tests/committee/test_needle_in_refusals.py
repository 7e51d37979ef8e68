# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every operation that writes, asked of a closed matter by who does not see it: no word comes back, nothing changes."""

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from committee.models import AgendaItem, Minutes, Question, Recusal, Resolution, VoteRound
from tests.api.asking import ROOT, Program, at
from tests.committee.needles import INSIDE, MATTER, Needles
from tests.committee.test_needle import filled, ids, told
from tests.world import everything

pytestmark = pytest.mark.django_db
STEPS = ("draft", "take_note", "certify", "record", "withdraw", "annul", "admit_late", "circulate")
BODIES: tuple[dict[str, Any], ...] = (
    {},
    {"note": "ขอดู", "facts": {}},
    {"text": "ขอดู", "expected_revision": 0, "question": "ขอดู", "mode": "named", "section": "opening"},
)


def writings(needles: Needles) -> Iterator[tuple[str, str]]:
    """Every operation of the committee that writes, with the matter's own numbers: ``("post", "/votes/3/…")``."""
    values: dict[str, dict[str, list[Any]]] = {
        "meetings": {"pk": [needles.world.meeting_id], "key": [f"item-{needles.item_pk}"]},
        "agenda-items": {"pk": ids(AgendaItem.objects.exclude(confidentiality="open"))},
        "resolutions": {"pk": ids(Resolution.objects)},
        "recusals": {"pk": ids(Recusal.objects)},
        "votes": {"pk": ids(VoteRound.objects)},
        "questions": {"pk": ids(Question.objects)},
        "minutes": {"pk": ids(Minutes.objects) or [1]},
    }
    schema = Client().get(f"{ROOT}/openapi.json").json()
    for path, methods in schema["paths"].items():
        short = path.removeprefix(ROOT)
        known = values.get(short.split("/")[1], {}) | {"name": list(STEPS)}
        wanted = re.findall(r"{(\w+)}", short)
        if set(wanted) <= set(known) and "pk" in wanted:
            for given in filled(wanted, known):
                yield from ((method, short.format(**given)) for method in methods if method != "get")


@pytest.mark.parametrize("who", ["stranger", "auditor"])
def test_writing_is_refused_without_a_word_of_the_matter(who: str) -> None:
    needles = Needles("members").open()
    program = Program(needles.world, who)
    before = everything()
    asked = list(writings(needles))
    assert len(asked) > 60
    for method, path in asked:
        for body in BODIES:
            headers = program.headers | {"Idempotency-Key": str(uuid4())}
            with at():
                answer = program.client.generic(
                    method.upper(), ROOT + path, json.dumps(body), content_type="application/json", headers=headers
                )
            assert answer.status_code in (400, 403, 404, 405, 409, 422), (method, path, answer.status_code)
            assert not re.search(f"{MATTER}|{INSIDE}", told(answer)), (method, path)
    assert everything() == before
