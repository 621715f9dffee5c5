"""What the office's acts on pensions ask of the law: days, proofs, the yearly raise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from payung import clock
from payung.claims.errors import PaymentRefused
from payung.claims.models import PensionCode
from payung.law import parameters
from payung.law.benefits.days import months_after
from payung.law.jp.monthly_pension import indexed

#: The pensions of the members themselves; the others are their survivors'.
OWN = (PensionCode.OLD_AGE.value, PensionCode.DISABILITY.value)


def months_between(first: date, last: date) -> list[date]:
    """The first days of the months from one to another, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [months_after(first, number) for number in range(count)]


def check_month(month: date) -> None:
    """Raise ``PaymentRefused`` unless it is the first day of a month that has begun."""
    if month.day != 1:
        raise PaymentRefused(
            "month_invalid",
            f"Bulan diharapkan sebagai tanggal 1, bukan {month.isoformat()}.",
            f"A month is expected as its first day, not {month.isoformat()}.",
            found=month.isoformat(),
        )
    if month > clock.today():
        raise PaymentRefused(
            "month_in_future",
            f"Bulan {month:%m/%Y} belum dimulai; pembayarannya disiapkan mulai tanggal 1.",
            f"The month {month:%m/%Y} has not begun; it is prepared from its first day.",
            found=month.isoformat(),
            expected=clock.today().replace(day=1).isoformat(),
        )


def raised_amount(on: date, code: str, amount: int) -> int:
    """A pension of the code after the raise of the year that begins on that day, in rupiah."""
    return int(indexed(on, amount, is_survivor=code not in OWN))


def shared(whole: int, parts: Sequence[int]) -> list[int]:
    """A raised pension among those who share it, as it was shared before; left-over rupiah go to
    the first (as in the statement of the yearly raise)."""
    found = [whole * part // sum(parts) for part in parts]
    found[0] += whole - sum(found)
    return found


def raised_from(year: int) -> date:
    """The first day of a year's raise: that of the year's least pension (PP 45/2015 Pasal 18(3)).

    Raises ``PaymentRefused`` where the year's bounds, or last year's inflation, are not known: a
    raise is never guessed.
    """
    bounds = parameters.in_use().parameter("jp/minimum_pension").values
    begin = [value.valid_from for value in bounds if value.valid_from.year == year]
    inflation = parameters.find("jp/inflation", date(year - 1, 1, 1))
    if not begin or inflation is None:
        lacking = "jp/minimum_pension" if not begin else "jp/inflation"
        raise PaymentRefused(
            "raise_unknown",
            f"Kenaikan pensiun tahun {year} belum dapat dihitung: parameter {lacking} belum "
            "berisi nilainya. Isi sebagai nilai kantor begitu diumumkan.",
            f"The raise of {year} cannot be computed: the parameter {lacking} has no value for it.",
            found=None,
            expected=lacking,
        )
    return begin[0].replace(day=1)


def values_of_month(office: str, month: date) -> dict[str, Any]:
    """What the statements of a month ask for: days and proofs of the law and the office."""
    proofs = parameters.get("claims/pension_proofs", month).rows
    return {
        "office": office,
        "month": month,
        "on": clock.today(),
        "due_on": month.replace(day=parameters.get("claims/pension_due_day", month).number),
        "child_ends": parameters.get("jp/child_ends_at_age", month).number,
        "proof_months": parameters.get("claims/pension_proof_months", month).number,
        "proofs": [f"{row['code']}:{row['proof']}" for row in proofs],
    }
