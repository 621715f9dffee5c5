"""Old-age savings (Jaminan Hari Tua): the door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from payung.law import parameters
from payung.law.arithmetic import match
from payung.law.benefits import checks, documents
from payung.law.benefits.benefit import Benefit, Item
from payung.law.benefits.days import age_on
from payung.law.benefits.heirs import Heir, check_heirs
from payung.law.benefits.reasoning import Reasoning
from payung.law.explanation import Applied, Explanation, Quantity
from payung.law.formats import day
from payung.law.inputs import check_amount, check_code, check_count, check_flag, refused
from payung.law.jht import growth, payment
from payung.law.jht.growth import StatementLine

EVENTS = (
    *("AGE", "COMPANY_RETIREMENT", "RESIGNATION", "TERMINATION", "CONTRACT_END"),
    *("STOPPED_WORKING", "LEAVING_INDONESIA", "TOTAL_DISABILITY", "DEATH"),
)
PURPOSES = ("RETIREMENT", "HOUSING")
_LONGEST_MEMBERSHIP_MONTHS = 840


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """A contribution in whole rupiah for one month (its first day)."""

    month: date
    amount: int

    def __post_init__(self) -> None:
        check_amount("amount", self.amount, smallest=0)


@dataclass(frozen=True, kw_only=True)
class YearlyGrowth:
    """A growth of a calendar year in ppm that the asker supplies."""

    year: int
    rate: int


@dataclass(frozen=True, kw_only=True)
class Account:
    """An account from which the balance is computed: see ``jht.growth.statement``."""

    first_month: date
    months: int
    opening_balance: int = 0
    contributions: tuple[Contribution, ...] = ()
    rates: tuple[YearlyGrowth, ...] = ()

    def __post_init__(self) -> None:
        checks.check_tuple("contributions", self.contributions, Contribution)
        checks.check_tuple("rates", self.rates, YearlyGrowth)
        months = [item.month for item in self.contributions]
        if len(set(months)) != len(months):
            raise refused("contributions", len(months), "satu baris per bulan", "one row a month")

    def statement(self) -> tuple[StatementLine, ...]:
        """The account month by month, balances in micro-rupiah."""
        return growth.statement(
            self.first_month,
            self.months,
            opening_balance=self.opening_balance,
            contributions={item.month: item.amount for item in self.contributions},
            rates={item.year: item.rate for item in self.rates},
        )


@dataclass(frozen=True, kw_only=True)
class SavingsClaim:
    """The facts of one claim on old-age savings.

    Either ``event`` (full payment: ``AGE``, ``RESIGNATION`` ...) or ``purpose`` (a part while
    working: ``RETIREMENT``, ``HOUSING``). ``event_on`` is the day of the event, or of the partial
    claim. Either ``balance`` in whole rupiah or the ``account`` to compute it from.
    ``membership_months`` and ``took_part_before`` are needed for a part, ``born_on`` for ``AGE``.
    """

    event_on: date
    event: str | None = None
    purpose: str | None = None
    balance: int | None = None
    account: Account | None = None
    born_on: date | None = None
    claimed_on: date | None = None
    membership_months: int | None = None
    took_part_before: bool = False
    heirs: tuple[Heir, ...] | None = None

    def __post_init__(self) -> None:
        checks.check_event("event_on", self.event_on, "jht/payment_age")
        checks.check_person("born_on", self.born_on, self.event_on, checks.YOUNGEST_WORKER_YEARS)
        checks.check_order("event_on", self.event_on, "claimed_on", self.claimed_on)
        check_flag("took_part_before", self.took_part_before)
        check_heirs(self.heirs)
        if (self.event is None) == (self.purpose is None):
            raise refused("event", self.event, "event atau purpose", "either event or purpose")
        if (self.balance is None) == (self.account is None):
            raise refused("balance", self.balance, "balance atau account", "balance or account")
        if self.balance is not None:
            check_amount("balance", self.balance, growth.LARGEST_BALANCE, smallest=0)
        self._check_by_kind()

    def _check_by_kind(self) -> None:
        if self.event is not None:
            check_code("event", self.event, EVENTS)
            if self.event == "AGE" and self.born_on is None:
                raise refused("born_on", None, "tanggal lahir", "the date of birth")
            return
        check_code("purpose", self.purpose, PURPOSES)
        check_count("membership_months", self.membership_months, 0, _LONGEST_MEMBERSHIP_MONTHS)


def benefit(facts: SavingsClaim) -> Benefit:
    """What is paid of the savings for one claim, from which day, after which tax, and why."""
    reasoning = Reasoning("JHT", facts.event_on)
    balance = _balance(reasoning, facts)
    if facts.event is not None:
        return _full(reasoning, facts, balance)
    return _part(reasoning, facts, balance)


def _full(reasoning: Reasoning, facts: SavingsClaim, balance: int) -> Benefit:
    on, event = facts.event_on, str(facts.event)
    opens = checks.codes_of("jht/full_payment_events", "event", on)
    basis = ("jht/full_payment_events",)
    tax, payable_from = 0, None
    if reasoning.require(
        event in opens,
        "event_does_not_open",
        ("Peristiwa membuka pembayaran penuh?", "Does the event open full payment?"),
        _event_label(event),
        ("JHT belum dapat dibayar penuh", "the savings are not yet payable in full"),
        basis,
    ):
        payable_from = payment.payable_from(event, on)
        _require_age(reasoning, facts)
        _require_waiting(reasoning, facts, payable_from)
    if not reasoning.is_refused:
        paid = Explanation(
            "Saldo JHT seluruhnya",
            "The whole balance",
            balance,
            parameters=(Applied(parameters.get(basis[0], on), on),),
        )
        reasoning.grant(Item(code="FULL", step=paid))
        tax = payment.final_tax(on, balance)
        reasoning.note(payment.explain_tax(on, balance))
        reasoning.tell_payment_time("jht/pays_within_working_days")
    situations = [event] if event in _DOCUMENT_SITUATIONS else []
    return reasoning.finish(
        ("Manfaat Jaminan Hari Tua", "Old-age savings"),
        inputs=(_balance_quantity(balance),),
        documents=documents.codes("JHT", on, [*situations, *(["TAXED"] if tax else [])]),
        payable_from=payable_from,
        tax=tax,
        heirs=facts.heirs if event == "DEATH" else None,
    )


def _event_label(event: str) -> tuple[str, str]:
    """The event as people call it; the latest law names all events."""
    rows = parameters.in_use().parameter("jht/full_payment_events").values[-1].rows
    label_id, label_en = (str(match(rows, "event", key, event)) for key in ("label_id", "label_en"))
    return label_id, label_en


_DOCUMENT_SITUATIONS = (
    *("RESIGNATION", "TERMINATION", "CONTRACT_END", "TOTAL_DISABILITY"),
    *("LEAVING_INDONESIA", "DEATH"),
)


def _require_age(reasoning: Reasoning, facts: SavingsClaim) -> None:
    if facts.event != "AGE" or facts.born_on is None:
        return
    least = parameters.get("jht/payment_age", facts.event_on).number
    age = age_on(facts.born_on, facts.event_on)
    reasoning.require(
        age >= least,
        "payment_age",
        (f"Usia {least} tahun?", f"Aged {least}?"),
        (f"{age} tahun", f"{age} years"),
        ("usia pembayaran belum tercapai", "the payment age is not reached"),
        ("jht/payment_age",),
    )


def _require_waiting(reasoning: Reasoning, facts: SavingsClaim, payable_from: date) -> None:
    rows = parameters.get("jht/full_payment_events", facts.event_on).rows
    waiting = int(match(rows, "event", "waiting_months", facts.event))
    claimed = facts.claimed_on
    reasoning.require(
        claimed is None or claimed >= payable_from,
        "waiting_month",
        (
            f"Masa tunggu {waiting} bulan lewat?" if waiting else "Masa tunggu? Tidak ada.",
            f"Waiting time of {waiting} months over?" if waiting else "Waiting time? None.",
        ),
        (
            f"Dapat dibayar mulai {day(payable_from, 'id')}"
            + (f", diajukan {day(claimed, 'id')}" if claimed else ""),
            f"Payable from {day(payable_from, 'en')}"
            + (f", claimed on {day(claimed, 'en')}" if claimed else ""),
        ),
        ("belum waktunya", "it is too early"),
        ("jht/full_payment_events",),
    )


def _part(reasoning: Reasoning, facts: SavingsClaim, balance: int) -> Benefit:
    on, purpose = facts.event_on, str(facts.purpose)
    least = parameters.get("jht/partial_minimum_months", on).number
    months = facts.membership_months or 0
    reasoning.require(
        months >= least,
        "partial_minimum_months",
        (f"Kepesertaan paling sedikit {least} bulan?", f"At least {least} months of membership?"),
        (f"{months} bulan", f"{months} months"),
        ("tidak ada pengambilan sebagian", "no partial payment"),
        ("jht/partial_minimum_months",),
    )
    reasoning.require(
        not facts.took_part_before,
        "partial_only_once",
        ("Belum pernah mengambil sebagian?", "No part taken before?"),
        ("Sudah pernah", "Taken before") if facts.took_part_before else ("Belum", "None"),
        ("hanya satu kali", "once only"),
        ("jht/partial_shares",),
    )
    if not reasoning.is_refused:
        step = payment.explain_partial(on, purpose=purpose, balance=balance)
        reasoning.grant(Item(code=f"PARTIAL_{purpose}", step=step))
        reasoning.ask(
            False,
            ("Pajak sudah dihitung?", "Is tax computed?"),
            ("Belum untuk pengambilan sebagian", "Not for a partial payment"),
        )
        reasoning.tell_payment_time("jht/pays_within_working_days")
    return reasoning.finish(
        ("Sebagian Jaminan Hari Tua", "Part of the old-age savings"),
        inputs=(_balance_quantity(balance),),
        documents=documents.codes("JHT", on, ["HOUSING"] if purpose == "HOUSING" else []),
        payable_from=None if reasoning.is_refused else on,
    )


def _balance(reasoning: Reasoning, facts: SavingsClaim) -> int:
    if facts.account is None:
        return facts.balance or 0
    lines = facts.account.statement()
    reasoning.note(explain_statement(lines, facts.account))
    return growth.whole_rupiah(lines[-1].closing)


def _balance_quantity(balance: int) -> Quantity:
    return Quantity("balance", "Saldo", "Balance", balance, "rupiah")


def explain_statement(lines: Sequence[StatementLine], account: Account) -> Explanation:
    """How the balance comes about, year by year; shown amounts are rounded to whole rupiah."""
    own = {item.year for item in account.rates}
    steps = []
    for year, group in groupby(lines, key=lambda line: line.month.year):
        months = list(group)
        rate = months[0].rate
        on = date(year, 1, 1)
        supplied = year in own
        paid = sum(line.contribution for line in months)
        steps.append(
            Explanation(
                f"Saldo akhir {year}" + (" (hasil pengembangan dari penanya)" if supplied else ""),
                f"Balance at the end of {year}" + (" (growth from the asker)" if supplied else ""),
                growth.whole_rupiah(months[-1].closing),
                inputs=(
                    Quantity("rate", "Hasil pengembangan setahun", "Yearly growth", rate, "ppm"),
                    Quantity("paid", "Iuran", "Contributions", paid, "rupiah"),
                    Quantity(
                        "growth",
                        "Pengembangan",
                        "Growth",
                        growth.whole_rupiah(sum(line.growth for line in months)),
                        "rupiah",
                    ),
                ),
                parameters=()
                if supplied
                else (Applied(parameters.get("jht/credited_growth_rate", on), on),),
            )
        )
    return Explanation(
        "Saldo JHT: seluruh iuran dan hasil pengembangan",
        "Balance: all contributions and their growth",
        growth.whole_rupiah(lines[-1].closing),
        steps=tuple(steps),
    )
