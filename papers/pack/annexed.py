# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The annexes of a pack's matters as pieces: a page that lists those of a matter, and each with its own pages."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from papers.pack.piece import Piece, Snapshot, label_of, level_of, name_of, paper_of, printed, said_in

LIST, PAGES = "annexes", "annex"  # templates; that of the pages is read on a screen only


def annexes_of(
    snapshot: Snapshot, only: Mapping[str, Any] | None, sheets: Collection[str]
) -> Iterator[tuple[str, Piece]]:
    """Those of every matter by its label, behind its paper where ``sheets`` has one; in an addendum, the new ones."""
    new = None if only is None else {one["label"]: one["new"] for one in only.get("annexes", ())}
    for one in snapshot.get("annexes", ()):
        numbers = [paper["number"] for paper in one["papers"]] if new is None else new.get(one["label"], ())
        if numbers:
            for piece in _of_matter(one, snapshot, numbers, depth=int(one["label"] in sheets)):
                yield one["label"], piece


def _of_matter(one: Mapping[str, Any], snapshot: Snapshot, numbers: Collection[int], *, depth: int) -> Iterator[Piece]:
    name, say, how = f"annexes-{one['label']}", said_in(snapshot), {"paper": paper_of(snapshot)}
    label, level = label_of(one["label"], snapshot), level_of(snapshot, one["label"])
    papers = [
        paper | {"place": f"annex-{one['label']}-{paper['number']}" if _is_bound(paper, numbers) else "",
                 "is_new": paper["number"] in numbers}
        for paper in one["papers"]
    ]  # fmt: skip
    subject = say["annexes"] if depth else name_of(one["title"], snapshot)
    content = {"place": name, "papers": papers, "title": one["title"], "label": one["label"]}
    yield Piece(name, LIST, how | content, subject=subject, label=label, level=level, depth=depth)
    for paper in papers:
        if paper["place"]:
            called = printed(f"{say['annex']} {paper['number']}", snapshot)
            told = [called, f"{say['heading']} {label}", say["levels"].get(level, "")]
            yield Piece(
                paper["place"],
                PAGES,
                how | {"annex": paper, "place": paper["place"]},
                subject=f"{called} {printed(paper['title'], snapshot)}",
                label=label,
                level=level,
                depth=depth + 1,
                of={"document_sha256": paper["sha256"], "verdict": paper["outcome"]},
                annex=paper["sha256"],
                beside=" · ".join(filter(None, told)),
            )


def _is_bound(paper: Mapping[str, Any], numbers: Collection[int]) -> bool:
    return paper["pages"] > 0 and paper["number"] in numbers
