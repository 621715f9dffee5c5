"""Administrative fines in the books: 0.1 % a month, income of the fund (PP 86/2013 Pasal 7)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from payung import clock
from payung.access.permissions import HANDLE_CASES
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.contributions.debtors import debtor, known_day
from payung.contributions.errors import BookRefused
from payung.contributions.ledger import open_journal, post_rows
from payung.contributions.models import Account, AdministrativeFine, Journal, Settlement
from payung.contributions.queries.scoping import BILL_PATHS
from payung.contributions.settlement import settle_credit
from payung.errors import NotFound
from payung.law import parameters
from payung.law.payment.administrative_fine import administrative_fine


@transaction.atomic
def impose_fine(
    *,
    actor: Reader,
    employer_id: int,
    imposed_on: date,
    due_on: date,
    base: int,
    months: int,
    source: str,
    reason: str,
) -> AdministrativeFine:
    """Book the fine on an employer who ignored two warnings; its money fills it after the charges.

    The amount is the law's on ``base`` (unpaid contributions in rupiah) and ``months`` begun since
    the second warning ended (PP 86/2013 Pasal 7). ``source`` names the act that imposed it
    (``case_step:12``): the same one again gives the fine that stands. Credit pays it at once.

    Raises ``AccessRefused``, ``NotFound`` outside the scope, ``BookRefused`` for a day in the
    future or a base so small that the fine is less than one rupiah.
    """
    payer = debtor(actor, employer_id, HANDLE_CASES)
    known = AdministrativeFine.objects.filter(source=source).first()
    if known is not None:
        return known
    known_day(imposed_on, clock.today())
    amount = administrative_fine(imposed_on, due_amount=base, months=months)
    if not amount:
        raise BookRefused(
            "fine_empty",
            f"Denda atas Rp {base} selama {months} bulan kurang dari satu rupiah.",
            f"The fine on Rp {base} for {months} months is less than one rupiah.",
        )
    fine = AdministrativeFine.objects.create(
        employer=payer,
        imposed_on=imposed_on,
        due_on=due_on,
        base=base,
        months=months,
        amount=amount,
        article=parameters.get("payment/administrative_fine_rate", imposed_on).article,
        source=source,
        reason=reason[:300],
        recorded_by=actor.user,
    )
    receivable = (Account.FINE_RECEIVABLE, payer.pk, amount)
    _book(actor, fine, Journal.Kind.FINE_IMPOSED, f"fine:{fine.pk}", [receivable])
    return fine


@transaction.atomic
def reverse_fine(
    *, actor: Reader, fine_id: int, reversed_on: date, reason: str
) -> AdministrativeFine:
    """Undo a fine by a counter-entry; what was paid on it becomes the payer's credit again.

    A fine that was undone before stays as it is: its counter-row is given.

    Raises ``AccessRefused``, ``NotFound`` for a fine outside the scope, ``BookRefused`` for a
    counter-row, a day in the future or before the fine, or without a reason.
    """
    actor.require(HANDLE_CASES)
    within = scope_q(actor, permission=HANDLE_CASES, **BILL_PATHS)
    found = AdministrativeFine.objects.filter(within, pk=fine_id, reverses=None).first()
    if found is None:
        raise NotFound("fine_not_found", "Denda tidak ditemukan.", "There is no such fine.")
    payer = debtor(actor, found.employer_id, HANDLE_CASES)
    undone = AdministrativeFine.objects.filter(reverses=found).first()
    if undone is not None:
        return undone
    known_day(reversed_on, clock.today(), earliest=found.imposed_on)
    if not reason.strip():
        raise BookRefused("reason_missing", "Tuliskan alasannya.", "Write the reason.")
    counter = AdministrativeFine.objects.create(
        employer=payer,
        imposed_on=reversed_on,
        due_on=found.due_on,
        base=found.base,
        months=found.months,
        amount=-found.amount,
        article=found.article,
        source=f"fine:{found.pk}:reversed",
        reason=reason[:300],
        reverses=found,
        recorded_by=actor.user,
    )
    money, written_off = _free(found, reversed_on)
    rows: list[tuple[int, int | None, int]] = [
        (Account.FINE_RECEIVABLE, payer.pk, counter.amount + money + written_off),
        (Account.EMPLOYER_CREDIT, payer.pk, -money),
        (Account.WRITE_OFFS, payer.pk, -written_off),
    ]
    _book(actor, counter, Journal.Kind.FINE_REVERSED, counter.source, rows)
    return counter


def _free(fine: AdministrativeFine, on: date) -> tuple[int, int]:
    """Take all that filled a fine from it again: (money set free, written off), in rupiah."""
    rows = list(Settlement.objects.filter(fine=fine))
    Settlement.objects.bulk_create(
        Settlement(
            payment_id=row.payment_id,
            credit_bill_id=row.credit_bill_id,
            write_off_id=row.write_off_id,
            fine=fine,
            component=row.component,
            amount=-row.amount,
            settled_on=max(on, row.settled_on),
        )
        for row in rows
    )
    written_off = sum(row.amount for row in rows if row.write_off_id)
    return sum(row.amount for row in rows) - written_off, written_off


def _book(
    actor: Reader,
    fine: AdministrativeFine,
    kind: Journal.Kind,
    source: str,
    rows: list[tuple[int, int | None, int]],
) -> None:
    """Book a fine (or its counter-row) against the fund's income; then use the payer's credit."""
    journal = open_journal(
        kind, source=source, booked_on=fine.imposed_on, actor=actor.user, reason=fine.reason
    )
    post_rows(journal, [*rows, (Account.FINE_INCOME, None, -fine.amount)])
    settle_credit(
        employer=fine.employer_id,
        source=f"{source}:credit",
        booked_on=fine.imposed_on,
        actor=actor.user,
    )
