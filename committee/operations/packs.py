# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Building a meeting's pack, and fixing the agenda with it.

The PDF is made and checked before any row is locked; the freeze then refuses a pack that is no longer of the agenda.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from committee.guards import agenda_has_changed, on_its_day, pack_is_current
from committee.lifecycle.names import REASON
from committee.models import Meeting, Pack
from committee.pack import snapshot_of
from committee.pack_after import addendum_to, whole_after
from committee.pack_agenda import agenda_sha256
from committee.pack_beside import beside
from committee.pack_changes import is_nothing
from committee.permissions import secretary
from committee.states import EARLY, MeetingState
from papers.codes import code_of
from papers.models import PDF, PaperCode
from papers.operations import keep_document
from papers.pack.building import BuiltPack
from papers.pack.building import build_pack as bound_pack
from papers.printing import unprintable
from papers.reference import printed_with
from papers.rendering import RenderingRefused
from papers.text_gate import TextDiffers, Unprintable
from workflows.acting import act
from workflows.explaining import Answer, explain
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt, Subject
from workflows.models import TransitionRecord
from workflows.records import canonical_json, digest
from workflows.refusals import GuardsUnmet, VersionConflict, WrongState

AT_ONCE = 20  # matters; the pack of more is built by a job (committee.operations.builds), beside whoever asks for it


def build_pack(*, meeting_id: int, actor: User, at: datetime, delegation: int | None = None) -> Pack:
    """Build the pack of the present agenda, or return the one there is.

    Raises WrongState, NotPermitted, VersionConflict, or GuardsUnmet for what cannot be printed; nothing is kept then.
    """
    meeting = may_be_built(meeting_id, actor=actor, at=at, delegation=delegation)
    agenda = agenda_sha256(meeting)
    if (pack := standing_pack(meeting, agenda)) is not None:
        return pack
    content = content_of(meeting, at)
    return keep_pack(meeting_id, agenda, content, printed_pack(content), at=at)


def may_be_built(meeting_id: int, *, actor: User, at: datetime, delegation: int | None = None) -> Meeting:
    """The meeting, of which this person may build the pack now; raises WrongState or NotPermitted."""
    meeting = Meeting.objects.select_related("committee").get(pk=meeting_id)
    if meeting.state not in EARLY:
        raise WrongState(_("A pack is built after the meeting is convened and before it is opened."))
    return may_build(meeting_id, actor=actor, at=at, delegation=delegation)


def may_build(meeting_id: int, *, actor: User, at: datetime, delegation: int | None = None) -> Meeting:
    """The meeting, whose packs and copies this person builds; raises NotPermitted."""
    meeting = Meeting.objects.select_related("committee").get(pk=meeting_id)
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    refuse_person(meeting, "freeze", secretary, attempt)
    return meeting


def is_small(meeting: Meeting) -> bool:
    """Whether the pack is built while somebody waits for it."""
    return len(meeting.standing_items()) <= AT_ONCE


def standing_pack(meeting: Meeting, agenda: str) -> Pack | None:
    """The last pack, if it is of this agenda and of the kind that would be built now."""
    last = meeting.packs.order_by("-number").first()
    if last is None or last.agenda_sha256 != agenda or not is_of_the_kind(last.snapshot, meeting):
        return None
    return last


def is_of_the_kind(content: dict[str, Any], meeting: Meeting) -> bool:
    """Whether this prints everything before the agenda is fixed, and what adds to another pack after that."""
    return content.get("after", {}).get("is_addendum", False) is (meeting.state == MeetingState.FROZEN)


def content_of(meeting: Meeting, at: datetime) -> dict[str, Any]:
    """Everything that the next pack prints, with its number. Raises GuardsUnmet where an addendum would say nothing."""
    last = meeting.packs.order_by("-number").first()
    number = (last.number if last else 0) + 1
    snapshot = _snapshot(meeting, at) | {"verify": printed_with(_code_of(meeting.pk, number))}
    return snapshot | {"pack": {"number": number, "snapshot_sha256": digest(canonical_json(snapshot))}}


def _code_of(meeting_id: int, number: int) -> str:
    """The code on the cover of a meeting's pack."""
    return code_of(f"pack/{meeting_id}/{number}")


def keep_pack(meeting_id: int, agenda: str, content: dict[str, Any], built: BuiltPack, *, at: datetime) -> Pack:
    """Keep a pack that was built of this agenda; raises VersionConflict when its number is another's by now."""
    number, sha256 = content["pack"]["number"], content["pack"]["snapshot_sha256"]
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update().get(pk=meeting_id)
        if meeting.packs.filter(number=number).exists():  # its number stands printed on every page
            raise VersionConflict(_("Another pack was built meanwhile. Look at it, and build again if need be."))
        name = f"{meeting.committee.code}-{meeting.number}-{meeting.be_year}-{number}.pdf"
        document = keep_document(content=built.pdf, media_type=PDF, filename=name, title=meeting.title, at=at)
        PaperCode.objects.get_or_create(code=_code_of(meeting_id, number), defaults={"document": document})
        return Pack.objects.create(
            meeting=meeting,
            number=number,
            document=document,
            snapshot={key: value for key, value in content.items() if key != "pack"},
            snapshot_sha256=sha256,
            agenda_sha256=agenda,
            manifest=built.manifest,
            manifest_sha256=built.manifest_sha256,
            built_at=at,
        )


