# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is said about a project beside its acts: among the screeners alone, or before everybody who may see it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from agencies.roles import Role
from budget_review.models.projects import IntegrationProject
from budget_review.sections import MENDABLE


class Circle(models.TextChoices):
    """Who reads a comment."""

    INTERNAL = "internal", _("DGA's screening only")
    VISIBLE = "visible", _("Everybody who may see the project")


class Comment(models.Model):
    """One comment, on the whole project or on one section. The database refuses any change of a row.

    What was said wrongly is put right by a further comment that names it (``corrects``). People read as what somebody
    spoke: the role and the agency at that moment.
    """

    rows_are_kept: ClassVar[bool] = True

    project = models.ForeignKey(IntegrationProject, models.PROTECT, related_name="comments")
    circle = models.CharField(_("who reads it"), max_length=10, choices=Circle.choices)
    section = models.CharField(_("section"), max_length=40, blank=True)  # a key of ``sections.MENDABLE``
    text = models.TextField(_("comment"))
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    content_version = models.PositiveIntegerField(_("content version"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=40, choices=Role.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    request_id = models.UUIDField(unique=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("comment on a project")
        verbose_name_plural = _("comments on projects")
        ordering = ("project_id", "id")
        constraints = (
            models.CheckConstraint(condition=models.Q(circle__in=Circle.values), name="comment_has_a_circle"),
        )

    def __str__(self) -> str:
        return f"{self.project_id} {self.circle} #{self.pk}"

    @property
    def section_label(self) -> object:
        """What the section that it is on is called."""
        return MENDABLE.get(self.section, self.section)
