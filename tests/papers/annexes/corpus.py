# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annexes as people send them, by accident or on purpose; each is made when it is asked for."""

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

Made = Callable[[], bytes]


def text_page(pdf: Pdf, words: str, *, size: tuple[float, float] = (595, 842), **keys: Any) -> pikepdf.Page:
    page = pdf.add_blank_page()
    page.mediabox = Array([0, 0, *size])
    page.obj.Resources = Dictionary(
        Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    )
    page.obj.Contents = pdf.make_stream(f"BT /F1 24 Tf 72 {size[1] / 2:.0f} Td ({words}) Tj ET".encode())
    for key, value in keys.items():
        page.obj[f"/{key}"] = value
    return page


def saved(pdf: Pdf, **how: Any) -> bytes:
    into = io.BytesIO()
    pdf.save(into, static_id=True, **how)
    return into.getvalue()


def plain(pages: int = 3) -> bytes:
    pdf = Pdf.new()
    for number in range(pages):
        text_page(pdf, f"Page {number + 1}")
    return saved(pdf)


def with_root(**keys: Any) -> bytes:
    pdf = Pdf.new()
    text_page(pdf, "Kept")
    for key, value in keys.items():
        pdf.Root[f"/{key}"] = value
    return saved(pdf)


def with_annotation(**keys: Any) -> bytes:
    pdf = Pdf.new()
    page = text_page(pdf, "Kept")
    page.obj.Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[100, 100, 200, 140], F=4, **keys))])
    return saved(pdf)


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.launchURL('http://127.0.0.1/');"))


def scripts_everywhere() -> bytes:
    pdf = Pdf.new()
    page = text_page(pdf, "Kept")
    page.obj.AA = Dictionary(O=script())
    pdf.Root.OpenAction = script()
    pdf.Root.AA = Dictionary(WC=script())
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("one"), pdf.make_indirect(script())])))
    return saved(pdf)


def embedded_program() -> bytes:
    pdf = Pdf.new()
    text_page(pdf, "Kept")
    pdf.attachments["run.exe"] = pikepdf.AttachedFileSpec(
        pdf, b"MZ\x90\x00", filename="run.exe", description="", mime_type="", creation_date="", mod_date=""
    )
    return saved(pdf)


def rich_media() -> bytes:
    pdf = Pdf.new()
    page = text_page(pdf, "Kept")
    film = pdf.make_stream(b"FWS", Type=Name.EmbeddedFile)
    content = Dictionary(Assets=Dictionary(Names=Array([String("a.swf"), Dictionary(EF=Dictionary(F=film))])))
    page.obj.Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9], RichMediaContent=content)]
    )
    return saved(pdf)


def filled_form(value: str = "Filled in", *, waits: bool = False) -> bytes:
    pdf = Pdf.new()
    page = text_page(pdf, "Name:")
    look = pdf.make_stream(
        b"BT /F1 12 Tf 2 8 Td (Filled in) Tj ET",
        Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 200, 30], Resources=page.obj.Resources,
    )  # fmt: skip
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String(value), F=4,
            Rect=[100, 300, 300, 330], DA=String("/F1 12 Tf 0 g"),
        )
    )  # fmt: skip
    if not waits:
        field.AP = Dictionary(N=look)
    page.obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), NeedAppearances=waits, DR=page.obj.Resources)
    return saved(pdf)


def hidden_layer(more: bytes = b"") -> bytes:
    pdf = Pdf.new()
    page = text_page(pdf, "Shown")
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Secret")))
    page.obj.Resources.Properties = Dictionary(L=layer)
    page.obj.Contents = pdf.make_stream(b"BT /F1 24 Tf 72 400 Td (Shown) Tj ET /OC /L BDC 0 0 500 300 re f EMC" + more)
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    return saved(pdf)


