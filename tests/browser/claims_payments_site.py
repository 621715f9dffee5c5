"""Fills a data folder with benefits to pay, orders at the bank, taxes, and an employer's share.

Usage: ``python -c "from tests.browser.claims_payments_site import build; build()"`` with
``PAYUNG_HOME``; numbers and sessions of the readers are written to ``payments.json`` there.
"""

from __future__ import annotations

import json
import os
from datetime import date
from random import Random

import django

from tests.browser.covers_site import _session

TODAY = date(2024, 12, 18)
_CLAIMS = 40
#: Savings that were paid with tax: the day, and what of it was remitted under which number.
_TAXED = (
    (date(2024, 9, 18), "2409A7K2M9Q4R8T1"),
    (date(2024, 10, 18), "2410B3N6P1S5V9X2"),
    (date(2024, 11, 19), ""),
)


def build() -> None:
    """Months with tax; two orders that the bank answered in part, one to release; some that wait,
    one share."""
    django.setup()
    from payung.home import home
    from tests.claims import builders
    from tests.claims.payment_builders import lawful, paying_account

    desk, chief = builders.cashier("sari.keuangan"), builders.head("kepala.pangkalpinang")
    officer = builders.officer("rina.pelayanan")
    for reader, name in ((desk, "Sari Contoh"), (chief, "Hasan Contoh"), (officer, "Rina Contoh")):
        reader.user.full_name = name
        reader.user.save()
    paying_account()
    for seed, (day, reference) in enumerate(_TAXED):
        _taxed(desk, chief, day, reference, seed)
    first = _owed(_CLAIMS, 1)
    done = _order(desk, chief, returned=2)
    _owed(_CLAIMS // 2, 2)
    at_bank = _order(desk, chief)
    _owed(_CLAIMS // 2, 3)
    _blocked()
    share = lawful({"months_paid": 0, "is_registered": False}, name="Sri Contoh")
    share.person.name = "Bambang Contoh"
    share.person.save()
    share.employer.name, share.employer.address = "CV Maju Contoh", "Jalan Contoh 12, Pangkalpinang"
    share.employer.save()
    told = {
        "claim": first,
        "done": done,
        "at_bank": at_bank,
        "share": share.number,
        "sessions": {
            "keuangan": _session(desk.user),
            "kepala": _session(chief.user),
            "petugas": _session(officer.user),
        },
    }
    (home() / "payments.json").write_text(json.dumps(told), encoding="utf-8")


def _taxed(desk: object, chief: object, day: date, reference: str, seed: int) -> None:
    """A month's savings above the untaxed part, paid by the bank; its tax remitted or not."""
    from payung.claims.models import Party
    from payung.claims.operations.taxes import remit_tax
    from payung.demo.names import person_names
    from payung.registry.models import Programme
    from tests.claims.builders import BRANCH, worker
    from tests.claims.payment_builders import bank_paid, granted, known

    today = os.environ.get("PAYUNG_TODAY", "")
    os.environ["PAYUNG_TODAY"] = str(day)
    chance = Random(seed)
    names = person_names(Random(seed + 9), ["L"] * 24)
    for place in range(0, 24, 2):
        gross = chance.randint(55_000, 180_000) * 1_000
        found = granted(
            gross, tax=(gross - 50_000_000) // 20, programme=Programme.JHT, decided_on=day,
            member=worker(months=1), names=(names[place], names[place]),
        )  # fmt: skip
        known(found.person, f"190101410190{place + 100 * seed:04d}")
        Party.objects.filter(claim=found).update(person=found.person)
    bank_paid(desk, chief, on=day)  # type: ignore[arg-type]
    if reference:
        remit_tax(
            actor=desk, office=BRANCH, month=day, remitted_on=day, reference=reference,  # type: ignore[arg-type]
        )  # fmt: skip
    os.environ["PAYUNG_TODAY"] = today or str(TODAY)


def _owed(count: int, seed: int) -> str:
    """Granted claims of named families; gives the number of the first."""
    from payung.demo.names import person_names
    from payung.registry.models import Programme
    from tests.claims.builders import worker
    from tests.claims.payment_builders import granted

    names, chance, first = person_names(Random(seed), ["L"] * count * 3), Random(seed), ""
    for place in range(count):
        programme = chance.choice((Programme.JKM, Programme.JHT, Programme.JKK))
        heirs = chance.choice((1, 1, 2))
        amounts = [chance.randint(2_000, 42_000) * 1_000 for _ in range(heirs)]
        found = granted(
            *amounts, programme=programme, member=worker(months=1), names=names[3 * place :]
        )
        first = first or found.number
    return first


def _blocked() -> None:
    """What waits: a dispute, an account that nobody checked."""
    from payung.claims.models import Claim, ClaimState, Hold
    from tests.claims.builders import officer
    from tests.claims.payment_builders import account

    held, unchecked, *_ = Claim.objects.filter(state=ClaimState.GRANTED).order_by("-pk")
    Hold.objects.create(
        claim=held, code="DISPUTE", reason="Dua istri", placed_on=TODAY,
        placed_by=officer("rina.pelayanan").user,
    )  # fmt: skip
    account(unchecked.parties.earliest("pk"), "5550003", checked=False)


def _order(desk: object, chief: object, returned: int = 0) -> str:
    """An order that was released; with ``returned`` the bank has answered, and sent some back."""
    from payung.claims.operations.bank_answers import (
        AnswerRow,
        record_bank_answer,
        reference_of,
    )
    from payung.claims.operations.orders import prepare_order, release_order
    from tests.claims.builders import BRANCH

    order = prepare_order(actor=desk, office=BRANCH, pay_on=TODAY)  # type: ignore[arg-type]
    release_order(actor=chief, number=order.number)  # type: ignore[arg-type]
    if returned:
        rows = [
            AnswerRow(
                place,
                reference_of(order.number, place),
                "RETURNED" if place <= returned else "PAID",
                TODAY,
                reason="AC04 Rekening ditutup" if place <= returned else "",
            )
            for place in range(1, order.count + 1)
        ]
        record_bank_answer(actor=desk, number=order.number, rows=rows)  # type: ignore[arg-type]
    return str(order.number)
