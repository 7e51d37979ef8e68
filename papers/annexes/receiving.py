# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Receiving an annex: what it is by its content, and what will be bound of it, said to the one who sends it."""

from dataclasses import dataclass

from papers.annexes.judging import Judged, judge
from papers.uploads import Accepted, accept


@dataclass(frozen=True)
class Received:
    """A file that may be kept, as it was sent, and what is bound of it."""

    file: Accepted
    judged: Judged


def receive(content: bytes, sent_name: str) -> Received:
    """Judge a file that is being sent. Raises NotAccepted with the reason, and then nothing of it is kept.

    A PDF with scripts is not turned away here, as it is elsewhere: what is read and bound is the cleaned one alone.
    """
    file = accept(content, sent_name, refuse_pdf=_judged_later)
    return Received(file, judge(file.content, file.media_type))


def _judged_later(content: bytes) -> None:
    """The verdict says what becomes of it."""
