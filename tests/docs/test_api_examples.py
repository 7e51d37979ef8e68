# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The examples of docs/api.md, run in their order, answer what is written beside them."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.api.asking import Program, at
from tests.world import World

CURL = re.compile(r"^(curl .*?)\s+# (\d{3})$", re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, int]]:
    text = Path(settings.BASE_DIR, "docs/api.md").read_text()
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [(command.replace("\\\n", " "), int(status)) for block in blocks for command, status in CURL.findall(block)]


def ask(program: Program, command: str) -> Any:
    """Ask what curl would ask."""
    filled = command.replace("$AUTH", f"Authorization: Bearer {program.key}").replace("$API", "/api/v1")
    words = iter(shlex.split(filled)[1:])
    headers, body, url = {"Accept-Language": "en"}, None, ""
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = next(words)
        else:
            url = word
    with at():
        if body is None:
            return program.client.get(url, headers=headers)
        return program.client.post(url, body, content_type=headers.pop("Content-Type"), headers=headers)


@pytest.mark.django_db
def test_examples_answer_what_is_written_beside_them() -> None:
    world = World()
    assert world.project.code == "DG65-001"
    officer = Program(world, "officer")
    answered = [(command, ask(officer, command).status_code) for command, _status in examples()]
    assert answered == examples()
    assert len(answered) == 9
