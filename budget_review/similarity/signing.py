# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing what a project says into the index, whenever its words change: one row, and the marks that differ."""

from django.db.models import F, Q

from budget_review.models import IntegrationProject, Signature, SignatureMark
from budget_review.similarity.looking import look_for_similar
from budget_review.similarity.saying import digest_of, marks_of, parts_of, works_of
from budget_review.similarity.works import METHOD, Work
from workflows.jobs import enqueue


def sign(project: IntegrationProject) -> Signature:
    """Write the project's signature as it is now; inside the transaction that changed it, under its row's lock.

    Where it says something else than before, what was found of it counts no more, and a job looks for others like it.
    """
    parts = parts_of(project)
    works = works_of(project, parts)
    digest = digest_of(works, [part.agency_id for part in parts])
    signature = Signature.objects.filter(project=project).first()
    if signature is not None and signature.digest == digest:
        if signature.revision != project.revision:
            signature.revision = project.revision
            signature.save(update_fields=["revision"])
        return signature
    is_waited_for = signature is not None and signature.searched != signature.digest  # by a job of an earlier save
    signature = signature or Signature(project=project)
    signature.works, signature.method = [work.as_data() for work in works], METHOD
    signature.revision, signature.digest = project.revision, digest
    signature.save(force_insert=signature._state.adding)
    _mark(signature, works)
    if not is_waited_for:
        enqueue(look_for_similar, project_id=project.pk)
    return signature


def _mark(signature: Signature, works: list[Work]) -> None:
    marks = marks_of(works)
    held = set(SignatureMark.objects.filter(signature=signature).values_list("mark", flat=True))
    if gone := held - marks:
        SignatureMark.objects.filter(signature=signature, mark__in=gone).delete()
    SignatureMark.objects.bulk_create(SignatureMark(signature=signature, mark=mark) for mark in sorted(marks - held))


def sign_missing(most: int) -> int:
    """Sign up to so many projects whose words were never signed, have changed, or were read by an older method."""
    lacking = IntegrationProject.objects.filter(
        Q(signature=None)
        | ~Q(signature__method=METHOD)
        | ~Q(signature__revision=F("revision"))
        | Q(signature__digest="")
    ).order_by("pk")
    pks = list(lacking.values_list("pk", flat=True)[:most])
    for project in IntegrationProject.objects.filter(pk__in=pks):
        sign(project)
    return len(pks)


def look_for_missing(most: int) -> int:
    """Enqueue the search for up to so many projects that wait for one; a job that was given up is made up for."""
    waiting = Signature.objects.exclude(digest="").exclude(searched=F("digest")).order_by("pk")
    pks = list(waiting.values_list("pk", flat=True)[:most])
    for pk in pks:
        enqueue(look_for_similar, project_id=pk)
    return len(pks)
