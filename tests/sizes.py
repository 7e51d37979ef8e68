# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How much of the costly tests is run: little at each ``make test``, all of it with ``make test-long``.

``MATI_TEST_SIZES=long`` chooses; a single size can be set by its own name, such as ``MATI_TEST_KILLS=20``.
"""

import os
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Sizes:
    """The sizes of one run."""

    walks: int  # random walks from each lifecycle's beginnings
    strides: int  # acts tried in each
    proofs: int  # verify is asked after so many acts that were made
    deciders: int  # who decide on one project at the same moment
    kills: int  # kill -9 of web and worker processes under load
    kills_alone: int  # kill -9 of one process that only acts, or only works jobs
    restarts: int  # of PostgreSQL under load
    every_way: int  # of every lifecycle × state × step × role × way in, one in so many is tried; 1: every page, too
    round: int  # projects of a round that is screened in the browser
    meeting: int  # items of the meeting that is replayed
    pack: int  # items of a pack that is linked
    matters: int  # of a pack that is laid out, bound and walked through


SMALL = Sizes(
    walks=4, strides=25, proofs=1, deciders=30, kills=4, kills_alone=3, restarts=1, every_way=600, round=3,
    meeting=13, pack=24, matters=3,
)  # fmt: skip
LONG = Sizes(
    walks=200, strides=80, proofs=4, deciders=100, kills=200, kills_alone=50, restarts=10, every_way=1, round=300,
    meeting=40, pack=300, matters=300,
)  # fmt: skip


def chosen() -> Sizes:
    """The sizes that the environment asks for."""
    usual = LONG if os.environ.get("MATI_TEST_SIZES") == "long" else SMALL
    own = {size.name: os.environ.get(f"MATI_TEST_{size.name.upper()}") for size in fields(Sizes)}
    return Sizes(**{name: int(value or getattr(usual, name)) for name, value in own.items()})


SIZES = chosen()
