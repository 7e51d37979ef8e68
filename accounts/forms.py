# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked of a person who comes in."""

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class LoginForm(AuthenticationForm):
    """User name and password. One sentence for every wrong pair, so that nobody learns which names exist."""

    error_messages = {
        "invalid_login": _("The user name or the password is not right. Capital and small letters differ."),
        "inactive": _("This account is closed."),
    }
