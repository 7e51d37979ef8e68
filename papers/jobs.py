# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What workers do for papers: clear away what is kept between packs and was not used for long."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from papers.keeping import Folder
from workflows.jobs import periodic

log = logging.getLogger(__name__)
UNUSED_KEPT = timedelta(days=30)  # a meeting's next pack comes sooner; what comes later is laid out anew


@periodic(every=timedelta(days=1), after=timedelta(hours=3))
def clear_unused(at: datetime) -> None:
    """Clear away bodies, segments and readings that no pack asked for since so long."""
    files, size = Folder(Path(settings.PAPERS_KEPT_IN)).clear_unused(before=at - UNUSED_KEPT)
    if files:
        log.info("Cleared away %s kept files, %s bytes.", files, size)
