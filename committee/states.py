# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The states of a meeting and of its parts."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingState(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", _("Planned")
    CONVENED = "convened", _("Convened")
    COMPILING = "compiling", _("Compiling the agenda")
    FROZEN = "frozen", _("Agenda fixed, pack issued")
    IN_SESSION = "in_session", _("In session")
    SUSPENDED = "suspended", _("Suspended")
    CONCLUDED = "concluded", _("Concluded")
    CLOSED = "closed", _("File closed")
    INQUORATE = "inquorate", _("No quorum")
    CANCELLED = "cancelled", _("Cancelled")


class ItemState(models.TextChoices):
    """Where an agenda item stands."""

    PROPOSED = "proposed", pgettext_lazy("agenda item", "Proposed")
    LISTED = "listed", _("Listed")
    UNDER_CONSIDERATION = "under_consideration", _("Under consideration")
    DRAFTED = "drafted", _("Resolution drafted")
    RESOLVED = "resolved", _("Resolved")
    DEFERRED = "deferred", _("Deferred")
    NOTED = "noted", _("Noted")
    NOT_REACHED = "not_reached", _("Not reached")
    TAKEN_OFF = "taken_off", _("Taken off")
    TURNED_AWAY = "turned_away", _("Turned away")
    DROPPED = "dropped", _("Not brought back")


class Mode(models.TextChoices):
    """How people come together. Source: Emergency Decree on Electronic Meetings 2563."""

    IN_PERSON = "in_person", _("In one place")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In one place and online")


class Identification(models.TextChoices):
    """How who joins online shows who they are, before the meeting. Source: the decree's security standard."""

    ACCOUNT = "account", _("Signing in to this service")
    ONE_TIME_CODE = "one_time_code", _("A one-time code")
    VOUCHED = "vouched", _("Another who is there vouches for them")


class ItemKind(models.TextChoices):
    """What the meeting does with a matter."""

    DECISION = "decision", _("For decision")
    CONSENT = "consent", _("For consent, taken together")
    INFORMATION = "information", _("For information")
    MINUTES = "minutes", _("Adoption of minutes")
    MATTERS_ARISING = "matters_arising", _("Matter arising")
    REPORT = "report", _("Report to cabinet for information")


class Confidentiality(models.TextChoices):
    """Who sees a matter. Whatever is not open stands in no list that others than the named see."""

    OPEN = "open", pgettext_lazy("who sees it", "Open")
    MEMBERS = "members", _("Members and secretariat only")
    CHAIR = "chair", _("Chair and secretariat only")


class RollState(models.TextChoices):
    """Where a member stands towards a meeting."""

    INVITED = "invited", _("Invited")
    COMING = "coming", _("Will attend")
    NOT_COMING = "not_coming", _("Will not attend")
    PRESENT = "present", _("Present")
    AWAY = "away", _("Left the meeting")


class ResolutionState(models.TextChoices):
    """Where a resolution stands."""

    DRAFT = "draft", _("Drafted")
    RECORDED = "recorded", _("Recorded")
    CERTIFIED = "certified", _("Certified")
    COMMUNICATED = "communicated", _("Communicated")
    SUPERSEDED = "superseded", _("Superseded")
    CORRECTED = "corrected", _("Corrected")


class Verb(models.TextChoices):
    """What a resolution says; ``committee.verbs`` says what each means. Source: usage in official minutes."""

    ENDORSE = "endorse", _("Endorse")
    ENDORSE_IN_PRINCIPLE = "endorse_in_principle", _("Endorse in principle")
    ENDORSE_WITH_CONDITIONS = "endorse_with_conditions", _("Endorse with conditions")
    APPROVE = "approve", _("Approve")
    NOT_ENDORSE = "not_endorse", _("Do not endorse")
    NOT_APPROVE = "not_approve", _("Do not approve")
    RETURN = "return_from_committee", pgettext_lazy("a resolution", "Return for revision")
    WITHDRAW = "withdraw_matter", _("Let the matter be withdrawn")
    DEFER = "defer", _("Defer")
    TAKE_NOTE = "take_note", _("Take note")
    ASSIGN = "assign", _("Assign")
    ADOPT = "adopt", _("Adopt the minutes")
    ADOPT_WITH_CHANGES = "adopt_with_changes", _("Adopt the minutes with changes")


