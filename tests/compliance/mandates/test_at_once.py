"""Two who act on one mandate at once: both are kept, or the second is told."""

from __future__ import annotations

import threading
from datetime import timedelta

from django.db import DatabaseError, connection

from payung.compliance.models import Mandate
from payung.compliance.queries.recoveries import recoveries
from payung.errors import PayungError
from tests.compliance.mandates import builders as build
from tests.compliance.mandates.builders import MONTHS, TODAY, do
from tests.contributions import builders as money


def test_a_withdrawal_while_a_payment_arrives_keeps_both(committed) -> None:
    """Money booked by the day of the withdrawal counts, later money does not; none is lost."""
    who = build.people()
    employer = build.debtor()
    mandate = build.bare_granted(who, employer)
    bill = money.bill_of(employer, MONTHS[0])
    start, failures = threading.Barrier(3), []

    def at_once(act, *arguments) -> None:
        try:
            start.wait()
            act(*arguments)
        except (PayungError, DatabaseError, threading.BrokenBarrierError) as error:
            failures.append(error)
        finally:
            connection.close()

    def withdraw() -> None:
        do(who.head, Mandate.objects.get(pk=mandate.pk), "WITHDRAW", TODAY - timedelta(days=1),
           reason="Diselesaikan sendiri")  # fmt: skip

    acts = [
        threading.Thread(target=at_once, args=(withdraw,)),
        threading.Thread(target=at_once, args=(money.pay, bill, 500, TODAY - timedelta(days=1))),
        threading.Thread(target=at_once, args=(money.pay, bill, 70, TODAY)),
    ]
    for thread in acts:
        thread.start()
    for thread in acts:
        thread.join()
    assert failures == []
    mandate.refresh_from_db()
    assert mandate.state == "CLOSED"
    assert employer.payments.count() == 2
    assert recoveries(mandate, TODAY).recovered == 500
