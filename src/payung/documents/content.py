"""What a letter's template is given: everything that is printed, ready to print."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

from django.conf import settings

from payung.documents.kinds import COMMON, KINDS
from payung.documents.legal_basis import BASIS, cited, printed, register_of
from payung.documents.letterheads import letterhead_of, town_of
from payung.documents.models import Letter, Letterhead, LetterStatus
from payung.documents.numbering import issuing
from payung.documents.signatories import Signatory
from payung.documents.typesetting import Printable, qr_code
from payung.documents.wording import breakable, written, written_day
from payung.reference.models import Office, Regulation

#: The template of the sheet that shows a letterhead.
SAMPLE = "letterhead_sample"
#: What is written across a PDF that is no signed letter.
MARKS = {LetterStatus.DRAFT: "KONSEP", LetterStatus.CANCELLED: "DIBATALKAN"}


class Desk:
    """What many letters share, read once: letterheads of offices, rules of the register."""

    def __init__(self) -> None:
        self._heads: dict[tuple[str, date], dict[str, str]] = {}
        self._rules: dict[str, Regulation] = {}
        self._cited: set[str] = set()

    def basis(self, kind: str, data: Mapping[str, object]) -> list[str]:
        """The legal basis as printed. Raises ``LetterRefused`` for a rule not in the register."""
        citations = cited(kind, data)
        if kind not in self._cited:
            self._rules |= register_of(BASIS[kind])
            self._cited.add(kind)
        return [printed(one, self._rules) for one in citations]

    def head(self, office: Office, on: date) -> dict[str, str]:
        """An office's letterhead on a day."""
        if (office.pk, on) not in self._heads:
            self._heads[office.pk, on] = printed_head(letterhead_of(office, on))
        return self._heads[office.pk, on]

    def printable(self, letter: Letter, number: str, signatory: Signatory | None) -> Printable:
        """The letter with this number and signatory; with neither, as what it is (a draft)."""
        kind = KINDS[letter.kind]
        common = written(COMMON, letter.data)
        content = {
            "mark": None if number else MARKS[LetterStatus(letter.status)],
            "office": self.head(letter.office, letter.letter_date),
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
        return Printable(
            letter.kind, json.dumps(content, ensure_ascii=False), _stamp(letter.letter_date)
        )

    def sample(self, head: dict[str, str], number: str, on: date) -> Printable:
        """A sheet that shows a letterhead, and is no letter."""
        content = {
            "mark": "CONTOH",
            "office": head,
            "number": number,
            "date": written_day(on),
            "subject": "Contoh Kop Surat",
            "recipient": {"name": "Penerima Surat", "address": "Alamat penerima"},
            "basis": [],
            "signatory": {"name": "", "title": [f"Kepala {head['name']}"]},
            "verification": None,
            **written(COMMON, {}),
            "data": {},
        }
        return Printable(SAMPLE, json.dumps(content, ensure_ascii=False), _stamp(on))


def printed_head(head: Letterhead) -> dict[str, str]:
    """A letterhead as templates print it."""
    return {
        "institution": issuing()[head.office.kind].institution,
        "name": head.office.name,
        "address": head.address,
        "contact": head.contact,
        "place": head.place or town_of(head.office.region.name),
    }


def _stamp(day: date) -> int:
    """The time stamp of the PDF: the letter's date, so that it can be made again."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def verification_address(token: str) -> str:
    """The public page on which anybody checks a letter."""
    return f"{settings.PUBLIC_ADDRESS}/verifikasi/{token}/"


def _verification(letter: Letter) -> dict[str, str]:
    address = verification_address(letter.verification_token)
    return {"address": address, "qr": qr_code(address)}
