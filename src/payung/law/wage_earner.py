"""Contributions of wage earners (Penerima Upah, PU): the door to JKK, JKM, JHT, JP and JKP."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from payung.law import quantities
from payung.law.arithmetic import Amount, Flag, only_between
from payung.law.explanation import Explanation
from payung.law.inputs import LARGEST_MONTHLY_AMOUNT, check_amount, check_flag, check_month
from payung.law.jht import contribution as jht
from payung.law.jkk import contribution as jkk
from payung.law.jkm import contribution as jkm
from payung.law.jkp import recomposition as jkp
from payung.law.jp import contribution as jp


class WageEarnerContribution(NamedTuple):
    """Whole rupiah of one worker and contribution month (ints, or Ibis int64 expressions).

    Billed: ``jkk`` to ``jp_worker``. ``jp_deferred_*`` is a debt with dates of its own. The
    ``jkp_*`` amounts are a split inside the fund and are never billed.
    """

    jkk: Amount
    jkm: Amount
    jht_employer: Amount
    jht_worker: Amount
    jp_employer: Amount
    jp_worker: Amount
    jp_deferred_employer: Amount
    jp_deferred_worker: Amount
    jkp_fund: Amount
    jkp_from_government: Amount
    jkp_from_jkk: Amount
    jkp_from_jkm: Amount

    @property
    def employer(self) -> Amount:
        """What the employer is billed as its own share."""
        return self.jkk + self.jkm + self.jht_employer + self.jp_employer

    @property
    def worker(self) -> Amount:
        """What the employer withholds from the wage."""
        return self.jht_worker + self.jp_worker

    @property
    def total(self) -> Amount:
        """The whole bill of the month."""
        return self.employer + self.worker

    @property
    def jkk_net(self) -> Amount:
        """What stays in the work injury fund after the recomposition."""
        return self.jkk - self.jkp_from_jkk

    @property
    def jkm_net(self) -> Amount:
        """What stays in the death benefit fund after the recomposition."""
        return self.jkm - self.jkp_from_jkm


def contribution(
    month: date,
    *,
    wage: Amount,
    risk_group: Any,
    takes_jht: Flag,
    takes_jp: Flag,
    takes_jkp: Flag = False,
    labour_intensive: Flag = False,
) -> WageEarnerContribution:
    """The contribution of one wage earner for one contribution month.

    ``month`` is the first day of the contribution month and selects the rules. ``wage`` is the
    reported monthly wage in rupiah, ``risk_group`` 1 to 5, ``takes_*`` the programmes taken,
    ``labour_intensive`` whether the employer fulfils PP 7/2025 (without effect outside its
    months). All but the month may be Ibis columns.

    ``LawError`` for a month that is no first day or before July 2015, a wage outside
    1 .. 10**12, an unknown risk group. Columns cannot refuse: such a row gives NULL.
    """
    check_month(month)
    base = check_amount("wage", wage)
    for field, flag in (("takes_jht", takes_jht), ("takes_jp", takes_jp), ("takes_jkp", takes_jkp)):
        check_flag(field, flag)
    check_flag("labour_intensive", labour_intensive)
    amounts = (
        jkk.contribution(
            month, wage=base, risk_group=risk_group, labour_intensive=labour_intensive
        ),
        jkm.contribution(month, wage=base),
        *jht.contribution(month, wage=base, takes_jht=takes_jht),
        *jp.contribution(month, wage=base, takes_jp=takes_jp),
        *jkp.recomposition(month, wage=base, takes_jkp=takes_jkp),
    )
    return WageEarnerContribution(*only_between(base, 1, LARGEST_MONTHLY_AMOUNT, amounts))


def explain_contribution(
    month: date,
    *,
    wage: int,
    risk_group: int,
    takes_jht: bool,
    takes_jp: bool,
    takes_jkp: bool = False,
    labour_intensive: bool = False,
) -> Explanation:
    """How the bill of one worker comes about; the same plain arguments as ``contribution``.

    The amount is the ``total`` of ``contribution``. Deferred pension and the job loss split are
    shown besides.
    """
    amounts = contribution(
        month,
        wage=wage,
        risk_group=risk_group,
        takes_jht=takes_jht,
        takes_jp=takes_jp,
        takes_jkp=takes_jkp,
        labour_intensive=labour_intensive,
    )
    old_age = jht.explain(month, wage=wage) if takes_jht else None
    pension = jp.explain(month, wage=wage) if takes_jp else None
    fund = jkp.explain(month, wage=wage) if takes_jkp else None
    injury = jkk.explain(month, wage=wage, risk_group=risk_group, labour_intensive=labour_intensive)
    return Explanation(
        label_id=f"Iuran Penerima Upah bulan {month:%Y-%m}",
        label_en=f"Wage earner contribution, {month:%Y-%m}",
        amount=amounts.total,
        inputs=(quantities.wage(wage),),
        steps=_by_payer(amounts, injury, jkm.explain(month, wage=wage), old_age, pension),
        besides=_not_billed(pension, fund),
    )


def _by_payer(
    amounts: WageEarnerContribution,
    injury: Explanation,
    death: Explanation,
    old_age: jht.OldAgeExplanation | None,
    pension: jp.PensionExplanation | None,
) -> tuple[Explanation, Explanation]:
    employer = [injury, death, old_age and old_age.employer, pension and pension.employer]
    worker = [old_age and old_age.worker, pension and pension.worker]
    return (
        Explanation(
            label_id="Pemberi kerja",
            label_en="Employer",
            amount=amounts.employer,
            steps=tuple(step for step in employer if step),
        ),
        Explanation(
            label_id="Pekerja",
            label_en="Worker",
            amount=amounts.worker,
            steps=tuple(step for step in worker if step),
        ),
    )


def _not_billed(
    pension: jp.PensionExplanation | None, fund: Explanation | None
) -> tuple[Explanation, ...]:
    deferred = [pension.deferred_employer, pension.deferred_worker] if pension else []
    shown = [step for step in deferred if step.amount]
    return (*shown, fund) if fund else tuple(shown)
