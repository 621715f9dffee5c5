"""Pension contribution of a wage earner on the capped wage (PP 45/2015 Pasal 28-29)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from payung.law import parameters, quantities
from payung.law.arithmetic import PARTS_PER_MILLION, Amount, Flag, choose, half_up, least, reduced
from payung.law.explanation import Explanation, Quantity, applied


class PensionContribution(NamedTuple):
    """Rupiah for one worker and month. What is deferred is a debt, billed by its own dates."""

    employer: Amount
    worker: Amount
    deferred_employer: Amount
    deferred_worker: Amount


class PensionExplanation(NamedTuple):
    """The explanations in the order of ``PensionContribution``."""

    employer: Explanation
    worker: Explanation
    deferred_employer: Explanation
    deferred_worker: Explanation


def contribution(month: date, *, wage: Amount, takes_jp: Flag) -> PensionContribution:
    """The capped wage times the rate of each payer, split into due now and deferred.

    Outside the months of PP 49/2020 nothing is deferred. Due now and deferred together are
    always the full contribution, so no rupiah is lost by rounding twice.
    """
    base = capped_wage(month, wage)
    employer = _split(month, base, parameters.get("jp/employer_rate", month).number, takes_jp)
    worker = _split(month, base, parameters.get("jp/worker_rate", month).number, takes_jp)
    return PensionContribution(employer[0], worker[0], employer[1], worker[1])


def capped_wage(month: date, wage: Amount) -> Amount:
    """The wage up to the ceiling of the month (January and February: last year's ceiling)."""
    return least(wage, parameters.get("jp/wage_ceiling", month).number)


def _split(month: date, base: Amount, rate: int, takes_jp: Flag) -> tuple[Amount, Amount]:
    full = choose(takes_jp, half_up(base, rate), 0)
    deferred_share = parameters.get("jp/deferred_share", month).number
    if deferred_share == 0:
        return full, 0
    now = choose(takes_jp, half_up(base, reduced(rate, PARTS_PER_MILLION - deferred_share)), 0)
    return now, full - now


def explain(month: date, *, wage: int) -> PensionExplanation:
    """How ``contribution`` comes about for one worker who takes the programme."""
    amounts = contribution(month, wage=wage, takes_jp=True)
    ceiling = applied("jp/wage_ceiling", month)
    base = Explanation(
        label_id="Upah yang dibatasi batas atas JP",
        label_en="Wage up to the pension ceiling",
        amount=capped_wage(month, wage),
        inputs=(quantities.wage(wage), quantities.limit(ceiling.value.number)),
        formula="min({wage}; {limit})",
        parameters=(ceiling,),
    )
    employer = _explain_share(month, "employer", "pemberi kerja", base, amounts.employer)
    worker = _explain_share(month, "worker", "pekerja", base, amounts.worker)
    return PensionExplanation(
        employer,
        worker,
        _explain_deferred(month, employer, amounts.deferred_employer),
        _explain_deferred(month, worker, amounts.deferred_worker),
    )


def _explain_share(
    month: date, payer: str, payer_id: str, base: Explanation, amount: int
) -> Explanation:
    rate = applied(f"jp/{payer}_rate", month)
    deferred = applied("jp/deferred_share", month)
    payable = PARTS_PER_MILLION - deferred.value.number
    is_split = payable != PARTS_PER_MILLION
    return Explanation(
        label_id=f"JP (pensiun), bagian {payer_id}",
        label_en=f"JP (pension), {payer}",
        amount=amount,
        inputs=(
            quantities.base(base.amount),
            quantities.rate(rate.value.number),
            *((quantities.share(payable),) if is_split else ()),
        ),
        formula="{base} × {rate} × {share_1}" if is_split else "{base} × {rate}",
        parameters=(rate, deferred) if is_split else (rate,),
        steps=(base,),
    )


def _explain_deferred(month: date, billed: Explanation, amount: int) -> Explanation:
    full = billed.amount + amount
    return Explanation(
        label_id=f"{billed.label_id}, ditangguhkan",
        label_en=f"{billed.label_en}, deferred",
        amount=amount,
        inputs=(
            Quantity("full", "Iuran penuh", "Full contribution", full, "rupiah"),
            Quantity("billed", "Dibayar sekarang", "Paid now", billed.amount, "rupiah"),
        ),
        formula="{full} - {billed}",
        parameters=(applied("jp/deferred_share", month),),
    )
