# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A child process that proposes and takes back one project for ever, and says each record once it is told of it."""

import os
from itertools import cycle
from uuid import uuid4

import django

django.setup()

from accounts.models import User  # noqa: E402
from budget_review.models import IntegrationProject  # noqa: E402
from tests.world import AT  # noqa: E402
from workflows.acting import act  # noqa: E402

officer = User.objects.get(username="officer")
os.write(1, b"ready\n")
for name in cycle(("propose", "take_back")):
    project = IntegrationProject.objects.get(code="DG65-001")
    if project.state == ("confirming" if name == "propose" else "draft"):
        continue  # the one before us was killed between the two
    record = act(project, name, actor=officer, at=AT, request_id=uuid4(), note="อีกครั้ง")
    os.write(1, f"{record.request_id}\n".encode())
