# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Campaigns of alignment questionnaires, what agencies answer, and the letters by which results go back."""

from datetime import datetime, time
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from digital_plan.lifecycle.campaigns import CampaignLifecycle, ResponseLifecycle
from digital_plan.models.plans import Plan
from digital_plan.states.campaigns import Finding, PlanKind, PlanStatus, Variant
from papers.models import Document
from workflows.clocks.days import BANGKOK, end_of


class AlignmentCampaign(CampaignLifecycle):
    """One call for answers, for one plan and fiscal year, due at the end of a day or at a time of it.

    Letters of its results are numbered ``letter_prefix/n`` within the Buddhist year of their sending.
    """

    name = models.CharField(_("name of the campaign"), max_length=255)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="campaigns", verbose_name=_("plan"))
    fiscal_year = models.PositiveIntegerField(_("fiscal year (B.E.)"))
    opens_on = models.DateField(_("opens on"))
    due_date = models.DateField(_("last day"))
    due_time = models.TimeField(_("time of the last day"), null=True, blank=True)
    asks_all = models.BooleanField(_("every registered agency is asked"), default=True)
    letter_prefix = models.CharField(_("code of the office"), max_length=60)
    letter_sender = models.CharField(_("sending office"), max_length=200)
    letter_signer = models.CharField(_("post that signs"), max_length=200)
    is_example = models.BooleanField(_("example data"), default=False)
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("alignment campaign")
        verbose_name_plural = _("alignment campaigns")
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(due_date__gte=models.F("opens_on")), name="campaign_is_due_after_it_opens"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"

    @property
    def due_at(self) -> datetime:
        """The last moment that is in time."""
        if self.due_time is None:
            return end_of(self.due_date)
        return datetime.combine(self.due_date, time(self.due_time.hour, self.due_time.minute), tzinfo=BANGKOK)


class ChosenAgency(models.Model):
    """An agency that a campaign asks, where it does not ask all."""

    campaign = models.ForeignKey(AlignmentCampaign, models.PROTECT, related_name="chosen")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("agency chosen for a campaign")
        verbose_name_plural = _("agencies chosen for campaigns")
        constraints = (models.UniqueConstraint(fields=["campaign", "agency"], name="one_choice_per_agency"),)

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.agency_id}"


class AlignmentResponse(ResponseLifecycle):
    """What one agency answers. ``variant`` was decided when the campaign opened, and stays.

    The respondent is a post and the agency's own mailbox: no person's name or number is asked for.
    """

    campaign = models.ForeignKey(AlignmentCampaign, models.PROTECT, related_name="responses")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="alignment_responses")
    variant = models.CharField(_("parts of the questionnaire"), max_length=20, choices=Variant.choices)
    plan_status = models.CharField(_("where the agency's plan stands"), max_length=20, choices=PlanStatus.choices,
                                   blank=True)  # fmt: skip
    plan_kind = models.CharField(_("kind of plan"), max_length=20, choices=PlanKind.choices, blank=True)
    plan_title = models.CharField(_("title of the agency's plan"), max_length=400, blank=True)
    plan_first_year = models.PositiveIntegerField(_("plan begins (fiscal year, B.E.)"), null=True, blank=True)
    plan_last_year = models.PositiveIntegerField(_("plan ends (fiscal year, B.E.)"), null=True, blank=True)
    plan_url = models.URLField(_("address of the plan on the web"), max_length=500, blank=True)
    respondent_role = models.CharField(_("post of who answers"), max_length=200, blank=True)
    respondent_mailbox = models.EmailField(_("mailbox of the agency"), blank=True)
    has_none = models.BooleanField(_("no project of the agency serves the plan"), default=False)
    revision = models.PositiveIntegerField(default=0)  # of part 1; each project has its own
    submitted_at = models.DateTimeField(_("handed in"), null=True, editable=False)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_late = models.BooleanField(_("late"), default=False, editable=False)
    finding = models.CharField(_("finding"), max_length=20, choices=Finding.choices, blank=True, editable=False)
    finding_text = models.TextField(_("reason for the finding"), blank=True, editable=False)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("response to an alignment campaign")
        verbose_name_plural = _("responses to alignment campaigns")
        ordering = ("campaign_id", "id")
        constraints = (models.UniqueConstraint(fields=["campaign", "agency"], name="one_response_per_agency"),)
        indexes = (models.Index(fields=["campaign", "state"], name="response_by_state"),)

    def __str__(self) -> str:
        return f"{self.campaign_id} ← {self.agency_id}"

    @property
    def has_three_parts(self) -> bool:
        """Whether the part on key projects is asked."""
        return self.variant == Variant.THREE_PARTS

    def references(self) -> set[str]:
        """Itself and its campaign."""
        return super().references() | {f"{AlignmentCampaign._meta.label_lower}/{self.campaign_id}"}


