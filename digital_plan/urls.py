# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The addresses of the plan."""

from django.urls import path

from digital_plan import views

urlpatterns = [path("plan/", views.plan, name="plan")]
