# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The past read again: a subject as it stood at a moment, and its whole history as lines that prove themselves."""
