"""The text of an agreement, article by article, made from its structured fields.

Article texts are Payung's own plain wording; what the parties negotiated stands in the aim, the
duties and the data clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from payung.documents.legal_basis import Cited, cited, printed, register_of
from payung.partnerships.kinds import SHARED_DATA
from payung.partnerships.models import Agreement, AgreementKind, AgreementParty

_CALLED = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN")
_SCOPES = {
    "legal_assistance": "bantuan hukum di bidang perdata dan tata usaha negara, di dalam maupun "
    "di luar pengadilan, berdasarkan surat kuasa khusus",
    "legal_consideration": "pertimbangan hukum berupa pendapat hukum, pendampingan hukum dan "
    "audit hukum",
    "other_legal_action": "tindakan hukum lain berupa negosiasi, mediasi dan fasilitasi",
}


@dataclass(frozen=True)
class Clause:
    """One article: its heading and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


def called(position: int) -> str:
    """How a party is called in the text, by its place: PIHAK KESATU, PIHAK KEDUA ..."""
    if position <= len(_CALLED):
        return f"PIHAK {_CALLED[position - 1]}"
    return f"PIHAK KE-{position}"


def legal_basis(agreement: Agreement) -> list[str]:
    """The rules that the parties cite beside those that every agreement rests on, as printed."""
    always = {one.code for one in cited("agreement", {})}
    own = [Cited(code) for code in agreement.legal_basis if code not in always]
    rules = register_of(own)
    return [printed(one, rules) for one in own]


def recitals(agreement: Agreement) -> list[str]:
    """What the agreement rests on besides the law: its parent, or why there is none."""
    told = []
    if agreement.parent is not None:
        told.append(
            f"bahwa perjanjian ini melaksanakan {agreement.parent.get_kind_display()} berjudul "
            f"{agreement.parent.title}, berlaku sampai {_day(agreement.parent.ends_on)}"
        )
    elif agreement.no_parent_reason:
        told.append(f"bahwa perjanjian ini tidak berinduk: {agreement.no_parent_reason}")
    return told


def clauses(agreement: Agreement, parties: Sequence[AgreementParty]) -> list[Clause]:
    """The articles in their order; those that a kind does not need are left out."""
    found = [Clause("Maksud dan tujuan", _paragraphs(agreement.aim))]
    scope = [words for name, words in _SCOPES.items() if getattr(agreement, name)]
    if scope:
        found.append(
            Clause("Ruang lingkup", tuple(f"{text[0].upper()}{text[1:]}." for text in scope))
        )
    if agreement.fund_duties or agreement.partner_duties:
        found.append(Clause("Tugas dan tanggung jawab", _duties(agreement, parties)))
    if agreement.kind == AgreementKind.PKS or agreement.shared_data:
        found.append(Clause("Pertukaran dan kerahasiaan data", _data(agreement)))
    found += [
        Clause(
            "Pembiayaan",
            ("Biaya pelaksanaan menjadi beban anggaran masing-masing pihak sesuai ketentuan.",),
        ),
        Clause(
            "Evaluasi, perpanjangan dan pengakhiran",
            (
                "Para pihak mengevaluasi pelaksanaannya sedikitnya satu kali setiap tahun.",
                "Masa berlaku dapat diperpanjang dengan persetujuan para pihak sebelum berakhir.",
                "Pihak yang hendak mengakhiri lebih awal memberitahukannya secara tertulis; surat "
                "kuasa khusus yang sudah diberikan diselesaikan lebih dahulu.",
            ),
        ),
        Clause(
            "Perubahan dan perbedaan pendapat",
            (
                "Hal yang belum diatur dituangkan dalam perubahan tertulis yang disepakati para "
                "pihak dan menjadi bagian yang tidak terpisahkan.",
                "Perbedaan pendapat diselesaikan dengan musyawarah untuk mufakat.",
            ),
        ),
    ]
    return found


def _day(day: date) -> str:
    return format_date(day, "d MMMM y", locale="id")


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _duties(agreement: Agreement, parties: Sequence[AgreementParty]) -> tuple[str, ...]:
    names = [called(party.position) for party in parties]
    others = " dan ".join(names[1:]) or "pihak lain"
    return (
        *(f"{names[0]}: {line}" for line in _paragraphs(agreement.fund_duties)),
        *(f"{others}: {line}" for line in _paragraphs(agreement.partner_duties)),
    )


def _data(agreement: Agreement) -> tuple[str, ...]:
    if not agreement.shared_data:
        return ("Tidak ada data pribadi maupun data pemberi kerja yang dipertukarkan.",)
    return (
        *(f"Data yang dipertukarkan: {SHARED_DATA[code]}." for code in agreement.shared_data),
        "Data hanya dipakai untuk pelaksanaan perjanjian ini, dicatat setiap kali dibuka, dan "
        "dilindungi menurut UU 27/2022 tentang Pelindungan Data Pribadi.",
    )
