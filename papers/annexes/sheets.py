# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of any size set upright on A4, each within a frame that leaves room for the pack's number below it."""

import io

import pikepdf
from pikepdf import Dictionary, Name, Object, Page, Pdf, Rectangle
from PIL import Image

SHORT, LONG = 595.276, 841.89  # A4 in points
FOOT = 15 * 72 / 25.4  # the strip below the frame in which the pack writes its number
QUALITY = 80  # of what is drawn as a picture


def seen(page: Page) -> tuple[float, float]:
    """How wide and how high a page is as it is read, in points, turned and scaled as it asks for."""
    left, bottom, right, top = map(float, page.cropbox)
    unit = float(page.obj.get("/UserUnit", 1))
    width, height = abs(right - left) * unit, abs(top - bottom) * unit
    return (height, width) if int(page.obj.get("/Rotate", 0)) % 180 else (width, height)


def set_on_a4(book: Pdf, form: Object, width: float, height: float) -> None:
    """Add an A4 page that shows a form: lying when it is wider than high; made smaller to fit, never larger."""
    across, up = (LONG, SHORT) if width > height else (SHORT, LONG)
    page = book.add_blank_page(page_size=(across, up))
    frame = Rectangle(0, FOOT, across, up)
    name = page.add_resource(form, Name.XObject, Name.A)
    placed = page.calc_form_xobject_placement(
        form, name, frame, invert_transformations=True, allow_shrink=True, allow_expand=False
    )
    page.obj.Contents = book.make_stream(placed)


def set_picture(book: Pdf, picture: Image.Image, dots_per_inch: float) -> None:
    """Add an A4 page that shows a picture in its own size or smaller."""
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=QUALITY, optimize=True)
    width, height = (side * 72 / dots_per_inch for side in picture.size)
    image = book.make_stream(
        packed.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    form = book.make_stream(
        f"{width:.3f} 0 0 {height:.3f} 0 0 cm /P Do".encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=pikepdf.Array([0, 0, round(width, 3), round(height, 3)]),
        Resources=Dictionary(XObject=Dictionary(P=image)),
    )
    set_on_a4(book, form, width, height)


def written(book: Pdf) -> bytes:
    """The book's bytes: the same pages give the same."""
    into = io.BytesIO()
    book.remove_unreferenced_resources()
    book.save(
        into,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=True,
    )
    return into.getvalue()
