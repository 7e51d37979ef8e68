# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The addresses at which anybody checks a paper; they are printed on papers, and never change."""

from django.urls import path

from papers import views

urlpatterns = [
    path("verify/", views.verify, name="verify"),
    path("verify/<str:token>/", views.letter, name="verify_letter"),
]
