# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The addresses of committees and their meetings."""

from django.urls import path

from committee.views import actions as follow_up
from committee.views import (
    acts,
    adding,
    agenda,
    cabinet,
    calendar,
    calls,
    committees,
    invitations,
    items,
    letters,
    meeting,
    meetings,
    pack_reader,
    packs,
    reading,
    recalls,
    register,
    verify,
)
from committee.views.minutes import acts as minutes_acts
from committee.views.minutes import circulation as minutes_circulation
from committee.views.minutes import page as minutes_page
from committee.views.minutes import section as minutes_section
from committee.views.registers import acts as register_acts
from committee.views.registers import pages as register_pages
from committee.views.session import acts as session_acts
from committee.views.session import admission, console, corrections, what_if

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
    path("meetings/<int:pk>/roll/add/<int:alternate>/", acts.put_on_roll, name="roll_add"),
    path("meetings/<int:pk>/roll/<int:entry>/<slug:name>/", acts.of_entry, name="roll_act"),
    path("meetings/<int:pk>/agenda/projects/", agenda.add_projects, name="agenda_projects"),
    path("meetings/<int:pk>/agenda/matters/", agenda.add_matter, name="agenda_matters"),
    path("meetings/<int:pk>/agenda/notes/", agenda.take_note, name="agenda_notes"),
    path("meetings/<int:pk>/items/<int:item>/", items.item, name="meeting_item"),
    path("meetings/<int:pk>/items/<int:item>/edit/", adding.edit, name="item_edit"),
    path("meetings/<int:pk>/items/<int:item>/move/", agenda.move, name="item_move"),
    path("meetings/<int:pk>/items/<int:item>/acts/<slug:name>/", acts.of_item, name="item_act"),
    path("meetings/<int:pk>/items/<int:item>/resolution/", items.write, name="item_resolution"),
    path("meetings/<int:pk>/items/<int:item>/certify/", items.seal, {"name": "certify"}, name="item_certify"),
    path("meetings/<int:pk>/items/<int:item>/record/", items.seal, {"name": "record"}, name="item_record"),
    path("meetings/<int:pk>/items/<int:item>/drop-correction/", items.drop, name="item_drop"),
    path("meetings/<int:pk>/items/<int:item>/cabinet-report/", cabinet.report, name="cabinet_report"),
    path("meetings/<int:pk>/items/<int:item>/cabinet-report/lay/", cabinet.lay, name="cabinet_report_lay"),
    path("meetings/<int:pk>/items/<int:item>/cabinet-report.pdf", cabinet.pdf, name="cabinet_report_pdf"),
    path("meetings/<int:pk>/packs/", packs.build, name="pack_build"),
    path("meetings/<int:pk>/packs/<int:number>.pdf", packs.pack, name="pack"),
    path("meetings/<int:pk>/packs/<int:number>.zip", pack_reader.offline, name="pack_offline"),
    path("meetings/<int:pk>/packs/<int:number>/read/", pack_reader.contents, name="pack_contents"),
    path("meetings/<int:pk>/packs/<int:number>/read/<str:part>/", pack_reader.part, name="pack_part"),
    path("meetings/<int:pk>/packs/<int:number>/read/<str:part>/note/", pack_reader.note, name="pack_note"),
    # the register of committees
    path("committees/", register_pages.committees, name="committees"),
    path("committees/acts/found/", register_acts.found, name="committee_found"),
    # the session
    path("meetings/<int:pk>/join/", admission.join, name="meeting_join"),
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
    path("resolutions/<int:pk>/assign/", register.assign, name="resolution_assign"),
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

urlpatterns += [  # minutes
    path("meetings/<int:pk>/minutes/", minutes_page.minutes, name="minutes"),
    path("meetings/<int:pk>/minutes/begin/", minutes_acts.begin, name="minutes_begin"),
    path("meetings/<int:pk>/minutes/draft/", minutes_acts.redraft, name="minutes_redraft"),
    path("meetings/<int:pk>/minutes/offer/", minutes_acts.offer, name="minutes_offer"),
    path("meetings/<int:pk>/minutes/preview.pdf", minutes_circulation.look, name="minutes_preview"),
    path("meetings/<int:pk>/minutes/papers/<int:number>.pdf", minutes_circulation.paper, name="minutes_paper"),
    path("meetings/<int:pk>/minutes/acts/<slug:name>/", minutes_acts.act, name="minutes_act"),
    path("meetings/<int:pk>/minutes/replies/<int:reply>/<slug:name>/", minutes_acts.reply, name="minutes_reply_act"),
    path("meetings/<int:pk>/minutes/sections/<slug:key>/", minutes_section.section, name="minutes_section"),
    path("meetings/<int:pk>/minutes/sections/<slug:key>/text/", minutes_section.settle, name="minutes_settle"),
    path("meetings/<int:pk>/minutes/sections/<slug:key>/open/", minutes_section.hide, name="minutes_hide"),
    path("meetings/<int:pk>/minutes/sections/<slug:key>/say/", minutes_circulation.comment, name="minutes_comment"),
    path("meetings/<int:pk>/minutes/comments/<int:comment>/", minutes_circulation.answer, name="minutes_answer"),
    path("meetings/<int:pk>/items/<int:item>/minutes/", minutes_acts.adopt, name="minutes_adopt"),
]
