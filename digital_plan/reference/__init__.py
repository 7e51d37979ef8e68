# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the plans say, restated with its source. A plan that was announced is never changed here; a new one is added."""
