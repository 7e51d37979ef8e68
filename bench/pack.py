# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How fast a pack is bound: ``nice -n 10 python -m bench.pack --items 10,50``.

A pack of so many projects, each with its decision sheet, its own sheet and an annex of ten pages, of a fixed seed.
Every row is a process of its own, so that its peak of memory is its own; ``worker`` is the highest peak of a process
that it started. CPU is that of the process and its children. The rows of one size are measured one after the other in
one run: ratios carry over, seconds don't.
"""

import argparse
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.pack_corpus import annexes_of, snapshot_of

if TYPE_CHECKING:
    from papers.assembly.binding import Binding
    from papers.assembly.bodies import Body
    from papers.keeping import Keep

ROWS = (
    "one",
    "stock",
    "cold",
    "relocatable",
    "linked",
    "reference",
    "merge",
    "changed",
    "turned",
    "read",
    "again",
    "mended",
)
LAID_OUT = ("one", "stock", "cold")  # by other processes, for longer than a moment
TOLD = {
    "one": "one WeasyPrint document of both sheets of all, merged with the annexes by pikepdf",
    "stock": "stock WeasyPrint: both sheets of all, each laid out alone, one process",
    "cold": "**both sheets of all and what stands before them, each laid out alone, two processes**",
    "relocatable": "sheets and annexes made relocatable",
    "linked": "**all kept: bound and linked, with annexes**",
    "reference": "the same by the reference assembler",
    "merge": "bare merge of the same files: no numbers, contents, links",
    "changed": "**one sheet changed: laid out, bound and linked, with annexes**",
    "turned": "**another order: bound and linked, with annexes**",
    "read": "the whole service: a pack of kept bodies, bound, linked and read for the first time, no annexes",
    "again": "**the whole service: the same, of what was read before**",
    "mended": "**the whole service: one sheet changed, laid out, bound, linked and read, no annexes**",
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--items", default="10,50")
    parser.add_argument("--rows", default=",".join(ROWS))
    parser.add_argument("--row")
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    if asked.row:
        print(json.dumps(measured(asked.row, int(asked.items), asked.folder)))
        return
    print("| items | what | wall s | CPU s | CPU, one document = 1 | peak MB | worker MB | pages | MB |")
    print("|---:|---|---:|---:|---:|---:|---:|---:|---:|")
    for size in asked.items.split(","):
        with tempfile.TemporaryDirectory() as folder:
            table(size, asked.rows.split(","), asked.folder or Path(folder))


def table(size: str, rows: list[str], folder: Path) -> None:
    one: float | None = None
    for row in rows:
        command = [sys.executable, "-m", "bench.pack", "--row", row, "--items", size, "--folder", str(folder)]
        found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout.splitlines()[-1])
        one = found["cpu"] if row == "one" else one
        ratio = f"{found['cpu'] / one:.4f}" if one else "–"
        seconds = f"{found['wall']:.2f} | {found['cpu']:.2f} | {ratio}"
        sizes = f"{found['peak']} | {found['worker'] or '–'} | {found['pages']} | {found['mb']:.1f}"
        print(f"| {size} | {TOLD[row]} | {seconds} | {sizes} |", flush=True)


def measured(row: str, items: int, folder: Path) -> dict[str, float]:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    django.setup()
    work = prepared(row, items, folder)
    workers = Workers(looks=row in LAID_OUT)
    before, began = _cpu(), time.perf_counter()
    pdf = work()
    wall, cpu = time.perf_counter() - began, _cpu() - before
    worker = workers.peak()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    pages = 0
    if pdf:
        import pikepdf

        pages = len(pikepdf.open(io.BytesIO(pdf)).pages)
    return {"wall": wall, "cpu": cpu, "peak": peak, "worker": worker, "pages": pages, "mb": len(pdf) / 1e6}


def _cpu() -> float:
    """Seconds of this process, of those that it waited for, and of those that are still there with all of theirs."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    there = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15] for pid in children]
    ticks = sum(int(one) for times in there for one in times)
    return sum(one.ru_utime + one.ru_stime for one in both) + ticks / os.sysconf("SC_CLK_TCK")


class Workers:
    """Looks now and then at the processes below this one; what is left of them when they end says too much, since it
    begins with the peak of the process that started them.
    """

    def __init__(self, *, looks: bool) -> None:
        self._peak, self._ended = 0, threading.Event()
        self._looks = threading.Thread(target=self._look, daemon=True)
        if not looks:  # which takes time that short rows would count
            self._ended.set()
        self._looks.start()

    def peak(self) -> int:
        """The highest peak seen in MB."""
        self._ended.set()
        self._looks.join()
        return self._peak // 1024

    def _look(self) -> None:
        while not self._ended.wait(0.2):
            self._peak = max([self._peak, *map(self._of, self._below(os.getpid()))])

    def _below(self, pid: int) -> list[int]:
        children: list[int] = []
        for file in Path(f"/proc/{pid}/task").glob("*/children"):
            with suppress(OSError):
                children += map(int, file.read_text().split())
        return [*children, *(one for child in children for one in self._below(child))]

    @staticmethod
    def _of(pid: int) -> int:
        with suppress(OSError):
            status = Path(f"/proc/{pid}/status").read_text()
            said = dict(line.split(":", 1) for line in status.splitlines())
            mine = Path("/proc/self/cmdline").read_bytes() == Path(f"/proc/{pid}/cmdline").read_bytes()
            if "VmHWM" in said and not mine:  # until it begins its own program, it is this one
                return int(said["VmHWM"].split()[0])
        return 0


