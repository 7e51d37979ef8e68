# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Integration projects, and the frozen versions of their content."""

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from budget_review.lifecycle import ProjectLifecycle
from budget_review.models import reading
from budget_review.models.rounds import Round, Workplan
from budget_review.states import Consent, Outcome, Tier

if TYPE_CHECKING:
    from budget_review.models.attachments import AttachmentFile
    from budget_review.models.money import BudgetLine
    from budget_review.models.parts import Participation
    from budget_review.models.screening import Screening


class IntegrationProject(ProjectLifecycle):
    """An umbrella over the shares of at least two agencies, with KPIs that they share.

    ``revision`` counts edits of the content, ``content_version`` the frozen versions; ``version`` counts records.
    ``tier`` is set when it is taken up for screening.
    What is written by itself (essentials, KPIs, a part, a section) keeps the revision at which it last changed.
    """

    code = models.CharField(_("code"), max_length=20, unique=True)
    round = models.ForeignKey(Round, models.PROTECT, related_name="projects", verbose_name=_("round"))
    lead = models.ForeignKey(Agency, models.PROTECT, related_name="led_projects", verbose_name=_("lead agency"))
    title = models.CharField(_("project name"), max_length=400)
    objective = models.TextField(_("objective"), blank=True)
    rationale = models.TextField(_("rationale"), blank=True)
    target_group = models.TextField(_("target group"), blank=True)
    rolled_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="carried_into",
        verbose_name=_("carried over from"),
    )  # fmt: skip
    starts_on = models.DateField(_("begins"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    content_version = models.PositiveIntegerField(_("content version"), null=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    essentials_revision = models.PositiveIntegerField(default=0, editable=False)  # at which they last changed
    kpis_revision = models.PositiveIntegerField(default=0, editable=False)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices, blank=True, editable=False)
    tier = models.CharField(_("review"), max_length=10, choices=Tier.choices, blank=True, editable=False)
    is_example = models.BooleanField(_("holds example data"), default=False)

    class Meta:
        verbose_name = _("integration project")
        verbose_name_plural = _("integration projects")
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="project_ends_after_it_begins",
            ),
        )
        indexes = (
            models.Index(fields=["state", "code"], name="project_by_state"),
            models.Index(fields=["round", "state", "code"], name="project_by_round"),
            models.Index(fields=["round", "code"], name="project_of_round"),
            models.Index(fields=["lead", "code"], name="project_by_lead"),
            models.Index(fields=["tier", "code"], name="project_by_tier", condition=~models.Q(tier="")),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def tier_word(self) -> str:
        """How thoroughly it is screened, in one word; empty until it is taken up."""
        return str(Tier(self.tier).word) if self.tier else ""

    def references(self) -> set[str]:
        """Itself, its round and its workplan: an order may be limited to each of them."""
        plan = f"{Workplan._meta.label_lower}/{self.read_once('workplan', reading.workplans)}"
        return super().references() | {f"{Round._meta.label_lower}/{self.round_id}", plan}

    def active_parts(self) -> "list[Participation]":
        """The parts of everyone who takes part, the lead first, with their lines."""
        return [part for part in self.parts if part.state != Consent.LEFT]

    def active_lines(self) -> "list[BudgetLine]":
        """What everyone who takes part asks for, in the order of the parts."""
        return [line for part in self.active_parts() for line in part.active_lines()]

    def partners(self) -> "list[Participation]":
        """Everyone who must consent: all who take part but the lead."""
        return [part for part in self.active_parts() if part.agency_id != self.lead_id]

    @property
    def present_version(self) -> "ProjectVersion":
        """The version that partners, screeners and committees have before them; DoesNotExist before the first."""
        return self.versions.get(number=self.content_version or 0)

    @property
    def parts(self) -> "list[Participation]":
        """Every part, the lead's first."""
        return self.read_once("parts", reading.parts)

    @property
    def attached(self) -> "list[AttachmentFile]":
        """The files that stand: those of the whole, and those of everyone who takes part."""
        files = self.read_once("attached", reading.attached)
        active = {part.pk for part in self.active_parts()} if files else set()
        return [file for file in files if file.attachment.participation_id in {None, *active}]

    @cached_property
    def screening(self) -> "Screening | None":
        """The screening of the project, once it was taken up."""
        return self.read_once("screening", reading.screenings)

    @property
    def screening_writers(self) -> set[int]:
        """The ids of those who wrote in its screening."""
        return self.read_once("screening writers", reading.screening_writers)

    @property
    def is_held_by_conditions(self) -> bool:
        """Whether a condition that is to be met before the project is sent on waits still."""
        return self.read_once("waiting conditions", reading.are_held_by_conditions)


class ProjectVersion(models.Model):
    """The content as it stood when it was handed to others; consents, opinions, papers, resolutions point at it."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    project = models.ForeignKey(IntegrationProject, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()  # budget_review.content.content_of
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("content version")
        ordering = ("project_id", "number")
        constraints = (models.UniqueConstraint(fields=["project", "number"], name="one_version_per_number"),)

    def __str__(self) -> str:
        return f"{self.project_id} v{self.number}"
