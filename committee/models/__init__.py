# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Committees, their seats, meetings and what meetings are made of."""

from committee.models.actions import ActionEvidence, ActionItem
from committee.models.archives import MeetingArchive
from committee.models.attendance import Admission, AttendanceMark, Guest
from committee.models.builds import PackBuild, PackBuildPart
from committee.models.cabinet import (
    CabinetReport,
    CabinetReportLetter,
    CabinetReportPaper,
    CabinetReportVersion,
    CabinetReportWriting,
)
from committee.models.circulation import Corrigendum, MinutesAnswer, MinutesComment, MinutesReply
from committee.models.committees import Committee, CommitteeChange, CommitteeKind
from committee.models.editions import PackEdition
from committee.models.items import AgendaItem
from committee.models.letters import DecisionLetter, LetterPaper, LetterPattern
from committee.models.mandates import Mandate, Power
from committee.models.meetings import Meeting
from committee.models.minutes import EarlierMinutesText, Minutes, MinutesPaper, MinutesSection, MinutesText
from committee.models.packs import Pack
from committee.models.papers import ItemPaper, ItemPaperOrder, ItemPaperRemoval
from committee.models.profiles import ProcedureProfile
from committee.models.reading import PrivateNote, Question
from committee.models.recusals import Recusal
from committee.models.resolutions import Resolution
from committee.models.roll import RollEntry
from committee.models.scenarios import AdoptedScenario, Scenario
from committee.models.seats import Alternate, Seat, SeatRole, SeatTenure, StandingInterest
from committee.models.votes import Ballot, Dissent, Entitlement, VoteRound

__all__ = [
    "ActionEvidence",
    "ActionItem",
    "Admission",
    "AdoptedScenario",
    "AgendaItem",
    "Alternate",
    "AttendanceMark",
    "Ballot",
    "CabinetReport",
    "CabinetReportLetter",
    "CabinetReportPaper",
    "CabinetReportVersion",
    "CabinetReportWriting",
    "Committee",
    "CommitteeChange",
    "CommitteeKind",
    "Corrigendum",
    "DecisionLetter",
    "Dissent",
    "EarlierMinutesText",
    "Entitlement",
    "Guest",
    "ItemPaper",
    "ItemPaperOrder",
    "ItemPaperRemoval",
    "LetterPaper",
    "LetterPattern",
    "Mandate",
    "Meeting",
    "MeetingArchive",
    "Minutes",
    "MinutesAnswer",
    "MinutesComment",
    "MinutesPaper",
    "MinutesReply",
    "MinutesSection",
    "MinutesText",
    "Pack",
    "PackBuild",
    "PackBuildPart",
    "PackEdition",
    "Power",
    "PrivateNote",
    "ProcedureProfile",
    "Question",
    "Recusal",
    "Resolution",
    "RollEntry",
    "Scenario",
    "Seat",
    "SeatRole",
    "SeatTenure",
    "StandingInterest",
    "VoteRound",
]
