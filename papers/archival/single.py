# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes a paper that was laid out alone fit to be kept: tags mended, standards claimed, its data inside."""

import io

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from papers.archival.accessible import mend
from papers.archival.claims import PRODUCER, PROFILE_NAME, colour_profile, xmp

DATA, JSON = "data.json", "application/json"
DATA_SAYS = "ข้อมูลที่ใช้จัดพิมพ์เอกสารนี้"


def finished(paper: bytes, data: bytes) -> bytes:
    """The paper as it is issued, with the JSON that it was printed from; the same input gives the same bytes."""
    with Pdf.open(io.BytesIO(paper)) as pdf:
        mend(pdf)
        title, author, keywords = (str(pdf.docinfo.get(key, "")) for key in ("/Title", "/Author", "/Keywords"))
        said = {"/Title": title, "/Author": author, "/Keywords": keywords, "/Producer": PRODUCER}
        pdf.trailer.Info = pdf.make_indirect(Dictionary({key: String(text) for key, text in said.items() if text}))
        language = str(pdf.Root.Lang)
        packet = xmp(title=title, author=author, keywords=keywords, language=language, claims=True)
        pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.OutputIntents = output_intents(pdf)
        keep_inside(pdf, [attached(pdf, DATA, JSON, DATA_SAYS, data, "Source")])
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True)
    return written.getvalue()


def output_intents(pdf: Pdf) -> Array:
    """What a paper's colours mean, for pikepdf."""
    profile = pdf.make_stream(colour_profile(), N=3)
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, DestOutputProfile=profile)
    intent.OutputConditionIdentifier = intent.Info = String(PROFILE_NAME)
    return Array([pdf.make_indirect(intent)])


def attached(pdf: Pdf, name: str, media_type: str, says: str, content: bytes, relationship: str) -> Object:
    """A file kept inside a paper, for pikepdf; without dates, which would differ each time."""
    file = pdf.make_stream(content, Type=Name.EmbeddedFile, Subtype=Name(f"/{media_type}"))
    file.Params = Dictionary(Size=len(content))
    told = Dictionary(Type=Name.Filespec, F=String(name), UF=String(name), Desc=String(says))
    told.AFRelationship, told.EF = Name(f"/{relationship}"), Dictionary(F=file, UF=file)
    return pdf.make_indirect(told)


def keep_inside(pdf: Pdf, files: list[Object]) -> None:
    """Name the files kept inside a paper, for pikepdf; ``files`` stand in the order of their names."""
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    named = [half for file in files for half in (file.F, file)]
    pdf.Root.Names.EmbeddedFiles = Dictionary(Names=Array(named))
    pdf.Root.AF = Array(files)
