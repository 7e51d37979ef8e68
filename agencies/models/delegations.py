# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Orders by which one person acts for another, and the signed papers that prove them."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from agencies.lifecycle import DelegationLifecycle, Extent, OrderState
from agencies.models.offices import Agency, Membership, Unit
from agencies.powers import acts_of
from agencies.roles import Role, day_of, memberships_of
from workflows.models import TransitionRecord


class OrderPaper(models.Model):
    """A signed order as it was uploaded, kept whole in the database beside what rests on it, under its hash."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    filename = models.CharField(max_length=200)
    size = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("signed order")
        verbose_name_plural = _("signed orders")

    def __str__(self) -> str:
        return f"{self.filename} {self.sha256[:8]}"


class Delegation(DelegationLifecycle):
    """An order. Once written its content stays: a mistake is withdrawn, or revoked, and written anew.

    ``acts`` are ``"app.model.step"``, ``subjects`` are ``"app.model/id"`` (opaque here); an empty list is all.
    """

    extent = models.CharField(_("kind"), max_length=10, choices=Extent.choices)
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("giver")
    )
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="orders", verbose_name=_("receiver")
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    acts = models.JSONField(_("acts"), default=list, blank=True)
    subjects = models.JSONField(_("what it is limited to"), default=list, blank=True)
    order_number = models.CharField(_("order number"), max_length=100)
    order_date = models.DateField(_("date of the order"))
    valid_from = models.DateField(_("first day"))
    valid_to = models.DateField(_("last day"))
    reason = models.TextField(_("reason"))
    paper = models.ForeignKey(
        OrderPaper, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed order")
    )

    class Meta:
        verbose_name = _("order to act for another")
        verbose_name_plural = _("orders to act for another")
        ordering = ("-valid_from", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_to__gte=models.F("valid_from")), name="order_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(giver__isnull=True) | ~models.Q(giver=models.F("receiver")),
                name="nobody_gives_power_to_themselves",
            ),
        )
        indexes = (models.Index(fields=["receiver", "valid_to"], name="order_by_receiver"),)

    def __str__(self) -> str:
        return f"{self.order_number} #{self.pk}"

    @property
    def post(self) -> str:
        """The role with its place: ``"Head of agency, DOPA"``."""
        place = self.unit or self.agency
        name = getattr(place, "abbreviation", "") or place.name
        return _("%(role)s, %(place)s") % {"role": self.get_role_display(), "place": name}

    @property
    def in_place_of(self) -> str:
        """For whom the receiver acts: the giver, or the vacant post."""
        return str(self.giver) if self.giver else self.post

    @property
    def sentence(self) -> str:
        """``"acting for Somchai (Head of agency, DOPA) by order no. 12/2564"``."""
        words = {"giver": self.in_place_of, "post": self.post, "number": self.order_number}
        if self.giver is None:
            return _("acting in the vacant post %(post)s by order no. %(number)s") % words
        if self.extent == Extent.ACTING:
            return _("acting for %(giver)s (%(post)s) by order no. %(number)s") % words
        return _("acting by delegation of %(giver)s (%(post)s), order no. %(number)s") % words

    @property
    def written_by(self) -> int:
        """The id of the person who wrote the order: the actor of its first record."""
        return self.read_once("written_by", _writers_of)

    @property
    def words_of_signing(self) -> str:
        """What stands below the signature of who acts, on a Thai paper: in which form, and for which post.

        State Administration Act B.E. 2534: รักษาราชการแทน (s.48) acts in a post, ปฏิบัติราชการแทน (s.38) by delegation.
        """
        form = "ปฏิบัติราชการแทน" if self.extent == Extent.DELEGATED else "รักษาราชการแทน"
        with override("th"):
            return f"{form} {self.post}"

    def is_held_by(self, user: User, at: datetime) -> bool:
        """Whether a person holds the role of the order by an appointment of their own."""
        return user.is_active and any(self._is_of_the_post(held) for held in memberships_of(user, at))

    def has_holder(self, at: datetime) -> bool:
        """Whether anybody holds the post at a moment."""
        day = day_of(at)
        return any(self._is_of_the_post(held) and held.holds_on(day) for held in self._of_the_role)

    @cached_property
    def _of_the_role(self) -> list[Membership]:
        """Who was ever appointed to its role in its agency: read once for all that is asked under one reading of it."""
        return list(self.agency.memberships.filter(role=self.role, user__is_active=True))

    def _is_of_the_post(self, held: Membership) -> bool:
        is_there = held.role == self.role and held.agency_id == self.agency_id
        return is_there and self.unit_id in (None, held.unit_id)

    def names_only_its_role(self) -> bool:
        """Whether each act named is one that the role makes."""
        return set(self.acts) <= set(acts_of(Role(self.role)))

    def lends_something(self) -> bool:
        """Whether the role makes any act for another; one that makes none, as an auditor's, would lend sight alone."""
        return bool(acts_of(Role(self.role)))

    def is_standing(self, at: datetime) -> bool:
        """Whether the order is in force on the day."""
        return self.state == OrderState.IN_FORCE and self.valid_from <= day_of(at) <= self.valid_to

    def overlapping(self) -> "models.QuerySet[Delegation]":
        """Other orders in force that lend the same post, or lend to the same person, in a part of the same time."""
        same_post = models.Q(agency=self.agency, role=self.role)
        beside = type(self).objects.filter(same_post | models.Q(receiver=self.receiver), state=OrderState.IN_FORCE)
        beside = beside.filter(valid_from__lte=self.valid_to, valid_to__gte=self.valid_from)
        return beside.exclude(pk=self.pk).select_related("giver", "receiver", "agency", "unit")


def _writers_of(orders: "Sequence[Delegation]") -> dict[int, int]:
    """Who wrote each of these orders, by the order's id."""
    first = TransitionRecord.objects.filter(
        subject_type=Delegation._meta.label_lower, subject_id__in=[order.pk for order in orders], seq=1
    )
    return dict(first.values_list("subject_id", "actor_id"))
