"""Words and looks of budget pages: entries, groups, gaps, notices, the bars of a government."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.site.formatting import language
from payung.sponsorship.models import BudgetEntry
from payung.sponsorship.notices import Notice, Weight
from payung.sponsorship.operations.budget_files import Answer
from payung.sponsorship.queries.budget_gaps import GapState, Served
from payung.sponsorship.queries.budgets import Sums
from payung.sponsorship.queries.payers import OtherPayer

ENTRY_STYLES = {
    BudgetEntry.Kind.PLANNED: "state--quiet",
    BudgetEntry.Kind.CHANGED: "state--warn",
    BudgetEntry.Kind.PAID_OUT: "state--good",
    BudgetEntry.Kind.REALISED: "state--good",
}
SERVED = {
    Served.NON_ASN: gettext_lazy("Pegawai non-ASN"),
    Served.VILLAGE: gettext_lazy("Perangkat desa"),
    Served.NEIGHBOURHOOD: gettext_lazy("RT dan RW"),
    Served.ELECTION: gettext_lazy("Petugas pemilu"),
    Served.VULNERABLE: gettext_lazy("Pekerja rentan"),
}
GAPS = {
    GapState.NONE: (gettext_lazy("belum ada"), "state--bad"),
    GapState.PLANNED: (gettext_lazy("dianggarkan"), "state--warn"),
    GapState.PAID: (gettext_lazy("dicairkan"), "state--good"),
    GapState.ENDED: (gettext_lazy("masa selesai"), "state--quiet"),
}
ANSWERS = {
    Answer.PLANNED: (gettext_lazy("baris baru"), "state--good"),
    Answer.REPEATED: (gettext_lazy("sudah ada"), "state--quiet"),
    Answer.REFUSED: (gettext_lazy("ditolak"), "state--bad"),
}
#: A right row of a table that was refused as a whole.
RIGHT = (gettext_lazy("benar"), "state--quiet")
PAYERS = {
    OtherPayer.OTHER_GOVERNMENT: (gettext_lazy("pemerintah lain"), "state--warn"),
    OtherPayer.OTHER_SOURCE: (gettext_lazy("sumber lain"), "state--warn"),
    OtherPayer.SAME_PAYER: (gettext_lazy("dua daftar, satu pembayar"), "state--bad"),
    OtherPayer.EMPLOYER: (gettext_lazy("kepesertaan sendiri"), "state--warn"),
    OtherPayer.OTHER_BUDGET: (gettext_lazy("anggaran lain"), "state--warn"),
}


@dataclass(frozen=True)
class Told:
    """A notice as a page shows it."""

    text: str
    style: str
    basis: str


@dataclass(frozen=True)
class Bar:
    """One bar of a government: its amount and its share of the largest, in basis points."""

    name: str
    amount: int
    share: int
    good: bool


def told(notices: tuple[Notice, ...] | list[Notice]) -> list[Told]:
    """The notices in the reader's language, warnings first."""
    ordered = sorted(notices, key=lambda notice: notice.weight != Weight.WARNING)
    return [
        Told(
            text=notice.message(language()),
            style="notice--warning" if notice.weight == Weight.WARNING else "",
            basis="; ".join(dict.fromkeys(item.value.article for item in notice.basis)),
        )
        for notice in ordered
    ]


def bars(sums: Sums) -> list[Bar]:
    """What was planned, is in force, paid out and realised, beside one another."""
    amounts = [
        (_("Direncanakan"), sums.planned, False),
        (_("Berlaku (sesudah perubahan)"), sums.in_force, False),
        (_("Dicairkan"), sums.paid_out, True),
        (_("Terealisasi"), sums.realised, True),
    ]
    most = max(amount for _name, amount, _good in amounts) or 1
    return [
        Bar(name, amount, max(0, amount) * 10_000 // most, good) for name, amount, good in amounts
    ]
