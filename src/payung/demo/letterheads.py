"""The letterheads of the demo's offices: made-up streets in the towns where the offices are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from payung.access.reader import Reader
from payung.documents.letterheads import town_of
from payung.documents.operations import set_letterhead
from payung.reference.models import Office

#: The seats of offices whose own region is a whole province.
_SEATS = {"KT-19": "Pangkalpinang", "KT-63": "Banjarmasin"}


def set_letterheads(actor: Reader, codes: Iterable[str], since: date) -> None:
    """Give each office the head of its letters from a day on. Safe to repeat."""
    offices = Office.objects.select_related("region").filter(pk__in=set(codes)).order_by("pk")
    for position, office in enumerate(offices, start=1):
        town = _SEATS.get(office.pk) or town_of(office.region.name)
        set_letterhead(
            actor=actor,
            office_code=office.pk,
            address=f"Jalan Contoh Nomor {position}, {town}",
            contact="Telepon (0000) 000000",
            place=town,
            valid_from=since,
        )
