# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may ask: a good token, or a session with its CSRF token; everybody else is told so, as JSON."""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import ApiToken
from accounts.operations import revoke_token
from tests.api.asking import ROOT, Program, at, told
from tests.world import AT, World, everything

pytestmark = pytest.mark.django_db
MINE = f"{ROOT}/tasks"


def test_good_token_opens_and_its_use_is_noted_to_the_minute() -> None:
    program = Program(World(), "officer")
    assert program.get("/tasks").status_code == 200
    assert ApiToken.objects.get().last_used_at == AT
    with at(AT + timedelta(seconds=59)):
        program.client.get(MINE, headers=program.headers)
    assert ApiToken.objects.get().last_used_at == AT


def test_secret_is_kept_as_its_hash_alone() -> None:
    program = Program(World(), "officer")
    row = ApiToken.objects.values().get()
    secret = program.key.split("_", 2)[2]
    assert len(secret) == 43  # 256 bits
    assert secret not in str(row)


def _expired(program: Program) -> None:
    ApiToken.objects.update(created_at=AT - timedelta(days=1), expires_at=AT)


def _revoked(program: Program) -> None:
    revoke_token(ApiToken.objects.get(), at=AT)


def _closed_account(program: Program) -> None:
    user = ApiToken.objects.get().user
    user.is_active = False
    user.save(update_fields=["is_active"])


def _wrong_secret(program: Program) -> None:
    program.headers["Authorization"] = f"Bearer {program.key[:-1]}{'A' if program.key[-1] != 'A' else 'B'}"


def _unknown(program: Program) -> None:
    program.headers["Authorization"] = "Bearer mati_0123456789ab_nothing"


def _not_ours(program: Program) -> None:
    program.headers["Authorization"] = "Bearer whatever"


def _none(program: Program) -> None:
    del program.headers["Authorization"]


@pytest.mark.parametrize("spoil", [_expired, _revoked, _closed_account, _wrong_secret, _unknown, _not_ours, _none])
def test_token_that_is_no_good_is_refused_everywhere(spoil: object) -> None:
    world = World()
    program = Program(world, "officer")
    spoil(program)  # type: ignore[operator]
    before = everything()
    refused = program.get("/projects")
    assert told(refused) == (401, "not_authenticated")
    assert refused["WWW-Authenticate"] == 'Bearer realm="Mati"'
    assert told(program.act(f"/projects/{world.project.code}/transitions/propose")) == (401, "not_authenticated")
    assert everything() == before


def test_bad_token_is_refused_even_with_a_good_session() -> None:
    world = World()
    visitor = Client()
    visitor.force_login(world.officer)
    assert visitor.get(MINE).status_code == 200
    assert visitor.get(MINE, headers={"Authorization": "Bearer mati_x_y"}).status_code == 401


def test_session_acts_only_with_its_csrf_token() -> None:
    world = World()
    visitor = Client(enforce_csrf_checks=True)
    visitor.force_login(world.officer)
    path = f"{ROOT}/projects/{world.project.code}/transitions/propose"
    before = everything()
    headers = {"Idempotency-Key": str(uuid4())}
    refused = visitor.post(path, {}, content_type="application/json", headers=headers)
    assert told(refused) == (403, "csrf")
    assert everything() == before
    visitor.get("/api/v1/")
    visitor.get("/tasks/")
    token = visitor.cookies["csrftoken"].value
    with at():
        response = visitor.post(path, {}, content_type="application/json", headers=headers | {"X-CSRFToken": token})
    assert response.status_code == 200


def test_command_makes_a_token_and_prints_its_key_once() -> None:
    world = World()
    out, err = StringIO(), StringIO()
    call_command("make_token", world.officer.username, "--name=export", "--days=7", stdout=out, stderr=err)
    key = out.getvalue().strip()
    assert key.startswith("mati_")
    assert key not in err.getvalue()
    assert Client().get(MINE, headers={"Authorization": f"Bearer {key}"}).status_code == 200
    call_command("revoke_token", key.split("_")[1], stdout=StringIO())
    assert Client().get(MINE, headers={"Authorization": f"Bearer {key}"}).status_code == 401


@pytest.mark.parametrize("words", [["nobody", "--name=x"], ["officer", "--name=x", "--days=0"]])
def test_command_refuses_what_makes_no_token(words: list[str]) -> None:
    World()
    with pytest.raises(CommandError):
        call_command("make_token", *words)
    assert not ApiToken.objects.exists()


def test_command_refuses_to_revoke_what_is_not_there() -> None:
    with pytest.raises(CommandError):
        call_command("revoke_token", "nothing")
