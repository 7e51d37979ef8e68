# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The addresses of committees and their meetings."""

from django.urls import path

from committee.views import (
    acts,
    adding,
    agenda,
    calendar,
    calls,
    committees,
    invitations,
    items,
    meeting,
    meetings,
    packs,
    reading,
    recalls,
)
from committee.views.registers import acts as register_acts
from committee.views.registers import pages as register_pages

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.new, name="meeting_new"),
    path("meetings/calendar/", calendar.calendar, name="calendar"),
    path("meetings/calendar/<str:token>.ics", invitations.feed, name="calendar_feed"),
    path("meetings/calls/", calls.calls, name="calls"),
    path("meetings/calls/<int:pk>/", calls.hand_in, name="call_hand_in"),
    path("meetings/<int:pk>/invitation.pdf", invitations.letter, name="invitation"),
    path("meetings/<int:pk>/invitation.ics", invitations.entry, name="invitation_ics"),
    path("meetings/<int:pk>/recall/", recalls.again, name="meeting_recall"),
    path("meetings/<int:pk>/reading/", reading.room, name="reading_room"),
    path("meetings/<int:pk>/reading/<int:item>/", reading.paper, name="reading_paper"),
    path("meetings/<int:pk>/reading/<int:item>/note/", reading.note, name="reading_note"),
    path("meetings/<int:pk>/reading/<int:item>/questions/", reading.ask, name="reading_ask"),
    path("meetings/<int:pk>/reading/<int:item>/questions/<int:question>/", reading.answer, name="reading_answer"),
    path("meetings/<int:pk>/", meeting.meeting, name="meeting"),
    path("meetings/<int:pk>/edit/", meetings.edit, name="meeting_edit"),
    path("meetings/<int:pk>/acts/<slug:name>/", acts.of_meeting, name="meeting_act"),
    path("meetings/<int:pk>/roll/<int:entry>/<slug:name>/", acts.of_entry, name="roll_act"),
    path("meetings/<int:pk>/agenda/projects/", agenda.add_projects, name="agenda_projects"),
    path("meetings/<int:pk>/agenda/matters/", agenda.add_matter, name="agenda_matters"),
    path("meetings/<int:pk>/agenda/notes/", agenda.take_note, name="agenda_notes"),
    path("meetings/<int:pk>/items/<int:item>/", items.item, name="meeting_item"),
    path("meetings/<int:pk>/items/<int:item>/edit/", adding.edit, name="item_edit"),
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
