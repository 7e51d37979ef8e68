# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Invitations, letters on resolutions and minutes in English: unofficial, with the same number, kept nowhere.

The Thai text is the paper of record. Names are told in English where the data has English ones; what people wrote
stays in Thai.
"""

from collections.abc import Mapping
from typing import Any

from django.utils import translation

from committee.invitation import TO_ALL
from committee.minutes.english import english_of
from committee.models import DecisionLetter, Meeting, MinutesPaper
from committee.pack_editions import names_of
from committee.states import Identification, Mode, Verb
from committee.templatetags.minutes import as_printed
from committee.verbs import MEANINGS
from papers.both_languages import choices_in_both
from papers.packs import build_translation_pdf


def english_invitation(meeting: Meeting, snapshot: Mapping[str, Any]) -> bytes:
    """The paper of an invitation's snapshot. Raises as ``papers.packs.build_invitation_pdf``."""
    names = _names(meeting) | {TO_ALL: "Members of the committee, as listed"}
    for kind in (Mode, Identification):
        names |= dict(choices_in_both(kind))
    return build_translation_pdf("pack/english/invitation.html", snapshot, names)


def english_letter(letter: DecisionLetter) -> bytes:
    """The paper of a letter that was sent. Raises as ``papers.packs.build_decision_letter_pdf``."""
    names = _names(letter.resolution.meeting)
    with translation.override("en"):
        names |= {MEANINGS[verb].thai: str(verb.label) for verb in Verb if verb in MEANINGS}
    if letter.agency.name_en:
        names[letter.agency.name_th] = letter.agency.name_en
    return build_translation_pdf(
        "pack/english/decision_letter.html", letter.snapshot | {"sha256": letter.sha256}, names
    )


def english_minutes(paper: MinutesPaper) -> bytes:
    """Kept minutes, as circulated, adopted or published. Raises as ``papers.packs.build_minutes_pdf``."""
    text, meeting = paper.text, paper.text.minutes.meeting
    said = text.content | {"is_draft": paper.is_draft, "sha256": text.sha256}
    names = _names(meeting) | english_of(as_printed(said["sections"]))
    return build_translation_pdf("pack/english/minutes.html", said, names)


def _names(meeting: Meeting) -> dict[str, str]:
    return names_of({"projects": []}, meeting)
