# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rules of procedure as pure functions: what they need is handed to them, and they read nothing else."""
