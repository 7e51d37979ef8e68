# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting of three hours of the integrated-budget committee, told minute by minute. All of it is example data."""
