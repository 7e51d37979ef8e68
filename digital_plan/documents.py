# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The template of an action plan as a Word document: blank with its help, or filled with what a plan says."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from digital_plan.template_sections import SECTIONS
from papers.sections import Section, Written
from papers.word import Block, Heading, Paragraph, Table, written

BLANK_ROWS = 3  # as many strategies as the template of the slides shows


def blank_template() -> bytes:
    """The template, each section with what it asks and room to write."""
    blocks: list[Block] = [Heading(_("Digital action plan"), 0)]
    for section in SECTIONS:
        blocks += [Heading(str(section.label)), Paragraph(str(section.help), is_help=True), *_room(section)]
    return written(blocks, title=_("Digital action plan"))


def plan_document(*, kind: str, agency: str, years: str, sections: Sequence[Written]) -> bytes:
    """A plan in the shape of the template."""
    title = _("%(kind)s of %(agency)s, %(years)s") % {"kind": kind, "agency": agency, "years": years}
    blocks: list[Block] = [Heading(title, 0)]
    for one in sections:
        blocks.append(Heading(str(one.section.label)))
        if one.rows:
            blocks.append(Table([str(column.label) for column in one.section.columns], one.table))
        if one.text:
            blocks.append(Paragraph(one.text))
        if not one.is_written:
            blocks.append(Paragraph(_("Not written"), is_help=True))
    return written(blocks, title=title)


def _room(section: Section) -> list[Block]:
    if not section.columns:
        return [Paragraph("")]
    return [Table([str(column.label) for column in section.columns], [[""] * len(section.columns)] * BLANK_ROWS)]
