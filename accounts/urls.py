# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Coming in and going out."""

from django.urls import path

from accounts import views
from accounts.notifications import views as notices

urlpatterns = [
    path("login/", views.log_in, name="login"),
    path("logout/", views.log_out, name="logout"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<int:pk>/read/", notices.read_notice, name="notice_read"),
    path("notices/read/", notices.read_all, name="notices_read"),
    path("notices/preferences/", notices.preferences, name="notice_preferences"),
]
