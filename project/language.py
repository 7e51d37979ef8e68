# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which language a person reads: the one chosen on the page, else Thai. Programs say theirs with each request."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class ThaiFirst(LocaleMiddleware):
    """Pages are Thai until the reader chooses: many office browsers ask for English though nobody chose it."""

    def process_request(self, request: HttpRequest) -> None:
        """Activate the chosen language; below ``/api/`` the one that the request asks for."""
        if request.path.startswith("/api/"):
            super().process_request(request)
            return
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        translation.activate(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
