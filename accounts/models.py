# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""People who sign in. Records name a person by this row's id only; the name and address here can be erased."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.notifications.models import Notice, NoticePreference, NoticeRule

__all__ = ["ApiToken", "Notice", "NoticePreference", "NoticeRule", "User"]


class Accounts(BaseUserManager["User"]):
    """Making accounts."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account that signs in with ``password``, or with none until one is set."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One person, or the system itself. What a person may do stands in ``agencies.Membership``, not here."""

    username = models.CharField(_("user name"), max_length=150, unique=True)
    display_name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(
        _("language of e-mails"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    is_active = models.BooleanField(_("active"), default=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]
    objects = Accounts()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.display_name or self.username


class ApiToken(models.Model):
    """A key with which a program acts as a person. Only the hash of its secret is kept.

    The whole key, ``mati_<prefix>_<secret>``, is shown once, when it is made.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="api_tokens", verbose_name=_("person"))
    name = models.CharField(_("what it is for"), max_length=100)
    prefix = models.CharField(max_length=12, unique=True, editable=False)
    secret_sha256 = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ("user_id", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="token_expires_after_it_is_made"
            ),
        )

    def __str__(self) -> str:
        return f"{self.prefix} {self.name}"

    def is_good_at(self, at: datetime) -> bool:
        """Whether the token still opens anything at this moment."""
        return self.revoked_at is None and at < self.expires_at and self.user.is_active


class SavedFilter(models.Model):
    """A list as a person likes to see it: its page, and what stands in the address behind the question mark."""

    person = models.ForeignKey(User, models.CASCADE, related_name="saved_filters")
    page = models.CharField(max_length=30)  # the name of the page's address: "queue"
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000, blank=True)
    is_default = models.BooleanField(_("shown first"), default=False)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ("page", "name", "id")
        constraints = (
            models.UniqueConstraint(fields=["person", "page", "name"], name="one_filter_per_name"),
            models.UniqueConstraint(
                fields=["person", "page"], condition=models.Q(is_default=True), name="one_default_filter_per_page"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.page} {self.name}"
