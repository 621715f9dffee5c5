"""Contributions of wage earners (Penerima Upah, PU): the door to JKK, JKM, JHT, JP and JKP."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from payung.law.arithmetic import Amount, Flag, only_between
from payung.law.inputs import LARGEST_MONTHLY_AMOUNT, check_amount, check_flag, check_month
from payung.law.jht.contribution import contribution as jht_contribution
from payung.law.jkk.contribution import contribution as jkk_contribution
from payung.law.jkm.contribution import contribution as jkm_contribution
from payung.law.jkp.recomposition import recomposition
from payung.law.jp.contribution import contribution as jp_contribution


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
    jkk = jkk_contribution(
        month, wage=base, risk_group=risk_group, labour_intensive=labour_intensive
    )
    jkm = jkm_contribution(month, wage=base)
    jht = jht_contribution(month, wage=base, takes_jht=takes_jht)
    jp = jp_contribution(month, wage=base, takes_jp=takes_jp)
    jkp = recomposition(month, wage=base, takes_jkp=takes_jkp)
    amounts = (jkk, jkm, *jht, *jp, *jkp)
    return WageEarnerContribution(*only_between(base, 1, LARGEST_MONTHLY_AMOUNT, amounts))
