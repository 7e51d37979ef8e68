# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The service as it really runs, web server and workers in processes of their own, and programs that keep it busy."""

import contextlib
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from threading import Event, Thread
from uuid import UUID, uuid4

from accounts.models import NoticeRule
from accounts.operations import make_token
from budget_review.models import Round
from tests.world import World


def prepare(world: World, programs: int, now: datetime) -> list["Program"]:
    """Give each program a project and a token of its own, in a round that is open, with news to be handed on."""
    Round.objects.update(closes_at=now + timedelta(days=30))
    words = {"kind": "progress", "way": "here", "text_th": "{act}", "text_en": "{act}"}
    NoticeRule.objects.create(topic="budget_review.integrationproject.*", audience="lead_heads", **words)
    codes = [world.project.code, *(world.draft().code for _ in range(programs - 1))]
    return [Program(code, make_token(user=world.officer, name=code, days=30, at=now)[1]) for code in codes]


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


WEB, WHOLE, WORKER = "web process", "whole web server", "worker"


class Service:
    """A web server (gunicorn, two processes) and two workers."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.turns = cycle((WEB, WORKER, WHOLE, WORKER, WEB))
        self.environment, self.folder, self.port = environment, folder, free_port()
        self.web = self._start_web()
        self.workers = [self._start_worker() for _ in range(2)]

    def _start(self, *command: str) -> "subprocess.Popen[bytes]":
        with (self.folder / "said.log").open("ab") as said:
            return subprocess.Popen(
                [sys.executable, *command], env=self.environment, stdout=said, stderr=said, start_new_session=True
            )

    def _start_web(self) -> "subprocess.Popen[bytes]":
        at = f"127.0.0.1:{self.port}"
        return self._start(*"-m gunicorn project.wsgi --preload --workers 2 --threads 2 --bind".split(), at)

    def _start_worker(self) -> "subprocess.Popen[bytes]":
        return self._start("manage.py", "worker", "--interval", "0.1", "--parent", str(os.getpid()))

    def web_processes(self) -> list[int]:
        """The processes that answer requests; the web server's first process keeps them."""
        return [int(pid) for pid in Path(f"/proc/{self.web.pid}/task/{self.web.pid}/children").read_text().split()]

    def kill_one(self, chance: random.Random) -> str:
        """Kill -9 the next in turn, see that there is another, and say what it was."""
        kind = next(self.turns)
        if kind == WEB and (there := self.web_processes()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(chance.choice(there), signal.SIGKILL)
        elif kind == WORKER:
            place = chance.randrange(len(self.workers))
            self.workers[place].kill()
            self.workers[place].wait()
            self.workers[place] = self._start_worker()
        else:
            kind = WHOLE
            os.killpg(self.web.pid, signal.SIGKILL)
            self.web.wait()
            self.web = self._start_web()
        return kind

    def end(self) -> None:
        """Kill what still runs."""
        for child in (self.web, *self.workers):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


@contextlib.contextmanager
def service(environment: dict[str, str], folder: Path) -> Iterator[Service]:
    """The service, until the test ends."""
    running = Service(environment, folder)
    try:
        yield running
    finally:
        running.end()


@dataclass
class Program:
    """A program that proposes and takes back its own project; without an answer it sends the same again."""

    code: str
    key: str
    acknowledged: list[UUID] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)  # 0: no answer
    is_proposed: bool = False

    def work(self, port: int, stop: Event) -> None:
        """Act until told to stop, but never stop with a question open."""
        while not stop.is_set():
            request_id = uuid4()
            while self._ask(port, request_id) != 200:
                time.sleep(0.05)
            self.acknowledged.append(request_id)
            self.is_proposed = not self.is_proposed

    def _ask(self, port: int, request_id: UUID) -> int:
        name = "take_back" if self.is_proposed else "propose"
        headers = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": str(request_id)}
        headers |= {"Content-Type": "application/json", "Accept-Language": "th"}
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        status = 0
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
            path = f"/api/v1/projects/{self.code}/transitions/{name}"
            connection.request("POST", path, json.dumps({"note": "อีกครั้ง"}), headers)
            answer = connection.getresponse()
            answer.read()  # an answer that breaks off in the middle is none
            status = answer.status
        self.statuses[status] += 1
        if status not in (0, 200, 503):
            raise AssertionError(f"{name} on {self.code}: {status}")
        return status


class Load:
    """Programs at work, each in its own thread."""

    def __init__(self, programs: list[Program], port: int) -> None:
        self.programs, self.stop = programs, Event()
        self.threads = [Thread(target=one.work, args=(port, self.stop), daemon=True) for one in programs]

    def __enter__(self) -> "Load":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join(timeout=120)
            assert not thread.is_alive(), "a program never had its answer"

    def acknowledged(self) -> int:
        """How many acts were acknowledged so far."""
        return sum(len(one.acknowledged) for one in self.programs)

    def wait_for_more(self, seconds: float = 120) -> None:
        """Wait until every program still works and one more act is acknowledged."""
        before, until = self.acknowledged(), time.monotonic() + seconds
        while self.acknowledged() == before:
            assert all(thread.is_alive() for thread in self.threads), "a program met an answer that it may not meet"
            assert time.monotonic() < until, "nothing is acknowledged any more"
            time.sleep(0.02)
