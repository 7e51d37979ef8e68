# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tasks as people see them: found, filtered, opened, and what befell them told in sentences."""
