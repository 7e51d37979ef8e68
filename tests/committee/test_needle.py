# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every address and operation that may speak of a matter, as each who may not see it: no word of it anywhere."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from itertools import product
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from django.test import Client
from django.urls import reverse

from committee.models import ActionItem, DecisionLetter, MinutesPaper, Question, Resolution
from tests.api.asking import Program
from tests.committee.needles import AGENCY, INSIDE, MATTER, Needles
from tests.committee.test_digits import words
from tests.project.conftest import visitor
from tests.project.test_every_page import named
from tests.sizes import SIZES
from workflows.models import Task, TransitionRecord

pytestmark = pytest.mark.django_db
OUTSIDE = (
    "stranger", "admin", AGENCY, "alternate", "elsewhere_chair", "elsewhere_secretary", "other_secretary",
    "past_member", "bare_secretary", "auditor", "screener", "officer", "head", "budget",
)  # fmt: skip
MEMBERS = ("member", "absent")  # the second is recused from it
EVERY = list(product(("members", "chair"), ("issued", "open", "over")))
LONG = SIZES.every_way == 1
ALL = [(level, stage, (*OUTSIDE, *(MEMBERS if level == "chair" else ()))) for level, stage in EVERY] if LONG else []
OWN = ("/letters", "/actions", "/tasks", "/queue", "/notices", "/overdue", "/")  # where an agency reads what it is told
NAMES = ("draft", "report", "acknowledge", "comment", "take_note", "assign_more") if LONG else ("draft", "report")
of_papers = cache(words)


def told(answer: Any) -> str:
    """All letters of an answer without its spaces; of papers and tables what is in them."""
    body: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"%PDF"):
        return of_papers(body)
    if is_zipfile(BytesIO(body)):
        with ZipFile(BytesIO(body)) as file:
            body = b"".join(file.read(name) for name in file.namelist())
    return re.sub(r"\s", "", body.decode("utf-8", "replace"))


def ids(rows: Any) -> list[Any]:
    """Their numbers."""
    return list(rows.order_by("pk").values_list("pk", flat=True))


def numbers(needles: Needles) -> dict[str, list[Any]]:
    """What ``pk`` may be, by what an address begins with."""
    ours = TransitionRecord.objects.filter(subject_type__startswith="committee.").exclude(
        subject_type__in=("committee.rollentry", "committee.meeting")
    )
    turns = Task.objects.filter(flow_task_type="HUMAN", subject_type__startswith="committee.")
    return {
        "meetings": [needles.world.meeting_id],
        "agenda-items": [needles.item_pk],
        "resolutions": ids(Resolution.objects),
        "letters": ids(DecisionLetter.objects),
        "actions": ids(ActionItem.objects),
        "tasks": ids(turns.exclude(subject_type__endswith="rollentry"))[:: 1 if LONG else 2],
        "records": ids(ours)[:: 1 if LONG else 4],
    }


