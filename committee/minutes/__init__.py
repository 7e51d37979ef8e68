# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the minutes of a meeting say: drafted from its facts, in the words of form 11 of the Saraban Rule 2526."""
