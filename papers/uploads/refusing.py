# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The refusal of a file."""


class NotAccepted(ValueError):
    """A file that is not kept; the message says why, for the person who sent it."""
