# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every address of the service, by floor."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.i18n import set_language

from project.api import api, not_found
from project.orders import views as orders
from project.views import (
    absences,
    api_reference,
    courses,
    definitions,
    history,
    holidays,
    home,
    jobs,
    ladder,
    lifecycles,
    mailbox,
    notice_rules,
    overdue,
    people,
    records,
    saved_filters,
    task,
    tasks,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("tasks/", tasks.my_tasks, name="tasks"),
    path("queue/", tasks.our_queue, name="queue"),
    path("people/", people.index, name="task_people"),
    path("people/<int:pk>/", people.person, name="task_person"),
    path("tasks/<int:pk>/", task.page, name="task"),
    path("tasks/<int:pk>/<slug:act>/", task.act, name="task_act"),
    path("absences/", absences.own, name="absences"),
    path("people/<int:pk>/absences/", absences.of_person, name="absences_of"),
    path("absences/<int:pk>/end/", absences.end, name="absence_end"),
    path("filters/", saved_filters.index, name="saved_filters"),
    path("filters/<slug:page>/save/", saved_filters.save, name="saved_filter_save"),
    path("filters/<int:pk>/<slug:act>/", saved_filters.change, name="saved_filter_change"),
    path("overdue/", overdue.list_overdue, name="overdue"),
    path("holidays/", holidays.holidays, name="holidays"),
    path("holidays/add/", holidays.add, name="holiday_add"),
    path("holidays/import/", holidays.import_year, name="holiday_import"),
    path("holidays/<int:pk>/retire/", holidays.retire, name="holiday_retire"),
    path("ladder/", ladder.rungs, name="ladder"),
    path("ladder/<int:pk>/retire/", ladder.retire, name="rung_retire"),
    path("records/", records.records, name="records"),
    path("records/<int:pk>/", records.record, name="record"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<uuid:job_id>/", jobs.job, name="job"),
    path("jobs/<uuid:job_id>/rerun/", jobs.rerun, name="job_rerun"),
    path("jobs/<uuid:job_id>/dismiss/", jobs.dismiss, name="job_dismiss"),
    path("notice-rules/", notice_rules.rules, name="notice_rules"),
    path("notice-rules/add/", notice_rules.add, name="notice_rule_add"),
    path("notice-rules/<int:pk>/", notice_rules.rule, name="notice_rule"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<slug:name>/", mailbox.mail, name="mail"),
    path("records/verify/", records.verify, name="records_verify"),
    path("orders/", orders.orders, name="orders"),
    path("orders/new/", orders.new, name="order_new"),
    path("orders/lay-down/", orders.lay_down, name="order_lay_down"),
    path("orders/<int:pk>/", orders.order, name="order"),
    path("orders/<int:pk>/paper/", orders.paper, name="order_paper"),
    path("orders/<int:pk>/take-up/", orders.take_up, name="order_take_up"),
    path("orders/<int:pk>/<slug:name>/", orders.act, name="order_act"),
    path("projects/<slug:code>/history.jsonl", history.history_export, name="history_export"),
    path("verify_history.py", history.verifier, name="verify_history"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("", include("budget_review.urls")),
    path("lifecycles/", lifecycles.index, name="lifecycles"),
    path("lifecycles/<slug:kind>/", lifecycles.lifecycle, name="lifecycle"),
    path("lifecycles/<slug:kind>/definitions/", definitions.definitions, name="definitions"),
    path("lifecycles/<slug:kind>/definitions/<int:number>/migration/", definitions.migration, name="migration"),
    path("lifecycles/<slug:kind>/course/", courses.course, name="course"),
    path("lifecycles/<slug:kind>.bpmn", lifecycles.lifecycle_bpmn, name="lifecycle_bpmn"),
    path("", include("accounts.urls")),
    path("", include("committee.urls")),
    path("api/v1/", api_reference.reference, name="api"),
    path("api/v1/", api.urls),
    re_path("^api/", not_found),
]

handler500 = "project.unavailable.answer"
