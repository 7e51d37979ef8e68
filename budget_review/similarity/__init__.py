# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects that say again what another says, and projects that could be connected: two findings, never one number."""
