# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A round with as many projects as a year may bring, to look at everything at its real size. All of it is made up."""

from project.demo.large.carrying import carry_round, open_large_round

__all__ = ["carry_round", "open_large_round"]
