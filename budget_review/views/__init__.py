# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of rounds and projects: each translates between a person's request and one operation or query."""
