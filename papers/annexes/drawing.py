# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How often a page draws its pictures and drawings, those within drawings too; runs in the child only.

A drawing that draws another twice, which draws another twice, and so on, is a few lines and keeps every reader busy
for hours.
"""

import re
from collections.abc import Iterator
from typing import Any

from pikepdf import Dictionary, Name, Object, Page, PdfError, Stream

from papers.annexes.unpacking import Refused, Torn, contents
from papers.annexes.verdicts import MOST_DRAWN, Refusal

DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]+)[\s]+Do(?=$|[\s\[(</%])")
WRITTEN_AS_NUMBER = re.compile(rb"#([0-9a-fA-F]{2})")


def refuse_endless(pages: Iterator[Page]) -> None:
    """Raise Refused where the pages together draw more than a reader can be asked to. Raises Torn."""
    known: dict[tuple[int, int], int] = {}
    drawn = 0
    for page in pages:
        resources: Any = page.obj.get("/Resources", Dictionary())
        drawn += sum(_of(stream, resources, known) for stream in contents(page.obj))
        if drawn > MOST_DRAWN:
            raise Refused(Refusal.TOO_MUCH_WORK)


def _of(stream: Object, resources: Any, known: dict[tuple[int, int], int]) -> int:
    """How much is drawn by a stream's content; one that draws itself is not followed, as readers don't."""
    held = resources.get("/XObject", Dictionary())
    drawn = 0
    for name in _names(stream):
        one = held.get(name) if isinstance(held, Dictionary) else None
        drawn += 1
        if isinstance(one, Stream) and one.get("/Subtype") == Name.Form:
            if one.objgen not in known:
                known[one.objgen] = 0
                known[one.objgen] = _of(one, one.get("/Resources", resources), known)
            drawn += known[one.objgen]
    return drawn


def _names(stream: Object) -> list[str]:
    try:
        content = stream.read_bytes()
    except PdfError as error:
        raise Torn from error
    return [
        "/" + WRITTEN_AS_NUMBER.sub(lambda found: bytes([int(found[1], 16)]), name).decode(errors="replace")
        for name in DRAWS.findall(content)
    ]