def with_stream(packed: bytes, **keys: Any) -> bytes:
    """A page whose content is packed as given."""
    pdf = Pdf.new()
    page = text_page(pdf, "x")
    page.obj.Contents = pikepdf.Stream(pdf, b"")
    page.obj.Contents.write(packed, filter=keys.get("filter", Name.FlateDecode))
    return saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def bomb(twice: bool = False) -> bytes:
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(b" " * 1024**2) for _ in range(200)) + packing.flush()
    if twice:
        return with_stream(zlib.compress(packed), filter=Array([Name.FlateDecode, Name.FlateDecode]))
    return with_stream(packed)


def with_picture(width: int, height: int, data: bytes, **keys: Any) -> bytes:
    pdf = Pdf.new()
    page = text_page(pdf, "Kept")
    page.obj.Resources.XObject = Dictionary(
        I=pdf.make_stream(
            data, Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height,
            ColorSpace=Name.DeviceGray, BitsPerComponent=8, **keys,
        )
    )  # fmt: skip
    page.obj.Contents = pdf.make_stream(b"q 100 0 0 100 72 400 cm /I Do Q")
    return saved(pdf)


def printers_program() -> bytes:
    pdf = Pdf.new()
    page = text_page(pdf, "Kept")
    page.obj.Resources.XObject = Dictionary(P=pdf.make_stream(b"(x) run", Type=Name.XObject, Subtype=Name.PS))
    return saved(pdf)


def page_of_another_file() -> bytes:
    pdf = Pdf.new()
    page = text_page(pdf, "Kept")
    there = Dictionary(F=Dictionary(Type=Name.Filespec, FS=Name.URL, F=String("http://127.0.0.1/x.pdf")), Page=0)
    page.obj.Resources.XObject = Dictionary(
        R=pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9], Ref=there)
    )
    return saved(pdf)


def truncated() -> bytes:
    pdf = Pdf.new()
    for number in range(10):
        page = text_page(pdf, f"Page {number + 1}")
        page.obj.Contents = pdf.make_stream(bytes(range(256)) * 40 + b" 0 0 9 9 re f")
    whole = saved(pdf, compress_streams=False)
    return whole[: len(whole) * 2 // 5]


def wrong_xref() -> bytes:
    sent = plain()
    at = sent.rindex(b"startxref")
    return sent[:at] + b"startxref\n7\n%%EOF\n"


def looping_tree() -> bytes:
    pdf = Pdf.new()
    text_page(pdf, "x")
    sent = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return sent.replace(b"/Kids [ 3 0 R ]", b"/Kids [ 2 0 R ]").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


def dynamic_form() -> bytes:
    return with_root(AcroForm=Dictionary(Fields=Array(), XFA=String("<xdp/>")), NeedsRendering=True)


def locked(*, user: str, owner: str) -> bytes:
    with Pdf.open(io.BytesIO(plain())) as pdf:
        allowed = pikepdf.Permissions(extract=False, print_highres=False)
        return saved_locked(pdf, pikepdf.Encryption(user=user, owner=owner, allow=allowed))


def saved_locked(pdf: Pdf, encryption: pikepdf.Encryption) -> bytes:
    into = io.BytesIO()
    pdf.save(into, encryption=encryption)
    return into.getvalue()


def with_blank_pages() -> bytes:
    pdf = Pdf.new()
    text_page(pdf, "one")
    pdf.add_blank_page(page_size=(595, 842))
    text_page(pdf, "three")
    text_page(pdf, "").obj.Contents = pdf.make_stream(b"q Q\n")
    return saved(pdf)


def pages_of_size(width: float, height: float, **keys: Any) -> bytes:
    pdf = Pdf.new()
    text_page(pdf, "Large", size=(width, height), **keys)
    return saved(pdf)


def too_many_pages() -> bytes:
    pdf = Pdf.new()
    for _ in range(501):
        pdf.add_blank_page(page_size=(595, 842))
    return saved(pdf)


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (400, 300), **how: Any) -> bytes:
    into = io.BytesIO()
    Image.new(mode, size, how.pop("color", 90)).save(into, kind, **how)
    return into.getvalue()


def turned_photograph() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "Secret place"
    return picture("JPEG", exif=exif)
