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
        "online": _online(officer),
        "sessions": {"petugas": _session(officer.user), "kepala": _session(head.user)},
    }
    (home() / "claims.json").write_text(json.dumps(told), encoding="utf-8")


def _online(officer: object) -> dict[str, str]:
    """A family whose claim was decided last week, a year after the death: it may still object, and
    the letters of the second school year are awaited. Its mother holds a code."""
    from payung.claims.models import Claim
    from payung.claims.operations.codes import issue_code
    from tests.claims.builders import papers

    number = _family(_FAMILIES, date(2023, 12, 9), date(2024, 12, 12))
    papers(Claim.objects.get(number=number))
    mother = f"Ibu Contoh {_FAMILIES + 1}"
    code = issue_code(actor=officer, number=number, recipient=mother)  # type: ignore[arg-type]
    return {"number": number, "code": code}


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
    numbers = []
    for place in range(_FAMILIES):
        died = date(2022 + place % 2, 1 + place % 12, 3 + place % 25)
        numbers.append(_family(place, died, date(died.year, died.month, 28)))
        _prove(numbers[-1], draw, officer)
    return numbers[0]


def _family(place: int, died: date, decided: date) -> str:
    from payung.access.reader import operator
    from payung.claims.models import Claim, ClaimState, Decision, Party, PartyRole
    from payung.claims.operations.entitling import make_payables
    from payung.claims.queries.families import children_as_facts, heirs_as_facts, people_of
    from payung.law.benefits import doors
    from payung.registry.models import Programme
    from tests.claims.builders import claim, party

    found = claim(_member(f"Almarhum Contoh {place + 1}", 1), Programme.JKM, happened_on=died)
    mother = party(found, name=f"Ibu Contoh {place + 1}", birth_date=date(1988, 2, 3))
    for child in range(2 if place == 0 else 1 + place % 3):
        age, level = _LEVELS[(place + child) % len(_LEVELS)]
        Party.objects.create(
            claim=found, role=PartyRole.HEIR, relation="CHILD", level=level, guardian=mother,
            name=f"{('Anisa', 'Bagas', 'Citra')[child]} Contoh {place + 1}", position=child + 1,
            birth_date=date(died.year - age, 1 + child, 4),
        )  # fmt: skip
    facts = {"died_on": str(died), "months_paid": 48, "heirs": heirs_as_facts(people_of(found)),
             "children": children_as_facts(people_of(found))}  # fmt: skip
    benefit = doors.decide("jkm", facts)
    decision = Decision.objects.create(
        claim=found, sequence=1, is_granted=True, door="jkm", facts=facts,
        benefit=benefit.as_dict(), total=benefit.total, fund=benefit.total, employer=0, tax=0,
        decided_on=decided, fingerprint=b"-", needs_approval=False,
        decided_by=operator().user,
    )  # fmt: skip
    make_payables(decision, operator())
    Claim.objects.filter(pk=found.pk).update(state=ClaimState.GRANTED, decided_on=decided)
    return str(found.number)


def _prove(number: str, draw: Random, officer: object) -> None:
    """The letters of the years that are over, and some of this one."""
    from payung.claims.models import Payable
    from payung.claims.operations.proofs import Shown, prove_payable

    for row in Payable.objects.filter(claim__number=number).order_by("pk"):
        is_past = row.needs and row.due_on < date(2024, 7, 1)
        if is_past or (row.needs and row.due_on < date(2025, 7, 1) and draw.random() < 0.5):
            shown = Shown(issuer=draw.choice(_SCHOOLS), seen="Surat asli diperlihatkan walinya")
            prove_payable(
                actor=officer,  # type: ignore[arg-type]
                number=number,
                payable_id=row.pk,
                shown=shown,
            )
