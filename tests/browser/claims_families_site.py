"""Fills a data folder with a death whose family is still to be entered, and with families whose
children are at school.

Usage: ``python -c "from tests.browser.claims_families_site import build; build()"`` with
``PAYUNG_HOME``; numbers and sessions of the readers are written to ``claims.json`` there.
"""

from __future__ import annotations

import json
from datetime import date
from random import Random

import django

from tests.browser.covers_site import _session

_SCHOOLS = ("SDN 4 Pangkalpinang", "SMPN 2 Sungailiat", "SMAN 1 Muntok", "Universitas Contoh")
_LEVELS = ((7, "PRIMARY"), (13, "JUNIOR_SECONDARY"), (16, "SENIOR_SECONDARY"), (19, "HIGHER"))
_FAMILIES = 45


def build() -> None:
    """One death with three claims, undecided; and settled families of the years before."""
    django.setup()
    from payung.home import home
    from tests.claims import builders

    officer, head = builders.officer("rina.pelayanan"), builders.head("kepala.pangkalpinang")
    for reader, name in ((officer, "Rina Contoh"), (head, "Hasan Contoh")):
        reader.user.full_name = name
        reader.user.save()
    told = {
        "death": _death(),
        "school": _families(officer),
        "sessions": {"petugas": _session(officer.user), "kepala": _session(head.user)},
    }
    (home() / "claims.json").write_text(json.dumps(told), encoding="utf-8")


def _member(name: str, months: int) -> object:
    from tests.claims.builders import worker

    member = worker(months=months)
    member.person.name = name
    member.person.save()
    member.employer.name = "CV Timah Contoh Sejahtera"
    member.employer.save()
    return member


def _death() -> str:
    from payung.registry.models import Programme
    from tests.claims.builders import claim

    member = _member("Sahrul Contoh", 40)
    claim(member, Programme.JHT)
    claim(member, Programme.JP)
    return str(claim(member, Programme.JKM).number)


def _families(officer: object) -> str:
    """Families with one to three children at school since a death of the years before, decided;
    the letters of some have come."""
    draw = Random(11)
    numbers = [_family(place, draw, officer) for place in range(_FAMILIES)]
    return numbers[0]


def _family(place: int, draw: Random, officer: object) -> str:
    from payung.access.reader import operator
    from payung.claims.models import Claim, ClaimState, Decision, Party, PartyRole
    from payung.claims.operations.entitling import make_payables
    from payung.claims.operations.proofs import Shown, prove_payable
    from payung.claims.queries.families import children_as_facts, heirs_as_facts
    from payung.law.benefits import doors
    from payung.registry.models import Programme
    from tests.claims.builders import claim, party

    died = date(2022 + place % 2, 1 + place % 12, 3 + place % 25)
    found = claim(_member(f"Almarhum Contoh {place + 1}", 1), Programme.JKM, happened_on=died)
    mother = party(found, name=f"Ibu Contoh {place + 1}", birth_date=date(1988, 2, 3))
    for child in range(2 if place == 0 else 1 + place % 3):
        age, level = _LEVELS[(place + child) % len(_LEVELS)]
        Party.objects.create(
            claim=found, role=PartyRole.HEIR, relation="CHILD", level=level, guardian=mother,
            name=f"{('Anisa', 'Bagas', 'Citra')[child]} Contoh {place + 1}", position=child + 1,
            birth_date=date(died.year - age, 1 + child, 4),
        )  # fmt: skip
    facts = {"died_on": str(died), "months_paid": 48, "heirs": heirs_as_facts(found),
             "children": children_as_facts(found)}  # fmt: skip
    benefit = doors.decide("jkm", facts)
    decision = Decision.objects.create(
        claim=found, sequence=1, is_granted=True, door="jkm", facts=facts,
        benefit=benefit.as_dict(), total=benefit.total, fund=benefit.total, employer=0, tax=0,
        decided_on=date(died.year, died.month, 28), fingerprint=b"-", needs_approval=False,
        decided_by=operator().user,
    )  # fmt: skip
    rows = make_payables(decision, operator())
    Claim.objects.filter(pk=found.pk).update(state=ClaimState.GRANTED)
    for row in rows:
        is_past = row.needs and row.due_on < date(2024, 7, 1)
        if is_past or (row.needs and row.due_on < date(2025, 7, 1) and draw.random() < 0.5):
            shown = Shown(issuer=draw.choice(_SCHOOLS), seen="Surat asli diperlihatkan walinya")
            prove_payable(
                actor=officer,  # type: ignore[arg-type]
                number=found.number,
                payable_id=row.pk,
                shown=shown,
            )
    return str(found.number)
