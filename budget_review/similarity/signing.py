# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing what a project says into the index, whenever its words change: one row, and the marks that differ."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q

from budget_review.models import IntegrationProject, Signature, SignatureMark
from budget_review.similarity.thai_text import number_of
from budget_review.similarity.works import DATASET, METHOD, OBJECTIVE, TITLE, Work, read
from budget_review.states import Consent

NAMING_DATA = ("data_exchange", "open_data")


def sign(project: IntegrationProject) -> Signature:
    """Write the project's signature as it is now; inside the transaction that changed it, under its row's lock."""
    works = works_of(project)
    marks = marks_of(works)
    signature, _is_new = Signature.objects.update_or_create(
        project=project,
        defaults={"works": [work.as_data() for work in works], "method": METHOD, "revision": project.revision},
    )
    held = set(SignatureMark.objects.filter(signature=signature).values_list("mark", flat=True))
    if gone := held - marks:
        SignatureMark.objects.filter(signature=signature, mark__in=gone).delete()
    SignatureMark.objects.bulk_create(SignatureMark(signature=signature, mark=mark) for mark in sorted(marks - held))
    return signature


def works_of(project: IntegrationProject) -> list[Work]:
    """Everything of a project that is compared: its name, its objective, and each line of those who take part."""
    parts = list(project.participations.exclude(state=Consent.LEFT).select_related("agency").prefetch_related("lines"))
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


def sign_missing(most: int) -> int:
    """Sign up to so many projects whose words were never signed, have changed, or were read by an older method."""
    lacking = IntegrationProject.objects.filter(
        Q(signature=None) | ~Q(signature__method=METHOD) | ~Q(signature__revision=F("revision"))
    ).order_by("pk")
    pks = list(lacking.values_list("pk", flat=True)[:most])
    for project in IntegrationProject.objects.filter(pk__in=pks):
        sign(project)
    return len(pks)
