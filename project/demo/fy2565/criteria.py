# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The criteria of the delivered version on which an officer found something to say in the FY2565 round."""

REVIEWED = ("plan-alignment", "no-duplication", "value", "central-platforms", "standards", "readiness")
