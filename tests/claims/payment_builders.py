"""Decisions in force with their payables, and the people who pay them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from payung.access.encryption import blind_index, encrypt
from payung.access.identifiers import BANK_ACCOUNT, NATIONAL_ID
from payung.access.reader import Reader, operator
from payung.claims.booking import book_decision
from payung.claims.models import (
    AccountCheck,
    Claim,
    ClaimState,
    Decision,
    Party,
    PartyAccount,
    PartyRole,
    Payable,
    PayableKind,
    PayingAccount,
    PaymentOrder,
    ReceiverSeal,
)
from payung.claims.operations.bank_answers import AnswerRow, record_bank_answer, reference_of
from payung.claims.operations.orders import prepare_order, release_order
from payung.claims.queries.families import heirs_as_facts, people_of
from payung.claims.sealing import fingerprint_of, receivers_of
from payung.contributions.models import Account, Posting
from payung.law.benefits import doors
from payung.law.benefits.benefit import EMPLOYER, EMPLOYER_FIRST, FUND
from payung.registry.models import Membership, Person, Programme
from tests.claims.builders import BRANCH, claim, head, officer, party, worker

DECIDED = date(2024, 12, 10)


def granted(
    *amounts: int,
    member: Membership | None = None,
    programme: Programme = Programme.JKM,
    tax: int = 0,
    employer: int = 0,
    office: str = BRANCH,
    kind: int = PayableKind.ONCE,
    names: Sequence[str] = (),
    decided_on: date = DECIDED,
) -> Claim:
    """A claim that was granted, with one heir for each amount, booked as owed.

    ``names`` are the heirs', and the member's after them.
    """
    found = claim(member or worker(months=1), programme, state=ClaimState.GRANTED)
    Claim.objects.filter(pk=found.pk).update(office_id=office, decided_on=decided_on)
    found.refresh_from_db()
    if names:
        found.person.name = names[len(amounts)]
        found.person.save()
    heirs = [heir(found, place, names[place] if names else "") for place in range(len(amounts))]
    decision = decide(
        found, sum(amounts), employer=employer, tax=tax * len(amounts), decided_on=decided_on
    )
    for place, (one, amount) in enumerate(zip(heirs, amounts, strict=True), start=1):
        owe(decision, one, amount, tax=tax, kind=kind, sequence=place, due_on=decided_on)
    book_decision(decision, operator())
    return found


def heir(of: Claim, place: int = 0, name: str = "", **fields: object) -> Party:
    """An heir of a claim with a confirmed account."""
    named = name or f"Ahli Waris {place + 1}"
    return party(of, "CHILD" if place else "SPOUSE", named, **fields)


def decide(
    of: Claim,
    fund: int,
    *,
    employer: int = 0,
    tax: int = 0,
    sequence: int = 1,
    decided_on: date = DECIDED,
) -> Decision:
    """A decision in force of one amount, sealed with the people that the claim has by then."""
    made = Decision(
        claim=of, sequence=sequence, is_granted=True, door="jkm", facts={}, total=fund + employer,
        fund=fund, employer=employer, tax=tax, decided_on=decided_on, needs_approval=False,
        decided_by=operator().user,
    )  # fmt: skip
    receivers = receivers_of(of)
    made.fingerprint = fingerprint_of(made, receivers)
    made.save()
    ReceiverSeal.objects.create(
        decision=made, sequence=1, receivers=receivers, fingerprint=made.fingerprint,
        sealed_on=DECIDED, sealed_by=operator().user,
    )  # fmt: skip
    return made


def seal_again(decision: Decision) -> None:
    """Another person confirms that people or accounts changed."""
    receivers = receivers_of(decision.claim)
    ReceiverSeal.objects.create(
        decision=decision, sequence=decision.receiver_seals.count() + 1, receivers=receivers,
        fingerprint=fingerprint_of(decision, receivers), reason="Rekening diperbaiki",
        sealed_on=DECIDED, sealed_by=head().user,
    )  # fmt: skip


def account(of: Party, number: str, *, checked: bool = True) -> PartyAccount:
    """Another account of a party."""
    added = PartyAccount.objects.create(
        party=of, bank_name="Mandiri", account_name=of.name,
        bank_account_hash=blind_index(number, BANK_ACCOUNT),
        bank_account_cipher=encrypt(number, BANK_ACCOUNT), recorded_by=officer().user,
    )  # fmt: skip
    if checked:
        AccountCheck.objects.create(account=added, checked_by=operator().user)
    return added


def owe(
    by: Decision,
    to: Party,
    gross: int,
    *,
    tax: int = 0,
    kind: int = PayableKind.ONCE,
    due_on: date = DECIDED,
    sequence: int = 1,
    needs: str = "",
) -> Payable:
    """One payable of a decision."""
    return Payable.objects.create(
        claim=by.claim, decision=by, party=to, programme=by.claim.programme, kind=kind,
        code="LUMP_SUM", sequence=sequence, gross=gross, tax=tax, net=gross - tax,
        due_on=due_on, needs=needs,
    )  # fmt: skip


def ward(of: Claim, name: str = "Anak Contoh") -> tuple[Party, Party]:
    """A minor without an account of his own, and the guardian who receives for him."""
    guardian = party(of, "", "Wali Contoh", role=PartyRole.GUARDIAN)
    child = Party.objects.create(
        claim=of, role=PartyRole.CHILD, relation="CHILD", name=name, guardian=guardian
    )
    return child, guardian


def paying_account(office: str = BRANCH, number: str = "0099887766") -> PayingAccount:
    """The account from which an office pays."""
    return PayingAccount.objects.create(
        office_id=office,
        holder_name="BPJS Ketenagakerjaan",
        bank_name="BRI",
        bank_code="BRINIDJA",
        bank_account_cipher=encrypt(number, BANK_ACCOUNT),
        recorded_by=operator().user,
    )


def balances() -> dict[Account, int]:
    """What each account of the ledger holds, without those that hold nothing."""
    held: dict[Account, int] = {}
    for account, amount in Posting.objects.values_list("account", "amount"):
        held[Account(account)] = held.get(Account(account), 0) + amount
    return {account: amount for account, amount in held.items() if amount}


def benefit_balances() -> dict[Account, int]:
    """What the accounts of benefits hold."""
    accounts = {
        Account.BENEFITS,
        Account.BENEFIT_PAYABLE,
        Account.BENEFIT_IN_TRANSFER,
        Account.BENEFIT_TAX_PAYABLE,
        Account.BENEFIT_BANK,
        Account.EMPLOYER_SHARE_PAYABLE,
        Account.EMPLOYER_SHARE_RECEIVABLE,
    }
    return {account: amount for account, amount in balances().items() if account in accounts}


def lawful(facts: dict[str, Any], *, door: str = "jkm", name: str = "Siti Contoh") -> Claim:
    """A death whose claim was decided by the law on these facts, with a widow and booked shares.

    ``died_on`` and the heirs are filled in; nothing is made for the fund to pay.
    """
    programme = Programme.JKK if door == "jkk" else Programme.JKM
    of = claim(worker(months=1), programme, state=ClaimState.GRANTED)
    known(of.person)
    party(of, "SPOUSE", name, birth_date=date(1991, 5, 5))
    decided = decided_by_law(of, facts, door=door)
    book_decision(decided, operator())
    return of


def known(person: Person, national_id: str = "1901014101900001") -> Person:
    """A person whose number can be read, as the registry keeps it."""
    person.national_id_cipher = encrypt(national_id, NATIONAL_ID)
    person.save()
    return person


def decided_by_law(
    of: Claim, facts: dict[str, Any], *, door: str = "jkm", sequence: int = 1
) -> Decision:
    """A decision in force of what the law gives for a death with these facts."""
    died = str(of.event.happened_on)
    given = {"died_on": died, "heirs": heirs_as_facts(people_of(of)), **facts}
    if door == "jkk":
        given["accident_on"] = died
    benefit = doors.decide(door, given)
    return Decision.objects.create(
        claim=of, sequence=sequence, is_granted=True, door=door, facts=given,
        benefit=benefit.as_dict(), total=benefit.total, fund=benefit.paid_by(FUND),
        employer=benefit.paid_by(EMPLOYER) + benefit.paid_by(EMPLOYER_FIRST), tax=benefit.tax,
        decided_on=DECIDED, fingerprint=b"-", needs_approval=False, decided_by=operator().user,
    )  # fmt: skip


def bank_paid(desk: Reader, chief: Reader, *, on: date, office: str = BRANCH) -> PaymentOrder:
    """An order of all that is due, released and paid by the bank on the day that is today."""
    order = prepare_order(actor=desk, office=office, pay_on=on)
    release_order(actor=chief, number=order.number)
    bank_says(desk, order, "PAID", on)
    return order


def bank_says(desk: Reader, order: PaymentOrder, outcome: str, on: date) -> None:
    """The bank's answer to all lines of an order."""
    rows = [
        AnswerRow(place, reference_of(order.number, place), outcome, on)
        for place in range(1, order.count + 1)
    ]
    record_bank_answer(actor=desk, number=order.number, rows=rows)
