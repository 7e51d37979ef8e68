# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The addresses of committees and their meetings."""

from django.urls import path

from committee.views import actions as follow_up
from committee.views import (
    acts,
    adding,
    agenda,
    calendar,
    calls,
    committees,
    invitations,
    items,
    letters,
    meeting,
    meetings,
    packs,
    reading,
    recalls,
    register,
    verify,
)
from committee.views.registers import acts as register_acts
from committee.views.registers import pages as register_pages
from committee.views.session import acts as session_acts
from committee.views.session import console, corrections, what_if

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
    # the session
    path("meetings/<int:pk>/console/", console.console, name="console"),
    path("meetings/<int:pk>/console/pulse/", console.pulse, name="console_pulse"),
    path("meetings/<int:pk>/console/items/<int:item>/", console.console, name="console_item"),
    path("meetings/<int:pk>/console/acts/<slug:name>/", session_acts.press, name="console_act"),
    path("meetings/<int:pk>/console/marks/<int:mark>/", corrections.correct, name="console_correct"),
    path("meetings/<int:pk>/what-if/", what_if.what_if, name="what_if"),
    path("meetings/<int:pk>/what-if/adopt/", what_if.adopt, name="what_if_adopt"),
    path("committees/<slug:code>/", committees.committee, name="committee"),
    path("committees/<slug:code>/seats/", register_pages.seats, name="committee_seats"),
    path("committees/<slug:code>/rules/", register_pages.rules, name="committee_rules"),
    path("committees/<slug:code>/mandates/", register_pages.mandates, name="committee_mandates"),
    path("committees/<slug:code>/changes/", register_pages.changes, name="committee_changes"),
    path("committees/<slug:code>/acts/<slug:name>/", register_acts.act, name="committee_act"),
    path("committees/<slug:code>/acts/<slug:name>/<int:pk>/", register_acts.act, name="committee_row_act"),
    # resolutions, letters, what was assigned
    path("resolutions/", register.resolutions, name="resolutions"),
    path("resolutions.<slug:kind>", register.resolutions_file, name="resolutions_file"),
    path("resolutions/<int:pk>/", register.resolution, name="resolution"),
    path("resolutions/<int:pk>/letters/", letters.send, name="resolution_send"),
    path("resolutions/<int:pk>/correct/", register.correct, name="resolution_correct"),
    path("letters/", letters.letters, name="decision_letters"),
    path("letters/<int:pk>/", letters.letter, name="decision_letter"),
    path("letters/<int:pk>.pdf", letters.pdf, name="decision_letter_pdf"),
    path("letters/<int:pk>/acts/<slug:name>/", letters.act, name="decision_letter_act"),
    path("actions/", follow_up.actions, name="actions"),
    path("actions/<int:pk>/", follow_up.action, name="action"),
    path("actions/<int:pk>/acts/<slug:name>/", follow_up.act, name="action_act"),
    path("actions/<int:pk>/evidence/<int:number>/", follow_up.evidence, name="action_evidence"),
    path("committees/<slug:code>/letter-series/", letters.series, name="letter_series"),
    path("committees/<slug:code>/letter-series/<int:pk>/", letters.retire, name="letter_series_retire"),
    path("committees/<slug:code>/year/", register.statistics, name="committee_year"),
    path("committees/<slug:code>/year.<slug:kind>", register.statistics_file, name="committee_year_file"),
    path("verify/<str:token>/", verify.letter, name="verify_letter"),
]
