# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A lifecycle that is written wrongly is named before anybody lives under it, and a release that strands somebody."""

import json
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.test.utils import isolate_apps
from django.utils.translation import get_language, override
from django_fsm import TransitionNotAllowed

from budget_review.models import IntegrationProject
from tests.permits.lifecycle import is_called, is_small
from tests.permits.living import Permits, first_release, permits
from workflows.checks import subjects
from workflows.definitions import checks, files
from workflows.definitions.lint import findings
from workflows.definitions.tables import table_of
from workflows.fields import StateField
from workflows.history.export import kind_line
from workflows.lifecycle import Asked, Rule, Subject, start, step

__all__ = ["permits"]

CHOICES = [("a", "A"), ("b", "B"), ("c", "C")]
CLERK = is_called("clerk")


def lifecycle(write: Callable[[Any, dict[str, Any]], None], *, ends: tuple[str, ...] = ("c",), **more: Any) -> Any:
    """A subject with the states a, b, c whose steps ``write`` puts into the class's names."""
    state = StateField(choices=CHOICES, default="a", protected=True)
    names: dict[str, Any] = {
        "__module__": "tests.permits.models", "state": state, "ends": ends, "begin": start(label="Begin", who=CLERK),
        "Meta": type("Meta", (), {"app_label": "permits"}),
    }  # fmt: skip
    write(state, names)
    return type("Unsound", (Subject,), names | more)


def a_step(state: Any, name: str, sources: list[str], target: str, **said: Any) -> Any:
    def move(self: Any) -> None: ...

    move.__name__ = name
    if not said.keys() & {"who", "automatic", "caused_by"}:
        said["who"] = CLERK
    return step(state, sources, target, **({"label": "Go"} | said))(move)


def straight(state: Any, names: dict[str, Any]) -> None:
    names["on"], names["off"] = a_step(state, "on", ["a"], "b"), a_step(state, "off", ["b"], "c")


