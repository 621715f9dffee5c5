"""The refusals of budget lines, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from payung.errors import NotFound
from payung.law.formats import day, rupiah
from payung.reference.models import Region
from payung.sponsorship.budget_state import LineState
from payung.sponsorship.errors import BudgetRefused
from payung.sponsorship.models import BudgetLine, FundSource
from payung.sponsorship.notices import Notice, Weight

if TYPE_CHECKING:
    from payung.sponsorship.queries.account_codes import CodeCheck


def no_line(number: str) -> NotFound:
    """No such line within the reader's sight."""
    return NotFound(
        "budget_line_not_found",
        f"Baris anggaran {number} tidak ada, atau di luar wilayah kerja Anda.",
        f"There is no budget line {number}, or it lies outside your scope.",
        number=number,
    )


def above_plan(line: BudgetLine, amount: int, state: LineState) -> BudgetRefused:
    """More than the plan in force would be paid out."""
    return BudgetRefused(
        "above_plan",
        f"Pencairan {rupiah(amount)} melampaui anggaran {line.number}: berlaku "
        f"{rupiah(state.in_force)}, sudah dicairkan {rupiah(state.paid_out)}, sisa "
        f"{rupiah(state.remaining)}. Ubah anggarannya lebih dahulu.",
        f"Paying out {rupiah(amount, 'en')} exceeds the budget {line.number}: in force "
        f"{rupiah(state.in_force, 'en')}, paid out {rupiah(state.paid_out, 'en')}, remaining "
        f"{rupiah(state.remaining, 'en')}. Change the budget first.",
        amount=amount,
        remaining=state.remaining,
    )


def above_paid_out(line: BudgetLine, amount: int, state: LineState) -> BudgetRefused:
    """More would be realised than was paid out."""
    return BudgetRefused(
        "above_paid_out",
        f"Realisasi {rupiah(amount)} melampaui yang dicairkan untuk {line.number}: dicairkan "
        f"{rupiah(state.paid_out)}, sudah terealisasi {rupiah(state.realised)}.",
        f"Realising {rupiah(amount, 'en')} exceeds what was paid out for {line.number}: paid out "
        f"{rupiah(state.paid_out, 'en')}, realised {rupiah(state.realised, 'en')}.",
        amount=amount,
    )


def below_paid_out(line: BudgetLine, amount: int, paid_out: int) -> BudgetRefused:
    """The new plan is smaller than what was paid out."""
    return BudgetRefused(
        "below_paid_out",
        f"Anggaran baru {rupiah(amount)} lebih kecil dari yang sudah dicairkan untuk "
        f"{line.number}: {rupiah(paid_out)}.",
        f"The new plan of {rupiah(amount, 'en')} is below what was paid out for {line.number}: "
        f"{rupiah(paid_out, 'en')}.",
        amount=amount,
        paid_out=paid_out,
    )


def below_realised(line: BudgetLine, after: int, realised: int) -> BudgetRefused:
    """Money that comes back would leave less than what is realised."""
    return BudgetRefused(
        "below_realised",
        f"Pengembalian itu menyisakan {rupiah(after)} pada {line.number}, padahal paling sedikit "
        f"{rupiah(realised)}.",
        f"That return would leave {rupiah(after, 'en')} of {line.number}; at least "
        f"{rupiah(realised, 'en')} must remain.",
        after=after,
    )


def differs_from_law(amount: int, by_law: int) -> Iterator[Notice]:
    """A warning where the money is not what the law gives for its persons and months."""
    if amount > 0 and amount != by_law:
        yield Notice(
            "differs_from_law",
            Weight.WARNING,
            f"{rupiah(amount)} tidak sama dengan iuran menurut aturan untuk orang dan bulan itu: "
            f"{rupiah(by_law)}.",
            f"{rupiah(amount, 'en')} is not the contribution by law for those persons and months: "
            f"{rupiah(by_law, 'en')}.",
        )


def no_plan(line: BudgetLine) -> BudgetRefused:
    """The line has no plan."""
    return BudgetRefused(
        "no_plan",
        f"{line.number} belum mempunyai rencana.",
        f"{line.number} has no plan yet.",
    )


def document_missing() -> BudgetRefused:
    """No proof."""
    return BudgetRefused(
        "document_missing",
        "Isi nomor bukti: SP2D untuk pencairan, bukti terima BPJS Ketenagakerjaan untuk realisasi.",
        "Give the number of the proof: the SP2D of a payment, the fund's receipt of what is "
        "realised.",
    )


def document_differs(document: str, recorded: int, found: int) -> BudgetRefused:
    """The same document was recorded with another amount."""
    return BudgetRefused(
        "document_differs",
        f"Bukti {document} sudah dicatat dengan {rupiah(recorded)}, bukan {rupiah(found)}. Untuk "
        "membetulkan, catat pengembalian dengan nomor buktinya sendiri.",
        f"Document {document} is recorded with {rupiah(recorded, 'en')}, not "
        f"{rupiah(found, 'en')}. To correct it, record a return with a document of its own.",
        document=document,
    )


