# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The content of a project as it is frozen and hashed: what partners consent to and committees see."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from workflows.records import canonical_json, digest

if TYPE_CHECKING:
    from budget_review.models import AttachmentFile, BudgetLine, IntegrationProject, Kpi, KpiShare, Participation

SHARES_READ = "shares_read"  # where a part's shares in KPIs lie when they were read for many parts at once


def content_of(project: "IntegrationProject") -> dict[str, Any]:
    """The whole content as plain data; amounts are strings of baht, dates ISO.

    ``{"code": …, "title": …, "lead": 12, "essentials": {…}, "parts": [{"agency": 12, "lines": [{"amount_baht":
    "68500000.00", …}], "kpis": [{"kpi": …, "weight_percent": "60.00"}], …}], "kpis": [{…}],
    "sections": {"risks": {"text": "…", "rows": [{…}]}}}``. What nobody wrote is left out, so that contents
    frozen before there were sections, and yearly targets of KPIs, keep their hashes.
    """
    files = project.attached
    sections = {held.key: {"text": held.text, "rows": held.rows} for held in project.sections.all()}
    sections = {key: said for key, said in sections.items() if said["text"] or said["rows"]}
    return (
        {
            "code": project.code,
            "title": project.title,
            "lead": project.lead_id,
            "essentials": {
                "objective": project.objective,
                "rationale": project.rationale,
                "target_group": project.target_group,
                "starts_on": project.starts_on and project.starts_on.isoformat(),
                "ends_on": project.ends_on and project.ends_on.isoformat(),
            },
            "parts": [part_content(part, files) for part in project.active_parts()],
            "kpis": [_kpi_content(kpi) for kpi in project.kpis.all()],
        }
        | ({"sections": sections} if sections else {})
        | _attached(files, None)
        | _carried(project)
    )


def _carried(project: "IntegrationProject") -> dict[str, Any]:
    return {"rolled_from": project.rolled_from.code} if project.rolled_from else {}


def part_content(part: "Participation", files: "Sequence[AttachmentFile] | None" = None) -> dict[str, Any]:
    """What one agency answers for: its contribution, its lines, its shares in the KPIs and its papers.

    ``files`` are those of the whole project where they were read already.
    """
    return {
        "agency": part.agency_id,
        "unit": part.unit_id,
        "sector": part.sector,
        "contribution": part.contribution,
        "lines": [
            {
                "id": line.pk,
                "item": line.item,
                "category": line.category,
                "subcategory": line.subcategory,
                "fiscal_year": line.fiscal_year,
                "amount_baht": f"{line.amount_baht:.2f}",
            }
            | _said_besides(line)
            for line in part.active_lines()
        ],
        "kpis": [
            _kpi_content(share.kpi) | {"weight_percent": f"{share.weight_percent:.2f}"} for share in _shares_of(part)
        ],
    } | _attached(part.project.attached if files is None else files, part.pk)


def _attached(files: "Iterable[AttachmentFile]", part_id: int | None) -> dict[str, Any]:
    """The papers of a part, or of the whole, by name and hash; left out where there is none."""
    own = [_file_content(file) for file in files if file.attachment.participation_id == part_id]
    return {"attachments": own} if own else {}


def _file_content(file: "AttachmentFile") -> dict[str, Any]:
    held = file.attachment
    said = {"id": held.pk, "kind": held.kind, "title": held.title, "number": file.number, "filename": file.filename}
    said |= {"size": file.document.size, "sha256": file.document.sha256, "is_confidential": held.is_confidential}
    return said | ({"line": held.line_id} if held.line_id else {}) | ({"section": held.section} if held.section else {})


def _said_besides(line: "BudgetLine") -> dict[str, Any]:
    """What only some lines say; left out of the others, which keep the content that they had before it was asked."""
    said: dict[str, Any] = {"commitments": line.commitments} if line.commitments else {}
    if line.is_ict:
        said |= {"is_ict": True} | ({"price": line.price} if line.price else {})
    return said


def _shares_of(part: "Participation") -> "Iterable[KpiShare]":
    if hasattr(part, SHARES_READ):
        return getattr(part, SHARES_READ)
    return part.kpi_shares.select_related("kpi").order_by("pk")


def content_sha256(content: dict[str, Any]) -> str:
    """The hash of a content's canonical JSON."""
    return digest(canonical_json(content))


def part_sha256(part: "Participation") -> str:
    """The hash of one agency's part; a consent stands while it is the same."""
    return content_sha256(part_content(part))


def _kpi_content(kpi: "Kpi") -> dict[str, Any]:
    said = {"name": kpi.name, "unit": kpi.unit, "baseline": kpi.baseline, "target": kpi.target}
    return said | ({"targets": kpi.targets} if kpi.targets else {})
