"""How bills are put into words and rows."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from payung.contributions import queries as contributions
from payung.contributions.models import Bill, BillRun
from payung.registry.models import Programme
from payung.site.formatting import day, month, number, rupiah


def issued(run: BillRun) -> str:
    """What a run of billing came to."""
    sentence = (
        _("Tagihan %(month)s diterbitkan: %(employers)s pembayar, %(workers)s pekerja, %(total)s.")
        if run.kind == "ORIGINAL"
        else _("Perbaikan %(month)s diterbitkan: %(employers)s pembayar, selisih %(total)s.")
    )
    return sentence % {
        "month": month(run.month),
        "employers": number(run.employers),
        "workers": number(run.workers),
        "total": rupiah(run.total),
    }


def of_bill(bill: Bill) -> dict[str, str]:
    """What stands beside the headline figures of a bill."""
    return {
        "workers": _("%(workers)s pekerja") % {"workers": number(bill.worker_count)},
        "paid": _("%(paid)s sudah dibayar") % {"paid": rupiah(bill.paid)},
        "issued": _("diterbitkan %(day)s") % {"day": day(bill.issued_on)},
    }


@dataclass(frozen=True)
class ProgrammeRow:
    """One programme of a bill: who bears how much, in rupiah."""

    name: str
    employer: int
    worker: int

    @property
    def total(self) -> int:
        """Both shares."""
        return self.employer + self.worker


def programme_rows(bill: Bill) -> list[ProgrammeRow]:
    """A bill by programme, and its total in the last row."""
    shares = {
        Programme.JKK: (bill.jkk, 0),
        Programme.JKM: (bill.jkm, 0),
        Programme.JHT: (bill.jht_employer, bill.jht_worker),
        Programme.JP: (bill.jp_employer, bill.jp_worker),
    }
    rows = [
        ProgrammeRow(f"{_(str(programme.label))} ({programme.name})", *share)
        for programme, share in shares.items()
        if any(share)
    ]
    sums = sum(row.employer for row in rows), sum(row.worker for row in rows)
    return [*rows, ProgrammeRow(_("Jumlah"), *sums)]


def states() -> list[tuple[str, str]]:
    """How a bill may stand (``contributions.BILL_STATES``), in words."""
    words = {"late": _("Lewat jatuh tempo"), "open": _("Belum jatuh tempo"), "paid": _("Lunas")}
    return [(state, words[state]) for state in contributions.BILL_STATES]
