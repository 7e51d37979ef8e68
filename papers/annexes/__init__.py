# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annexes: files that people hand in to be bound into a pack, taken apart to their pages and judged when they come."""
