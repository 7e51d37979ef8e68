# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes an API token for a person and prints its key, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import User
from accounts.operations import make_token


class Command(BaseCommand):
    help = "Make an API token for a person. The key is printed once and kept nowhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="what the token is for")
        parser.add_argument("--days", type=int, default=90, help="how long it is good for (90)")

    def handle(self, *args: Any, username: str, name: str, days: int, **options: Any) -> None:
        """Make and print; the key alone goes to stdout, so that it can be piped."""
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active account {username!r}.")
        if not 1 <= days <= 3650:
            raise CommandError("A token is good for 1 to 3650 days.")
        token, key = make_token(user=user, name=name, days=days, at=timezone.now())
        self.stderr.write(f"Token {token.prefix} for {user.username}, until {token.expires_at:%Y-%m-%d %H:%M %Z}.")
        self.stdout.write(key)
