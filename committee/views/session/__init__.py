# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The console of a meeting in session: one screen for attendance, the agenda and the matter before the meeting."""
