# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""BPMN of every flow: valid by the standard's own schema, and saying what the flow does."""

from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.utils.translation import override
from lxml import etree

from project.lifecycles import KINDS, bpmn
from workflows.desks import desks_of, flow_of
from workflows.lifecycle import Subject
from workflows.pictures.bpmn import DC, DI, MODEL, WAY

WITH_FLOW = [model for model in KINDS.values() if model.flow]


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The schema of BPMN 2.0, as the package SpiffWorkflow carries it."""
    found = find_spec("SpiffWorkflow")
    assert found is not None
    assert found.submodule_search_locations
    folder = Path(found.submodule_search_locations[0]) / "bpmn/parser/schema"
    return etree.XMLSchema(etree.parse(str(folder / "BPMN20.xsd")))


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("model", WITH_FLOW)
def test_bpmn_is_valid(schema: etree.XMLSchema, model: type[Subject], language: str) -> None:
    with override(language):
        schema.assertValid(etree.fromstring(bpmn(model).encode()))


def test_schema_is_one_that_refuses(schema: etree.XMLSchema) -> None:
    spoilt = bpmn(KINDS["project"]).replace("bpmn:userTask", "bpmn:humanTask")
    assert not schema.validate(etree.fromstring(spoilt.encode()))


@pytest.mark.parametrize("model", WITH_FLOW)
def test_every_desk_is_a_user_task_with_a_shape(model: type[Subject]) -> None:
    with override("th"):
        root = ElementTree.fromstring(bpmn(model))
        tasks = {task.get("id"): task.get("name") for task in root.iter(f"{{{MODEL}}}userTask")}
        assert tasks == {desk.name: str(desk.label) for desk in desks_of(flow_of(model))}  # type: ignore[arg-type]
    shapes = [shape.get("bpmnElement") for shape in root.iter(f"{{{DI}}}BPMNShape")]
    assert len(shapes) == len(set(shapes))
    assert set(tasks) <= set(shapes)


@pytest.mark.parametrize("model", WITH_FLOW)
def test_every_line_joins_elements_that_are_there_and_is_drawn(model: type[Subject]) -> None:
    root = ElementTree.fromstring(bpmn(model))
    ids = {element.get("id") for element in root.iter()}
    lines = list(root.iter(f"{{{MODEL}}}sequenceFlow"))
    drawn = {edge.get("bpmnElement"): list(edge.iter(f"{{{WAY}}}waypoint")) for edge in root.iter(f"{{{DI}}}BPMNEdge")}
    assert {line.get("id") for line in lines} == set(drawn)
    assert all({line.get("sourceRef"), line.get("targetRef")} <= ids for line in lines)
    assert all(len(corners) > 1 for corners in drawn.values())


def test_parts_are_asked_side_by_side_in_one_sub_process() -> None:
    root = ElementTree.fromstring(bpmn(KINDS["meeting"]))
    parallel = {
        sub.get("id"): [task.get("id") for task in sub.iter(f"{{{MODEL}}}userTask")]
        for sub in root.iter(f"{{{MODEL}}}subProcess")
        if sub.find(f"{{{MODEL}}}multiInstanceLoopCharacteristics") is not None
    }
    assert parallel == {"ask_members": ["answering"], "take_proposed": ["admitting"], "take_items": ["considering"],
                        "take_resolutions": ["certifying"], "seal_the_rest": ["sealing"],
                        "make_known": ["communicating"]}  # fmt: skip


def test_a_switch_names_the_states_for_each_way_and_its_default() -> None:
    root = ElementTree.fromstring(bpmn(KINDS["project"]))
    said = {
        line.get("targetRef"): line.findtext(f"{{{MODEL}}}conditionExpression")
        for line in root.iter(f"{{{MODEL}}}sequenceFlow")
        if line.get("sourceRef") == "route"
    }
    assert said["writing"] == 'state = "draft" or state = "returned"'
    assert said["examine"] == 'state = "screening"'
    assert said["end"] is None
    [switch] = [gate for gate in root.iter(f"{{{MODEL}}}exclusiveGateway") if gate.get("id") == "route"]
    assert switch.get("default") == "flow_route__end"


@pytest.mark.parametrize("model", WITH_FLOW)
def test_no_two_shapes_cover_each_other(model: type[Subject]) -> None:
    root = ElementTree.fromstring(bpmn(model))
    inner = {task.get("id") for sub in root.iter(f"{{{MODEL}}}subProcess") for task in sub}
    boxes = []
    for shape in root.iter(f"{{{DI}}}BPMNShape"):
        bounds = shape.find(f"{{{DC}}}Bounds")
        assert bounds is not None
        if shape.get("bpmnElement") not in inner:
            boxes.append([int(bounds.get(name, "")) for name in ("x", "y", "width", "height")])
    for (x, y, w, h), (x2, y2, w2, h2) in combinations(boxes, 2):
        assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y
