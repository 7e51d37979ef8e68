# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The addresses of the plans, and of what drives them."""

from django.urls import path

from digital_plan.views import clinic, contacts, plans, year
from digital_plan.views.campaigns import campaigns, letters, many, overview, responses

urlpatterns = [
    path("plan/", plans.plan, name="plan"),
    path("plan/add/", plans.new_plan, name="plan_add"),
    path("plan/<slug:code>/", plans.one_plan, name="one_plan"),
    path("plan/<slug:code>/edit/", plans.edit_plan, name="plan_edit"),
    path("plan/<slug:code>/items/add/", plans.add_item, name="plan_item_add"),
    path("plan/<slug:code>/<str:own>/", plans.item, name="plan_item"),
    path("plan/<slug:code>/<str:own>/edit/", plans.edit_item, name="plan_item_edit"),
    path("plan/<slug:code>/<str:own>/retire/", plans.retire_item, name="plan_item_retire"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/new/", campaigns.new, name="campaign_new"),
    path("campaigns/<int:pk>/", campaigns.campaign, name="campaign"),
    path("campaigns/<int:pk>/edit/", campaigns.edit, name="campaign_edit"),
    path("campaigns/<int:pk>/many/<slug:name>/", many.many, name="campaign_many"),
    path("campaigns/<int:pk>/overview/", overview.overview, name="campaign_overview"),
    path("campaigns/<int:pk>/overview/freeze/", overview.freeze, name="campaign_overview_freeze"),
    path("campaigns/<int:pk>/overview/<int:number>/", overview.snapshot, name="campaign_snapshot"),
    path("campaigns/<int:pk>/overview/<int:number>/xlsx/", overview.file, name="campaign_snapshot_file"),
    path("campaigns/<int:pk>/overview/<int:number>/pdf/", overview.pdf, name="campaign_snapshot_pdf"),
    path("campaigns/<int:pk>/<slug:name>/", campaigns.act, name="campaign_act"),
    path("responses/<int:pk>/", responses.response, name="response"),
    path("responses/<int:pk>/part-1/", responses.part_one, name="response_part_one"),
    path("responses/<int:pk>/projects/add/", responses.project, name="response_project_add"),
    path("responses/<int:pk>/projects/<int:project>/", responses.project, name="response_project"),
    path("responses/<int:pk>/projects/<int:project>/remove/", responses.remove_project, name="response_project_remove"),
    path("responses/<int:pk>/letter/", letters.letter, name="response_letter"),
    path("responses/<int:pk>/letter.pdf", letters.pdf, name="response_letter_pdf"),
    path("responses/<int:pk>/<slug:name>/", responses.act, name="response_act"),
    path("year/", year.year, name="year"),
    path("year/add/", year.new, name="year_add"),
    path("year/feed/<str:token>.ics", year.feed, name="year_feed"),
    path("year/entries/<slug:code>/", year.entry, name="year_entry"),
    path("year/entries/<slug:code>/edit/", year.edit, name="year_edit"),
    path("year/entries/<slug:code>/retire/", year.retire, name="year_retire"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/add/", contacts.write, name="contact_add"),
    path("contacts/<int:pk>/edit/", contacts.write, name="contact_edit"),
    path("contacts/<int:pk>/retire/", contacts.retire, name="contact_retire"),
    path("clinic/", clinic.clinic, name="clinic"),
    path("clinic/open/", clinic.new_season, name="clinic_season_open"),
    path("clinic/notes/", clinic.notes, name="clinic_notes"),
    path("clinic/bookings/<int:pk>/", clinic.booking, name="clinic_booking"),
    path("clinic/bookings/<int:pk>/calendar.ics", clinic.entry, name="clinic_entry"),
    path("clinic/bookings/<int:pk>/<slug:name>/", clinic.act, name="clinic_act"),
    path("clinic/<int:pk>/", clinic.season, name="clinic_season"),
    path("clinic/<int:pk>/book/", clinic.book, name="clinic_book"),
    path("clinic/<int:pk>/day-off/", clinic.day_off, name="clinic_day_off"),
]
