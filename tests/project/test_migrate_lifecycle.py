# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""``manage.py migrate_lifecycle``: it reports before anything happens, and tells by its exit whether it could."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone, translation

from accounts.models import User
from accounts.operations import make_token
from accounts.system import system_account
from agencies.models import Agency, Membership
from agencies.roles import Role
from project.lifecycles import KINDS
from tests.permits.living import Permits, first_release, permits
from tests.world import everything
from workflows.models import TransitionRecord
from workflows.verification import faults

__all__ = ["permits"]


@pytest.fixture
def checked(permits: Permits, tmp_path: Path) -> Any:
    """A permit that is checked under the first definition, and an administrator."""
    agency = Agency.objects.create(code="X", name_th="สำนัก", ministry_th="กระทรวง")
    Membership.objects.create(
        user=permits.people["admin"], agency=agency, role=Role.ADMINISTRATOR, from_date=date(2000, 1, 1)
    )
    with first_release(tmp_path):
        return permits.act("check_it", "clerk", permits.ask())


def told(*words: str, by: str | None = "admin", language: str = "en") -> tuple[int, list[str]]:
    """How the command exits, and its lines."""
    out = StringIO()
    whom = ["--by", by] if by else []
    with translation.override(language):
        try:
            call_command("migrate_lifecycle", "permits.permit", "--to", "2", *whom, *words, stdout=out)
        except SystemExit as exit:
            return int(exit.code or 0), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def test_dry_run_reports_the_difference_and_every_verdict_and_changes_nothing(checked: Any) -> None:
    before = everything()
    code, lines = told("--dry-run")
    assert code == 1
    assert lines[0] == "From definition 1 to 2:"
    assert "  - The step “Look again” is gone: Checked → Looked at twice." in lines
    [row] = [line for line in lines if line.startswith(f"{checked.pk:>8}")]
    why = "The state “Checked” is not in the new definition; say which one takes its place."
    assert row.split() == f"{checked.pk} 1 checked blocked {why}".split()
    assert lines[-3:] == ["moves: 0", "stays: 0", "blocked: 1"]
    code, lines = told("--dry-run", "--map", "checked=verified")
    assert (code, lines[-3:]) == (0, ["moves: 1", "stays: 0", "blocked: 0"])
    assert everything() == before


def test_dry_run_speaks_the_active_language(checked: Any) -> None:
    assert told("--dry-run", language="th")[1][-1] != told("--dry-run")[1][-1]


def test_run_migrates_with_a_record_and_a_second_run_finds_nothing(checked: Any) -> None:
    words = ("--map", "checked=verified", "--reason", "ระเบียบใหม่ พ.ศ. 2564")
    assert told(*words)[1][-1] == "Migrated and read again: 1."
    record = TransitionRecord.objects.get(transition="migrate")
    assert (record.actor.username, record.note) == ("admin", "ระเบียบใหม่ พ.ศ. 2564")
    assert told(*words)[1][-1] == "Migrated and read again: 0."
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("words", "by", "sentence"),
    [
        ((), "admin", "The reason must be given."),
        (("--reason", "เหตุ"), "admin", "is not in the new definition; say which one takes its place."),
        (("--reason", "เหตุ", "--map", "checked"), "admin", "old=new"),
        (("--reason", "เหตุ"), "clerk", "clerk is no administrator."),
        (("--reason", "เหตุ"), "nobody", "nobody is no administrator."),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    checked: Any, words: tuple[str, ...], by: str, sentence: str
) -> None:
    before = everything()
    with pytest.raises(CommandError) as failed:
        told(*words, by=by)
    assert sentence in str(failed.value)
    assert everything() == before


def test_kind_that_is_not_there_is_refused() -> None:
    with pytest.raises(CommandError):
        call_command("migrate_lifecycle", "permits.moon", "--to", "2", "--by", "admin", stdout=StringIO())


