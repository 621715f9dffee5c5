"""Papers as a scanner gives them: one page, each its own."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfWriter


def scanned(title: str) -> bytes:
    """A PDF of one empty page with a title."""
    writer = PdfWriter()
    writer.add_blank_page(width=210, height=297)
    writer.add_metadata({"/Title": title})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