class LetterState(models.TextChoices):
    """Where a letter that tells of a resolution stands."""

    SENT = "sent", _("Letter sent")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    SUPERSEDED = "superseded", _("Superseded")


class Urgency(models.TextChoices):
    """How urgent a letter is. Source: the Saraban Rule 2526, on urgency."""

    NORMAL = "normal", _("Normal")
    URGENT = "urgent", _("Urgent")
    VERY_URGENT = "very_urgent", _("Very urgent")
    MOST_URGENT = "most_urgent", _("Most urgent")


class ActionState(models.TextChoices):
    """Where something that a resolution assigned stands."""

    OPEN = "open", _("To be done")
    REPORTED = "reported", _("Reported as done")
    RETURNED = "returned", _("Returned: not done yet")
    VERIFIED = "verified", _("Verified")
    CLOSED = "closed", _("Closed")
    VOID = "void", _("Fallen away")


class RecusalState(models.TextChoices):
    """Where a recusal stands."""

    DECLARED = "declared", _("Recused, in the room")
    LEFT_ROOM = "left_room", _("Recused, left the room")
    RETURNED = "returned", _("Recused, came back")
    WITHDRAWN = "withdrawn", _("Recusal withdrawn")


class VoteRoundState(models.TextChoices):
    """Where a vote stands."""

    OPEN = "open", _("Vote under way")
    COUNTED = "counted", pgettext_lazy("a vote", "Counted")
    ANNULLED = "annulled", _("Annulled")


DECIDED_ON = (ItemKind.DECISION, ItemKind.CONSENT)  # a project always; a matter in words by its kind
OFF_THE_AGENDA = (ItemState.PROPOSED, ItemState.TAKEN_OFF, ItemState.TURNED_AWAY)
WAITS_TO_RETURN = (ItemState.DEFERRED, ItemState.NOT_REACHED)
TAKEN_NOTE_OF = (ItemState.NOTED, ItemState.RESOLVED)
OPEN_ITEM = (ItemState.PROPOSED, ItemState.LISTED, ItemState.UNDER_CONSIDERATION, ItemState.DRAFTED)
OPEN_CALL = (MeetingState.PLANNED, MeetingState.CONVENED)  # anybody may hand in what the meeting is to take up
TAKES_ITEMS = (*OPEN_CALL, MeetingState.COMPILING)
AFTER_THE_CALL = (MeetingState.COMPILING, MeetingState.FROZEN)  # what comes now is late
BEING_PREPARED = (MeetingState.CONVENED, MeetingState.COMPILING)
BEFORE_THE_PAPERS = (MeetingState.PLANNED, *BEING_PREPARED, MeetingState.CANCELLED)  # members see no agenda yet
EARLY = (*BEING_PREPARED, MeetingState.FROZEN)
AT_WORK = (MeetingState.IN_SESSION, MeetingState.SUSPENDED)
STANDING = (MeetingState.FROZEN, *AT_WORK)
OVER = (MeetingState.CONCLUDED, MeetingState.CLOSED, MeetingState.INQUORATE, MeetingState.CANCELLED)
# the columns that say how a meeting is held
HELD = ("mode", "online_link", "identification", "is_recorded", "invitation_says_recall", "letter_number")
CAME_TO_IT = (RollState.PRESENT, RollState.AWAY)
RECUSED = (RecusalState.DECLARED, RecusalState.LEFT_ROOM, RecusalState.RETURNED)
UNSEALED = (ResolutionState.DRAFT, ResolutionState.RECORDED)
SEALED = (ResolutionState.CERTIFIED, ResolutionState.COMMUNICATED)
STANDS = (ResolutionState.RECORDED, *SEALED)  # what the committee has resolved on an item, as it is now
OPEN_ACTION = (ActionState.OPEN, ActionState.REPORTED, ActionState.RETURNED, ActionState.VERIFIED)
