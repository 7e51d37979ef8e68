# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making another copy of a pack: for the chair, for the public or the archive once all is over, in English."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from committee.models import Meeting, Pack
from committee.models.editions import AFTER_THE_MEETING, OVER, Language, PackEdition, Profile
from committee.operations.packs import printed_pack
from committee.pack_editions import edition_of
from committee.permissions import secretary
from papers.models import PDF
from papers.operations import keep_document
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.records import canonical_json, digest
from workflows.refusals import WrongState


def build_edition(
    pack: Pack, profile: Profile, language: Language, *, actor: User, at: datetime, delegation: int | None = None
) -> PackEdition:
    """Make one copy of an issued pack, or return the one there is: it never changes. A public copy is released by it.

    Raises NotPermitted, WrongState, or GuardsUnmet for what cannot be printed; nothing is kept then.
    """
    meeting = Meeting.objects.select_related("committee").get(pk=pack.meeting_id)
    refuse_person(meeting, "freeze", secretary, Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation))
    if pack.number != meeting.issued_pack:
        raise WrongState(_("A copy is made of the pack that was issued last."))
    if profile in AFTER_THE_MEETING and meeting.state not in OVER:
        raise WrongState(_("The public's and the archive's copies are made after the meeting has ended."))
    wanted = {"profile": profile, "language": language}
    if (found := pack.editions.filter(**wanted).first()) is not None:
        return found
    snapshot = edition_of(pack, profile, language, at)
    sha256 = digest(canonical_json(snapshot))
    built = printed_pack(snapshot | {"pack": {"number": pack.number, "snapshot_sha256": sha256}})
    name = f"{meeting.committee.code}-{meeting.number}-{meeting.be_year}-{pack.number}-{profile}-{language}.pdf"
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        if (found := pack.editions.filter(**wanted).first()) is not None:
            return found
        document = keep_document(content=built.pdf, media_type=PDF, filename=name, title=meeting.title, at=at)
        return PackEdition.objects.create(
            pack=pack, **wanted, document=document, snapshot=snapshot, snapshot_sha256=sha256,
            manifest=built.manifest, manifest_sha256=built.manifest_sha256, built_at=at,
        )  # fmt: skip
