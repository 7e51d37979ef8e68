# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The meeting pack: which pieces it has, how each is laid out and kept, and the manifest of all it was made from."""
