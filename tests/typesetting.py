# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Papers of tests: the same page is typeset and read again once in a run, by whichever process needs it first.

That the same page gives the same bytes is shown by ``tests/papers/test_rendering.py``, which asks the typesetter; what
is found on reading follows from page and bytes alone.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from papers import packs
from papers.assembly.binding import Binding
from papers.keeping import Keep
from papers.pack import building
from papers.pack.building import check_pack
from papers.pack.layout import LaidOut
from papers.pack.watching import Watch
from papers.rendering import render_pdf
from papers.text_gate import check_text


@contextmanager
def typeset_once(folder: Path) -> Iterator[None]:
    """Keep each typeset page in ``folder``, which other processes may share, and take it from there the next time.

    Beside it lies a mark once it was read and found whole; what was found to differ is read again each time.
    """

    def kept_or_typeset(html: str, *, stylesheets: Sequence[str] = ()) -> bytes:
        path = folder / hashlib.sha256("\0".join([html, *stylesheets]).encode()).hexdigest()
        if not path.exists():
            written = path.with_suffix(f".{os.getpid()}")
            written.write_bytes(render_pdf(html, stylesheets=stylesheets))
            written.rename(path)
        return path.read_bytes()

    def once(check: Callable[[], None], pdf: bytes, *said: str) -> None:
        mark = folder / hashlib.sha256(b"\0".join([pdf, *map(str.encode, said)])).hexdigest()
        if not mark.exists():
            check()
            mark.touch()

    def paper_found_whole_or_read(pdf: bytes, html: str) -> None:
        once(lambda: check_text(pdf, html), pdf, html)

    def pack_found_whole_or_read(
        pdf: bytes, binding: Binding, laid: Sequence[LaidOut], keep: Keep, watch: Watch
    ) -> None:
        once(
            lambda: check_pack(pdf, binding, laid, keep, watch), pdf, repr(binding.running), *(one.html for one in laid)
        )

    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packs, "render_pdf", kept_or_typeset)
        patch.setattr(packs, "check_text", paper_found_whole_or_read)
        patch.setattr(building, "check_pack", pack_found_whole_or_read)
        yield


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder of typeset pages of all processes of this run."""
    own = factory.getbasetemp()
    return (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "typeset"
