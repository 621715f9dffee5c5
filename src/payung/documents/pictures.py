"""Pages of a PDF as small pictures."""

from __future__ import annotations

import io

import pypdfium2

#: A page of A4 is some 860 points wide on the screen; text stays sharp in so many shades.
PICTURE_SCALE = 1.45
SHADES = 16


def page_picture_of(pdf: bytes, number: int) -> bytes:
    """One page (counted from 1) as a PNG in shades of grey. Raises ``IndexError``."""
    pages = pypdfium2.PdfDocument(pdf)
    try:
        if not 1 <= number <= len(pages):
            raise IndexError(number)
        drawn = pages[number - 1].render(scale=PICTURE_SCALE, grayscale=True).to_pil()
    finally:
        pages.close()
    picture = io.BytesIO()
    drawn.quantize(SHADES).save(picture, "PNG", optimize=True)
    return picture.getvalue()
