# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a lifecycle looks like: its table and its picture, both made from the code that the engine obeys."""

from workflows.pictures.bpmn import flow_as_bpmn
from workflows.pictures.drawing import drawn
from workflows.pictures.flow import flow_drawn
from workflows.pictures.layout import Layout, Way
from workflows.pictures.tables import TableRow, begins, markdown_table, rows, state_words

__all__ = [
    "Layout",
    "TableRow",
    "Way",
    "begins",
    "drawn",
    "flow_as_bpmn",
    "flow_drawn",
    "markdown_table",
    "rows",
    "state_words",
]
