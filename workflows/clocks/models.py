# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The holiday table with its log of changes, the ladder of reminders, and what has been fired."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from workflows.kept_change import KeptChange


class Holiday(models.Model):
    """A day on which offices are closed. It is never removed: a change may retire it."""

    class Kind(models.TextChoices):
        PUBLIC = "public", _("Public holiday")
        SUBSTITUTION = "substitution", _("Substitution day")
        SPECIAL = "special", _("Special holiday")

    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.PUBLIC)
    name_th = models.CharField(_("Thai name"), max_length=255)
    name_en = models.CharField(_("English name"), max_length=255, blank=True)
    source = models.CharField(_("source"), max_length=255)  # the cabinet resolution or announcement
    added_by = models.ForeignKey(
        "workflows.HolidayChange", models.PROTECT, related_name="added", verbose_name=_("added by")
    )
    retired_by = models.ForeignKey(
        "workflows.HolidayChange", models.PROTECT, null=True, related_name="retired", verbose_name=_("retired by")
    )

    class Meta:
        app_label = "workflows"
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ("day", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["day"], name="one_holiday_per_day", condition=models.Q(retired_by__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.name_th}"

    @property
    def name(self) -> str:
        """The name in the reader's language; Thai where no other is known."""
        return self.name_th if get_language() == "th" else self.name_en or self.name_th


class HolidayChange(KeptChange):
    """One change of the holiday table, with its reason and every due date that it moved. The database keeps it.

    ``facts``: ``{"added": ["2021-04-12"], "retired": [], "moved": [[7, "2021-04-12T…Z", "2021-04-16T…Z"]]}``, a moved
    one by its task's id.
    """

    class Meta(KeptChange.Meta):
        app_label = "workflows"
        verbose_name = _("change of holidays")
        verbose_name_plural = _("changes of holidays")


class Rung(models.Model):
    """One rung of the ladder: so many working days before or after a task is due, somebody is told."""

    class Whom(models.TextChoices):
        HOLDER = "holder", _("Whose turn it is")
        QUEUE = "queue", _("Everyone of the queue")
        HEAD = "head", _("The head of the unit")
        ADMINISTRATOR = "administrator", _("Administrators")

    class Channel(models.TextChoices):
        IN_APP = "in_app", _("In the service")
        MAIL = "mail", _("In the service and by e-mail")

    desk = models.CharField(_("desk"), max_length=255, blank=True)  # as Task.flow_task is stored; "" is every desk
    offset = models.SmallIntegerField(_("working days from the due day"))
    whom = models.CharField(_("whom"), max_length=20, choices=Whom.choices)
    channel = models.CharField(_("how"), max_length=10, choices=Channel.choices, default=Channel.IN_APP)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    class Meta:
        app_label = "workflows"
        verbose_name = _("rung of the ladder")
        verbose_name_plural = _("rungs of the ladder")
        ordering = ("offset", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["desk", "offset", "whom"], name="one_rung_of_a_kind", condition=models.Q(retired_at=None)
            ),
        )

    def __str__(self) -> str:
        return f"{self.desk or '*'} {self.offset:+d} {self.whom}"

    @property
    def before(self) -> int:
        """How many working days before the due day."""
        return -self.offset


class RungChange(models.Model):
    """A rung that was put on the ladder or taken off it: by whom, when and why. The database keeps it."""

    class Kind(models.TextChoices):
        SET = "set", _("Put on the ladder")
        RETIRE = "retire", _("Taken off the ladder")

    rows_are_kept = True

    rung = models.ForeignKey(Rung, models.PROTECT, related_name="changes", verbose_name=_("rung of the ladder"))
    kind = models.CharField(_("what happened"), max_length=10, choices=Kind.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    at = models.DateTimeField(_("when"))
    reason = models.TextField(_("reason"))

    class Meta:
        app_label = "workflows"
        verbose_name = _("change of the ladder")
        verbose_name_plural = _("changes of the ladder")
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.kind} {self.rung_id}"


class Fired(models.Model):
    """A rung that was fired for a task's due date: once, however many sweeps run. The database keeps it.

    ``told`` are the ids of those who were told.
    """

    rows_are_kept = True

    task = models.ForeignKey("workflows.Task", models.PROTECT, related_name="fired")
    rung = models.ForeignKey(Rung, models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    sweep = models.UUIDField(db_index=True)
    told = models.JSONField(default=list)

    class Meta:
        app_label = "workflows"
        ordering = ("at", "id")
        constraints = (models.UniqueConstraint(fields=["task", "rung", "due_at"], name="fired_once"),)

    def __str__(self) -> str:
        return f"{self.task_id} {self.rung_id} {self.due_at:%Y-%m-%d}"
