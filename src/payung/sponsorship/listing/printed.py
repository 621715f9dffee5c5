"""The form to be written by hand, printed for a village: boxes for digits, room for signatures."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time

from payung import clock
from payung.documents.typesetting import Printable, typeset
from payung.law.formats import day
from payung.reference.models import Village

KIND = "beneficiary_form"
#: People on a full sheet of A4 across; the last sheet gives three lines to the signatures.
ROWS_OF_SHEET = 14
MOST_SHEETS = 20


def printed_form(village: Village, sheets: int = 2) -> bytes:
    """The form of a village as PDF, of so many sheets (1 to ``MOST_SHEETS``)."""
    today = clock.today()
    content = {
        "title": f"Daftar calon penerima iuran {village.name}",
        "village": village.name,
        "district": village.district,
        "region": village.region.name,
        "code": village.pk,
        "stamp": f"dicetak {day(today, 'id')}",
        "sheets": min(max(sheets, 1), MOST_SHEETS),
        "rows": ROWS_OF_SHEET,
    }
    stamp = int(datetime.combine(today, time(), UTC).timestamp())
    return typeset(Printable(KIND, json.dumps(content), stamp))
