# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The addresses of committees and their meetings."""

from django.urls import path

from committee.views import acts, agenda, committees, items, meeting, meetings, packs

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
    path("committees/<slug:code>/", committees.committee, name="committee"),
]
