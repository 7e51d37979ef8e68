# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ways in: what the engine, a batch, a program and a page answer when a person tries a step."""

from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.utils import translation

from budget_review.forms.acts import MAY_SAY_WHY
from committee.operations import wording_sha256
from tests.ways.addresses import address, of_program
from tests.ways.reaching import NOTE
from tests.ways.typing_in import facts_of, typed
from tests.world import World
from workflows.batches import Item
from workflows.bulk import perform_many, preview_many
from workflows.lifecycle import rules_of, steps_of
from workflows.refusals import Refused, RequestReused, VersionConflict

MADE, ABSENT = "made", "not there"  # the answers beside a refusal's code
CODES = {403: "not_permitted", 409: "wrong_state", 422: "guards_unmet"}


@dataclass(frozen=True)
class Answered:
    """``MADE``, ``ABSENT`` or a refusal's code, and the words in which it was said."""

    code: str
    words: str = ""

    @classmethod
    def by(cls, refused: Refused | None) -> "Answered":
        """What a refusal says; without one it was made."""
        return cls(refused.code, str(refused)) if refused else cls(MADE)


@dataclass(frozen=True)
class Try:
    """One person who tries one step on one subject."""

    world: World
    subject: Any
    name: str
    who: str
    brings: bool = True  # everything that the act asks for, or nothing
    request_id: UUID = field(default_factory=uuid4)
    expected_version: int | None = None  # None: a page sends the version that is, the other ways none

    @property
    def note(self) -> str:
        """The reason, where one is asked for or may be called for."""
        asked = rules_of(steps_of(self.subject.__class__)[self.name]).asks
        wanted = self.name in MAY_SAY_WHY or any(one.name == "note" for one in asked)
        return NOTE if self.brings and wanted else ""

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What the act takes along; the same when it is sent again."""
        return facts_of(self.world, self.subject, self.name, self.who) if self.brings else {}

    @cached_property
    def href(self) -> str | None:
        """Where a page makes it."""
        return address(self.subject, self.name)


@dataclass
class Browsers:
    """One browser for each person, logged in once."""

    world: World
    open: dict[str, Client] = field(default_factory=dict)

    def __getitem__(self, who: str) -> Client:
        if who not in self.open:
            client = self.open[who] = Client(headers={"Accept-Language": "th"})
            client.force_login(self.world.people[who])
        return self.open[who]


def by_engine(tried: Try, browsers: Browsers) -> Answered:
    """The operation itself."""
    sent = {"note": tried.note, "facts": tried.facts, "expected_version": tried.expected_version}
    with translation.override("th"):
        try:
            tried.world.act(tried.name, tried.who, tried.subject, request_id=tried.request_id, **sent)
        except Refused as refused:
            return Answered.by(refused)
    return Answered(MADE)


def by_preview(tried: Try, browsers: Browsers) -> Answered:
    """What a batch would do."""
    item = Item(tried.subject.pk, tried.expected_version)
    [outcome] = preview_many(type(tried.subject), [item], tried.name, **_of_batch(tried))
    return Answered.by(outcome.refused)


def by_batch(tried: Try, browsers: Browsers) -> Answered:
    """A batch of two, the other of which is not there: both take the way of a chunk."""
    items = [Item(tried.subject.pk, tried.expected_version), Item(0)]
    with translation.override("th"):
        outcomes = perform_many(type(tried.subject), items, tried.name, request_id=tried.request_id, **_of_batch(tried))
        assert [outcome.may for outcome in outcomes][1:] == [False]
        return Answered.by(outcomes[0].refused)


def _of_batch(tried: Try) -> dict[str, Any]:
    actor = tried.world.people[tried.who]
    return {"actor": actor, "at": tried.world.at, "note": tried.note, "facts": tried.facts}


def by_program(tried: Try, browsers: Browsers) -> Answered:
    """The API."""
    body: dict[str, Any] = {"note": tried.note}
    facts = tried.facts
    if tried.name in ("certify", "record") and tried.brings:
        facts = {"wording_sha256": wording_sha256(tried.subject)}
    if facts:
        body["facts"] = facts
    headers = {"Idempotency-Key": str(tried.request_id)}
    if tried.expected_version is not None:
        headers["If-Match"] = f'"{tried.expected_version}"'
    answer: Any = browsers[tried.who].post(
        f"/api/v1/{of_program(tried.subject)}/transitions/{tried.name}",
        body,
        content_type="application/json",
        headers=headers,
    )
    if answer.status_code == 200:
        return Answered(MADE)
    told = answer.json()
    return Answered(ABSENT if told["code"] == "not_found" else told["code"], str(told))


def by_page(tried: Try, browsers: Browsers) -> Answered:
    """The form of a page, as a browser sends it."""
    if tried.href is None:
        return Answered(ABSENT)
    version = tried.subject.version if tried.expected_version is None else tried.expected_version
    data = {"request_id": str(tried.request_id), "expected_version": version, "confirmed": "1", "past_owner": "1"}
    data |= typed(tried.subject, tried.name, tried.facts, tried.note, version)
    answer: Any = browsers[tried.who].post(tried.href, data)
    if answer.status_code == 302:
        return Answered(MADE)
    words = unescape(answer.content.decode())
    with translation.override("th"):
        said = [no.code for no in (VersionConflict, RequestReused) if str(no.title) in words]
    return Answered(said[0] if said and answer.status_code == 409 else CODES.get(answer.status_code, ABSENT), words)