def amount_wrong(amount: int) -> BudgetRefused:
    """Zero, or money back without a reason."""
    return BudgetRefused(
        "amount_wrong",
        f"Jumlah {rupiah(amount)} tidak dapat dicatat: isi rupiah lebih dari nol, atau angka minus "
        "dengan alasan bila dananya kembali.",
        f"The amount {rupiah(amount, 'en')} cannot be recorded: give rupiah above zero, or a "
        "negative amount with its reason where money comes back.",
        amount=amount,
    )


def reason_missing() -> BudgetRefused:
    """A change needs its reason."""
    return BudgetRefused(
        "reason_missing",
        "Tulis alasan perubahan, misalnya pergeseran atau perubahan APBD.",
        "Give the reason of the change, such as a shift or the change budget.",
    )


def counts(persons: int, months: int, most_persons: int, most_months: int) -> BudgetRefused:
    """Persons or months out of bounds."""
    return BudgetRefused(
        "counts",
        f"Ditemukan {persons} orang dan {months} bulan; seharusnya 1 sampai {most_persons} orang "
        f"dan 1 sampai {most_months} bulan.",
        f"Found {persons} persons and {months} months; expected 1 to {most_persons} persons and 1 "
        f"to {most_months} months.",
        persons=persons,
        months=months,
    )


def not_first_day(found: date) -> BudgetRefused:
    """A month is named by its first day."""
    return BudgetRefused(
        "not_first_day",
        f"Bulan pertama ditulis dengan hari pertamanya, bukan {day(found)}.",
        f"The first month is named by its first day, not {day(found, 'en')}.",
    )


def year_far(fiscal_year: int, first_month: date) -> BudgetRefused:
    """The months begin far from the fiscal year."""
    return BudgetRefused(
        "year_far",
        f"Bulan pertama {first_month:%m-%Y} terlalu jauh dari tahun anggaran {fiscal_year}.",
        f"The first month {first_month:%m-%Y} is too far from fiscal year {fiscal_year}.",
        fiscal_year=fiscal_year,
    )


def day_to_come(found: date) -> BudgetRefused:
    """Nothing happens on a day to come."""
    return BudgetRefused(
        "day_to_come",
        f"Tanggal {day(found)} belum tiba.",
        f"The day {day(found, 'en')} has not come yet.",
    )


def refuse_unknown_source(found: str) -> None:
    """Raises ``BudgetRefused`` for an unknown source of money."""
    if found in FundSource.values:
        return
    known = ", ".join(FundSource.values)
    raise BudgetRefused(
        "fund_source",
        f"Sumber dana {found!r} tidak dikenal; yang ada: {known}.",
        f"Source of money {found!r} is unknown; known are {known}.",
        found=found,
    )


def title() -> BudgetRefused:
    """A line needs a title."""
    return BudgetRefused(
        "title", "Isi nama kegiatan, 1 sampai 300 huruf.", "Give a title of 1 to 300 letters."
    )


def worker_segment(found: str) -> BudgetRefused:
    """An unknown segment of workers."""
    return BudgetRefused(
        "worker_segment",
        f"Segmen pekerja {found!r} tidak dikenal.",
        f"Worker segment {found!r} is unknown.",
        found=found,
    )


def agency(found: str, region: Region) -> BudgetRefused:
    """No such agency of the government."""
    return BudgetRefused(
        "agency",
        f"Perangkat daerah {found!r} bukan milik pemerintah {region.name}.",
        f"{found!r} is no agency of the government of {region.name}.",
        found=found,
    )


def village(found: str, region: Region) -> BudgetRefused:
    """No such village in the region."""
    return BudgetRefused(
        "village",
        f"Desa {found!r} tidak ada di {region.name}.",
        f"There is no village {found!r} in {region.name}.",
        found=found,
    )


def two_owners() -> BudgetRefused:
    """A line is of an agency or of a village."""
    return BudgetRefused(
        "two_owners",
        "Satu baris milik perangkat daerah atau desa, tidak keduanya.",
        "A line belongs to an agency or to a village, not to both.",
    )


def code_unknown(check: CodeCheck) -> BudgetRefused:
    """A code that the complete list of the year lacks."""
    near = ", ".join(item.printed for item in check.near)
    return BudgetRefused(
        "code_unknown",
        f"Kode {check.printed} tidak ada di daftar {check.list_code}; yang terdekat: {near}.",
        f"Code {check.printed} is not in the list {check.list_code}; the nearest: {near}.",
        found=check.code,
        near=[item.code for item in check.near],
    )
