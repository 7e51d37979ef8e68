# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Revokes an API token by its prefix."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import ApiToken
from accounts.operations import revoke_token


class Command(BaseCommand):
    help = "Revoke the API token with this prefix (the part between the underscores)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("prefix")

    def handle(self, *args: Any, prefix: str, **options: Any) -> None:
        """Revoke; a prefix that nobody has is an error."""
        token = ApiToken.objects.filter(prefix=prefix).first()
        if token is None:
            raise CommandError(f"There is no token {prefix!r}.")
        revoke_token(token, at=timezone.now())
        self.stdout.write(f"Token {prefix} is revoked.")
