# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The calendar of the year: entries as they read since a change, and each change with its reason."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Named
from digital_plan.states.year import Certainty, EntryKind, Lane
from workflows.kept_change import KeptChange


class YearChange(KeptChange):
    """One change of the calendar, with its reason. The database keeps it.

    ``facts``: ``{"added": ["y2564-07"], "retired": ["y2564-07"]}``, codes of entries.
    """

    class Meta(KeptChange.Meta):
        verbose_name = _("change of the year's calendar")
        verbose_name_plural = _("changes of the year's calendar")


class YearEntry(Named):
    """One entry as it reads since a change. It is never removed: a later change retires it, and may write it anew.

    ``year`` is the calendar year (Buddhist era) in which it stands. Of an entry "to be checked" no day is known; of
    one "some time in these months" the first day is the first of a month and the last day the end of one.
    ``fiscal_years`` (Buddhist era) are those that it concerns: several are alive in one calendar year.
    """

    code = models.SlugField(_("code"), max_length=20)
    year = models.PositiveIntegerField(_("year (B.E.)"))
    lane = models.CharField(_("lane"), max_length=10, choices=Lane.choices)
    kind = models.CharField(_("kind"), max_length=10, choices=EntryKind.choices)
    is_milestone = models.BooleanField(_("milestone"), default=False)
    certainty = models.CharField(_("how sure"), max_length=8, choices=Certainty.choices)
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    fiscal_years = models.JSONField(_("fiscal years (B.E.)"), default=list, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=255)
    added_by = models.ForeignKey(YearChange, models.PROTECT, related_name="entries", verbose_name=_("added by"))
    retired_by = models.ForeignKey(
        YearChange, models.PROTECT, null=True, related_name="retired", verbose_name=_("retired by")
    )

    class Meta:
        verbose_name = _("entry of the year's calendar")
        verbose_name_plural = _("entries of the year's calendar")
        ordering = ("year", "first_day", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["code"], name="one_year_entry_per_code", condition=models.Q(retired_by__isnull=True)
            ),
            models.CheckConstraint(
                condition=models.Q(certainty="unknown", first_day__isnull=True, last_day__isnull=True)
                | models.Q(
                    ~models.Q(certainty="unknown"), first_day__isnull=False, last_day__gte=models.F("first_day")
                ),
                name="year_entry_has_days_or_none",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name_th} #{self.pk}"
