# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The letters of the benches."""

from django.db import models

from bench.letters.lifecycle import LetterLifecycle, PlainLifecycle


class Letter(LetterLifecycle):
    """Moved by the engine."""

    title = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"{self.title} #{self.pk}"


class PlainLetter(PlainLifecycle):
    """Moved by django-fsm alone."""

    title = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"{self.title} #{self.pk}"
