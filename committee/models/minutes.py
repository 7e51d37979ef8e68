# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The minutes of a meeting: their sections as they are written, and the texts that were issued of them."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committee.lifecycle import MinutesLifecycle
from committee.minutes.states import FIXED, Kind, ReplyState, Way
from committee.models.items import AgendaItem
from committee.models.meetings import Meeting
from papers.models import Document

if TYPE_CHECKING:
    from committee.models.circulation import MinutesReply

IS_OPEN = ~Q(state__in=FIXED)
NAMES_ITS_MEETING = Q(way=Way.CIRCULATION, adopted_at_meeting=None) | Q(
    way__in=(Way.SAME_MEETING, Way.NEXT_MEETING), adopted_at_meeting__isnull=False
)


class Minutes(MinutesLifecycle):
    """The minutes of one meeting. Once adopted nothing of this row changes but its state."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    circulation = models.PositiveIntegerField(_("circulation"), default=0, editable=False)
    circulated = models.ForeignKey("MinutesText", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(_("comments until"), null=True, editable=False)
    item = models.OneToOneField(AgendaItem, models.PROTECT, null=True, related_name="minutes_to_adopt")
    adopted = models.ForeignKey("MinutesText", models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField(_("adopted"), null=True, editable=False)
    adopted_at_meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="adopted_minutes")
    way = models.CharField(_("way of adoption"), max_length=20, choices=Way.choices, blank=True, editable=False)
    amendments = models.JSONField(default=list)  # committee.minutes.content.amendments

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        ordering = ("-meeting__starts_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=IS_OPEN | (Q(adopted__isnull=False) & Q(adopted_at__isnull=False) & NAMES_ITS_MEETING),
                name="adopted_minutes_name_their_meeting",
            ),
        )

    def __str__(self) -> str:
        return f"minutes of {self.meeting_id}"

    def papers_of(self, sha256: str, *, is_public: bool) -> "models.QuerySet[MinutesPaper]":
        """The papers of one text."""
        return MinutesPaper.objects.filter(text__minutes=self, text__sha256=sha256, text__is_public=is_public)

    def present_replies(self) -> "models.QuerySet[MinutesReply]":
        """The answers to the present circulation."""
        return self.replies.filter(circulation=self.circulation).exclude(state=ReplyState.LAPSED)

    def corrections(self) -> list[dict[str, Any]]:
        """The corrigenda in order, as the public text lists them."""
        return [one.as_told() for one in self.corrigenda.select_related("adopted_at_meeting").order_by("number")]


class MinutesSection(models.Model):
    """One section: what the facts give, and what a person wrote instead, which no drafting ever overwrites.

    ``edited`` is None until somebody writes; ``edited_from`` is the drafted text that was before them then.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="sections")
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=400)
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="+")
    is_confidential = models.BooleanField(_("confidential: not in the published minutes"), default=False)
    is_left_over = models.BooleanField(default=False)  # the facts know it no longer; somebody's words keep it
    generated = models.TextField(blank=True)
    source_sha256 = models.CharField(max_length=64)
    edited = models.TextField(null=True)
    edited_from = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("section of the minutes")
        verbose_name_plural = _("sections of the minutes")
        ordering = ("minutes_id", "position", "id")
        constraints = (models.UniqueConstraint(fields=["minutes", "key"], name="one_minutes_section_per_key"),)

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.key}"

    @property
    def text(self) -> str:
        """What the minutes say here: a person's words before the drafted ones."""
        return self.generated if self.edited is None else self.edited

    @property
    def is_behind(self) -> bool:
        """Whether the facts have changed since somebody wrote."""
        return self.edited is not None and self.edited_from != self.generated

    @property
    def stands(self) -> bool:
        """Whether it is printed: what has neither facts nor words is not, except the agenda itself."""
        return bool(self.text.strip()) or (self.kind in (Kind.HEADING, Kind.ITEM) and not self.is_left_over)


class EarlierMinutesText(models.Model):
    """Words that a person had written, before another person or the drafted text took their place."""

    rows_are_kept: ClassVar[bool] = True

    section = models.ForeignKey(MinutesSection, models.PROTECT, related_name="earlier")
    text = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField()

    class Meta:
        verbose_name = _("earlier text of the minutes")
        verbose_name_plural = _("earlier texts of the minutes")
        ordering = ("section_id", "-id")

    def __str__(self) -> str:
        return f"{self.section_id} #{self.pk}"


class MinutesText(models.Model):
    """The whole text as it was circulated, adopted or published, with its hash. The database keeps it."""

    rows_are_kept: ClassVar[bool] = True

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField(_("version"))
    is_public = models.BooleanField(default=False)
    content = models.JSONField()  # committee.minutes.content.content_of
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("text of minutes")
        verbose_name_plural = _("texts of minutes")
        ordering = ("minutes_id", "number")
        constraints = (
            models.UniqueConstraint(fields=["minutes", "number"], name="one_minutes_text_per_number"),
            models.UniqueConstraint(fields=["minutes", "sha256"], name="one_minutes_text_per_hash"),
        )

    def __str__(self) -> str:
        return f"{self.minutes_id} text {self.number}"


class MinutesPaper(models.Model):
    """The PDF of one text: as a draft with its mark, or as it is adopted or published."""

    rows_are_kept: ClassVar[bool] = True

    text = models.ForeignKey(MinutesText, models.PROTECT, related_name="papers")
    is_draft = models.BooleanField()
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("paper of minutes")
        verbose_name_plural = _("papers of minutes")
        ordering = ("text_id", "id")
        constraints = (models.UniqueConstraint(fields=["text", "is_draft"], name="one_minutes_paper_per_kind"),)

    def __str__(self) -> str:
        return f"{self.text_id} {'draft' if self.is_draft else 'clean'}"
