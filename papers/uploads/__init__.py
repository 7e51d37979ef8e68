# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that people send to be kept: known by their content, refused with the reason when they had better stay out."""

from papers.uploads.accepting import ENDINGS, LARGEST, LARGEST_WORDS, Accepted, accept
from papers.uploads.names import clean_name
from papers.uploads.refusing import NotAccepted

__all__ = ["ENDINGS", "LARGEST", "LARGEST_WORDS", "Accepted", "NotAccepted", "accept", "clean_name"]
