# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the lives of a meeting and of its parts are laid out."""

from committee.models import (
    ActionItem,
    AgendaItem,
    DecisionLetter,
    Meeting,
    Minutes,
    MinutesReply,
    Recusal,
    Resolution,
    RollEntry,
    VoteRound,
)
from workflows.lifecycle import Subject
from workflows.pictures import Layout, Way

MEETING = Layout(
    places={
        "planned": (0, 0),
        "convened": (0, 1),
        "compiling": (0, 2),
        "frozen": (0, 3),
        "in_session": (0, 4),
        "concluded": (0, 5),
        "closed": (0, 6),
        "cancelled": (1, 2),
        "inquorate": (1, 3),
        "suspended": (1, 4),
    },
    ways={
        ("frozen", "compiling"): Way("L", "L"),
        ("in_session", "suspended"): Way("R-9", "L-9"),
        ("suspended", "in_session"): Way("L+9", "R+9", beside=(0, 25)),
        ("suspended", "concluded"): Way("B", "R"),
    },
    marked=("cancel",),
)
ITEM = Layout(
    places={
        "proposed": (1, 0),
        "turned_away": (2, 0),
        "listed": (1, 1),
        "taken_off": (0, 0.5),
        "noted": (0, 1.6),
        "under_consideration": (1, 2),
        "not_reached": (2, 2),
        "drafted": (1, 3),
        "deferred": (2, 3),
        "dropped": (3, 2.5),
        "resolved": (1, 4),
    },
    marked=("reconsider",),
)
ROLL_ENTRY = Layout(
    places={"invited": (0.5, 0), "coming": (0, 1.3), "not_coming": (1, 1.3), "present": (0, 2.3), "away": (1, 2.3)},
    ways={
        ("invited", "coming"): Way("L", "T", beside=(-18, 0), anchor="end"),
        ("invited", "not_coming"): Way("R", "T"),
        ("coming", "not_coming"): Way("R-9", "L-9"),
        ("not_coming", "coming"): Way("L+9", "R+9", beside=(0, 25)),
    },
    marked=("arrive",),
)
RESOLUTION = Layout(
    places={
        "draft": (0, 0),
        "recorded": (0, 1),
        "certified": (0, 2),
        "communicated": (0, 3),
        "superseded": (1, 1),
        "corrected": (1, 2.5),
    },
    marked=("supersede", "give_way"),
)

LETTER = Layout(places={"sent": (0, 0), "acknowledged": (0, 1), "superseded": (1, 0.5)}, marked=("fall_away",))
ACTION = Layout(
    places={
        "open": (0, 0),
        "reported": (0, 1),
        "verified": (0, 2),
        "closed": (0, 3),
        "returned": (1, 0.5),
        "void": (1, 2),
    },
    marked=("fall_away",),
)

MINUTES = Layout(
    places={"drafting": (0, 0), "circulated": (0, 1), "adopted": (0, 2), "published": (0, 3)},
    ways={
        ("circulated", "drafting"): Way("L", "L"),
        ("drafting", "adopted"): Way("R", "R"),
        ("published", "adopted"): Way("L", "L"),
    },
)
MINUTES_REPLY = Layout(
    places={"asked": (0.5, 0), "confirmed": (0, 1.3), "amendment_asked": (1, 1.3), "lapsed": (0.5, 2.6)},
    ways={
        ("confirmed", "amendment_asked"): Way("R-9", "L-9"),
        ("amendment_asked", "confirmed"): Way("L+9", "R+9", beside=(0, 25)),
    },
    marked=("lapse",),
)

RECUSAL = Layout(places={"declared": (0, 0), "left_room": (0, 1), "returned": (0, 2), "withdrawn": (1, 1)})
VOTE_ROUND = Layout(places={"open": (0, 0), "counted": (0, 1), "annulled": (1, 0.5)})
PICTURES: dict[type[Subject], Layout] = {
    Meeting: MEETING,
    AgendaItem: ITEM,
    RollEntry: ROLL_ENTRY,
    Resolution: RESOLUTION,
    Minutes: MINUTES,
    MinutesReply: MINUTES_REPLY,
    Recusal: RECUSAL,
    VoteRound: VOTE_ROUND,
    DecisionLetter: LETTER,
    ActionItem: ACTION,
}