def filled(wanted: Iterable[str], values: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """Every choice of arguments."""
    names = list(wanted)
    chosen: Any = product(*(values[name] for name in names))
    for one in chosen:
        yield dict(zip(names, one, strict=True))


def addresses(needles: Needles) -> list[str]:
    """Every address that may speak of the matter: of the committee, its lists, what people have to do, the project."""
    world, by_place = needles.world, numbers(needles)
    known: dict[str, list[Any]] = {
        "item": [needles.item_pk, world.item.pk],
        "entry": [world.entry("member").pk],
        "number": sorted({1, *ids(MinutesPaper.objects)}),  # of a pack, and of a paper of minutes
        "key": [f"item-{needles.item_pk}"],
        "question": ids(Question.objects) or [1],
        "name": list(NAMES),
        "kind": ["csv", "xlsx"],
        "piece": ["agenda", "attendance", "item-5.1", "item-5.2"],
        "edition": ["chair-th", "public-th", "archive-en"],
        "part": ["agenda", "contents", f"project-{world.project.code}", "matter-5.2"],
    }
    found = []
    for name, pattern in named().items():
        place, wanted = str(pattern.pattern).split("/")[0].split(".")[0], list(pattern.pattern.converters)
        code = world.project.code if place == "projects" else world.committee.code
        values = known | {"pk": by_place.get(place, []), "code": [code]}
        if set(wanted) <= set(values) and (wanted or place in PLACES):
            found += [reverse(name, kwargs=given) for given in filled(wanted, values)]
    found += [f"/projects/{world.project.code}/?tab={tab}" for tab in ("committee", "history", "papers")]
    return [*found, "/find/?q=เรื่อง", "/resolutions/?q=มติ", "/overdue/?scope=all", "/overdue/?scope=queue"]


PLACES = {
    "", "tasks", "queue", "overdue", "records", "resolutions", "letters", "actions", "meetings", "notices",
    "projects", "waits", "committees",
}  # fmt: skip


def operations(needles: Needles) -> Iterator[str]:
    """Every operation of the API that reads of the committee, of projects, or of what people have to do."""
    world, by_place = needles.world, numbers(needles)
    schema = Client().get("/api/v1/openapi.json").json()
    for path, methods in schema["paths"].items():
        short = path.removeprefix("/api/v1")
        place, wanted = short.split("/")[1], re.findall(r"{(\w+)}", short)
        code = world.project.code if place == "projects" else world.committee.code
        values = {
            "pk": by_place.get(place, []),
            "code": [code],
            "number": [1],
            "edition": ["chair-th", "public-th"],
            "piece": ["agenda", "item-5.1", "item-5.2"],
            "kind": ["committee.meeting"],
        }
        if "get" in methods and set(wanted) <= set(values) and place not in ("criteria", "anchors", "holidays"):
            yield from (short.format(**given) for given in filled(wanted, values))


def leaks(needles: Needles, people: Iterable[str]) -> set[tuple[str, str, str]]:
    """Where whom is told of it: ``{("stranger", "/queue/", "Zqmatter")}``. In the small size each address is asked by
    one of the people, and all of them ask.
    """
    pages, reads, found = addresses(needles), list(operations(needles)), set()
    people = list(people)
    each = 1 if LONG else len(people)
    for place, who in enumerate(people):
        browser, program = visitor(needles.world.people[who], "th"), Program(needles.world, who)
        asked = [path for turn, path in enumerate(pages + reads) if turn % each == place % each]
        for path in asked:
            text = told((program if path in reads else browser).get(path))
            found |= {(who, path, word) for word in (MATTER, INSIDE) if word in text}
    return found


def own(who: str, path: str, word: str) -> bool:
    """Whether it is what an agency is told in its own letters, and has to do."""
    return who == AGENCY and word == MATTER and f"/{path.split('/')[1]}" in OWN


@pytest.mark.parametrize(
    ("level", "stage", "people"),
    [
        ("members", "over", OUTSIDE[:4]),
        ("chair", "over", (MEMBERS[0], "stranger")),
        ("members", "issued", ("stranger", "elsewhere_chair", "admin")),
        *ALL,
    ],
)
def test_no_word_of_a_matter_reaches_who_does_not_see_it(level: str, stage: str, people: tuple[str, ...]) -> None:
    needles = Needles(level)
    getattr(needles, stage)()
    assert {one for one in leaks(needles, people) if not own(*one)} == set()


def test_who_sees_the_matter_finds_it_in_all_these_places() -> None:
    """The walk finds words where they are: the same addresses tell the secretary."""
    needles = Needles("members").over()
    world, meeting = needles.world, needles.world.meeting_id
    item, action, letter = needles.item_pk, ids(ActionItem.objects)[0], ids(DecisionLetter.objects)[0]
    pages = {
        f"/meetings/{meeting}/", f"/meetings/{meeting}/console/", f"/meetings/{meeting}/reading/",
        f"/meetings/{meeting}/items/{item}/", f"/meetings/{meeting}/packs/1.pdf", f"/meetings/{meeting}/minutes/",
        f"/meetings/{meeting}/minutes/preview.pdf", f"/committees/{world.committee.code}/", "/resolutions/",
        "/resolutions.csv", "/resolutions.xlsx", "/letters/", f"/letters/{letter}.pdf",
        "/actions/", f"/actions/{action}/",
    }  # fmt: skip
    reads = {
        f"/meetings/{meeting}", f"/meetings/{meeting}/session",
        f"/meetings/{meeting}/minutes", f"/meetings/{meeting}/history", "/resolutions", "/letters", "/actions",
    }  # fmt: skip
    assert pages <= set(addresses(needles))
    assert reads <= set(operations(needles))
    browser, program = visitor(world.secretary, "th"), Program(world, "secretary")
    answers = [(path, browser.get(path)) for path in pages] + [(path, program.get(path)) for path in reads]
    assert [path for path, answer in answers if not re.search(f"{MATTER}|{INSIDE}", told(answer))] == []
