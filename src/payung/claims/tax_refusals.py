"""Why the remittance of withheld tax is refused."""

from __future__ import annotations

from datetime import date

from payung.claims.errors import PaymentRefused
from payung.errors import NotFound


def not_a_reference(found: str) -> PaymentRefused:
    """Of a number that is no NTPN."""
    return PaymentRefused(
        "tax_reference",
        f"NTPN terdiri atas 16 huruf atau angka; yang diisi {found!r} ({len(found)}).",
        f"The treasury's number (NTPN) has 16 letters or digits; found {found!r} ({len(found)}).",
        found=found,
        expected=16,
    )


def reference_used(reference: str) -> PaymentRefused:
    """Of a payment to the state that was entered for something else."""
    return PaymentRefused(
        "tax_reference_used",
        f"NTPN {reference} sudah dicatat untuk setoran lain (bulan, tanggal atau jumlahnya "
        "berbeda). Bila catatan itu keliru, batalkan dahulu dengan alasannya.",
        f"The number {reference} was entered for another payment (its month, day or amount "
        "differs). If that entry was wrong, reverse it first.",
        found=reference,
    )


def beyond_open(found: int, expected: int, month: date) -> PaymentRefused:
    """Of an amount that is more than what is open, or none."""
    return PaymentRefused(
        "beyond_tax",
        f"Pajak {month:%m-%Y} yang belum disetor Rp {expected}; Rp {found} tidak dapat dicatat.",
        f"Rp {expected} of the tax of {month:%Y-%m} is open; Rp {found} cannot be recorded.",
        found=found,
        expected=expected,
    )


def other_day(found: date, month: date) -> PaymentRefused:
    """Of a day before the month began, or in the future."""
    return PaymentRefused(
        "tax_day",
        f"Tanggal setor {found:%d-%m-%Y} tidak dapat; diharapkan sejak {month:%d-%m-%Y} sampai "
        "hari ini.",
        f"The day {found} is not possible; expected from {month} until today.",
        found=found.isoformat(),
    )


def no_remittance(pk: object) -> NotFound:
    """The one answer for an entry that does not exist and for one out of the reader's sight."""
    return NotFound(
        "no_remittance",
        f"Setoran pajak {pk} tidak ditemukan dalam wilayah kerja Anda.",
        f"Tax payment {pk} was not found within your area.",
    )


def beyond_excess(found: int, expected: int, month: date) -> PaymentRefused:
    """Of an amount that is more than what was remitted too much, or none."""
    return PaymentRefused(
        "beyond_excess",
        f"Kelebihan setor {month:%m-%Y} yang belum dikompensasikan Rp {expected}; Rp {found} tidak "
        "dapat dikompensasikan.",
        f"Rp {expected} was remitted too much for {month:%Y-%m} and not carried on; Rp {found} "
        "cannot be carried.",
        found=found,
        expected=expected,
    )


def other_month(found: date, month: date, last: date) -> PaymentRefused:
    """Of a month that is not later, or beyond the next one from today."""
    return PaymentRefused(
        "carry_month",
        f"Kelebihan {month:%m-%Y} hanya dapat dikompensasikan ke bulan sesudahnya, paling lambat "
        f"{last:%m-%Y}; bukan {found:%m-%Y}.",
        f"An excess of {month:%Y-%m} may only be carried to a later month, {last:%Y-%m} at the "
        f"latest; not to {found:%Y-%m}.",
        found=found.isoformat(),
        expected=last.isoformat(),
    )


def no_carry(pk: object) -> NotFound:
    """The one answer for an entry that does not exist and for one out of the reader's sight."""
    return NotFound(
        "no_carry",
        f"Kompensasi pajak {pk} tidak ditemukan dalam wilayah kerja Anda.",
        f"The carried tax {pk} was not found within your area.",
    )
