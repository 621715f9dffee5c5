"""What waits on claims: for the officer who serves, the head who approves, finance that pays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.claims.queries.shares import untold
from payung.claims.queries.taxes import tax_months
from payung.claims.queries.worklist import (
    NOTHING_TO_PAY,
    Pile,
    Waiting,
    amount_to_pay,
    claims_shown,
    worklist,
)
from payung.claims.service_days import Stage
from payung.clock import today
from payung.registry.models import Programme
from payung.site.formatting import day, month, number, rupiah, rupiah_compact
from payung.site.pages.claim_clock_words import clock_words
from payung.site.pages.worklists import SHOWN, Row, Task

#: What the officer at the desk does next.
_OF_OFFICER = frozenset({Stage.CONFIRM, Stage.CHECK, Stage.ASSESS})
_PRESSING = frozenset({Pile.LATE, Pile.TODAY})


@dataclass(frozen=True)
class _Desk:
    """One reader's open claims: who he is at this desk, and what he may open."""

    rows: Sequence[Waiting]
    may_view: bool


def tasks(reader: Reader) -> list[Task]:
    """The piles of claims that are not empty, for whoever does the next act on them."""
    views = reader.can(permissions.VIEW_CLAIMS)
    pays = reader.can(permissions.PREPARE_PAYMENTS)
    if not views and not pays:
        return []
    permission = permissions.VIEW_CLAIMS if views else permissions.PREPARE_PAYMENTS
    desk = _Desk(worklist(reader, on=today(), permission=permission).rows, views)
    found: list[Task] = []
    if reader.can(permissions.TAKE_CLAIMS):
        found += [*_to_serve(desk), *_to_remind(desk)]
    if reader.can(permissions.APPROVE_CLAIMS):
        found += [*_late(desk), *_to_approve(desk)]
    if pays:
        found += [*_to_pay(desk), *_to_tell(reader), *_to_remit(reader)]
    return found


def _to_serve(desk: _Desk) -> Iterator[Task]:
    """Claims that the officer checks or assesses; the late ones first."""
    mine = [one for one in desk.rows if one.row.clock.stage in _OF_OFFICER]
    if not mine:
        return
    late = sum(1 for one in mine if one.pile == Pile.LATE)
    yield Task(
        kind="late" if late else "due",
        name=_("Klaim yang menunggu Anda"),
        state=_("%(count)s terlambat") % {"count": number(late)} if late else _("dalam waktu"),
        style="state--bad" if late else "state--good",
        count=len(mine),
        unit=_("klaim"),
        beside=_("diperiksa berkasnya atau dinilai"),
        rows=_rows(desk, mine),
        act=_("Buka daftar klaim"),
        address=reverse("site:claims"),
    )


def _to_remind(desk: _Desk) -> Iterator[Task]:
    """Claimants who have not brought their papers for long."""
    silent = [one for one in desk.rows if one.to_remind]
    if silent:
        silent.sort(key=lambda one: (-one.row.clock.used, one.claim_id))
        yield Task(
            kind="risk",
            name=_("Ingatkan pemohon"),
            state=_("berkas belum lengkap"),
            style="state--warn",
            count=len(silent),
            unit=_("klaim"),
            rows=_rows(desk, silent),
            act=_("Buka yang menunggu pemohon"),
            address=f"{reverse('site:claims')}?keadaan={Pile.CLAIMANT}",
        )


def _late(desk: _Desk) -> Iterator[Task]:
    """All late claims of the office: the head answers for them."""
    late = [one for one in desk.rows if one.pile == Pile.LATE]
    if not late:
        return
    broken = [one for one in late if (one.row.clock.promise_left or 0) < 0]
    yield Task(
        kind="late",
        name=_("Klaim terlambat"),
        state=_("lewat batas waktu"),
        style="state--bad",
        count=len(late),
        unit=_("klaim"),
        beside=_("%(count)s di antaranya melewati waktu pembayaran")
        % {"count": number(len(broken))},
        rows=_rows(desk, late),
        act=_("Buka yang terlambat"),
        address=f"{reverse('site:claims')}?keadaan={Pile.LATE}",
    )