class OwnProject(models.Model):
    """A project of the agency that serves the plan; ``project_code`` names the integration project that it is."""

    response = models.ForeignKey(AlignmentResponse, models.PROTECT, related_name="own_projects")
    title = models.CharField(_("project of the agency"), max_length=400)
    fiscal_year = models.PositiveIntegerField(_("fiscal year (B.E.)"))
    budget_baht = models.DecimalField(_("budget (baht)"), max_digits=15, decimal_places=2, null=True, blank=True)
    project_code = models.CharField(_("integration project here"), max_length=40, blank=True)
    note = models.TextField(_("how it serves the plan"), blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("project named in a response")
        verbose_name_plural = _("projects named in responses")
        ordering = ("response_id", "id")

    def __str__(self) -> str:
        return f"{self.title} #{self.pk}"


class Alignment(models.Model):
    """One project serves one item of the plan."""

    own_project = models.ForeignKey(OwnProject, models.CASCADE, related_name="alignments")
    item_code = models.CharField(_("item of a plan"), max_length=20)

    class Meta:
        verbose_name = _("alignment with an item of the plan")
        verbose_name_plural = _("alignments with items of the plan")
        ordering = ("own_project_id", "item_code")
        constraints = (models.UniqueConstraint(fields=["own_project", "item_code"], name="one_alignment_per_item"),)

    def __str__(self) -> str:
        return f"{self.own_project_id} → {self.item_code}"


class ResponseVersion(models.Model):
    """A response as it was handed in, and again after each clarification."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    response = models.ForeignKey(AlignmentResponse, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content: Any = models.JSONField()  # digital_plan.operations.campaigns.freezing.content_of
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(_("handed in"))

    class Meta:
        verbose_name = _("version of a response")
        verbose_name_plural = _("versions of responses")
        ordering = ("response_id", "number")
        constraints = (models.UniqueConstraint(fields=["response", "number"], name="one_response_version_per_number"),)

    def __str__(self) -> str:
        return f"{self.response_id} v{self.number}"


class AlignmentLetter(models.Model):
    """The letter that tells an agency the result; its PDF is printed from ``snapshot`` alone."""

    rows_are_kept: ClassVar[bool] = True

    response = models.OneToOneField(AlignmentResponse, models.PROTECT, related_name="letter")
    prefix = models.CharField(max_length=60)
    be_year = models.PositiveIntegerField(_("year (B.E.)"))
    running = models.PositiveIntegerField(_("running number"))
    letter_number = models.CharField(_("letter number"), max_length=80)
    snapshot: Any = models.JSONField()  # digital_plan.operations.campaigns.letters.snapshot_of
    sha256 = models.CharField(max_length=64)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("letter on alignment")
        verbose_name_plural = _("letters on alignment")
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=["prefix", "be_year", "running"], name="one_alignment_letter_per_number"),
        )

    def __str__(self) -> str:
        return f"{self.letter_number} #{self.pk}"


class AlignmentLetterPaper(models.Model):
    """A letter as it was first printed: whoever asks later gets these bytes."""

    rows_are_kept: ClassVar[bool] = True

    letter = models.OneToOneField(AlignmentLetter, models.PROTECT, related_name="paper")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("paper of a letter on alignment")
        verbose_name_plural = _("papers of letters on alignment")

    def __str__(self) -> str:
        return f"paper of {self.letter_id}"
