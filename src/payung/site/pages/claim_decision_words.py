"""What the pages of decisions say: who receives what, why another person looks, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from payung.claims import limits, sealing
from payung.claims.decision_letters import masked
from payung.claims.errors import ClaimRefused
from payung.claims.models import (
    Claim,
    Decision,
    Party,
    PartyAccount,
    Payable,
    PayableKind,
)
from payung.claims.pension_passing import since_of
from payung.claims.planned import planned
from payung.claims.sealing import Change, confirmed_accounts
from payung.claims.splitting import Planned
from payung.law import parameters
from payung.law.benefits.heirs import ORDERS
from payung.site.formatting import day, language, rupiah


@dataclass(frozen=True)
class Payout:
    """What one receives at one time: ``parts`` by benefit, ``when`` in words, ``account`` masked
    ("" where none is confirmed)."""

    receiver: str
    relation: str
    through: str
    parts: tuple[tuple[str, int], ...]
    when: str
    account: str
    net: int
    tax: int
    is_later: bool


@dataclass(frozen=True)
class Payment:
    """What a payable and a planned payment have in common."""

    party: Party | None
    kind: int
    code: str
    due_on: date
    net: int
    tax: int
    needs: str


def of_payables(rows: Iterable[Payable]) -> list[Payment]:
    """The payments that a decision in force made."""
    return [
        Payment(row.party, row.kind, row.code, row.due_on, row.net, row.tax, row.needs)
        for row in rows
    ]


def of_plan(rows: Iterable[Planned], people: Iterable[Party]) -> list[Payment]:
    """The payments that a decision would make."""
    known = {one.pk: one for one in people}
    return [
        Payment(
            known.get(row.receiver), row.kind, row.code, row.due_on, row.net, row.tax, row.needs
        )
        for row in rows
    ]


def planned_payments(decision: Decision, people: Iterable[Party]) -> list[Payment]:
    """The payments that a waiting decision will make; none where the family changed since."""
    listed = list(people)
    try:
        return of_plan(planned(decision, listed), listed)
    except ClaimRefused:
        return []  # the page tells what changed; the approval says it too


def payouts(
    claim: Claim, payments: list[Payment], benefit: Mapping[str, Any], on: date
) -> list[Payout]:
    """The lines of payments by receiver, benefit, and now or later; amounts in whole rupiah."""
    accounts = confirmed_accounts(claim)
    labels = _labels(benefit)
    codes = list(dict.fromkeys([*labels, *(one.code for one in payments)]))

    def key(one: Payment) -> tuple[object, ...]:
        later = one.due_on > on or bool(one.needs)
        position = one.party.position if one.party else 0
        return (later, position, one.party.pk if one.party else 0, one.kind if later else 0)

    found = []
    for (later, *_rest), group in groupby(sorted(payments, key=key), key):
        theirs = sorted(group, key=lambda one: (one.due_on, codes.index(one.code)))
        first = theirs[0]
        found.append(
            Payout(
                receiver=first.party.name if first.party else claim.person.name,
                relation=_relation(first.party),
                through=first.party.guardian.name if first.party and first.party.guardian else "",
                parts=_parts(theirs, labels),
                when=_when(theirs, bool(later)),
                account=_account(first.party, accounts),
                net=sum(one.net for one in theirs),
                tax=sum(one.tax for one in theirs),
                is_later=bool(later),
            )
        )
    return found


def _parts(theirs: list[Payment], labels: dict[str, str]) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for one in theirs:
        name = _what(one, labels)
        found[name] = found.get(name, 0) + one.net
    return tuple(found.items())


def _what(first: Payment, labels: dict[str, str]) -> str:
    if first.kind == PayableKind.SCHOLARSHIP:
        return _("Beasiswa")
    return labels.get(first.code, str(PayableKind(first.kind).label))


def _when(theirs: list[Payment], later: bool) -> str:
    first, last = theirs[0], theirs[-1]
    if not later:
        return _("sekarang")
    if first.kind == PayableKind.SCHOLARSHIP:
        return _("%(count)s kali, %(first)s–%(last)s, dengan surat sekolah") % {
            "count": len(theirs),
            "first": first.due_on.year,
            "last": last.due_on.year,
        }
    if first.kind == PayableKind.JOB_LOSS:
        return _("%(count)s bulan berikutnya, dengan laporan mencari kerja") % {
            "count": len(theirs)
        }
    if first.kind == PayableKind.PENSION:
        return _("setiap bulan sejak %(day)s") % {"day": day(first.due_on)}
    return day(first.due_on)


def _relation(party: Party | None) -> str:
    if party is None or not party.relation:
        return _("peserta") if party is None or party.role == "MEMBER" else ""
    rows = parameters.get(ORDERS["JKM"], party.claim.event.happened_on).rows
    names = {str(row["relation"]): str(row[f"label_{language()}"]) for row in rows}
    return names.get(party.relation, "").lower()


def _account(party: Party | None, accounts: dict[int, PartyAccount]) -> str:
    if party is None:
        return ""
    account = accounts.get(party.guardian_id or party.pk)
    return f"{account.bank_name} {masked(account)}" if account else ""


def _labels(benefit: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in benefit.get("items", ()):
        found.setdefault(item["code"], item[f"label_{language()}"])
    return found


def why_words(codes: Iterable[str], claim: Claim, on: date) -> list[str]:
    """Why a decision waits for another person, as sentences."""
    limit = limits.limit_of(claim.office_id, on)
    words = {
        limits.ABOVE: _("Nilainya di atas batas kantor, %(amount)s.")
        % {"amount": rupiah(limit.amount)},
        limits.FOR_LIFE: _("Manfaat dibayar seumur hidup; jumlah akhirnya tidak diketahui."),
        limits.INTEREST: _("Petugas mengenal pihak yang dibayar."),
        limits.AGAIN: _("Klaim ini sudah pernah diputus."),
        limits.BY_HAND: _("Penolakan karena sebab yang tidak dapat ditanyakan kepada hukum."),
    }
    return [words[code] for code in codes if code in words]


def change_words(changes: Iterable[Change]) -> list[tuple[str, str]]:
    """What changed of people and accounts since they were sealed: name and what."""
    words = {
        sealing.ADDED: _("ditambahkan sesudah keputusan"),
        sealing.REMOVED: _("dihapus sesudah keputusan"),
        sealing.CHANGED: _("datanya diubah sesudah keputusan"),
        sealing.ACCOUNT: _("rekeningnya diganti sesudah keputusan"),
    }
    return [(change.party.name, words[change.what]) for change in changes]


def reason_words(decision: Decision) -> str:
    """Why this decision was made, beside its number."""
    if since_of(decision) is not None:
        return _("pensiun dilanjutkan")
    return {
        Decision.Reason.FIRST: _("keputusan pertama"),
        Decision.Reason.OBJECTION: _("sesudah keberatan"),
        Decision.Reason.NEW_FACTS: _("karena fakta baru"),
    }[Decision.Reason(decision.reason)]
