"""Fills a data folder with lists on their way to cover, and opens the door for those who look.

Usage: ``python -c "from tests.browser.covers_site import build; build()"`` with ``PAYUNG_HOME``;
the sessions of the readers are written to ``covers.json`` there.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random

import django

MUKOMUKO = "17.06"
_VILLAGES = ("Air Manjuto", "Pasar Bantal", "Pondok Suguh", "Teramang Jaya", "Lubuk Sanai")


def build() -> None:
    """One list that is covered in part and ends soon, one that waits, one that is cleaned."""
    django.setup()
    from payung.home import home
    from payung.sponsorship.operations.decrees import decree_list, sign_decree
    from payung.sponsorship.operations.registering import register_list
    from tests.sponsorship import builders, covers

    of = covers.region(MUKOMUKO, "KC-BENGKULU")
    villages = _villages()
    ending = covers.ready_list(
        of, _people(240, villages, 12), first_month=date(2024, 9, 1), months=5
    )
    waiting = covers.ready_list(of, _people(90, villages, 0))
    covers.ready_list(of, _people(60, villages, 0), first_month=date(2025, 1, 1))
    for found, day in ((ending, date(2024, 9, 2)), (waiting, date(2024, 12, 10))):
        letter = decree_list(actor=of.disnaker, list_ids=[found.pk], letter_date=day)
        sign_decree(actor=of.regent, letter_id=letter.pk)
    register_list(
        actor=of.officer,
        list_id=ending.pk,
        payer_npp=of.payer.registration_number,
        on=date(2024, 9, 10),
    )
    _bill_and_pay(of, ending)
    readers = {
        "disnaker": of.disnaker,
        "bupati": of.regent,
        "cabang": of.officer,
        "desa": builders.village_secretary(villages[0]),
    }
    sessions = {name: _session(reader.user) for name, reader in readers.items()}
    told = {"sessions": sessions, "ending": ending.pk, "waiting": waiting.pk}
    (home() / "covers.json").write_text(json.dumps(told), encoding="utf-8")


def _villages() -> list[str]:
    from tests.sponsorship import builders

    codes = []
    for number, name in enumerate(_VILLAGES, start=1):
        village = builders.village(f"{MUKOMUKO}.{number:02d}.2001")
        village.name, village.district = f"Desa {name}", f"Kecamatan {name.split()[0]}"
        village.save()
        codes.append(village.pk)
    return codes


def _people(count: int, villages: list[str], too_old: int) -> list[object]:
    from payung.demo.names import person_names
    from tests.sponsorship import covers

    names = person_names(Random(count), ["L"] * count)
    found = covers.people(count)
    return [
        covers.Named(
            serial=one.serial,
            born=date(1952, 6, 1) if place < too_old else one.born,
            village=villages[place % len(villages)],
            called=name,
        )
        for place, (one, name) in enumerate(zip(found, names, strict=True))
    ]


def _bill_and_pay(of: object, found: object) -> None:
    """September paid, October and November billed."""
    from payung.access.reader import operator
    from payung.contributions.models import Bill
    from payung.contributions.operations import import_statement, issue_bills
    from payung.home import home
    from payung.registry.operations import carry_forward_wages
    from payung.sponsorship.operations.cards import hand_over_cards

    branch = of.branch.pk  # type: ignore[attr-defined]
    for month in (9, 10, 11):
        first = date(2024, month, 1)
        if month > 9:
            carry_forward_wages(actor=operator(), office_code=branch, month=first)
        issue_bills(actor=operator(), office_code=branch, month=first, issued_on=first)
    bill = Bill.objects.get(month=date(2024, 9, 1), employer=of.payer)  # type: ignore[attr-defined]
    path = Path(home()) / "koran.csv"
    row = f"20-09-2024;{bill.total};IURAN {bill.billing_code};R1"
    path.write_text(f"tanggal;jumlah;keterangan;referensi\n{row}\n")
    import_statement(actor=operator(), office_code=branch, path=path, file_name="koran.csv")
    rows = found.rows.filter(status="REGISTERED").values_list("pk", flat=True)[:60]  # type: ignore[attr-defined]
    hand_over_cards(actor=of.disnaker, row_ids=list(rows))  # type: ignore[attr-defined]


def _session(user: object) -> str:
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)  # type: ignore[attr-defined]
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()  # type: ignore[attr-defined]
    store.create()
    return str(store.session_key)
