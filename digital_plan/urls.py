# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The addresses of the plans."""

from django.urls import path

from digital_plan.views import plans

urlpatterns = [
    path("plan/", plans.plan, name="plan"),
    path("plan/add/", plans.new_plan, name="plan_add"),
    path("plan/<slug:code>/", plans.one_plan, name="one_plan"),
    path("plan/<slug:code>/edit/", plans.edit_plan, name="plan_edit"),
    path("plan/<slug:code>/items/add/", plans.add_item, name="plan_item_add"),
    path("plan/<slug:code>/<str:own>/", plans.item, name="plan_item"),
    path("plan/<slug:code>/<str:own>/edit/", plans.edit_item, name="plan_item_edit"),
    path("plan/<slug:code>/<str:own>/retire/", plans.retire_item, name="plan_item_retire"),
]
