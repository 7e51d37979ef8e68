# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Word documents out: headings, paragraphs and tables, and nothing that acts by itself.

A .docx is a ZIP of a few XML files, so these few are written here.
"""

from papers.word.writing import DOCX, Block, Heading, Paragraph, Table, written

__all__ = ["DOCX", "Block", "Heading", "Paragraph", "Table", "written"]
