# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a project says: its works as they are compared, the marks by which it is found, and a digest of it all."""

from collections.abc import Iterable
from typing import Any

from budget_review.models import IntegrationProject, Participation
from budget_review.similarity.thai_text import number_of
from budget_review.similarity.works import DATASET, METHOD, OBJECTIVE, TITLE, Work, read
from budget_review.states import Consent
from workflows.records import canonical_json, digest

NAMING_DATA = ("data_exchange", "open_data")


def parts_of(project: IntegrationProject) -> list[Participation]:
    """Those who take part, with their lines."""
    return list(project.participations.exclude(state=Consent.LEFT).select_related("agency").prefetch_related("lines"))


def works_of(project: IntegrationProject, parts: list[Participation] | None = None) -> list[Work]:
    """Everything of a project that is compared: its name, its objective, and each line of those who take part."""
    parts = parts_of(project) if parts is None else parts
    names = {name for part in parts for name in names_of(part.agency)}
    works = [read(project.title, part=TITLE, names=names)]
    if project.objective:
        works.append(read(project.objective, part=OBJECTIVE, names=names))
    works += [
        read(line.item, agency=part.agency_id, names=names_of(part.agency), line=line.pk, title=project.title)
        for part in parts
        for line in part.active_lines()
    ]
    return works + [read(name, part=DATASET, names=names) for name in datasets_of(project)]


def datasets_of(project: IntegrationProject) -> list[str]:
    """The data sets that the proposal's sections on exchange and on open data name, each once."""
    rows = project.sections.filter(key__in=NAMING_DATA).values_list("rows", flat=True)
    named = [row.get("dataset", "").strip() for table in rows for row in table]
    return sorted({name for name in named if name})


def names_of(agency: Any) -> tuple[str, ...]:
    """What an agency is called."""
    return tuple(filter(None, (agency.name_th, agency.name_en, agency.abbreviation)))


def marks_of(works: Iterable[Work]) -> set[int]:
    """The numbers by which a project is found: of the runs of what names a work, and of the matters of all."""
    marks: set[int] = set()
    for work in works:
        marks |= {number_of(f"matter:{code}") for code in work.matters}
        if not work.plain and work.part != OBJECTIVE:
            marks |= work.runs
    return marks


def digest_of(works: Iterable[Work], agencies: Iterable[int]) -> str:
    """A digest that changes whenever another answer could be found: of all that is compared, and of who takes part."""
    said = [work.as_data() for work in works]
    return digest(canonical_json([METHOD, sorted(agencies), said]))
