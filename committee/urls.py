# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The addresses of committees and their meetings."""

from django.urls import path

from committee.views import acts, agenda, committees, items, meeting, meetings, packs
from committee.views.registers import acts as register_acts
from committee.views.registers import pages as register_pages

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.new, name="meeting_new"),
    path("meetings/<int:pk>/", meeting.meeting, name="meeting"),
    path("meetings/<int:pk>/edit/", meetings.edit, name="meeting_edit"),
    path("meetings/<int:pk>/acts/<slug:name>/", acts.of_meeting, name="meeting_act"),
    path("meetings/<int:pk>/roll/<int:entry>/<slug:name>/", acts.of_entry, name="roll_act"),
    path("meetings/<int:pk>/agenda/projects/", agenda.add_projects, name="agenda_projects"),
    path("meetings/<int:pk>/agenda/matters/", agenda.add_matter, name="agenda_matters"),
    path("meetings/<int:pk>/agenda/notes/", agenda.take_note, name="agenda_notes"),
    path("meetings/<int:pk>/items/<int:item>/", items.item, name="meeting_item"),
    path("meetings/<int:pk>/items/<int:item>/move/", agenda.move, name="item_move"),
    path("meetings/<int:pk>/items/<int:item>/acts/<slug:name>/", acts.of_item, name="item_act"),
    path("meetings/<int:pk>/items/<int:item>/resolution/", items.write, name="item_resolution"),
    path("meetings/<int:pk>/items/<int:item>/certify/", items.certify, name="item_certify"),
    path("meetings/<int:pk>/packs/", packs.build, name="pack_build"),
    path("meetings/<int:pk>/packs/<int:number>.pdf", packs.pack, name="pack"),
    # the register of committees
    path("committees/", register_pages.committees, name="committees"),
    path("committees/acts/found/", register_acts.found, name="committee_found"),
    path("committees/<slug:code>/", committees.committee, name="committee"),
    path("committees/<slug:code>/seats/", register_pages.seats, name="committee_seats"),
    path("committees/<slug:code>/rules/", register_pages.rules, name="committee_rules"),
    path("committees/<slug:code>/mandates/", register_pages.mandates, name="committee_mandates"),
    path("committees/<slug:code>/changes/", register_pages.changes, name="committee_changes"),
    path("committees/<slug:code>/acts/<slug:name>/", register_acts.act, name="committee_act"),
    path("committees/<slug:code>/acts/<slug:name>/<int:pk>/", register_acts.act, name="committee_row_act"),
]
