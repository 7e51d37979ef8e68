# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Take the pictures of the documents, in ``docs/images/``, from the demo as it runs: ``python -m tests.pictures``.

The demo is made anew in a temporary folder, so nothing of one's own data is shown or touched. Its second round is dated
from today; the pictures of that round therefore differ from day to day.
"""

import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
SIZE = ViewportSize(width=1366, height=900)
COLOURS = 192
LARGEST_BYTES = 250_000
FIRST_PACK, PACK_PAGES = "/meetings/1/packs/1.pdf", (1, 3, 6)
GAP, PAPER_HEIGHT, DESK = 24, 860, "#dfdcd5"

# The picture, who looks, and what they open: an address, or the words of the links that lead there.
SHOTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("home", "secretary", ("/",)),
    ("project", "budget", ("/projects/{budgeting}/",)),
    ("screening", "screener", ("/projects/{screening}/screening/",)),
    ("meeting", "secretary", ("/meetings/", "ครั้งที่ 2/")),
    ("records", "auditor", ("/records/",)),
)


def take_all() -> None:
    """Make the demo, take every picture, and print what was written."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mati-pictures-") as folder, served(Path(folder)) as address:
        codes = codes_by_state(Path(folder))
        with opened(address) as page:
            for name, who, way in SHOTS:
                log_in(page, who)
                for step in way:
                    go(page, step.format(**codes))
                keep(name, Image.open(BytesIO(page.screenshot())))
                page.context.clear_cookies()
            log_in(page, "secretary")
            pack = Path(folder) / "pack.pdf"
            pack.write_bytes(page.request.get(FIRST_PACK).body())
        keep("pack", side_by_side(pack, PACK_PAGES))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a new demo from a folder; yield its address, and stop it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "SECRET_KEY": "only for the pictures; protects nothing",
        "DEBUG": "1",
        "PORT": str(port),
    }
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "demo"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, server, folder / "log")
        yield address
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path, seconds: int = 600) -> None:
    """Wait until the demo answers; exit with what it said when it does not."""
    for _ in range(seconds * 2):
        try:
            urlopen(f"{address}/login/").close()
        except OSError:
            time.sleep(0.5)
        else:
            return
        if server.poll() is not None:
            break
    sys.exit(f"The demo did not start.\n{log.read_text()}")


@contextmanager
def opened(address: str) -> Iterator[Page]:
    """A window of the installed browser."""
    found = subprocess.run(["deploy/find-browser"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    flags = ["--disable-gpu", "--hide-scrollbars", *(["--no-sandbox"] if os.getuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        context = browser.new_context(
            base_url=address, viewport=SIZE, locale="th-TH", timezone_id="Asia/Bangkok", reduced_motion="reduce"
        )
        yield context.new_page()
        browser.close()


def log_in(page: Page, who: str) -> None:
    """Come in as a persona of the demo."""
    page.goto("/login/")
    page.locator("#id_username").fill(who)
    page.locator("#id_password").fill("mati-demo")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def go(page: Page, step: str) -> None:
    """Open an address, or follow the link with these words."""
    if step.startswith("/"):
        page.goto(step)
    else:
        page.get_by_role("link", name=step).first.click()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.mouse.move(0, 0)


def codes_by_state(folder: Path) -> dict[str, str]:
    """The code of the newest project in each state, as the demo has it."""
    with sqlite3.connect(folder / "demo.sqlite3") as database:
        return dict(database.execute("SELECT state, code FROM budget_review_integrationproject ORDER BY code"))


def side_by_side(pack: Path, pages: tuple[int, ...]) -> Image.Image:
    """Pages of a paper, on a desk."""
    papers = []
    for number in pages:
        subprocess.run(
            ["pdftoppm", "-png", "-singlefile", "-f", str(number), "-scale-to", str(PAPER_HEIGHT), str(pack),
             str(pack.with_name(f"page-{number}"))],
            check=True,
        )  # fmt: skip
        papers.append(Image.open(pack.with_name(f"page-{number}.png")))
    width = sum(paper.width + GAP for paper in papers) + GAP
    desk = Image.new("RGB", (width, PAPER_HEIGHT + 2 * GAP), DESK)
    left = GAP
    for paper in papers:
        desk.paste(paper, (left, GAP))
        left += paper.width + GAP
    return desk


def keep(name: str, picture: Image.Image) -> None:
    """Write a picture small: few colours, no dates inside."""
    path = IMAGES / f"{name}.png"
    few = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    if path.stat().st_size > LARGEST_BYTES:
        sys.exit(f"{path} has {path.stat().st_size} bytes, more than {LARGEST_BYTES}.")
    print(f"{path.relative_to(ROOT)}: {few.width} × {few.height}, {path.stat().st_size:,} bytes")  # noqa: T201


if __name__ == "__main__":
    take_all()
