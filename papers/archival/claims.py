# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a paper says of itself to programs: title, author, and the standards that it keeps to.

A paper of our own pages claims PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1); one with pages from elsewhere claims
neither, since nobody knows what those keep to.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

PRODUCER = "Mati"
PROFILE_NAME = "sRGB IEC61966-2.1"
_PROFILE = ("pdf", "sRGB2014.icc")  # of the International Color Consortium, in the typesetter's package

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{creator}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>{keywords}
</rdf:Description>{claims}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
CREATOR = "<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n"
KEYWORDS = "\n<pdf:Keywords>{keywords}</pdf:Keywords>"
CLAIMS = """
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


def xmp(*, title: str, author: str, keywords: str, language: str, claims: bool) -> bytes:
    """The XMP packet; ``claims`` says that every page is our own."""
    return XMP.format(
        title=escape(title),
        creator=CREATOR.format(author=escape(author)) if author else "",
        language=language,
        producer=PRODUCER,
        keywords=KEYWORDS.format(keywords=escape(keywords)) if keywords else "",
        claims=CLAIMS if claims else "",
    ).encode()


@cache
def colour_profile() -> bytes:
    """The profile of the colours that our papers are drawn in: sRGB, the same bytes each time."""
    found = find_spec("weasyprint")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent.joinpath(*_PROFILE).read_bytes()
