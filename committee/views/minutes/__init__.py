# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of a meeting's minutes: writing them by section, circulating, adopting, correcting, publishing."""
