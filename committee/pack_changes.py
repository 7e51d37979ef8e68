# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What changed from one pack of a meeting to the next: matters added, taken off, changed and moved, and the money.

Pure: from the two snapshots alone. Labels do not change once they are issued, so a matter is known by its label; what
is told is enough to make the later agenda from the earlier one.
"""

from collections.abc import Collection, Mapping
from typing import Any

Snapshot = Mapping[str, Any]
REPORT_PARTS = {  # what of a report to the cabinet a reader looks at again, and what it is made of
    "subject": ("subject",),
    "period": ("from_date", "to_date"),
    "background": ("background",),
    "substance": ("substance",),
    "resolutions": ("resolutions", "corrections", "years", "total_baht"),
}


def changes_between(before: Snapshot, after: Snapshot, withheld: Collection[str] = ()) -> dict[str, Any]:
    """What a reader of the earlier pack has to know of the later one.

    ``withheld`` are the labels of matters that no pack prints any more: those that were printed are named by their
    label alone, neither as taken off nor with their words.

    ``{"added": [{"section": 5, "item": {…}}], "removed": […], "withheld": [{"section": 5, "label": "5.2"}],
    "changed": [{"section": 5, "item": {…}, "was": {…}}],
    "moved": [{"section": 4, "labels": ["4.2", "4.1"]}], "held": {"place": ["before", "after"]},
    "money": [{"label", "code", "title", "was_baht", "is_baht"}], "sheets": ["DG65-001"],
    "reports": ["4.1"], "reread": [{"label", "title", "is_new", "parts": ["substance"]}],
    "annexes": [{"label", "title", "new": [1], "titles": ["…"], "gone": ["…"], "moved": true}]}``; ``sheets`` are the
    projects whose sheets are new or say something else; ``reports`` and ``reread`` are there where a report to the
    cabinet is, ``annexes`` where a matter that is printed has other annexes than before, or in another order.
    """
    old, new = _rows(before), _rows(after)
    gone = [label for label in old if label not in new]
    return {
        "added": [{"section": new[label][0], "item": new[label][1]} for label in new if label not in old],
        "removed": [{"section": old[label][0], "item": old[label][1]} for label in gone if label not in withheld],
        "withheld": [{"section": old[label][0], "label": label} for label in gone if label in withheld],
        "changed": [
            {"section": new[label][0], "item": new[label][1], "was": old[label][1]}
            for label in new
            if label in old and old[label] != new[label]
        ],
        "moved": _moved(before, after),
        "held": {
            name: [before["meeting"][name], after["meeting"][name]]
            for name in ("title", "starts_at", "ends_at", "place")
            if before["meeting"][name] != after["meeting"][name]
        },
        **_sheets(before, after),
        **_reports(before, after),
        **_annexes(before, after),
    }


def is_nothing(changes: Mapping[str, Any]) -> bool:
    """Whether the later pack says the same as the earlier one."""
    return not any(changes.values())


def _rows(snapshot: Snapshot) -> dict[str, tuple[int, dict[str, Any]]]:
    """Every matter by its label, with its heading, in the order of the agenda."""
    return {item["label"]: (part["number"], item) for part in snapshot["agenda"] for item in part["items"]}


def _moved(before: Snapshot, after: Snapshot) -> list[dict[str, Any]]:
    """The headings whose matters stand in another order than: as before, and then what was added."""
    was = {part["number"]: [item["label"] for item in part["items"]] for part in before["agenda"]}
    found = []
    for part in after["agenda"]:
        labels, before_it = [item["label"] for item in part["items"]], was.get(part["number"], [])
        stayed = [label for label in before_it if label in labels]
        if labels != stayed + [label for label in labels if label not in before_it]:
            found.append({"section": part["number"], "labels": labels})
    return found


def _sheets(before: Snapshot, after: Snapshot) -> dict[str, Any]:
    """The amounts that are others now, and which sheets are to be read again: what a record moved on is no change."""
    old = {sheet["code"]: sheet for sheet in before["projects"]}
    money, changed = [], []
    for sheet in after["projects"]:
        was = old.get(sheet["code"])
        if was is None or _said(was) != _said(sheet):
            changed.append(sheet["code"])
        if was is not None and was["total_screened_baht"] != sheet["total_screened_baht"]:
            names = {name: sheet[name] for name in ("label", "code", "title")}
            money.append(names | {"was_baht": was["total_screened_baht"], "is_baht": sheet["total_screened_baht"]})
    return {"money": money, "sheets": changed}


def _reports(before: Snapshot, after: Snapshot) -> dict[str, Any]:
    """The reports to the cabinet that are new or read otherwise, and in which of their parts."""
    old = {one["label"]: one for one in before.get("reports", [])}
    found = []
    for one in after.get("reports", []):
        was = old.get(one["label"])
        if was is None or was["sha256"] != one["sha256"]:
            parts = [name for name, said in REPORT_PARTS.items() if was and _parts(was, said) != _parts(one, said)]
            names = {name: one[name] for name in ("label", "title")}
            found.append(names | {"is_new": was is None, "parts": parts})
    return {"reports": [one["label"] for one in found], "reread": found} if found else {}


def _annexes(before: Snapshot, after: Snapshot) -> dict[str, Any]:
    """The matters whose annexes are others now: the numbers and titles of new ones, and what is bound no more."""
    old, new, found = _annexed(before), _annexed(after), []
    for label, (_heading, row) in _rows(after).items():
        was, now = old.get(label, []), new.get(label, [])
        added = [paper for paper in now if not any(_is_same(paper, one) for one in was)]
        gone = [paper["title"] for paper in was if not any(_is_same(paper, one) for one in now)]
        stayed = [[_known(paper) for paper in these if _known(paper) in map(_known, others)]
                  for these, others in ((was, now), (now, was))]  # fmt: skip
        if added or gone or stayed[0] != stayed[1]:
            numbers, titles = [paper["number"] for paper in added], [paper["title"] for paper in added]
            told = {"label": label, "title": row["title"], "new": numbers, "titles": titles, "gone": gone}
            found.append(told | ({"moved": True} if stayed[0] != stayed[1] else {}))
    return {"annexes": found} if found else {}


def _annexed(snapshot: Snapshot) -> dict[str, list[dict[str, Any]]]:
    return {one["label"]: one["papers"] for one in snapshot.get("annexes", ())}


def _is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return _known(one) == _known(other)


def _known(paper: Mapping[str, Any]) -> tuple[str, str]:
    """By which an annex is the one of the pack before."""
    return paper["title"], paper["sha256"]


def _parts(report: Mapping[str, Any], names: tuple[str, ...]) -> list[Any]:
    return [report["says"][name] for name in names]


def _said(sheet: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in sheet.items() if name not in ("record_seq", "record_hash")}
