"""Who bears a benefit: the fund, or an employer who did not register, report or pay."""

from __future__ import annotations

from payung.law import parameters
from payung.law.benefits.benefit import EMPLOYER, EMPLOYER_FIRST, FUND
from payung.law.benefits.reasoning import Reasoning
from payung.law.payment import lapse
from payung.law.payment.first_payer import first_payer

UNREGISTERED = "membership/employer_owes_unregistered"


def payer_of(
    reasoning: Reasoning,
    *,
    segment: str,
    is_registered: bool,
    unpaid_months: int,
    first_report_hours: int | None = None,
) -> str | None:
    """Who pays, asked in order: registered, cover still on, reported in time, arrears.

    ``None`` when a non-wage earner has no cover any more, which refuses the benefit.
    ``first_report_hours`` (JKK) is how long after the accident the employer reported it.
    """
    on = reasoning.on
    if segment != "WAGE_EARNER":
        return FUND if _has_cover(reasoning, is_registered, unpaid_months) else None
    if not reasoning.ask(
        is_registered,
        ("Terdaftar sebelum kejadian?", "Registered before the event?"),
        _either(is_registered, ("Terdaftar", "Registered"), _OWES_ALL),
        (UNREGISTERED,),
    ):
        if parameters.get(UNREGISTERED, on).is_true:
            return EMPLOYER
        reasoning.refuse("not_registered", ("peserta tidak terdaftar", "not registered"))
        return None
    if first_report_hours is not None and _is_reported_late(reasoning, first_report_hours):
        return EMPLOYER
    return by_arrears(reasoning, unpaid_months)


_OWES_ALL = (
    "Tidak terdaftar, jadi pemberi kerja menanggung seluruh manfaat",
    "Not registered, so the employer owes the whole benefit",
)


def _either(holds: bool, yes: tuple[str, str], no: tuple[str, str]) -> tuple[str, str]:
    return yes if holds else no


def _has_cover(reasoning: Reasoning, is_registered: bool, unpaid_months: int) -> bool:
    return reasoning.require(
        is_registered and bool(lapse.is_active(unpaid_months, reasoning.on)),
        "cover_lapsed",
        ("BPU terdaftar dan perlindungannya masih aktif?", "Registered and cover still on?"),
        (
            f"{unpaid_months} bulan beruntun belum dibayar" if is_registered else "Tidak terdaftar",
            f"{unpaid_months} consecutive months unpaid" if is_registered else "Not registered",
        ),
        ("tidak ada perlindungan", "there is no cover"),
        ("payment/lapse_after_months",),
    )


def _is_reported_late(reasoning: Reasoning, hours: int) -> bool:
    on = reasoning.on
    limit = parameters.get("jkk/first_report_within_hours", on).number
    employer_pays = parameters.get("jkk/late_report_employer_pays", on).is_true
    late = hours > limit
    result = (
        ("dana tetap membayar", "the fund still pays")
        if not employer_pays
        else ("manfaat JKK menjadi tanggungan pemberi kerja", "the employer bears the benefit")
    )
    answer = (f"Dilaporkan setelah {hours} jam", f"Reported after {hours} hours")
    if late:
        answer = (f"{answer[0]}, jadi {result[0]}", f"{answer[1]}, so {result[1]}")
    reasoning.ask(
        not late,
        (
            f"Laporan tahap I dalam {limit} jam?",
            f"First report within {limit} hours?",
        ),
        answer,
        ("jkk/first_report_within_hours", "jkk/late_report_employer_pays"),
    )
    return late and employer_pays


def by_arrears(reasoning: Reasoning, unpaid_months: int, *, employer_closed: bool = False) -> str:
    """Whether the fund pays or the employer pays first, by consecutive unpaid months.

    ``employer_closed``: bankrupt or closed, for which the job loss fund bears longer arrears.
    """
    on = reasoning.on
    programme = reasoning.programme.lower()
    payer = first_payer(programme, on, unpaid_months=unpaid_months, employer_closed=employer_closed)
    closed_applies = employer_closed and parameters.find(_CLOSED, on) is not None
    name = _CLOSED if closed_applies else _ARREARS["jkp" if programme == "jkp" else "jkk"]
    limit = parameters.get(name, on).number
    pays_first = payer != "FUND"
    reasoning.ask(
        not pays_first,
        (
            f"Tunggakan paling banyak {limit} bulan?",
            f"At most {limit} months in arrears?",
        ),
        (
            f"{unpaid_months} bulan, jadi "
            + ("pemberi kerja membayar lebih dulu" if pays_first else "dana membayar"),
            f"{unpaid_months} months, so "
            + ("the employer pays first" if pays_first else "the fund pays"),
        ),
        (name,),
    )
    return EMPLOYER_FIRST if pays_first else FUND


_ARREARS = {
    "jkk": "jkk/fund_pays_up_to_unpaid_months",
    "jkp": "jkp/fund_pays_up_to_unpaid_months",
}
_CLOSED = "jkp/closed_employer_fund_pays_up_to_unpaid_months"
