# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pieces of a pack, in order: each is laid out alone, from no more of the snapshot than it prints.

A project's sheet is given neither its label nor its place among the others, so that it is laid out once for every order
of the agenda. The label is written into it when the pack is bound.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from papers.thai import arabic_digits, on_paper, thai_digits

Snapshot = Mapping[str, Any]
SHORT = 12  # of a hash that names a piece
ALIKE = ("committee", "meeting", "example", "after")  # what the pieces before the sheets may all print


@dataclass(frozen=True)
class Piece:
    """One part: its name in the manifest, its template, what that prints, and what matter it is about.

    ``label`` is what the pack writes where the piece says its own; ``of`` tells the manifest which version of what it
    is.
    """

    name: str
    template: str
    content: dict[str, Any]
    subject: str = ""
    label: str = ""
    runs: bool = True
    of: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Its line in the pack's outline; without one, its own headings stand there."""
        return f"{self.label} {self.subject}" if self.subject else ""


def pieces_of(snapshot: Snapshot) -> list[Piece]:
    """Everything of the pack, or of an addendum what is new."""
    return list(_pieces(snapshot))


def printed(text: object, snapshot: Snapshot) -> str:
    """A text in the digits that the committee's papers are printed in."""
    return on_paper(text) if digits_of(snapshot) == "thai" else arabic_digits(text)


def digits_of(snapshot: Snapshot) -> str:
    return snapshot.get("digits") or "thai"  # old snapshots don't name them


def _pieces(snapshot: Snapshot) -> Iterator[Piece]:
    digits = digits_of(snapshot)
    alike = {name: snapshot.get(name) for name in ALIKE} | {"digits": digits}
    after = snapshot.get("after") or {}
    is_addendum = bool(after.get("is_addendum"))
    printed_only = after["changes"] if is_addendum else None
    sheets = [*_sheets(snapshot, printed_only), *_reports(snapshot, printed_only)]
    listed = [{"label": sheet.label, "title": sheet.subject, "place": sheet.name} for sheet in sheets]
    has_seats, has_money = bool(snapshot["seats"]) and not is_addendum, bool(snapshot["projects"]) and not is_addendum
    yield Piece("cover", "cover", alike | {"pack": {"number": snapshot["pack"]["number"]}}, runs=False)
    if after:
        content = alike | {"changes": after["changes"], "projects": snapshot["projects"]}
        yield Piece("changes", "changes", content)
    if not is_addendum or sheets:
        yield Piece("contents", "contents", alike | {"sheets": listed, "has_seats": has_seats, "has_money": has_money})
    yield Piece("agenda", "agenda", alike | {"agenda": snapshot["agenda"]})
    if has_seats:
        yield Piece("seats", "seats", alike | {"seats": snapshot["seats"]})
    if has_money:
        rows = [{name: project[name] for name in MONEY} for project in snapshot["projects"]]
        yield Piece("money", "money", {"digits": digits, "projects": rows, "totals": snapshot["totals"]})
    yield from sheets


MONEY = ("label", "title", "code", "lead", "participants", "total_proposed_baht", "total_screened_baht")


def _sheets(snapshot: Snapshot, only: Mapping[str, Any] | None) -> Iterator[Piece]:
    """The sheet of each project; in an addendum, of those that are new or say something else."""
    seen: Counter[str] = Counter()
    for project in snapshot["projects"]:
        code = project["code"]
        if only is not None and code not in only["sheets"]:
            continue
        seen[code] += 1
        name = f"project-{code}" + (f"-{seen[code]}" if seen[code] > 1 else "")
        label = _label(project["label"], snapshot)
        yield Piece(
            name,
            "sheet",
            {
                "digits": digits_of(snapshot),
                "place": name,
                "project": {key: value for key, value in project.items() if key != "label"},
            },
            subject=project["title"],
            label=label,
            of={
                "project": code,
                "version": project["content_version"],
                "content_sha256": project["content_sha256"],
                "record": {"seq": project["record_seq"], "hash": project["record_hash"]},
            },
        )


def _reports(snapshot: Snapshot, only: Mapping[str, Any] | None) -> Iterator[Piece]:
    """The reports to the cabinet that the meeting takes note of, likewise."""
    for report in snapshot.get("reports", ()):
        if only is not None and report["label"] not in only.get("reports", ()):
            continue
        name = f"report-{report['sha256'][:SHORT]}"
        yield Piece(
            name,
            "report",
            {
                "digits": digits_of(snapshot),
                "place": name,
                "report": {key: value for key, value in report.items() if key != "label"},
            },
            subject=report["title"],
            label=_label(report["label"], snapshot),
            of={"report_sha256": report["sha256"]},
        )


def _label(label: str, snapshot: Snapshot) -> str:
    return thai_digits(label) if digits_of(snapshot) == "thai" else label
