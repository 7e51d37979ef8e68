# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making another copy of a pack: for the chair, for the public or the archive once all is over, in English.

It is made at once of few matters, and by the job that builds packs of many (docs/building.md). Like the pack it is
given a code on its cover, and is signed.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from committee.build_failures import LOST
from committee.models import Meeting, Pack, PackBuild
from committee.models.editions import AFTER_THE_MEETING, OVER, Language, PackEdition, Profile
from committee.operations.builds import end_build, is_lost
from committee.operations.packs import is_small, printed_pack
from committee.pack_editions import edition_of
from committee.permissions import secretary
from papers.codes import code_of
from papers.models import PDF, PaperCode
from papers.operations import keep_document
from papers.pack.building import BuiltPack
from papers.reference import printed_with
from papers.signing.asking import have_signed
from workflows.jobs import enqueue
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.records import canonical_json, digest
from workflows.refusals import WrongState


def want_edition(
    pack: Pack,
    profile: Profile,
    language: Language,
    *,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
) -> PackEdition | PackBuild:
    """The copy, made at once where that is quick; otherwise a build of it by a job. Raises as ``build_edition`` does,
    and WrongState while another pack or copy of the meeting is being built.
    """
    meeting = _may_be_copied(pack, profile, language, actor=actor, at=at, delegation=delegation)
    if (found := _standing(pack, profile, language)) is not None:
        return found
    if is_small(meeting):
        return build_edition(pack, profile, language, actor=actor, at=at, delegation=delegation)
    from committee.operations.building import build_in_parts  # it keeps copies by what stands here

    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        if (same := PackBuild.objects.filter(request_id=request_id, meeting=meeting).first()) is not None:
            return same
        going = meeting.builds.filter(status__in=PackBuild.UNDER_WAY).first()
        if going is not None and is_lost(going):
            end_build(going.pk, PackBuild.Status.FAILED, at=at, failure={"code": LOST})
        elif going is not None and (going.copy_of_id, going.copy_name) == (pack.pk, f"{profile}-{language}"):
            if actor != going.asked_by:
                going.joined_by.add(actor)
            return going
        elif going is not None:
            raise WrongState(_("A pack or a copy of this meeting is being built. Wait for its end, or cancel it."))
        build = PackBuild.objects.create(
            meeting=meeting, asked_by=actor, request_id=request_id, asked_at=at, agenda_sha256=pack.agenda_sha256,
            copy_of=pack, profile=profile, language=language,
        )  # fmt: skip
        enqueue(build_in_parts, build_id=build.pk)
        return build


def build_edition(
    pack: Pack, profile: Profile, language: Language, *, actor: User, at: datetime, delegation: int | None = None
) -> PackEdition:
    """Make one copy of an issued pack, or return the one there is: it never changes. A public copy is released by it.

    Raises NotPermitted, WrongState, or GuardsUnmet for what cannot be printed; nothing is kept then.
    """
    _may_be_copied(pack, profile, language, actor=actor, at=at, delegation=delegation)
    if (found := _standing(pack, profile, language)) is not None:
        return found
    content = content_of_edition(pack, profile, language, at)
    return keep_edition(pack, profile, language, content, printed_pack(content), at=at)


def content_of_edition(pack: Pack, profile: str, language: str, at: datetime) -> dict[str, Any]:
    """Everything that a copy prints, with the pack's number and an address and a code of its own."""
    snapshot = edition_of(pack, profile, language, at) | {"verify": printed_with(_code_of(pack, profile, language))}
    return snapshot | {"pack": {"number": pack.number, "snapshot_sha256": digest(canonical_json(snapshot))}}


def keep_edition(
    pack: Pack, profile: str, language: str, content: dict[str, Any], built: BuiltPack, *, at: datetime
) -> PackEdition:
    """Keep a copy that was made and have it signed, or return the one that was kept meanwhile."""
    with transaction.atomic():
        meeting = Meeting.objects.select_related("committee").select_for_update(of=("self",)).get(pk=pack.meeting_id)
        if (found := _standing(pack, profile, language)) is not None:
            return found
        name = f"{meeting.committee.code}-{meeting.number}-{meeting.be_year}-{pack.number}-{profile}-{language}.pdf"
        document = keep_document(content=built.pdf, media_type=PDF, filename=name, title=meeting.title, at=at)
        PaperCode.objects.get_or_create(code=_code_of(pack, profile, language), defaults={"document": document})
        have_signed(document)
        return PackEdition.objects.create(
            pack=pack,
            profile=profile,
            language=language,
            document=document,
            snapshot={name: value for name, value in content.items() if name != "pack"},
            snapshot_sha256=content["pack"]["snapshot_sha256"],
            manifest=built.manifest,
            manifest_sha256=built.manifest_sha256,
            built_at=at,
        )


def _may_be_copied(
    pack: Pack, profile: Profile, language: Language, *, actor: User, at: datetime, delegation: int | None
) -> Meeting:
    meeting = Meeting.objects.select_related("committee").get(pk=pack.meeting_id)
    refuse_person(meeting, "freeze", secretary, Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation))
    if pack.number != meeting.issued_pack:
        raise WrongState(_("A copy is made of the pack that was issued last."))
    if (profile, language) == (Profile.MEMBER, Language.THAI):
        raise WrongState(_("The members' copy in Thai is the pack itself."))
    if profile in AFTER_THE_MEETING and meeting.state not in OVER:
        raise WrongState(_("The public's and the archive's copies are made after the meeting has ended."))
    return meeting


def _standing(pack: Pack, profile: str, language: str) -> PackEdition | None:
    return pack.editions.filter(profile=profile, language=language).first()


def _code_of(pack: Pack, profile: str, language: str) -> str:
    """The code on the cover of a copy."""
    return code_of(f"pack/{pack.meeting_id}/{pack.number}/{profile}-{language}")
