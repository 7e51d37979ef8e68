# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The papers' share in the proof of everything: each file is still the one that was kept."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from papers.queries import damaged_documents
from workflows.faults import Fault, also_verified


@also_verified
def faults_of_documents() -> Iterator[Fault]:
    """Say which documents' files are missing or changed."""
    for document in damaged_documents():
        yield Fault(
            _("The file of the paper “%(title)s” (%(sha256)s) is missing or was changed."),
            title=document.title,
            sha256=document.sha256[:12],
        )
