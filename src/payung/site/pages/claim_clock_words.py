"""Words for the clocks of claims: whose turn it is, how many days are left or too many."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.claims.queries.clocks import Clock
from payung.claims.queries.worklist import Pile, Waiting
from payung.claims.service_days import Stage
from payung.site.formatting import number

STAGES = {
    Stage.CONFIRM: gettext_lazy("Konfirmasi klaim daring"),
    Stage.CHECK: gettext_lazy("Pemeriksaan berkas"),
    Stage.PAPERS: gettext_lazy("Berkas dari pemohon"),
    Stage.ASSESS: gettext_lazy("Penilaian"),
    Stage.APPROVE: gettext_lazy("Persetujuan"),
    Stage.PAY: gettext_lazy("Pembayaran"),
}
PILES = {
    Pile.LATE: gettext_lazy("Terlambat"),
    Pile.TODAY: gettext_lazy("Hari ini"),
    Pile.RUNNING: gettext_lazy("Dalam waktu"),
    Pile.CLAIMANT: gettext_lazy("Menunggu pemohon"),
    Pile.EMPLOYER: gettext_lazy("Menunggu pemberi kerja"),
    Pile.HELD: gettext_lazy("Ditahan"),
}
STYLES = {
    Pile.LATE: "state--bad",
    Pile.TODAY: "state--warn",
    Pile.RUNNING: "state--good",
    Pile.CLAIMANT: "state--quiet",
    Pile.EMPLOYER: "state--quiet",
    Pile.HELD: "state--quiet",
}


@dataclass(frozen=True)
class ClockWords:
    """How a clock is told: the stage, how it stands, the law's days."""

    stage: object
    pile: object
    style: str
    stage_days: str
    promise: str
    is_broken: bool


def clock_words(one: Waiting) -> ClockWords:
    """The words of one row of the worklist."""
    clock = one.row.clock
    return ClockWords(
        stage=STAGES[Stage(clock.stage)] if clock.stage else "",
        pile=PILES[one.pile],
        style=STYLES[one.pile],
        stage_days=_stage_days(one),
        promise=promise_words(clock),
        is_broken=clock.promise_left is not None and clock.promise_left < 0,
    )


def _stage_days(one: Waiting) -> str:
    clock = one.row.clock
    if one.pile == Pile.CLAIMANT:
        days = working_days(clock.used)
        if one.to_remind:
            return _("%(days)s menunggu; ingatkan pemohon") % {"days": days}
        return _("%(days)s menunggu") % {"days": days}
    if one.pile == Pile.EMPLOYER:
        return _("tinggal bagian pemberi kerja")
    if one.pile == Pile.HELD:
        return _("waktu berhenti selama pembayaran ditahan")
    return days_left(clock.stage_left)


def promise_words(clock: Clock) -> str:
    """What is left of the law's days; "" before they run or while they stand still."""
    if clock.promise_left is None:
        return ""
    return _("%(left)s dari %(bound)s") % {
        "left": days_left(clock.promise_left),
        "bound": number(clock.promise_bound),
    }


def days_left(left: int | None) -> str:
    """ "sisa 2 hari kerja", "hari terakhir", "lewat 3 hari kerja"."""
    if left is None:
        return ""
    if left == 0:
        return _("hari terakhir")
    if left > 0:
        return _("sisa %(days)s") % {"days": working_days(left)}
    return _("lewat %(days)s") % {"days": working_days(-left)}


def working_days(count: int) -> str:
    """ "3 hari kerja"."""
    found = ngettext("%(count)s hari kerja", "%(count)s hari kerja", count)
    return found % {"count": number(count)}
