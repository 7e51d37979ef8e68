# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The account in whose name the service itself acts: a sweep, or a command that nobody in particular runs."""

from django.utils.translation import gettext as _

from accounts.models import User

USERNAME = "mati"
NAME = "ระบบ Mati"


class TakenName(Exception):
    """Somebody signs in under the system's name."""


def system_account() -> User:
    """The system's own account, made when it is first needed; it has no password and no role. Raises TakenName."""
    account, is_new = User.objects.get_or_create(username=USERNAME, defaults={"display_name": NAME})
    if is_new:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    elif account.has_usable_password():
        raise TakenName(_("The account “%(name)s” belongs to a person.") % {"name": USERNAME})
    return account
