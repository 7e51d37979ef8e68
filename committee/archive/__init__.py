# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The file of a closed meeting as one bundle that proves itself: what is in it, and how it is played back."""
