# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The day's anchor with its time-stamp: what the command and the daily job do."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from workflows.anchors import stamping
from workflows.anchors.making import anchor_of_the_day
from workflows.jobs.registry import periodic

logger = logging.getLogger(__name__)


def anchor_and_stamp(at: datetime) -> Iterator[str]:
    """Make the day's anchor, then try each missing stamp once; say what was done, a line each.

    A stamp that is refused costs nothing but its line: it is asked for again the next time.
    """
    anchor = anchor_of_the_day(at)
    yield _("Anchor %(number)s over %(chains)s chains and %(records)s records: %(hash)s") % {
        "number": anchor.number,
        "chains": anchor.chain_count,
        "records": anchor.record_count,
        "hash": anchor.hash,
    }
    for waiting in stamping.unstamped() if stamping.is_configured() else ():
        try:
            stamped = stamping.stamp(waiting, at)
        except stamping.StampRefused as refused:
            yield _("Anchor %(number)s has no time-stamp yet. %(reason)s") % {
                "number": waiting.number,
                "reason": refused,
            }
            return  # an authority that has just refused is not asked again in the same breath
        yield _("Anchor %(number)s was stamped by %(authority)s.") % {
            "number": waiting.number,
            "authority": stamped.authority,
        }


@periodic(every=timedelta(hours=1))
def anchor_daily(at: datetime) -> None:
    """Anchor the day in its first hour; in the hours after, try again for stamps that are missing."""
    for line in anchor_and_stamp(at):
        logger.info(line)
