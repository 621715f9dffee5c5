"""Letterheads: the version of a day, and what its lines may hold."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db.models import CharField, QuerySet

from payung.documents import refusals
from payung.documents.models import Letterhead, Versioned
from payung.reference.models import Office

Version = TypeVar("Version", bound=Versioned)


def in_force(versions: QuerySet[Version], on: date) -> Version | None:
    """The version that holds on a day; see ``models.Versioned``."""
    return versions.filter(valid_from__lte=on).order_by("-valid_from", "-pk").first()


def letterhead_of(office: Office, on: date) -> Letterhead:
    """The office's letterhead on a day; an empty one where none was entered."""
    return in_force(Letterhead.objects.filter(office=office), on) or Letterhead(office=office)


def place_of(office: Office, on: date) -> str:
    """The town before the date of an office's letters of a day."""
    return letterhead_of(office, on).place or town_of(office.region.name)


def town_of(region: str) -> str:
    """``Pangkalpinang`` of ``Kota Pangkalpinang``."""
    for kind in ("Kabupaten ", "Kota Administrasi ", "Kota ", "Provinsi "):
        if region.startswith(kind):
            return region.removeprefix(kind)
    return region


def office_address(office: Office, on: date) -> str:
    """Where an office sits on a day, as letters write it; its region where no address is known."""
    return letterhead_of(office, on).address or office.region.name


def letterhead_lines(address: str, contact: str, place: str, register_code: str) -> dict[str, str]:
    """The lines of a letterhead without needless blanks. Raises ``LetterRefused``."""
    told = {"address": address, "contact": contact, "place": place, "register_code": register_code}
    names = {
        "address": ("Alamat", "The address"),
        "contact": ("Narahubung", "The contact"),
        "place": ("Tempat", "The place"),
        "register_code": ("Kode kantor", "The office's code"),
    }
    for name, value in told.items():
        told[name] = " ".join(value.split())
        field: CharField[str, str] = Letterhead._meta.get_field(name)  # type: ignore[assignment]
        longest = field.max_length or 0
        if len(told[name]) > longest:
            raise refusals.line_too_long(*names[name], longest)
    return told
