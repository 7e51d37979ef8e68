# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two frozen versions of a project side by side, field by field."""

from budget_review.queries.versions.changes import FieldChange
from budget_review.queries.versions.comparing import Comparison, compare
from budget_review.queries.versions.words import labels_of_essentials, line_words

__all__ = ["Comparison", "FieldChange", "compare", "labels_of_essentials", "line_words"]
