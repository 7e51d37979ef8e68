# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The annexes of a matter: what is handed in with it, to be read and to be bound into the meeting's pack."""

from collections.abc import Iterable
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from committee.models.items import AgendaItem
from papers.annexes.verdicts import Verdict
from papers.models import AnnexVerdict, Document


class ItemPaper(models.Model):
    """One annex, in the order of handing in. What it says is the document's; who sees the matter reads it.

    ``agency`` handed it in with its matter, and goes on reading it; those of the secretariat have none.
    """

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    judged = models.ForeignKey(AnnexVerdict, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    filename = models.CharField(_("file name"), max_length=200)
    in_pack = models.BooleanField(_("in the pack"), default=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("handed in"))
    request_id = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("annex of a matter")
        verbose_name_plural = _("annexes of matters")
        ordering = ("item_id", "id")

    def __str__(self) -> str:
        return f"{self.filename} #{self.pk}"

    @classmethod
    def standing(cls) -> "models.QuerySet[ItemPaper]":
        """Every annex that was not taken out, in the order of handing in, with what is shown of it."""
        found = cls.objects.filter(removal=None).select_related("document", "judged", "agency", "added_by")
        return found.order_by("item_id", "pk")

    @classmethod
    def by_item(cls, items: Iterable[AgendaItem]) -> "dict[int, list[ItemPaper]]":
        """Those of matters by the matter; one query for any number."""
        found: dict[int, list[ItemPaper]] = {}
        for paper in cls.standing().filter(item__in=[item.pk for item in items]):
            found.setdefault(paper.item_id, []).append(paper)
        several = [item for item, papers in found.items() if len(papers) > 1]
        orders = ItemPaperOrder.objects.filter(item__in=several).order_by("pk") if several else ()
        for order in orders:  # the last one of each matter stands
            found[order.item_id] = order.applied(found[order.item_id])
        return found

    @property
    def verdict(self) -> Verdict:
        """What was found of it when it was handed in."""
        return Verdict.from_data(self.judged.verdict)


class ItemPaperOrder(models.Model):
    """In which order the secretariat put the annexes of a matter; the last one stands. Later annexes come behind."""

    rows_are_kept: ClassVar[bool] = True

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="paper_orders")
    papers = models.JSONField()  # the ids of every annex that stood then, in the order of binding
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(_("put in order"))
    request_id = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("order of annexes")
        verbose_name_plural = _("orders of annexes")
        ordering = ("item_id", "id")

    def __str__(self) -> str:
        return f"{self.item_id} order #{self.pk}"

    def applied(self, papers: Iterable[ItemPaper]) -> list[ItemPaper]:
        """Annexes in this order, those that were handed in since behind."""
        place = {paper: at for at, paper in enumerate(self.papers)}
        return sorted(papers, key=lambda paper: (place.get(paper.pk, len(place)), paper.pk))


class ItemPaperRemoval(models.Model):
    """An annex that was taken out, by whom and why; what was issued with it keeps it."""

    rows_are_kept: ClassVar[bool] = True

    paper = models.OneToOneField(ItemPaper, models.PROTECT, related_name="removal")
    reason = models.TextField(_("reason"))
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(_("taken out"))

    class Meta:
        verbose_name = _("annex taken out")
        verbose_name_plural = _("annexes taken out")
        ordering = ("paper_id",)
        constraints = (models.CheckConstraint(condition=~models.Q(reason=""), name="taken_out_with_a_reason"),)

    def __str__(self) -> str:
        return f"{self.paper_id} taken out"
