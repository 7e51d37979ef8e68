# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How fast: figures of one run on PostgreSQL, told as ratios."""
