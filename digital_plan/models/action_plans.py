# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The action plans of agencies: what is written, the agency's own document, and every revision that was sent."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from digital_plan.lifecycle.action_plans import ActionPlanLifecycle
from digital_plan.states.action_plans import ActionPlanKind, ActionPlanState
from digital_plan.template_sections import BY_KEY
from papers.models import Document
from papers.sections import words_of
from papers.word import DOCX
from workflows.records import canonical_json, digest


class ActionPlan(ActionPlanLifecycle):
    """The digital action plan of one agency. ``revision`` counts its edits; ``sent_number`` its sent revisions."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="action_plans", verbose_name=_("agency"))
    plan_kind = models.CharField(_("kind"), max_length=12, choices=ActionPlanKind.choices)
    first_year = models.PositiveIntegerField(_("first fiscal year (B.E.)"))
    last_year = models.PositiveIntegerField(_("last fiscal year (B.E.)"))
    revision = models.PositiveIntegerField(default=0, editable=False)
    details_revision = models.PositiveIntegerField(default=0, editable=False)
    sent_number = models.PositiveIntegerField(_("revisions sent"), default=0, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    receipt_number = models.CharField(_("receipt number"), max_length=100, blank=True, editable=False)
    received_at = models.DateTimeField(_("receipt acknowledged"), null=True, editable=False)
    received_number = models.PositiveIntegerField(_("revision acknowledged"), default=0, editable=False)

    class Meta:
        verbose_name = _("action plan of an agency")
        verbose_name_plural = _("action plans of agencies")
        ordering = ("agency_id", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["agency"],
                name="one_action_plan_per_agency",
                condition=~models.Q(state=ActionPlanState.ENDED),
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency_id} {self.years}"

    @property
    def years(self) -> str:
        """``"2566–2570"``, or one year alone."""
        return str(self.first_year) if self.first_year == self.last_year else f"{self.first_year}–{self.last_year}"

    def another_of_the_agency(self) -> bool:
        """Whether the agency has another plan that has not ended."""
        others = ActionPlan.objects.filter(agency=self.agency_id).exclude(state=ActionPlanState.ENDED)
        return others.exclude(pk=self.pk).exists()

    def written_keys(self) -> set[str]:
        """The keys of the sections that say something."""
        return {one.key for one in self._sections() if one.text.strip() or one.rows}

    def own_document(self) -> "OwnDocument | None":
        """The agency's own document as it was attached or linked last."""
        found: OwnDocument | None = self.own_documents.select_related("document", "sent_by").order_by("-pk").first()
        return found

    def _sections(self) -> "list[ActionPlanSection]":
        return list(self.sections.all())

    def content(self) -> dict[str, Any]:
        """All that it says now, as a revision freezes it.

        ``{"kind": "action_plan", "first_year": 2566, "last_year": 2570, "sections": {"background": {"text": "…",
        "rows": []}}, "document": {"sha256": "…", "filename": "…"} or {"link": "https://…"} or {}}``
        """
        document = self.own_document()
        return {
            "kind": self.plan_kind,
            "first_year": self.first_year,
            "last_year": self.last_year,
            "sections": {
                one.key: {"text": one.text, "rows": one.rows} for one in self._sections() if one.key in BY_KEY
            },
            "document": document.told if document else {},
        }

    def last_sent(self) -> "ActionPlanRevision | None":
        """The revision that was sent last."""
        found: ActionPlanRevision | None = self.revisions.order_by("-number").first()
        return found

    def differs_from_last(self) -> bool:
        """Whether it says something else than the revision that was sent last."""
        last = self.last_sent()
        return last is None or last.sha256 != digest(canonical_json(self.content()))


class ActionPlanSection(models.Model):
    """What is written in one section of ``template_sections``, by whom and when, as of which edit of the plan."""

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="sections")
    key = models.CharField(_("section"), max_length=40)
    text = models.TextField(_("text"), blank=True)
    rows = models.JSONField(default=list, blank=True)  # [{column: cell}]
    revision = models.PositiveIntegerField(default=0, editable=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("section of an action plan")
        verbose_name_plural = _("sections of action plans")
        ordering = ("plan_id", "id")
        constraints = (models.UniqueConstraint(fields=["plan", "key"], name="one_plan_section_per_key"),)

    def __str__(self) -> str:
        return f"{self.plan_id} {self.key}"


class EarlierPlanText(models.Model):
    """What stood in a section before another person wrote over it."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    section = models.ForeignKey(ActionPlanSection, models.PROTECT, related_name="earlier")
    text = models.TextField(blank=True)
    rows = models.JSONField(default=list, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("earlier text of a section of an action plan")
        verbose_name_plural = _("earlier texts of sections of action plans")
        ordering = ("section_id", "-id")

    def __str__(self) -> str:
        return f"{self.section_id} #{self.pk}"

    @property
    def words(self) -> str:
        """All of it as text."""
        return words_of(BY_KEY[self.section.key], self.text, self.rows)


class OwnDocument(models.Model):
    """The agency's own plan document: a file, or the address at which the agency publishes it. The last one stands.

    The service never fetches the address.
    """

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="own_documents")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    filename = models.CharField(_("file name"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent"))
    request_id = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("agency's own plan document")
        verbose_name_plural = _("agencies' own plan documents")
        ordering = ("plan_id", "id")

    def __str__(self) -> str:
        return f"{self.plan_id} {self.filename or self.link}"

    @property
    def is_word(self) -> bool:
        """Whether it can be read beside the template."""
        return self.document is not None and self.document.media_type == DOCX

    @property
    def told(self) -> dict[str, str]:
        """As a frozen revision names it."""
        if self.document is None:
            return {"link": self.link}
        return {"sha256": self.document.sha256, "filename": self.filename}


class ActionPlanRevision(models.Model):
    """A plan as it was sent to DGA, whole. ``content`` is as ``ActionPlan.content`` says."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("revision"))
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    own_document = models.ForeignKey(OwnDocument, models.PROTECT, null=True, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("revision of an action plan")
        verbose_name_plural = _("revisions of action plans")
        ordering = ("plan_id", "number")
        constraints = (models.UniqueConstraint(fields=["plan", "number"], name="one_plan_revision_per_number"),)

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.number}"


class ActionPlanPaper(models.Model):
    """A revision as it was first printed: whoever asks later gets these bytes."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    revision = models.OneToOneField(ActionPlanRevision, models.PROTECT, related_name="paper")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("paper of an action plan")
        verbose_name_plural = _("papers of action plans")

    def __str__(self) -> str:
        return f"paper of {self.revision_id}"
