# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Workers killed while they hand on news and send e-mails lose none, and repeat one under its old id at most."""

import random
import re
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.models import Notice, NoticeRule, User
from budget_review.models import Round
from tests.databases import FreshDatabase
from tests.sizes import SIZES
from tests.world import World
from workflows.acting import act
from workflows.models import OutboxMessage

KILLS = SIZES.kills_alone
ACTS = 30


SECOND = timedelta(seconds=1)


def wait_until_done(seconds: float = 120) -> None:
    """Wait until every message is handed on and every job has succeeded."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        left = DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL)
        if not OutboxMessage.objects.filter(sent_at=None).exists() and not left.exists():
            return
        time.sleep(0.2)
    jobs = list(left.values_list("task_path", "status", "run_after", "exception_class_path"))
    raise AssertionError(f"not handed on: {OutboxMessage.objects.filter(sent_at=None).count()}; not done: {jobs}")


def whole(folder: Path) -> str:
    return "\n".join(file.read_text(errors="replace") for file in folder.glob("*.log"))


def test_killed_workers_lose_no_news_and_no_mail(fresh_database: FreshDatabase, tmp_path: Path) -> None:
    world = World()
    for person in world.people.values():
        person.email = f"{person.username}@example.org"
    User.objects.bulk_update(world.people.values(), ["email"])
    words = {"kind": "progress", "way": "mail", "text_th": "{act}", "text_en": "{act}"}
    NoticeRule.objects.create(topic="budget_review.integrationproject.*", audience="lead_heads", **words)
    now = timezone.now()
    Round.objects.update(closes_at=now + timedelta(days=30))
    for turn in range(ACTS):
        name = "propose" if turn % 2 == 0 else "take_back"
        act(world.project, name, actor=world.officer, at=now + turn * SECOND, request_id=uuid4(), note="อีกครั้ง")
    environment = fresh_database.environment(EMAIL_URL=f"filemail:///{tmp_path / 'mail'}")
    command = [sys.executable, "manage.py", "worker", "--interval", "0.1"]
    chance = random.Random(2569)
    for _ in range(KILLS):
        child = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(1.5, 4))
        child.kill()
        child.wait()
    child = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_until_done()
    finally:
        child.terminate()
        child.wait()
    mailed = Notice.objects.filter(channel="mail")
    expected = {f"<{notice.event_id}.{notice.person_id}@localhost>" for notice in mailed}
    sent = Counter(re.findall(r"^Message-ID: (<[^>]+>)", whole(tmp_path / "mail"), re.MULTILINE))
    assert len(expected) >= ACTS
    assert set(sent) == expected  # every one at least once, and none that nobody was told
    assert sum(sent.values()) - len(sent) <= KILLS  # each kill repeats one at most
    assert not mailed.filter(sent_at=None).exists()
