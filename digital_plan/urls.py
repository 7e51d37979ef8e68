# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The addresses of the plans."""

from django.urls import path

from digital_plan import views

urlpatterns = [
    path("plan/", views.plan, name="plan"),
    path("plan/add/", views.new_plan, name="plan_add"),
    path("plan/<slug:code>/", views.one_plan, name="one_plan"),
    path("plan/<slug:code>/edit/", views.edit_plan, name="plan_edit"),
    path("plan/<slug:code>/items/add/", views.add_item, name="plan_item_add"),
    path("plan/<slug:code>/<str:own>/", views.item, name="plan_item"),
    path("plan/<slug:code>/<str:own>/edit/", views.edit_item, name="plan_item_edit"),
    path("plan/<slug:code>/<str:own>/retire/", views.retire_item, name="plan_item_retire"),
]
