"""What a letter's template is given: everything that is printed, ready to print."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

from django.conf import settings

from payung.documents.kinds import COMMON, KINDS
from payung.documents.legal_basis import BASIS, cited, printed, register_of
from payung.documents.models import Letter, Letterhead, LetterStatus
from payung.documents.numbering import issuing
from payung.documents.signatories import Signatory
from payung.documents.typesetting import Printable, qr_code
from payung.documents.wording import breakable, written, written_day
from payung.reference.models import Office, Regulation

#: What is written across a PDF that is no signed letter.
MARKS = {LetterStatus.DRAFT: "KONSEP", LetterStatus.CANCELLED: "DIBATALKAN"}


class Desk:
    """What many letters share, read once: letterheads of offices, rules of the register."""

    def __init__(self) -> None:
        self._heads: dict[str, dict[str, str]] = {}
        self._rules: dict[str, Regulation] = {}
        self._cited: set[str] = set()

    def basis(self, kind: str, data: Mapping[str, object]) -> list[str]:
        """The legal basis as printed. Raises ``LetterRefused`` for a rule not in the register."""
        citations = cited(kind, data)
        if kind not in self._cited:
            self._rules |= register_of(BASIS[kind])
            self._cited.add(kind)
        return [printed(one, self._rules) for one in citations]

    def head(self, office: Office) -> dict[str, str]:
        """An office's letterhead."""
        if office.pk not in self._heads:
            own = Letterhead.objects.filter(office=office).first() or Letterhead(office=office)
            self._heads[office.pk] = {
                "institution": issuing()[office.kind].institution,
                "name": office.name,
                "address": own.address,
                "contact": own.contact,
                "place": own.place or _town(office.region.name),
            }
        return self._heads[office.pk]

    def printable(self, letter: Letter, number: str, signatory: Signatory | None) -> Printable:
        """The letter with this number and signatory; with neither, as what it is (a draft)."""
        kind = KINDS[letter.kind]
        common = written(COMMON, letter.data)
        content = {
            "mark": None if number else MARKS[LetterStatus(letter.status)],
            "office": self.head(letter.office),
            "number": number,
            "date": written_day(letter.letter_date),
            "subject": breakable(letter.subject),
            "recipient": {
                "name": breakable(letter.recipient_name),
                "address": breakable(letter.recipient_address),
            },
            "basis": self.basis(letter.kind, letter.data),
            "signatory": {
                "name": signatory.name if signatory else "",
                "title": signatory.title.split("\n") if signatory else [],
            },
            "verification": _verification(letter) if number else None,
            **common,
            "data": written(kind.fields, letter.data),
        }
        return Printable(letter.kind, json.dumps(content, ensure_ascii=False), stamp_of(letter))


def stamp_of(letter: Letter) -> int:
    """The time stamp of the PDF: the letter's date, so that it can be made again."""
    day: date = letter.letter_date
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def verification_address(token: str) -> str:
    """The public page on which anybody checks a letter."""
    return f"{settings.PUBLIC_ADDRESS}/verifikasi/{token}/"


def _verification(letter: Letter) -> dict[str, str]:
    address = verification_address(letter.verification_token)
    return {"address": address, "qr": qr_code(address)}


def _town(region: str) -> str:
    """``Pangkalpinang`` of ``Kota Pangkalpinang``."""
    for kind in ("Kabupaten ", "Kota Administrasi ", "Kota ", "Provinsi "):
        if region.startswith(kind):
            return region.removeprefix(kind)
    return region
