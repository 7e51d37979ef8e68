# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Draws a picture that somebody sent on an A4 page: its points alone, without what its camera wrote beside them."""

import io

from pikepdf import Pdf
from PIL import Image, ImageOps, UnidentifiedImageError

from papers.annexes.sheets import set_picture, written
from papers.annexes.unpacking import Refused
from papers.annexes.verdicts import MOST_PIXELS, Note, Outcome, Refusal, Verdict

SCREEN = 96  # dots per inch of a picture that says nothing
FINEST = 300
A4_INCHES = 11.0  # of the longer side of the frame
ORIENTATION = 0x0112
KINDS = ("PNG", "JPEG")


def page_of_picture(content: bytes) -> tuple[Verdict, bytes]:
    """The page, and what was found. Raises Refused."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(content), formats=KINDS) as sent:
            if sent.width * sent.height > MOST_PIXELS:
                raise Refused(Refusal.LARGE_PICTURE)
            is_turned = sent.getexif().get(ORIENTATION, 1) != 1
            picture = _on_white(ImageOps.exif_transpose(sent))
    except UnidentifiedImageError as error:
        raise Refused(Refusal.NOT_KNOWN) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(Refusal.LARGE_PICTURE) from error
    except (OSError, ValueError, SyntaxError, IndexError, EOFError) as error:
        raise Refused(Refusal.DAMAGED) from error
    most = int(A4_INCHES * FINEST)
    dots = max(float(SCREEN), max(picture.size) / A4_INCHES)
    if max(picture.size) > most:
        picture.thumbnail((most, most))
        dots = float(FINEST)
    book = Pdf.new()
    set_picture(book, picture, dots)
    return Verdict(Outcome.WHOLE, 1, {}, {Note.TURNED: []} if is_turned else {}), written(book)


def _on_white(picture: Image.Image) -> Image.Image:
    """In grey or red, green and blue; what can be seen through lies on white."""
    if picture.mode in ("1", "L"):
        return picture.convert("L")
    if picture.has_transparency_data:
        seen_through = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(white, seen_through).convert("RGB")
    return picture.convert("RGB")
