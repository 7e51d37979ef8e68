# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An act on many subjects that takes longer than somebody waits for a page: asked for, then made by workers."""