def _snapshot(meeting: Meeting, at: datetime) -> dict[str, Any]:
    """What is printed: with what changed since the pack that was issued last, as an addendum to it, or whole anew.

    Raises GuardsUnmet where an addendum would say nothing.
    """
    issued = meeting.packs.filter(number=meeting.issued_pack).first()
    if issued is None:
        return snapshot_of(meeting) | beside(meeting, at)
    is_addendum = meeting.state == MeetingState.FROZEN
    snapshot, changes = addendum_to(issued, meeting) if is_addendum else whole_after(issued, meeting)
    if is_addendum and is_nothing(changes):
        raise GuardsUnmet(agenda_has_changed.sentence)
    after = {"number": issued.number, "sha256": issued.snapshot_sha256, "is_addendum": is_addendum}
    return snapshot | beside(meeting, at) | {"after": after | {"changes": changes}}


def rebuilt(pack: Pack) -> BuiltPack:
    """Build an issued pack again from what is kept of it: the same versions of everything give the same bytes."""
    return bound_pack(pack.snapshot | {"pack": {"number": pack.number, "snapshot_sha256": pack.snapshot_sha256}})


def printed_pack(content: dict[str, Any]) -> BuiltPack:
    """The pack of a snapshot; raises GuardsUnmet for what cannot be printed."""
    try:
        return bound_pack(content)
    except Unprintable as error:
        raise unprintable(error) from error
    except (RenderingRefused, TextDiffers) as error:
        raise GuardsUnmet(_("The pack could not be printed faithfully: %(why)s") % {"why": error}) from error


def fix_agenda(*, meeting: Meeting, **by: Any) -> TransitionRecord:
    """Build the pack and fix the agenda with it, as the secretary's one act; ``by`` is what ``act`` takes."""
    return _issue(meeting, "freeze", MeetingState.COMPILING, **by)


def issue_addendum(*, meeting: Meeting, **by: Any) -> TransitionRecord:
    """Build the pack that adds to the issued one, and issue it, as the secretary's one act."""
    return _issue(meeting, "issue_addendum", MeetingState.FROZEN, **by)


def _issue(
    meeting: Meeting,
    name: str,
    state: MeetingState,
    *,
    actor: User,
    at: datetime,
    request_id: UUID,
    expected_version: int | None = None,
    delegation: int | None = None,
) -> TransitionRecord:
    is_as_read = expected_version in (None, meeting.version)  # what was refused must leave no pack behind
    if is_as_read and meeting.state == state and (items := meeting.standing_items()):
        if len(items) > AT_ONCE:
            _built_before(meeting, actor=actor, at=at, delegation=delegation)
        build_pack(meeting_id=meeting.pk, actor=actor, at=at, delegation=delegation)
    return act(
        meeting,
        name,
        actor=actor,
        at=at,
        request_id=request_id,
        expected_version=expected_version,
        delegation=delegation,
    )


class PackNeeded(GuardsUnmet):
    """The pack of so many matters is built by a job before the agenda is fixed with it."""

    @staticmethod
    def sentence() -> str:
        said = _("The agenda has more than %(count)s matters: have its pack built first, then fix the agenda with it.")
        return said % {"count": AT_ONCE}


def _built_before(meeting: Meeting, *, actor: User, at: datetime, delegation: int | None) -> None:
    meeting = may_be_built(meeting.pk, actor=actor, at=at, delegation=delegation)
    if _waits_for_a_job(meeting):
        raise PackNeeded(PackNeeded.sentence())


def _waits_for_a_job(meeting: Any) -> bool:
    """Whether its pack is of more matters than are built at once, and is not there yet."""
    return not is_small(meeting) and standing_pack(meeting, agenda_sha256(meeting)) is None


ISSUES = ("freeze", "issue_addendum")


def answers_to(subject: Subject, attempt: Attempt, *, asks_for_builds: bool = False) -> list[Answer]:
    """What ``explain`` says. What issues a pack of few matters builds it itself and never waits for one; that of many
    is missing until a job has built it, but where pressing the button asks for that. What a written reason would give
    is asked for instead of missing.
    """
    found = []
    for answer in explain(subject, attempt):
        if answer.name in ISSUES:
            answer = _without(answer, pack_is_current.sentence)
            if not asks_for_builds and _waits_for_a_job(subject):
                answer = replace(answer, missing=[*answer.missing, PackNeeded.sentence()])
        elif answer.name == "open" and on_its_day.sentence in answer.missing:
            answer = replace(_without(answer, on_its_day.sentence), asks=[*answer.asks, REASON])
        found.append(answer)
    return found


def _without(answer: Answer, sentence: Any) -> Answer:
    return replace(answer, missing=[why for why in answer.missing if why is not sentence])
