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


def spaces(megabytes: int) -> bytes:
    """So many blanks, packed once."""
    packing = zlib.compressobj(9)
    return b"".join(packing.compress(b" " * 1024**2) for _ in range(megabytes)) + packing.flush()


def packed_by_lzw(megabytes: int) -> bytes:
    """So many blanks: each code stands for one blank more than the one before, until the table is full."""
    said, bits, size = 0, 0, 0
    written = bytearray()
    while size < megabytes * 1024**2:
        codes = [256, 32, *range(258, 4094)]
        size += sum(range(1, len(codes)))
        for at, code in enumerate(codes):
            width = max(9, (257 + at).bit_length()) if at or not written else 12  # the table is begun anew when full
            said, bits = said << width | code, bits + width
            while bits >= 8:
                bits -= 8
                written.append(said >> bits)
                said &= (1 << bits) - 1
    return bytes(written)


def with_drawing(content: bytes, filters: list[str]) -> bytes:
    """A page that draws a drawing whose content is packed as given."""
    pdf = Pdf.new()
    page = text_page(pdf, "Kept")
    drawing = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    drawing.write(content, filter=Array([Name(one) for one in filters]))
    page.obj.Resources.XObject = Dictionary(X=drawing)
    page.obj.Contents = pdf.make_stream(b"/X Do")
    return saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def drawings_in_drawings(levels: int, times: int, name: bytes = b"/X") -> bytes:
    """Each level draws the one below so many times."""
    pdf = Pdf.new()
    page = text_page(pdf, "Kept")
    kind: dict[str, Any] = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": [0, 0, 9, 9]}
    drawing = pdf.make_stream(b"0 0 1 1 re f", **kind)
    for _level in range(levels):
        below = Dictionary(XObject=Dictionary(X=drawing))
        drawing = pdf.make_stream((name + b" Do ") * times, Resources=below, **kind)
    page.obj.Resources.XObject = Dictionary(X=drawing)
    page.obj.Contents = pdf.make_stream(b"BT /F1 24 Tf 72 400 Td (Kept) Tj ET /X Do")
    return saved(pdf)


def drawing_of_itself() -> bytes:
    pdf = Pdf.new()
    page = text_page(pdf, "Kept")
    drawing = pdf.make_stream(b"/X Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    drawing.Resources = Dictionary(XObject=Dictionary(X=drawing))
    page.obj.Resources.XObject = Dictionary(X=drawing)
    page.obj.Contents = pdf.make_stream(b"BT /F1 24 Tf 72 400 Td (Kept) Tj ET /X Do")
    return saved(pdf)


def layer(*, usage: dict[str, str] | None = None, shown_by: dict[str, Any] | None = None) -> bytes:
    """A layer that is on, and yet off by its use; or content that is shown by what layers are not."""
    pdf = Pdf.new()
    page = text_page(pdf, "Shown")
    one = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer")))
    for use, state in (usage or {}).items():
        one.Usage = Dictionary({f"/{use}": Dictionary({f"/{state}": Name.OFF})})
    if shown_by is not None:
        more = {f"/{key}": Array([value, one]) if key == "VE" else value for key, value in shown_by.items()}
        marked = pdf.make_indirect(Dictionary({"/Type": Name.OCMD, "/OCGs": Array([one]), **more}))
    else:
        marked = one
    page.obj.Resources.Properties = Dictionary(L=marked)
    page.obj.Contents = pdf.make_stream(b"BT /F1 24 Tf 72 400 Td (Shown) Tj ET /OC /L BDC 0 0 500 300 re f EMC")
    pdf.Root.OCProperties = Dictionary(OCGs=Array([one]), D=Dictionary(Order=Array([one])))
    return saved(pdf)


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG that says it has so many points."""
    into = io.BytesIO()
    Image.new("L", (16, 16)).save(into, "JPEG")
    frame = into.getvalue().index(b"\xff\xc0")
    said = height.to_bytes(2) + width.to_bytes(2)
    return into.getvalue()[: frame + 5] + said + into.getvalue()[frame + 9 :]


def jpeg_2000_of(width: int, height: int) -> bytes:
    """The head of one."""
    size = width.to_bytes(4) + height.to_bytes(4)
    return b"\xff\x4f\xff\x51\x00\x29\x00\x00" + size + bytes(8) + size + bytes(8) + b"\x00\x01\x07\x01\x01\xff\xd9"


def jbig2_of(width: int, height: int) -> bytes:
    """The page's segment of one."""
    return bytes(4) + b"\x30\x00\x01" + (19).to_bytes(4) + width.to_bytes(4) + height.to_bytes(4) + bytes(11)


def packed_picture(codec: str, data: bytes, **parameters: Any) -> bytes:
    """A picture of 100 by 100 points, by what the PDF says of it."""
    pdf = Pdf.new()
    page = text_page(pdf, "Kept")
    picture = pdf.make_stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=100,
        Height=100,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=1,
    )
    picture.write(data, filter=Name(codec), decode_parms=Dictionary(**parameters) if parameters else None)
    page.obj.Resources.XObject = Dictionary(I=picture)
    page.obj.Contents = pdf.make_stream(b"q 100 0 0 100 72 400 cm /I Do Q")
    return saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def changed_later(words: str) -> bytes:
    """A file that was written, and then had its page's content changed by what was added at its end."""
    sent = saved(Pdf.open(io.BytesIO(plain(1))), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with Pdf.open(io.BytesIO(sent)) as pdf:
        number, root = pdf.pages[0].obj.Contents.objgen[0], pdf.Root.objgen[0]
        size = len(pdf.objects) + 1
    content = f"BT /F1 24 Tf 72 400 Td ({words}) Tj ET".encode()
    added = b"%d 0 obj\n<</Length %d>>\nstream\n%b\nendstream\nendobj\n" % (number, len(content), content)
    before = int(sent[sent.rindex(b"startxref") + 9 :].split()[0])
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\n"
    end = table % (number, len(sent), size, root, before)
    return sent + added + end + b"startxref\n%d\n%%%%EOF\n" % (len(sent) + len(added))


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


def with_pattern(
    step: float, *, matrix: list[float] | None = None, box: float = 1, content: bytes = b"0 0 1 1 re f"
) -> bytes:
    """A page that is covered with a pattern."""
    pdf = Pdf.new()
    page = text_page(pdf, "x")
    keys = {"Matrix": Array(matrix)} if matrix else {}
    page.obj.Resources.Pattern = Dictionary(
        P=pdf.make_stream(
            content, Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, box, box]),
            XStep=step, YStep=step, Resources=Dictionary(), **keys,
        )
    )  # fmt: skip
    page.obj.Contents = pdf.make_stream(b"/Pattern cs /P scn 0 0 595 842 re f")
    return saved(pdf)


