# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a pack says of itself to programs: title, author, that it is accessible (PDF/UA-1)."""

from xml.sax.saxutils import escape

from papers.assembly.binding import Binding

PRODUCER = "Mati"
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"{ua}>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Keywords>{keywords}</pdf:Keywords>{part}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def xmp(binding: Binding) -> bytes:
    """The XMP packet. Only a pack of our own bodies claims to be accessible: what others' pages are, they don't say."""
    accessible = all(part.body.own for part in binding.parts)
    return XMP.format(
        title=escape(binding.title),
        author=escape(binding.author),
        keywords=escape(binding.keywords),
        language=binding.language,
        producer=PRODUCER,
        ua=' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"' if accessible else "",
        part="\n<pdfuaid:part>1</pdfuaid:part>" if accessible else "",
    ).encode()


def info(binding: Binding) -> dict[str, str]:
    """The same in the old dictionary."""
    said = {"Title": binding.title, "Author": binding.author, "Keywords": binding.keywords, "Producer": PRODUCER}
    return {name: text for name, text in said.items() if text}
