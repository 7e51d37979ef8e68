# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The papers of a pack's matters: a project's decision sheet and the sheet behind it, a report to the cabinet,
and its annexes behind them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from papers.pack.annexed import annexes_of
from papers.pack.decision import decision_of, decisions_of
from papers.pack.piece import Later, Piece, Snapshot, label_of, level_of, name_of, paper_of, said_in

SHORT = 12  # of a hash that names a piece


def matters_of(snapshot: Snapshot, only: Mapping[str, Any] | None) -> list[Piece]:
    """The papers in the order of the agenda; in an addendum, of what is new or says something else."""
    places = [item["label"] for heading in snapshot["agenda"] for item in heading["items"]]
    order = {label: place for place, label in enumerate(places)}
    found = [*_sheets(snapshot, only), *_reports(snapshot, only)]
    found += annexes_of(snapshot, only, {label for label, _piece in found})
    return [piece for _label, piece in sorted(found, key=lambda pair: order.get(pair[0], len(order)))]


def _sheets(snapshot: Snapshot, only: Mapping[str, Any] | None) -> Iterator[tuple[str, Piece]]:
    seen: Counter[str] = Counter()
    for project in snapshot["projects"]:
        code = project["code"]
        if only is not None and code not in only["sheets"]:
            continue
        seen[code] += 1
        name = code + (f"-{seen[code]}" if seen[code] > 1 else "")
        label, level = label_of(project["label"], snapshot), level_of(snapshot, project["label"])
        version = {"version": project["content_version"], "content_sha256": project["content_sha256"]}
        record = (
            {"record": {"seq": project["record_seq"], "hash": project["record_hash"]}}
            if "record_seq" in project
            else {}
        )
        own = {key: value for key, value in project.items() if key != "label"}
        title = name_of(project["title"], snapshot)
        decision, sheet = f"decision-{name}", f"project-{name}"
        how = {"paper": paper_of(snapshot)}
        decides = "draft_resolution" in project  # the public's copy says what was resolved, and not what was drafted
        named = said_in(snapshot)["details"] if decides else title
        if decides:
            how_here = how | {"place": decision}
            yield (
                project["label"],
                Piece(decision, "decision", how_here | {"project": decision_of(project)}, subject=title, label=label,
                      level=level, of={"decides_on": code} | version, shorter=Later(partial(_ways, project, how_here))),
            )  # fmt: skip
        yield (
            project["label"],
            Piece(sheet, "sheet", how | {"place": sheet, "project": own}, subject=named,
                  label=label, level=level, depth=int(decides), of={"project": code} | version | record),
        )  # fmt: skip


def _ways(project: Mapping[str, Any], how: dict[str, Any]) -> list[dict[str, Any]]:
    """What a decision sheet prints where the first way of telling takes more than its page."""
    return [how | {"project": told} for told in decisions_of(project)[1:]]


def _reports(snapshot: Snapshot, only: Mapping[str, Any] | None) -> Iterator[tuple[str, Piece]]:
    """The reports to the cabinet that the meeting takes note of."""
    for report in snapshot.get("reports", ()):
        if only is not None and report["label"] not in only.get("reports", ()):
            continue
        name = f"report-{report['sha256'][:SHORT]}"
        own = {key: value for key, value in report.items() if key != "label"}
        yield (
            report["label"],
            Piece(name, "report", {"paper": paper_of(snapshot), "place": name, "report": own}, subject=report["title"],
                  label=label_of(report["label"], snapshot), level=level_of(snapshot, report["label"]),
                  of={"report_sha256": report["sha256"]}),
        )  # fmt: skip