@pytest.fixture(autouse=True)
def _kept_nowhere(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if "permits" not in request.fixturenames:
        monkeypatch.setattr(files, "folder_of", lambda model: tmp_path / str(model._meta.model_name))


def found(write: Callable[[Any, dict[str, Any]], None], **more: Any) -> list[tuple[str, str]]:
    with isolate_apps("tests.permits"):
        return list(findings(lifecycle(write, **more), {"permits.permit"}))


def test_sound_lifecycle_is_passed() -> None:
    assert found(straight) == []


def test_step_of_whatever_is_declared_moves_nothing_past_the_engine() -> None:
    with isolate_apps("tests.permits"):
        subject = lifecycle(straight)(state="a")
    with pytest.raises(TransitionNotAllowed):
        subject.on()
    assert subject.state == "a"


def test_state_that_no_step_reaches_is_named() -> None:
    def write(state: Any, names: dict[str, Any]) -> None:
        names["on"] = a_step(state, "on", ["a"], "c")

    assert found(write) == [("E102", "the state b is never reached")]


def test_dead_end_is_named_and_so_is_a_circle_without_a_way_out() -> None:
    def stuck(state: Any, names: dict[str, Any]) -> None:
        names["on"], names["aside"] = a_step(state, "on", ["a"], "c"), a_step(state, "aside", ["a"], "b")

    assert found(stuck) == [("E103", "the state b is a dead end: no step leads on from it to an end")]

    def round_and_round(state: Any, names: dict[str, Any]) -> None:
        stuck(state, names)
        names["again"] = a_step(state, "again", ["b"], "b")

    assert found(round_and_round) == [("E103", "the state b is a dead end: no step leads on from it to an end")]


def test_whole_without_an_end_is_named() -> None:
    assert found(straight, ends=()) == [
        ("E103", "it names no end: say in which states a life is over (ends = [...])"),
        ("E103", "the state c is a dead end: no step leads on from it to an end"),
    ]


def test_step_that_nobody_can_make_is_named() -> None:
    def write(state: Any, names: dict[str, Any]) -> None:
        straight(state, names)
        names["caused"] = a_step(state, "caused", ["a"], "b", caused_by="permits.permitt")

    assert found(write) == [
        ("E104", "caused: nobody can make it, for there is no subject 'permits.permitt' that causes it")
    ]
    with pytest.raises(TypeError, match="one of the three"):
        step(StateField(), ["a"], "b", label="Nobody")


def test_missing_label_and_missing_sentences_are_named() -> None:
    silent = Rule(lambda subject, attempt: True, "")

    def write(state: Any, names: dict[str, Any]) -> None:
        straight(state, names)
        names["on"] = a_step(state, "on", ["a"], "b", label=" ", guards=[silent], asks=[Asked("why", "")], who=silent)

    silent.__name__ = "silent"
    assert found(write) == [
        ("E105", "on has no label"),
        ("E105", "on: silent has no sentence"),
        ("E105", "on: why has no sentence"),
        ("E105", "on: silent has no sentence"),
    ]


def test_span_that_no_definition_is_in_is_named() -> None:
    def write(state: Any, names: dict[str, Any]) -> None:
        straight(state, names)
        names["past"] = a_step(state, "past", ["a"], "c", since=2, until=1)
        names["early"] = a_step(state, "early", ["a"], "c", guards=[is_small.under(since=0)])

    assert found(write) == [
        ("E101", "past: it is since 2 and until 1, which no definition is"),
        ("E101", "early, guard is_small: it is since 0 and until None, which no definition is"),
    ]


def test_automatic_steps_that_go_round_are_named() -> None:
    def write(state: Any, names: dict[str, Any]) -> None:
        straight(state, names)
        names["ahead"] = a_step(state, "ahead", ["a"], "b", automatic=True)
        names["back"] = a_step(state, "back", ["b"], "a", automatic=True)

    said = "is automatic and leads back to where it starts, by automatic steps alone"
    assert found(write) == [("E106", f"ahead {said}"), ("E106", f"back {said}")]


def test_product_has_nothing_to_name(permits: Permits) -> None:
    assert checks.every_lifecycle_is_sound(None) == []
    assert checks.every_definition_is_kept(None) == []
    assert checks.nobody_is_left_behind(None, databases=["default"]) == []
    assert checks.stored_definitions_are_those_kept(None, databases=["default"]) == []
    assert len(subjects()) > 2


# ── what is kept ──


def test_table_is_in_the_words_of_the_source_and_leaves_the_readers_language() -> None:
    for language in ("en", "th"):
        with override(language):
            assert table_of(IntegrationProject, 1).states["draft"] == "Draft"
            assert get_language() == language


@pytest.fixture
def kept(permits: Permits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The definitions of permits in a folder that a test may write in."""
    usual = files.folder_of
    for name in ("permit", "reference"):
        shutil.copytree(Path(__file__).parents[1] / "permits" / "definitions" / name, tmp_path / name)
    here = {"permit": tmp_path / "permit", "reference": tmp_path / "reference"}
    monkeypatch.setattr(files, "folder_of", lambda model: here.get(str(model._meta.model_name)) or usual(model))
    return tmp_path / "permit"


def rewrite(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change a kept definition, as if the code had been otherwise when it was made."""
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")
    files._kept_in.cache_clear()


def with_a_stamp(content: dict[str, Any]) -> None:
    """Once there was a step that stamped what was checked."""
    content["steps"]["stamp"] = content["steps"]["remind"] | {"label": "Stamp", "moves": {"checked": "looked"}}


def made(*words: str) -> tuple[int, str]:
    """What make_definitions prints, in English, and how it exits."""
    out = StringIO()
    with override("en"):
        try:
            call_command("make_definitions", *words, stdout=out, stderr=out, no_color=True)
        except SystemExit as exit:
            return int(exit.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_code_that_is_not_kept_is_named_and_the_command_keeps_it(kept: Path) -> None:
    newest = kept / "0002.json"
    whole = newest.read_text(encoding="utf-8")
    rewrite(newest, lambda content: content["steps"].pop("withdraw"))
    assert [str(error.msg) for error in checks.every_definition_is_kept(None)] == [
        "Permit: the definition 2 is not what the code says."
    ]
    code, said = made("permits.permit", "--check")
    assert (code, "permits.permit 3  0003.json" in said) == (1, True)
    assert sorted(path.name for path in kept.iterdir()) == ["0001.json", "0002.json"]
    assert made("permits.permit", "--amend")[0] == 0
    assert newest.read_text(encoding="utf-8") == whole
    assert checks.every_definition_is_kept(None) == []


def test_change_without_since_becomes_a_new_definition_with_a_warning(kept: Path) -> None:
    rewrite(kept / "0002.json", lambda content: content["steps"].pop("remind"))
    code, said = made("permits.permit")
    assert code == 0
    assert "  ! Under definition 1 this changes too" not in said
    assert "  ! Under definition 2 this changes too: remind. Say since= and until= to spare them.\n" in said
    assert sorted(path.name for path in kept.iterdir()) == ["0001.json", "0002.json", "0003.json"]
    assert files.current(next(model for model in subjects() if model.__name__ == "Permit")) == 3
    assert checks.every_definition_is_kept(None) == []
    assert made("permits.permit")[0] == 0
    assert len(list(kept.iterdir())) == 3


def test_definition_that_the_code_speaks_of_and_nobody_kept_is_named(kept: Path) -> None:
    (kept / "0002.json").unlink()
    files._kept_in.cache_clear()
    assert [str(error.msg) for error in checks.every_definition_is_kept(None)] == [
        "Permit: the definitions [2] are not kept."
    ]
    with pytest.raises(CommandError):
        call_command("make_definitions", "permits.permit", "--amend", stdout=StringIO())
    made("permits.permit")
    assert checks.every_definition_is_kept(None) == []


def test_step_that_the_code_has_no_more_is_still_told_of(permits: Permits, kept: Path) -> None:
    """Its records are there: history, verification and the numbers read it from the definition that had it."""
    from tests.permits.models import Permit

    rewrite(kept / "0001.json", with_a_stamp)
    assert str(files.label_of(Permit, "stamp")) == "Stamp"
    assert files.moves_under(Permit, 1)["stamp"] == {"checked": "looked"}
    assert "stamp" not in files.moves_under(Permit, 2)
    assert kind_line(Permit)["steps"]["stamp"] == {
        "called": {"th": "Stamp", "en": "Stamp"}, "moves": {"checked": "looked"},
    }  # fmt: skip
    with pytest.raises(KeyError):
        files.label_of(Permit, "never")


# ── who would be left behind ──


def left_behind() -> list[tuple[str, str]]:
    found = checks.nobody_is_left_behind(None, databases=["default"])
    return [(str(message.id), str(message.msg)) for message in found]


def test_step_that_is_gone_is_refused_while_somebody_needs_it(permits: Permits, kept: Path, tmp_path: Path) -> None:
    """migrate itself asks: a release that drops a step somebody waits for does not get into the database."""
    with first_release(tmp_path / ".."):
        asked = permits.ask()
    rewrite(kept / "0001.json", with_a_stamp)
    said = "Permit: 1 in flight under the definition 1 still need the step stamp, which is gone or leads elsewhere."
    assert left_behind() == [("workflows.E108", said)]
    with pytest.raises(SystemCheckError, match="still need the step stamp"):
        call_command("migrate", skip_checks=False, verbosity=0)
    with first_release(tmp_path / ".."):
        looked = permits.act("look_again", "chief", permits.act("check_it", "clerk", asked))
    assert left_behind() == []  # from here nobody comes there any more
    assert looked.state == "looked"


def test_rules_changed_under_somebody_in_flight_are_warned_of(permits: Permits, kept: Path, tmp_path: Path) -> None:
    with first_release(tmp_path / ".."):
        permits.ask()
    rewrite(kept / "0001.json", lambda content: content["steps"]["check_it"]["guards"].append({"name": "x"}))
    assert left_behind() == [
        ("workflows.W101", "Permit: 1 in flight under the definition 1 now meet other rules in: check_it.")
    ]


def test_data_that_is_newer_than_the_release_is_named(permits: Permits, kept: Path) -> None:
    permits.ask()
    (kept / "0002.json").unlink()
    files._kept_in.cache_clear()
    assert left_behind() == [("workflows.E109", "Permit: 1 live under the definition 2, which is not kept here.")]


def test_stored_definition_that_is_amended_is_named(permits: Permits, kept: Path) -> None:
    rewrite(kept / "0001.json", with_a_stamp)
    found = checks.stored_definitions_are_those_kept(None, databases=["default"])
    assert [str(error.msg) for error in found] == ["Permit: the definition 1 is stored otherwise than it is kept."]
