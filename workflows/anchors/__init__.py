# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A day's end for all chains at once: one hash that stands for the head of every chain, itself chained and kept.

``merkle`` computes the root and proves one leaf, ``making`` writes an anchor, ``checking`` computes them all anew,
``stamping`` asks a time-stamp authority to sign one.
"""