def _to_approve(desk: _Desk) -> Iterator[Task]:
    """Decisions that wait for a second pair of eyes."""
    waiting = [one for one in desk.rows if one.row.clock.stage == Stage.APPROVE]
    if waiting:
        pressing = sum(1 for one in waiting if one.pile in _PRESSING)
        yield Task(
            kind="due",
            name=_("Klaim menunggu persetujuan"),
            state=_("%(count)s harus hari ini") % {"count": number(pressing)}
            if pressing
            else _("dalam waktu"),
            style="state--warn" if pressing else "state--good",
            count=len(waiting),
            unit=_("klaim"),
            rows=_rows(desk, waiting),
            act=_("Buka persetujuan"),
            address=reverse("site:claim_approvals"),
        )


def _to_pay(desk: _Desk) -> Iterator[Task]:
    """Granted claims whose money has not been sent; those held are told apart."""
    granted = [one for one in desk.rows if one.row.clock.stage == Stage.PAY]
    ready = [one for one in granted if one.pile not in NOTHING_TO_PAY]
    if not ready:
        return
    late = sum(1 for one in ready if one.pile == Pile.LATE)
    held = sum(1 for one in granted if one.pile == Pile.HELD)
    yield Task(
        kind="late" if late else "due",
        name=_("Klaim menunggu pembayaran"),
        state=_("%(count)s terlambat") % {"count": number(late)} if late else _("dalam waktu"),
        style="state--bad" if late else "state--good",
        count=len(ready),
        unit=_("klaim, %(amount)s")
        % {"amount": rupiah_compact(amount_to_pay([one.claim_id for one in ready]))},
        beside=_("%(count)s klaim lain ditahan") % {"count": number(held)} if held else "",
        rows=_rows(desk, ready),
        act=_("Siapkan pembayaran"),
        address=reverse("site:payment_orders"),
    )


def _to_tell(reader: Reader) -> Iterator[Task]:
    """Employers who were not told of their share in time."""
    shares = untold(reader, today())
    if shares:
        yield Task(
            kind="late",
            name=_("Pemberi kerja belum diberi tahu"),
            state=_("lewat batas waktu"),
            style="state--bad",
            count=len(shares),
            unit=_("bagian klaim, %(amount)s")
            % {"amount": rupiah_compact(sum(one.left for one in shares))},  # type: ignore[attr-defined]
            rows=tuple(
                Row(
                    name=one.employer.name if one.employer else one.number,
                    beside=one.number,
                    value=rupiah(one.left),  # type: ignore[attr-defined]
                    address=reverse("site:employer_share", args=[one.number]),
                )
                for one in shares[:SHOWN]
            ),
            act=_("Susun suratnya"),
            address=reverse("site:employer_shares"),
        )


def _to_remit(reader: Reader) -> Iterator[Task]:
    """Months whose withheld tax is not remitted though the month is over; the late ones first."""
    on = today()
    months = [one for one in tax_months(reader, on=on) if one.open > 0]
    months = [one for one in months if one.month < on.replace(day=1)]
    if not months:
        return
    late = sum(1 for one in months if one.is_late(on))
    yield Task(
        kind="late" if late else "due",
        name=_("Setor pajak yang dipotong"),
        state=_("%(count)s terlambat") % {"count": number(late)} if late else _("dalam waktu"),
        style="state--bad" if late else "state--good",
        count=len(months),
        unit=_("bulan, %(amount)s") % {"amount": rupiah_compact(sum(one.open for one in months))},
        rows=tuple(
            Row(
                name=month(one.month),
                beside=_("paling lambat %(day)s") % {"day": day(one.due_on)},
                value=rupiah(one.open),
                address=reverse(
                    "site:benefit_tax", args=[one.office.code, one.month.year, one.month.month]
                ),
            )
            for one in months[:SHOWN]
        ),
        act=_("Buka pajak dipotong"),
        address=reverse("site:benefit_taxes"),
    )


def _rows(desk: _Desk, waiting: Sequence[Waiting]) -> tuple[Row, ...]:
    """The first of a pile; who does not see claims is told their numbers and no names."""
    first = list(waiting[:SHOWN])
    rows = []
    for one, claim in zip(first, claims_shown(first), strict=True):
        words = clock_words(one)
        programme = Programme(claim.programme).name
        amount = claim.amount  # type: ignore[attr-defined]
        rows.append(
            Row(
                name=claim.person.name if desk.may_view else claim.number,
                beside=f"{programme}, {words.stage_days}" if words.stage_days else programme,
                value=rupiah(amount) if amount is not None else "",
                address=reverse("site:claim", args=[claim.number]) if desk.may_view else "",
            )
        )
    return tuple(rows)
