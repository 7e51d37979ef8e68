# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Word documents out and in: headings, paragraphs and tables, and nothing that acts by itself.

A .docx is a ZIP of a few XML files, so these few are written and read here. Who takes one in looks at it with
``papers.uploads`` first.
"""

from papers.word.reading import Grid, Line, NotReadable, lines_and_grids
from papers.word.writing import DOCX, Block, Heading, Paragraph, Table, written

__all__ = [
    "DOCX",
    "Block",
    "Grid",
    "Heading",
    "Line",
    "NotReadable",
    "Paragraph",
    "Table",
    "lines_and_grids",
    "written",
]
