# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The papers of minutes: made and checked before any row is locked; the act then refuses one of another text."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from committee.guards.minutes import paper_is_current, public_paper_is_current
from committee.minutes.content import Content, content_of, public, sha256_of
from committee.minutes.people import secretary_of_minutes
from committee.models import Minutes, MinutesPaper, MinutesText
from papers.codes import code_of
from papers.models import PDF, PaperCode
from papers.operations import keep_document
from papers.packs import build_minutes_pdf
from papers.printing import unprintable
from papers.reference import printed_with
from papers.rendering import RenderingRefused
from papers.text_gate import TextDiffers, Unprintable
from workflows.acting import act
from workflows.explaining import Answer, explain
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt, Subject
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet

DRAFT, CLEAN, PUBLIC = "draft", "clean", "public"
NEEDS = {"circulate": DRAFT, "adopt_here": CLEAN, "adopt_by_circulation": CLEAN, "publish": PUBLIC}


def preview(*, minutes: Minutes) -> bytes:
    """The present text as it would be circulated, with its mark; nothing is kept. Raises GuardsUnmet."""
    return _printed(content_of(minutes), is_draft=True)


def make_paper(*, minutes_id: int, kind: str, actor: User, at: datetime, delegation: int | None = None) -> MinutesPaper:
    """Make and keep the paper of the present text, or return the one there is.

    Raises NotPermitted, or GuardsUnmet for what cannot be printed; nothing is kept then.
    """
    minutes = Minutes.objects.select_related("meeting__committee", "adopted").get(pk=minutes_id)
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    refuse_person(minutes, "circulate", secretary_of_minutes, attempt)
    content = _of_kind(minutes, kind)
    sha256 = sha256_of(content)
    there = MinutesPaper.objects.filter(text__minutes=minutes, text__sha256=sha256, is_draft=kind == DRAFT)
    if (paper := there.select_related("text", "document").first()) is not None:
        return paper
    code = "" if kind == DRAFT else code_of(f"minutes/{minutes.pk}/{sha256}/{kind}")
    return _kept(minutes, content, sha256, kind, _printed(content, is_draft=kind == DRAFT, code=code), code, at)


def make_act(
    minutes: Minutes, name: str, *, actor: User, at: datetime, request_id: UUID, delegation: int | None = None,
    expected_version: int | None = None, note: str = "", facts: Mapping[str, Any] | None = None,
) -> TransitionRecord:  # fmt: skip
    """Make a step on minutes, with the paper that it needs made before it."""
    is_as_read = expected_version in (None, minutes.version)  # what is refused must leave no paper behind
    if name in NEEDS and is_as_read and _would_pass(minutes, name, actor, at, delegation):
        make_paper(minutes_id=minutes.pk, kind=NEEDS[name], actor=actor, at=at, delegation=delegation)
    return act(
        minutes, name, actor=actor, at=at, request_id=request_id, expected_version=expected_version,
        delegation=delegation, note=note, facts=facts,
    )  # fmt: skip


def answers_to_minutes(subject: Subject, attempt: Attempt) -> list[Answer]:
    """What ``explain`` says; the acts that need a paper make it themselves, so they never wait for one."""
    own = (paper_is_current.sentence, public_paper_is_current.sentence)
    return [
        replace(answer, missing=[why for why in answer.missing if why not in own]) if answer.name in NEEDS else answer
        for answer in explain(subject, attempt)
    ]


def _would_pass(minutes: Minutes, name: str, actor: User, at: datetime, delegation: int | None) -> bool:
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    return any(answer.name == name and answer.may for answer in answers_to_minutes(minutes, attempt))


def _of_kind(minutes: Minutes, kind: str) -> Content:
    if kind != PUBLIC:
        return content_of(minutes)
    if minutes.adopted is None:
        raise GuardsUnmet(_("The minutes must be adopted."))
    return public(minutes.adopted.content, minutes.corrections())


@transaction.atomic
def _kept(
    minutes: Minutes, content: Content, sha256: str, kind: str, pdf: bytes, code: str, at: datetime
) -> MinutesPaper:
    Minutes.objects.select_for_update().get(pk=minutes.pk)
    text = MinutesText.objects.filter(minutes=minutes, sha256=sha256).first()
    if text is None:
        number = (minutes.texts.aggregate(last=Max("number"))["last"] or 0) + 1
        text = MinutesText.objects.create(
            minutes=minutes, number=number, is_public=kind == PUBLIC, content=content, sha256=sha256, made_at=at
        )
    if there := MinutesPaper.objects.filter(text=text, is_draft=kind == DRAFT).first():
        return there
    meeting = minutes.meeting
    name = f"{meeting.committee.code}-{meeting.number}-{meeting.be_year}-minutes-{text.number}-{kind}.pdf"
    document = keep_document(content=pdf, media_type=PDF, filename=name, title=meeting.title, at=at)
    if code:
        PaperCode.objects.get_or_create(code=code, defaults={"document": document})
    return MinutesPaper.objects.create(text=text, is_draft=kind == DRAFT, document=document)


def _printed(content: Content, *, is_draft: bool, code: str = "") -> bytes:
    verify = {"verify": printed_with(code)} if code else {}
    try:
        return build_minutes_pdf({**content, **verify, "is_draft": is_draft, "sha256": sha256_of(content)})
    except Unprintable as error:
        raise unprintable(error) from error
    except (RenderingRefused, TextDiffers) as error:
        raise GuardsUnmet(_("The minutes could not be printed faithfully: %(why)s") % {"why": error}) from error
