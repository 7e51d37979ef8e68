# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A flow as BPMN 2.0 (OMG formal/2011-01-03), with its drawing, for any modelling tool.

What BPMN says another way than a viewflow Flow: a Switch is an exclusive gateway whose ways out carry the states as
conditions; the branches of a SplitEach, one for each part, are one sub-process marked as a parallel multi-instance.
The model is for reading: ``isExecutable`` is false, since the lifecycle decides and not the flow.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from django.utils.translation import gettext as _
from viewflow.workflow.nodes import End, Start, StartHandle, Switch

from workflows.lifecycle import rules_of
from workflows.nodes import Desk, SplitEach

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
WAY = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
TASK, ROUND, DIAMOND = (180, 80), (36, 36), (50, 50)
COLUMN, ROW, FRAME, LANE = 300, 150, 30, 12

for prefix, address in (("bpmn", MODEL), ("bpmndi", DI), ("dc", DC), ("di", WAY), ("xsi", XSI)):
    register_namespace(prefix, address)


@dataclass
class Shape:
    """One element with its place; ``inside`` are the desks of a sub-process, one after the other."""

    id: str
    tag: str
    size: tuple[int, int]
    node: Any
    name: str = ""
    inside: list["Shape"] = field(default_factory=list)
    at: tuple[int, int] = (0, 0)  # left, top

    def gate(self, side: str) -> tuple[int, int]:
        """The middle of its left, right or bottom side."""
        (left, top), (width, height) = self.at, self.size
        return {
            "left": (left, top + height // 2),
            "right": (left + width, top + height // 2),
            "bottom": (left + width // 2, top + height),
        }[side]


@dataclass(frozen=True)
class Line:
    """A sequence flow; ``states`` are those for which a Switch takes it, None where it asks nothing."""

    source: Shape
    target: Shape
    states: tuple[str, ...] | None = None
    is_default: bool = False

    @property
    def id(self) -> str:
        return f"flow_{self.source.id}__{self.target.id}"


def flow_as_bpmn(flow: Any, *, name: str, words: dict[str, str]) -> str:
    """The XML text of a flow in the reader's language; ``words`` says what each state is called."""
    chart = _Chart(flow)
    root = Element(f"{{{MODEL}}}definitions", {"id": "definitions", "targetNamespace": "urn:mati:flows"})
    process = SubElement(root, f"{{{MODEL}}}process", {"id": chart.id, "name": name, "isExecutable": "false"})
    for shape in chart.shapes.values():
        _element(process, shape, chart, words)
    for line in chart.lines:
        _flow_element(process, line, words)
    plane = SubElement(SubElement(root, f"{{{DI}}}BPMNDiagram", {"id": "diagram"}), f"{{{DI}}}BPMNPlane")
    plane.attrib.update(id="plane", bpmnElement=chart.id)
    for shape in chart.shapes.values():
        _shape_element(plane, shape)
    for place, line in enumerate(chart.lines):
        _edge_element(plane, line.id, _corners(line, chart.bottom + LANE * (place + 1)))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


class _Chart:
    """The elements of a flow, each placed once, and the lines between them."""

    def __init__(self, flow: Any) -> None:
        self.id = f"process_{flow.__name__}"
        nodes = list(flow.instance.nodes())
        self.shapes: dict[Any, Shape] = {}
        self._place(next(node for node in nodes if isinstance(node, Start | StartHandle)), 0, 0)
        self.lines = [line for node in list(self.shapes) for line in self._lines_from(node)]
        self.bottom = max(shape.at[1] + shape.size[1] for shape in self.shapes.values())

    def _place(self, node: Any, left: int, row: int) -> int:
        """Place a node and all behind it, in rows below each other; return how many rows that took."""
        if node in self.shapes:
            return 0
        shape = self.shapes[node] = _shape_of(node)
        middle = row * ROW + ROW // 2
        _put(shape, left, middle)
        used = 0
        for edge in _ways_out(node):
            used += self._place(edge.dst, left + max(COLUMN, shape.size[0] + 100), row + used)
        return max(used, 1)

    def _lines_from(self, node: Any) -> Iterator[Line]:
        for edge in _ways_out(node):
            conditional = isinstance(node, Switch)
            is_default = conditional and edge.edge_class == "default"
            states = tuple(sorted(_states_behind(edge.dst))) if conditional and not is_default else None
            yield Line(self.shapes[node], self.shapes[edge.dst], states, is_default)

    def around(self, shape: Shape) -> tuple[list[Line], list[Line]]:
        """The lines that come in and that go out."""
        return (
            [line for line in self.lines if line.target is shape],
            [line for line in self.lines if line.source is shape],
        )


def _branch(split: SplitEach) -> tuple[list[Any], Any]:
    """The desks of one branch of a split over parts, and the join behind them."""
    desks, node = [], next(iter(split._outgoing())).dst
    while isinstance(node, Desk):
        desks.append(node)
        node = next(iter(node._outgoing())).dst
    return desks, node


def _ways_out(node: Any) -> list[Any]:
    return list((_branch(node)[1] if isinstance(node, SplitEach) else node)._outgoing())


def _states_behind(node: Any) -> set[str]:
    """The states of the desks that come next on a way."""
    if isinstance(node, Desk):
        return {str(state) for state in node.states}
    if isinstance(node, SplitEach):
        return _states_behind(_branch(node)[0][0])
    ahead = [edge.dst for edge in node._outgoing() if not (isinstance(node, Switch) and edge.edge_class == "default")]
    return set[str]().union(*map(_states_behind, ahead))


def _shape_of(node: Any) -> Shape:
    if isinstance(node, Desk):
        return Shape(node.name, "userTask", TASK, node, str(node.label))
    if isinstance(node, SplitEach):
        desks = [_shape_of(desk) for desk in _branch(node)[0]]
        size = (FRAME + len(desks) * (TASK[0] + FRAME), TASK[1] + 2 * FRAME)
        return Shape(node.name, "subProcess", size, node, _("For each: %(desk)s") % {"desk": desks[0].name}, desks)
    if isinstance(node, Start | StartHandle):
        return Shape(node.name, "startEvent", ROUND, node)
    if isinstance(node, End):
        return Shape(node.name, "endEvent", ROUND, node)
    return Shape(node.name, "exclusiveGateway" if isinstance(node, Switch) else "parallelGateway", DIAMOND, node)


def _put(shape: Shape, left: int, middle: int) -> None:
    shape.at = (left, middle - shape.size[1] // 2)
    for place, desk in enumerate(shape.inside):
        _put(desk, left + FRAME + place * (TASK[0] + FRAME), middle)


def _element(parent: Element, shape: Shape, chart: _Chart, words: dict[str, str]) -> None:
    made = SubElement(parent, f"{{{MODEL}}}{shape.tag}", {"id": shape.id})
    if shape.name:
        made.set("name", shape.name)
    if isinstance(shape.node, Desk):
        SubElement(made, f"{{{MODEL}}}documentation").text = _told(shape.node, words)
    incoming, outgoing = chart.around(shape)
    for line in outgoing:
        if line.is_default:
            made.set("default", line.id)
    for tag, lines in (("incoming", incoming), ("outgoing", outgoing)):
        for line in lines:
            SubElement(made, f"{{{MODEL}}}{tag}").text = line.id
    if shape.inside:
        SubElement(made, f"{{{MODEL}}}multiInstanceLoopCharacteristics", {"isSequential": "false"})
        for desk in shape.inside:
            _element(made, desk, chart, words)
        for line in _inner_lines(shape):
            _flow_element(made, line, words)


def _inner_lines(shape: Shape) -> list[Line]:
    return [Line(before, after) for before, after in zip(shape.inside, shape.inside[1:], strict=False)]


def _flow_element(parent: Element, line: Line, words: dict[str, str]) -> None:
    ends = {"id": line.id, "sourceRef": line.source.id, "targetRef": line.target.id}
    made = SubElement(parent, f"{{{MODEL}}}sequenceFlow", ends)
    if line.states is not None:
        made.set("name", " · ".join(word for state, word in words.items() if state in line.states))
        condition = SubElement(made, f"{{{MODEL}}}conditionExpression", {f"{{{XSI}}}type": "bpmn:tFormalExpression"})
        condition.text = " or ".join(f'state = "{state}"' for state in line.states)


def _told(desk: Desk, words: dict[str, str]) -> str:
    """What a desk is, in words: while what it is open, and the acts that leave it."""
    states = [word for state, word in words.items() if state in desk.states]
    acts = [str(rules_of(act).label) for act in desk.acts.values()]
    return f"{_('Open while')}: {' · '.join(states)}. {_('Acts')}: {' · '.join(acts)}."


def _shape_element(plane: Element, shape: Shape) -> None:
    made = SubElement(plane, f"{{{DI}}}BPMNShape", {"id": f"shape_{shape.id}", "bpmnElement": shape.id})
    if shape.inside:
        made.set("isExpanded", "true")
    (x, y), (width, height) = shape.at, shape.size
    SubElement(made, f"{{{DC}}}Bounds", {"x": str(x), "y": str(y), "width": str(width), "height": str(height)})
    for desk in shape.inside:
        _shape_element(plane, desk)
    for line in _inner_lines(shape):
        _edge_element(plane, line.id, [line.source.gate("right"), line.target.gate("left")])


def _edge_element(plane: Element, flow_id: str, corners: Sequence[tuple[int, int]]) -> None:
    made = SubElement(plane, f"{{{DI}}}BPMNEdge", {"id": f"edge_{flow_id}", "bpmnElement": flow_id})
    for x, y in corners:
        SubElement(made, f"{{{WAY}}}waypoint", {"x": str(x), "y": str(y)})


def _corners(line: Line, lane: int) -> list[tuple[int, int]]:
    """Ahead with a bend before the target; back, or far ahead, along a lane of its own under everything."""
    start, end = line.source.gate("right"), line.target.gate("left")
    if start[0] < end[0] <= start[0] + COLUMN:
        bend = end[0] - 40
        return [start, end] if start[1] == end[1] else [start, (bend, start[1]), (bend, end[1]), end]
    below = line.target.gate("bottom")
    out = start[0] + 20
    return [start, (out, start[1]), (out, lane), (below[0], lane), below]
