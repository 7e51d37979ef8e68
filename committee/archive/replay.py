# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Playing an archive back: its chains are proved again, and each pack is made anew from its snapshot and compared.

No database is asked: what the bundle says is judged by the bundle and by the tools that are here.
"""

import hashlib
import json
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.db import DatabaseError
from django.utils.translation import gettext as _

from committee.archive.contents import ABOUT, FORMAT
from papers.bags import NotABag
from papers.fonts import FontsMissing
from papers.keeping import NOWHERE
from papers.pack.annexes import Files
from papers.pack.building import PRINTED_DIGITS, BuiltPack, build_pack
from papers.rendering import RenderingRefused
from papers.text_gate import TextDiffers, Unprintable, read_pages
from workflows.history.verify_history import FORMAT as HISTORY
from workflows.history.verify_history import History
from workflows.records import canonical_json, digest

UPDATE = b"\n%%EOF"  # what a PDF ends with, before what a signature adds to it


class Verdict(StrEnum):
    """What came of it, from the best to the worst; the words stand in ``committee.models.archives``."""

    SAME = "same"
    TEXT = "text"
    DIFFERS = "differs"


@dataclass(frozen=True)
class Finding:
    """What was found of one thing: a history, or a pack."""

    about: str
    verdict: Verdict
    says: str


def replayed(data: Path) -> list[Finding]:
    """Play back an opened bundle. Raises NotABag where it is none of ours."""
    try:
        about = json.loads((data / ABOUT).read_bytes())
        packs = [(int(one["number"]), one) for one in about["packs"]]
        if about["format"] != FORMAT:
            raise ValueError(about["format"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotABag(f"It is no archive of a meeting: {error}") from error
    history, findings = _history(data / "histories" / "meeting.jsonl")
    return [*findings, *(_pack(data / "packs" / str(number), told, history) for number, told in packs)]


def worst_of(findings: list[Finding]) -> Verdict:
    """The verdict on the whole."""
    order = list(Verdict)
    return max((one.verdict for one in findings), key=order.index, default=Verdict.SAME)


def _history(path: Path) -> tuple[History, list[Finding]]:
    history, name = History(), f"histories/{path.name}"
    try:
        with path.open("rb") as lines:
            history.read(lines)
    except (OSError, ValueError):
        said = _("It is no history in the format %(name)s.") % {"name": HISTORY}
        return history, [Finding(name, Verdict.DIFFERS, said)]
    history.check()
    if history.faults:
        said = ", ".join(sorted({saying for saying, _words in history.faults}))
        return history, [Finding(name, Verdict.DIFFERS, _("The chains do not hold: %(why)s") % {"why": said})]
    count = {"records": len(history.records), "chains": len(history.chains)}
    return history, [Finding(name, Verdict.SAME, _("%(records)s records in %(chains)s chains hold.") % count)]


def _pack(folder: Path, told: Mapping[str, Any], history: History) -> Finding:
    name = f"packs/{folder.name}"
    why = ""
    try:
        pdf, snapshot = (folder / "pack.pdf").read_bytes(), json.loads((folder / "snapshot.json").read_bytes())
        manifest = json.loads((folder / "manifest.json").read_bytes())
        why = next(_contradictions(pdf, snapshot, manifest, told, history), "")
        if not why:
            number = {"number": told["number"], "snapshot_sha256": told["snapshot_sha256"]}
            built = build_pack({**snapshot, "pack": number}, NOWHERE, files=_files_in(folder.parent.parent / "annexes"))
            return _compared(name, pdf, manifest, built)
    except (OSError, ValueError, KeyError, TypeError) as error:
        why = f"{type(error).__name__}: {error}"
    except DatabaseError as error:  # a piece that is not of the snapshot alone
        why = _("it needs what the bundle does not hold: %(why)s") % {"why": error}
    except (FontsMissing, RenderingRefused, TextDiffers, Unprintable) as error:
        why = _("it cannot be printed now: %(why)s") % {"why": error}
    return Finding(name, Verdict.DIFFERS, why)


def _files_in(folder: Path) -> Files:
    """The annexes of the bundle, as they were handed in."""

    def file(sha256: str) -> tuple[bytes, str]:
        found = next(folder.glob(f"{sha256}*"), folder / sha256)
        return found.read_bytes(), mimetypes.guess_type(found.name)[0] or ""

    return file


def _contradictions(
    pdf: bytes, snapshot: Any, manifest: Any, told: Mapping[str, Any], history: History
) -> Iterator[str]:
    """Where what the bundle says of a pack in one place is not what it says in another."""
    if hashlib.sha256(pdf).hexdigest() != told["sha256"]:
        yield _("the PDF does not have its hash")
    if digest(canonical_json(snapshot)) != told["snapshot_sha256"]:
        yield _("the snapshot does not have its hash")
    if told["manifest_sha256"] and digest(canonical_json(manifest)) != told["manifest_sha256"]:
        yield _("the manifest does not have its hash")
    anchor = snapshot.get("anchor")
    known = {said["number"]: line["hash"] for said, line in history.anchors}
    if anchor and known.get(anchor["number"], anchor["hash"]) != anchor["hash"]:
        yield _("it names another anchor than the history does")


def _compared(name: str, pdf: bytes, manifest: Mapping[str, Any], built: BuiltPack) -> Finding:
    if built.pdf == pdf:
        return Finding(name, Verdict.SAME, _("The same bytes."))
    if pdf.startswith(built.pdf) and built.pdf.rstrip().endswith(UPDATE.strip()):
        return Finding(name, Verdict.SAME, _("The same bytes, to which a signature was added."))
    others = sorted(_others(_tools(manifest), _tools(built.manifest)))
    page = _first_other_page(pdf, manifest, built)
    if page:
        return Finding(name, Verdict.DIFFERS, _("The text differs on page %(page)s.") % {"page": page})
    if not others:
        return Finding(name, Verdict.DIFFERS, _("The same tools give the same text, and other bytes."))
    said = _("The text is the same, the bytes differ. Other versions of: %(names)s") % {"names": ", ".join(others)}
    return Finding(name, Verdict.TEXT, said)


def _tools(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Everything by which a pack was made, by name."""
    return {**manifest.get("made_with", {}), **manifest.get("fonts", {}), "wording": manifest.get("wording")}


def _others(then: Mapping[str, Any], now: Mapping[str, Any]) -> set[str]:
    return {name for name in {*then, *now} if then.get(name) != now.get(name)}


def _first_other_page(pdf: bytes, manifest: Mapping[str, Any], built: BuiltPack) -> int:
    """The first page on which another text stands, or 0; the hash at the foot is that of the tools, too."""
    foot_then = digest(canonical_json(dict(manifest)))[:PRINTED_DIGITS]
    foot_now = built.manifest_sha256[:PRINTED_DIGITS]
    then, now = read_pages(pdf)[1]["pypdf"], read_pages(built.pdf)[1]["pypdf"]
    for number in range(max(len(then), len(now))):
        was, is_now = then[number : number + 1], now[number : number + 1]
        if not was or not is_now or was[0].replace(foot_then, "") != is_now[0].replace(foot_now, ""):
            return number + 1
    return 0