def letters_in_letters(levels: int, times: int) -> bytes:
    """A letter that is written with so many others, and each of those again."""
    pdf = Pdf.new()
    page = text_page(pdf, "x")
    font = None
    for _level in range(levels):
        content, named = b"1000 0 0 0 750 750 d1 0 0 750 750 re f", Dictionary()
        if font is not None:
            content, named = b"1000 0 d0 BT /F 1 Tf (" + b"a" * times + b") Tj ET", Dictionary(Font=Dictionary(F=font))
        font = pdf.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 750, 750]), Widths=Array([1000]),
                FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), CharProcs=Dictionary(a=pdf.make_stream(content)),
                Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])), FirstChar=97, LastChar=97,
                Resources=named,
            )
        )  # fmt: skip
    page.obj.Resources.Font = Dictionary(F=font)
    page.obj.Contents = pdf.make_stream(b"BT /F 12 Tf 72 400 Td (" + b"a" * times + b") Tj ET")
    return saved(pdf)


def masks_behind_masks(levels: int, times: int) -> bytes:
    """A mask that is drawn through so many others, and each of those again."""
    pdf = Pdf.new()
    page = text_page(pdf, "x")
    named, content = Dictionary(), b"0 0 500 800 re f"
    for _level in range(levels):
        mask = pdf.make_stream(
            content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]), Resources=named,
            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
        )  # fmt: skip
        state = Dictionary(Type=Name.ExtGState, SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=mask))
        named, content = Dictionary(ExtGState=Dictionary(G=state)), b"q /G gs 0 0 500 800 re f Q " * times
    page.obj.Resources = named
    page.obj.Contents = pdf.make_stream(content)
    return saved(pdf)


def stamp_of_drawings(levels: int, times: int) -> bytes:
    """A page that draws nothing much, and a stamp on it whose look is drawings in drawings."""
    with pikepdf.open(io.BytesIO(drawings_in_drawings(levels, times))) as pdf:
        page = pdf.pages[0]
        look = next(iter(one for _name, one in page.obj.Resources.XObject.items()))
        page.obj.Contents = pdf.make_stream(b"0 0 1 1 re f")
        stamp = Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([100, 100, 200, 140]), F=4, AP=Dictionary(N=look)
        )
        page.obj.Annots = Array([pdf.make_indirect(stamp)])
        return saved(pdf)


def picture_drawn(times: int, side: int) -> bytes:
    """One picture, drawn so many times on a page."""
    pdf = Pdf.new()
    page = text_page(pdf, "x")
    page.obj.Resources.XObject = Dictionary(
        P=pdf.make_stream(
            b"\x80" * (side * side), Type=Name.XObject, Subtype=Name.Image, Width=side, Height=side,
            ColorSpace=Name.DeviceGray, BitsPerComponent=8,
        )
    )  # fmt: skip
    page.obj.Contents = pdf.make_stream(b"q 9 0 0 9 9 9 cm /P Do Q " * times)
    return saved(pdf)


def many_lines(count: int) -> bytes:
    """A page of lines, each of which crosses it."""
    return with_stream(zlib.compress(b"0 0 m 595 842 l S " * count))
