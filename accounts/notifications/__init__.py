# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Telling people what happened. Which event tells whom is data; each reads it in the way they chose."""
