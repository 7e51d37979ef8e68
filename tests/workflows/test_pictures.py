# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures and tables of lifecycles: nothing is left out, whatever the lifecycle becomes."""

from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from project.lifecycles import KINDS, LAYOUTS, desks, flow_picture, picture
from workflows.checks import subjects
from workflows.desks import desks_of, flow_of
from workflows.lifecycle import Subject, rules_of, steps_of
from workflows.pictures import markdown_table, rows, state_words
from workflows.pictures.layout import BOX_HEIGHT, BOX_WIDTH, arrows

MODELS = list(KINDS.values())
SVG = "{http://www.w3.org/2000/svg}"


def test_every_subject_has_its_document_and_its_layout() -> None:
    assert set(MODELS) == set(subjects()) == set(LAYOUTS)


@pytest.mark.parametrize("model", MODELS)
def test_every_state_has_a_place_of_its_own(model: type[Subject]) -> None:
    layout = LAYOUTS[model]
    assert set(layout.places) == set(state_words(model))
    middles = [layout.middle(state) for state in layout.places]
    for place, (x, y) in enumerate(middles):
        for other_x, other_y in middles[:place]:
            assert abs(x - other_x) > BOX_WIDTH or abs(y - other_y) > BOX_HEIGHT


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("language", ["th", "en"])
def test_picture_is_whole_and_says_so_in_words(model: type[Subject], language: str) -> None:
    with override(language):
        drawn = ElementTree.fromstring(picture(model))
        texts = [element.text for element in drawn.iter(f"{SVG}text")]
        labels = {str(rules_of(step).label) for step in steps_of(model).values()}
        told = drawn.findtext(f"{SVG}desc") or ""
        assert set(state_words(model).values()) <= set(texts)
        assert all(any((text or "").endswith(label) for text in texts) for label in labels)
        assert all(label in told for label in labels)
    heads = [path for path in drawn.iter(f"{SVG}path") if path.get("marker-end")]
    assert len(heads) == len(arrows(model, LAYOUTS[model])) + 1  # and the one from the dot


@pytest.mark.parametrize("model", MODELS)
def test_picture_on_a_page_needs_nothing_inline(model: type[Subject]) -> None:
    svg = picture(model)
    assert "<style" not in svg
    assert "style=" not in svg
    assert "<style" in picture(model, alone=True)


def test_present_state_alone_is_lit() -> None:
    with override("th"):
        drawn = ElementTree.fromstring(picture(KINDS["project"], here="screening"))
        lit = [element for element in drawn.iter(f"{SVG}g") if element.get("aria-current")]
        assert [element.findtext(f"{SVG}text") for element in lit] == ["อยู่ระหว่างกลั่นกรอง"]


@pytest.mark.parametrize("model", MODELS)
def test_table_has_every_step(model: type[Subject]) -> None:
    assert [row.name for row in rows(model)] == list(steps_of(model))
    table = markdown_table(model)
    assert all(f"`{name}`" in table for name in ["begin", *steps_of(model)])
    assert len({line.count("|") for line in table.splitlines()}) == 1


@pytest.mark.parametrize("model", [model for model in MODELS if model.flow])
def test_every_desk_is_told(model: type[Subject]) -> None:
    assert {row.label for row in desks(model)} == {str(desk.label) for desk in desks_of(flow_of(model))}  # type: ignore[arg-type]


@pytest.mark.parametrize("model", [model for model in MODELS if model.flow])
def test_picture_of_a_flow_has_every_desk_once(model: type[Subject]) -> None:
    with override("th"):
        drawn = ElementTree.fromstring(flow_picture(model))
        texts = [element.text for element in drawn.iter(f"{SVG}text")]
        labels = [str(desk.label) for desk in desks_of(flow_of(model))]  # type: ignore[arg-type]
    assert sorted(text for text in texts if text and len(text) > 1) == sorted(labels)


def test_part_has_no_flow_of_its_own() -> None:
    assert flow_picture(KINDS["participation"]) == ""
