# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the lives of a project and of its parts are laid out: the way through in the middle, the rest beside it."""

from budget_review.models import Condition, ExpertOpinion, Inquiry, IntegrationProject, PairFinding, Participation
from workflows.lifecycle import Subject
from workflows.pictures import Layout, Way

PROJECT = Layout(
    places={
        "draft": (1, 0),
        "confirming": (1, 1),
        "agency_approval": (1, 2),
        "submitted": (1, 3),
        "screening": (1, 4),
        "returned": (2, 4),
        "recommended": (1, 5),
        "not_eligible": (0, 5),
        "screened": (1, 6),
        "queued": (1, 7),
        "deferred": (2, 7),
        "in_committee": (1, 8.2),
        "not_endorsed": (0, 8.2),
        "conditional": (2, 9.4),
        "endorsed": (1, 9.4),
        "forwarded": (1, 10.4),
        "budgeting": (1, 11.4),
        "not_funded": (0, 11.4),
        "decided": (1, 12.4),
        "withdrawn": (2, 12.4),
        "reported_back": (1, 13.4),
    },
    ways={
        ("confirming", "draft"): Way("L", "L+8", beside=(-24, 0)),
        ("agency_approval", "draft"): Way("L", "L-8", lane=1, beside=(0, 46)),
        ("screening", "returned"): Way("R-9", "L-9"),
        ("returned", "screening"): Way("L+9", "R+9", beside=(0, 25)),
        ("returned", "confirming"): Way("T", "R"),
        ("recommended", "screening"): Way("L-12", "L"),
        ("queued", "screened"): Way("L", "L+8", beside=(-24, 0)),
        ("in_committee", "screened"): Way("L-12", "L-8", lane=1, beside=(0, 46)),
        ("in_committee", "deferred"): Way("R-14", "B"),
        ("in_committee", "returned"): Way("R", "R", lane=1, beside=(-14, 0), anchor="end"),
        ("in_committee", "conditional"): Way("R+14", "T"),
        ("conditional", "forwarded"): Way("B", "R"),
        ("recommended", "not_eligible"): Way("L", "R", beside=(0, 25)),
        ("in_committee", "not_endorsed"): Way("L", "R", beside=(0, 25)),
        ("not_eligible", "reported_back"): Way("L", "L+8", silent=True),
        ("not_endorsed", "reported_back"): Way("L", "L+8", beside=(14, -20), anchor="start"),
        ("not_funded", "reported_back"): Way("B", "L-8"),
        ("not_eligible", "screening"): Way("T", "L-12", beside=(-10, -24), anchor="end"),
        ("withdrawn", "draft"): Way("R", "R", lane=2, beside=(0, 180)),
        ("decided", "decided"): Way("R-10", "R+10", silent=True),
        ("reported_back", "decided"): Way("R", "R+10", lane=1, beside=(0, 28)),
    },
    marked=("withdraw", "set_aside"),
)
PARTICIPATION = Layout(
    places={
        "listed": (1, 0),
        "asked": (1, 1.2),
        "changes_asked": (0, 1.2),
        "declined": (2, 1.2),
        "consented": (1, 2.4),
        "stale": (1, 3.4),
        "left": (0, 2.4),
    },
    ways={
        ("asked", "changes_asked"): Way("L-9", "R-9"),
        ("changes_asked", "asked"): Way("R+9", "L+9", beside=(0, 25)),
        ("asked", "declined"): Way("R-9", "L-9"),
        ("declined", "asked"): Way("L+9", "R+9", beside=(12, 25)),
        ("stale", "asked"): Way("R", "R+18", lane=1),
        ("asked", "asked"): Way("T+84", "T+108"),
        ("left", "listed"): Way("L", "L"),
    },
    marked=("leave",),
)
OPINION = Layout(
    places={"asked": (0, 0), "given": (0, 1), "stale": (0, 2), "lapsed": (1, 0), "declined": (1, 1)},
    ways={
        ("asked", "lapsed"): Way("R-9", "L-9"),
        ("lapsed", "asked"): Way("L+9", "R+9", beside=(0, 25)),
        ("stale", "asked"): Way("L", "L"),
        ("stale", "lapsed"): Way("R", "B"),
    },
)
INQUIRY = Layout(
    places={"asked": (1, 0), "answered": (1, 1.2), "closed": (1, 2.2), "withdrawn": (0, 1.2), "ended": (2, 1.2)},
    ways={("answered", "asked"): Way("R", "R", lane=1), ("answered", "ended"): Way("R", "L")},
)
PAIR = Layout(places={"given": (0, 0), "replaced": (0, 1)})
CONDITION = Layout(places={"open": (0, 0), "met": (0, 1), "void": (1, 0.5)})

PICTURES: dict[type[Subject], Layout] = {
    IntegrationProject: PROJECT,
    Participation: PARTICIPATION,
    ExpertOpinion: OPINION,
    Inquiry: INQUIRY,
    PairFinding: PAIR,
    Condition: CONDITION,
}