def test_release_that_nobody_in_particular_runs_is_recorded_as_the_system_s(checked: Any) -> None:
    assert told("--map", "checked=verified", "--reason", "ออกรุ่นใหม่", by=None)[1][-1] == "Migrated and read again: 1."
    record = TransitionRecord.objects.get(transition="migrate")
    assert (record.actor, str(record.actor)) == (system_account(), "ระบบ Mati")
    assert not record.actor.has_usable_password()
    assert list(faults()) == []


def test_person_who_signs_in_under_the_system_s_name_is_not_taken_for_it(checked: Any) -> None:
    User.objects.create_user("mati", password="a long one")
    before = everything()
    with pytest.raises(CommandError, match="belongs to a person"):
        told("--map", "checked=verified", "--reason", "ออกรุ่นใหม่", by=None)
    assert everything() == before


class Asking:
    """A person's program, to which permits are a kind as any other."""

    def __init__(self, name: str) -> None:
        user = User.objects.get(username=name)
        _token, key = make_token(user=user, name="test", days=1, at=timezone.now())
        self.client, self.headers = Client(), {"Authorization": f"Bearer {key}", "Accept-Language": "en"}

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1/lifecycles/permit{path}", headers=self.headers)

    def post(self, path: str, body: Any, request_id: str = "00000000-0000-4000-8000-000000000001") -> Any:
        headers = self.headers | {"Idempotency-Key": request_id}
        return self.client.post(f"/api/v1/lifecycles/permit{path}", body, "application/json", headers=headers)


@pytest.fixture
def admin(checked: Any, monkeypatch: pytest.MonkeyPatch) -> Asking:
    monkeypatch.setitem(KINDS, "permit", type(checked))
    return Asking("admin")


def test_program_reads_definitions_and_what_differs(admin: Asking, checked: Any) -> None:
    listed = admin.get("/definitions").json()
    assert [(one["number"], one["in_flight"]) for one in listed] == [(2, 0), (1, 1)]
    assert admin.get("/definitions/1").json()["table"]["steps"].keys() >= {"check_it", "look_again"}
    said = admin.get("/definitions/compare?old=1&new=2").json()["differences"]
    assert "The step “Look again” is gone: Checked → Looked at twice." in said
    assert [admin.get(path).status_code for path in ("/definitions/3", "/definitions/compare?old=1&new=3")] == [
        404,
        404,
    ]


def test_program_asks_for_the_report_then_migrates_once(admin: Asking, checked: Any) -> None:
    before = everything()
    report = admin.post("/definitions/2/report", {}).json()
    assert report["counts"] == {"blocked": 1, "moves": 0, "stays": 0}
    assert report["verdicts"][0]["reasons"][0].startswith("The state “Checked” is not in the new definition")
    refused = admin.post("/definitions/2/migrate", {"reason": "ระเบียบใหม่"})
    assert (refused.status_code, refused.json()["code"]) == (409, "migration_refused")
    assert everything() == before
    asked = {"reason": "ระเบียบใหม่", "states": {"checked": "verified"}}
    made = admin.post("/definitions/2/migrate", asked).json()
    assert (made["migrated"], made["counts"]["moves"]) == (1, 1)
    assert admin.post("/definitions/2/migrate", asked).json()["migrated"] == 0
    assert TransitionRecord.objects.get(transition="migrate").actor.username == "admin"
    assert list(faults()) == []


def test_auditor_reads_but_does_not_migrate_and_others_find_nothing(admin: Asking, checked: Any) -> None:
    Membership.objects.create(
        user=User.objects.get(username="clerk"),
        agency=Agency.objects.get(),
        role=Role.AUDITOR,
        from_date=date(2000, 1, 1),
    )
    auditor, applicant = Asking("clerk"), Asking("applicant")
    asked = {"reason": "ระเบียบใหม่", "states": {"checked": "verified"}}
    before = everything()
    assert auditor.post("/definitions/2/report", {}).status_code == 200
    assert auditor.post("/definitions/2/migrate", asked).status_code == 403
    assert [applicant.get("/definitions").status_code, applicant.post("/definitions/2/migrate", asked).status_code] == [
        404, 404,
    ]  # fmt: skip
    assert everything() == before
