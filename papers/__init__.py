# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents in and out: Thai wording, fonts, rendering, the text gate, kept files."""
