# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a pack says of itself to programs: title, author, and the standards that it keeps to."""

from papers.archival import claims
from papers.archival.claims import PRODUCER
from papers.assembly.binding import Binding


def xmp(binding: Binding) -> bytes:
    """The XMP packet. Only a pack of our own bodies claims anything: what others' pages keep to, they don't say."""
    return claims.xmp(
        title=binding.title,
        author=binding.author,
        keywords=binding.keywords,
        language=binding.language,
        claims=all(part.body.own for part in binding.parts),
    )


def info(binding: Binding) -> dict[str, str]:
    """The same in the old dictionary."""
    said = {"Title": binding.title, "Author": binding.author, "Keywords": binding.keywords, "Producer": PRODUCER}
    return {name: text for name, text in said.items() if text}
