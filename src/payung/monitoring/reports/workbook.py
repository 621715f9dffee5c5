"""The workbook of a monev: every figure with its definition and source, sums as live formulas.

Shares, gaps and totals are formulas over the cells beside them, so that whoever mends a figure
sees what it changes; their present values are written with them for programs that do not compute.
"""

from __future__ import annotations

import io

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from payung.monitoring.reports import sheets
from payung.monitoring.reports.content import Content
from payung.monitoring.reports.sheet import Formats, Sheet


def workbook(content: Content, language: str) -> bytes:
    """The workbook of a session as XLSX, in Indonesian (``id``) or English (``en``)."""
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with override(language):
        book = xlsxwriter.Workbook(memory, options)
        book.set_properties({"title": content.session.name, "author": "Payung"})
        formats = Formats(book)
        for name, write in (
            (_("Ringkasan"), sheets.summary),
            (_("Klasemen"), sheets.league),
            (_("Per daerah"), sheets.governments),
            (_("Segmen"), sheets.segments),
            (_("Klaim"), sheets.claims),
            (_("Anggaran"), sheets.budget),
            (_("Komitmen"), sheets.commitments),
            (_("Sumber"), sheets.sources),
        ):
            write(Sheet(book.add_worksheet(name), formats), content)
        book.close()
    return memory.getvalue()
