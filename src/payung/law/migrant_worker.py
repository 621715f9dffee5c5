"""Contributions of migrant workers (pekerja migran Indonesia): packages paid once."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from payung.law import parameters
from payung.law.arithmetic import Amount, Flag, choose, lookup, only_between
from payung.law.errors import LawError
from payung.law.explanation import Explanation, Quantity, applied
from payung.law.inputs import check_count, check_flag, check_month

LONGEST_CONTRACT_MONTHS = 600
_PARTS = (
    ("Sebelum bekerja", "Before work", "pmi/before_work_amount"),
    ("Selama dan setelah bekerja", "During and after work", "pmi/packages"),
    ("Bulan di luar paket", "Months beyond the package", "pmi/extra_month_amount"),
)


class MigrantWorkerContribution(NamedTuple):
    """Whole rupiah, paid at once; ``jht_monthly`` is chosen and paid each month besides."""

    before_work: Amount
    during_and_after_work: Amount
    extra_months: Amount
    jht_monthly: Amount

    @property
    def total(self) -> Amount:
        """What is paid at once."""
        return self.before_work + self.during_and_after_work + self.extra_months


def contribution(
    month: date, *, contract_months: Amount, via_agency: Flag, jht_monthly: int | None = None
) -> MigrantWorkerContribution:
    """The contribution of one migrant worker registered in that month (Permenaker 4/2023 Ps 18).

    ``contract_months`` is the length of the contract (int or column); the largest package within
    it is taken and the months beyond are paid singly. ``via_agency``: placed by an agency, which
    adds the cover before work. ``jht_monthly``: one of the amounts offered, or ``None``.
    ``LawError`` for a bad month, a contract under 1 or over 600 months, an amount not offered.
    """
    check_month(month)
    check_flag("via_agency", via_agency)
    months = check_count("contract_months", contract_months, 1, LONGEST_CONTRACT_MONTHS)
    packages = parameters.get("pmi/packages", month).rows
    covered = lookup(packages, "contract_months_from", "covers_months", months)
    beyond = choose(months > covered, months - covered, 0)
    amounts = (
        choose(via_agency, parameters.get("pmi/before_work_amount", month).number, 0),
        lookup(packages, "contract_months_from", "amount", months),
        beyond * parameters.get("pmi/extra_month_amount", month).number,
        _chosen_jht(month, jht_monthly),
    )
    return MigrantWorkerContribution(*only_between(months, 1, LONGEST_CONTRACT_MONTHS, amounts))


def _chosen_jht(month: date, amount: int | None) -> int:
    if amount is None:
        return 0
    offered = [row["amount"] for row in parameters.get("pmi/jht_choices", month).rows]
    if amount not in offered:
        raise LawError(
            "jht_monthly_invalid",
            f"jht_monthly: ditemukan {amount!r}, diharapkan salah satu dari {offered}.",
            f"jht_monthly: found {amount!r}, expected one of {offered}.",
            field="jht_monthly",
            found=amount,
            expected=offered,
        )
    return amount


def explain_contribution(
    month: date, *, contract_months: int, via_agency: bool, jht_monthly: int | None = None
) -> Explanation:
    """How the bill of one worker comes about; the same plain arguments as ``contribution``."""
    amounts = contribution(
        month, contract_months=contract_months, via_agency=via_agency, jht_monthly=jht_monthly
    )
    contract = Quantity(
        "contract_months", "Lama kontrak (bulan)", "Contract (months)", contract_months, "months"
    )
    jht = Explanation(
        label_id="JHT pilihan, per bulan",
        label_en="Optional JHT, per month",
        amount=amounts.jht_monthly,
        parameters=(applied("pmi/jht_choices", month),),
    )
    return Explanation(
        label_id=f"Iuran pekerja migran, terdaftar {month:%Y-%m}",
        label_en=f"Migrant worker contribution, registered {month:%Y-%m}",
        amount=amounts.total,
        inputs=(contract,),
        steps=tuple(
            Explanation(label_id, label_en, amount, parameters=(applied(name, month),))
            for (label_id, label_en, name), amount in zip(_PARTS, amounts[:3], strict=True)
            if amount
        ),
        besides=(jht,) if amounts.jht_monthly else (),
    )
