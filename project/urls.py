# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every address of the service, by floor."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from project.views import home, tasks

urlpatterns = [
    path("", home.home, name="home"),
    path("tasks/", tasks.my_tasks, name="tasks"),
    path("queue/", tasks.our_queue, name="queue"),
    path("tasks/<int:pk>/claim/", tasks.claim, name="task_claim"),
    path("tasks/<int:pk>/release/", tasks.release, name="task_release"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("", include("accounts.urls")),
]
