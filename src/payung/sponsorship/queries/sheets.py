"""What a proposer takes along where there is no network: a workbook, and a printed form."""

from __future__ import annotations

from payung.access.permissions import PROPOSE_LISTS
from payung.access.reader import Reader
from payung.sponsorship.listing.printed import printed_form
from payung.sponsorship.listing.workbook import blank_workbook
from payung.sponsorship.reach import region_to_act_for, village_to_act_for


def entry_workbook(
    reader: Reader, *, village_code: str | None = None, region_code: str = ""
) -> bytes:
    """The workbook (XLSX) to be filled for a village, or for all villages of a government.

    Raises ``AccessRefused`` outside the reader's scope (permission PROPOSE_LISTS).
    """
    if village_code:
        village = village_to_act_for(reader, village_code, PROPOSE_LISTS)
        return blank_workbook(village.region, village)
    return blank_workbook(region_to_act_for(reader, region_code, PROPOSE_LISTS), None)


def entry_form(reader: Reader, village_code: str, *, sheets: int = 2) -> bytes:
    """The form (PDF, A4) to be written by hand for a village. Raises ``AccessRefused``."""
    return printed_form(village_to_act_for(reader, village_code, PROPOSE_LISTS), sheets)