def prepared(row: str, items: int, folder: Path) -> Callable[[], bytes]:
    """The row's work, with everything done that it doesn't count."""
    from django.template.loader import render_to_string

    from papers.assembly.linker import link
    from papers.assembly.reference import assemble
    from papers.keeping import Folder
    from papers.pack import layout
    from papers.pack.building import bound, build_pack, pack_typefaces
    from papers.rendering import render_pdf

    keep = Folder(folder)
    snapshot = snapshot_of(items)
    annexes = annexes_of(items, folder / "annexes")
    pack_typefaces()

    def with_annexes(told: dict[str, Any]) -> "Binding":
        return bound_with(bound(told, keep)[0], annexes, keep)

    if row == "one":
        return lambda: bare_merge([one_document(snapshot), *(annex.read_bytes() for annex in annexes)])
    if row == "stock":
        return lambda: b""[: len(laid_out_by_stock(sheets_of(snapshot)))]
    if row == "cold":
        setattr(layout, "check_text", lambda *_said: None)  # noqa: B010  # reading again is a cost of its own
        return lambda: b""[: len(laid_out(snapshot, keep))]
    if row == "relocatable":
        return lambda: b""[: sum(part.body.segment.size for part in with_annexes(snapshot).parts)]
    if row == "linked":
        return lambda: link(with_annexes(snapshot))
    if row == "reference":
        return lambda: assemble(with_annexes(snapshot))
    if row == "merge":
        bodies = [part.body.pdf for part in with_annexes(snapshot).parts]
        return lambda: bare_merge(bodies)
    if row in ("read", "again"):
        return lambda: build_pack(snapshot, keep).pdf
    if row in ("changed", "mended"):
        render_pdf("<p></p>", stylesheets=[render_to_string(layout.STYLE)])  # one stands ready, as in a running service
        snapshot["projects"][items // 2]["rationale"] += f" ปรับปรุงแล้ว {row} {time.time_ns()}"  # never laid out before
    if row == "mended":
        return lambda: build_pack(snapshot, keep).pdf
    if row == "turned":
        snapshot["projects"].reverse()
        with_annexes(snapshot)  # contents and money table are laid out anew, no sheet: that is what a test shows
    return lambda: link(with_annexes(snapshot))


def laid_out(snapshot: dict[str, Any], keep: "Keep") -> list["Body"]:
    from papers.pack import layout
    from papers.pack.building import pack_typefaces
    from papers.pack.pieces import pieces_of

    return [one.body for one in layout.laid_out(pieces_of(snapshot), pack_typefaces(), keep)]


def sheets_of(snapshot: dict[str, Any]) -> list[str]:
    """The HTML of the projects' decision sheets and sheets."""
    from papers.pack.layout import pages_of
    from papers.pack.pieces import pieces_of

    return pages_of([piece for piece in pieces_of(snapshot) if piece.template in ("decision", "sheet")])


def one_document(snapshot: dict[str, Any]) -> bytes:
    """The same sheets as one document, as a typesetter without bodies would have it."""
    pages = sheets_of(snapshot)
    bodies = "".join(page.partition("<body>")[2].partition("</body>")[0] for page in pages)
    return laid_out_by_stock([pages[0].partition("<body>")[0] + "<body>" + bodies + "</body></html>"])[0]


def laid_out_by_stock(pages: list[str]) -> list[bytes]:
    """WeasyPrint's own PDF of each page, all in one process."""
    from django.template.loader import render_to_string

    from papers.confinement import Limits, module_command, run_confined
    from papers.pack.layout import STYLE
    from papers.rendering import _environment, _job

    job = _job([render_to_string(STYLE)], None, Limits()) | {"documents": pages}
    done = run_confined(
        module_command("bench.stock"), json.dumps(job).encode(), wall_seconds=3600, environment=_environment
    )
    said, made = done.stdout, []
    while said:
        length, _newline, said = said.partition(b"\n")
        made.append(said[: int(length)])
        said = said[int(length) :]
    return made


def bare_merge(bodies: list[bytes]) -> bytes:
    import pikepdf

    made = pikepdf.new()
    for body in bodies:
        for page in pikepdf.open(io.BytesIO(body)).pages:
            made.pages.append(page)
    written = io.BytesIO()
    made.save(written, compress_streams=False)
    return written.getvalue()


def bound_with(binding: "Binding", annexes: list[Path], keep: "Keep") -> "Binding":
    """The pack with an annex after each sheet."""
    from papers.assembly.binding import Part
    from papers.assembly.bodies import Body

    left = list(reversed(annexes))
    parts = []
    for part in binding.parts:
        parts.append(part)
        if part.title and part.level == 0 and left:
            annex = Body(left.pop().read_bytes(), binding.typefaces, own=False, keep=keep)
            parts.append(Part(annex, title="ภาคผนวก", level=1))
    return replace(binding, parts=parts)


if __name__ == "__main__":
    main()
