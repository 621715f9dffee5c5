"""Fills a data folder with claims to decide, to approve and to object to.

Usage: ``python -c "from tests.browser.claims_decisions_site import build; build()"`` with
``PAYUNG_HOME``; numbers and sessions of the readers are written to ``claims.json`` there.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import django

from tests.browser.covers_site import _session

_MEMBERS = (
    *("Sahrul", "Marlina", "Yusuf", "Hendra", "Wati", "Ridwan"),
    *("Kartini", "Bambang", "Jamilah", "Suryadi", "Lestari"),
)


def build() -> None:
    """One family to decide, eleven decisions that wait, a refusal with its objection."""
    django.setup()
    from payung.home import home
    from tests.claims import builders
    from tests.claims.test_objections import regional

    officer, head = builders.officer("rina.pelayanan"), builders.head("kepala.pangkalpinang")
    above = regional()
    names = ((officer, "Rina Contoh"), (head, "Hasan Contoh"), (above, "Dewi Contoh"))
    for reader, name in names:
        reader.user.full_name = name
        reader.user.save()
    told = {
        "family": _family(),
        "waiting": [_waiting(officer, number) for number in range(len(_MEMBERS))],
        "changed": _changed(officer, head),
        "objection": _objection(officer),
        "sessions": {
            "petugas": _session(officer.user),
            "kepala": _session(head.user),
            "wilayah": _session(above.user),
        },
    }
    (home() / "claims.json").write_text(json.dumps(told), encoding="utf-8")


def _family() -> str:
    """A member of forty months, his widow, and two children of whom she is the guardian."""
    from tests.claims import builders

    died = _death("Sahrul Effendi Contoh", "Nuraini Contoh", months=40, papers=False)
    mother = died.parties.get()
    for name, born, level in (
        ("Alif Contoh", date(2013, 5, 1), "PRIMARY"),
        ("Zahra Contoh", date(2010, 2, 9), "JUNIOR_SECONDARY"),
    ):
        builders.party(
            died, "CHILD", name, role="CHILD", birth_date=born, level=level, guardian=mother,
            position=1,
        )  # fmt: skip
    builders.papers(died)
    return str(died.number)


def _death(name: str, widow: str, months: int, *, papers: bool = True) -> Any:
    from payung.registry.models import Programme
    from tests.claims import builders

    member = builders.worker(months=months, until=date(2024, 11, 1), wage=4_150_000)
    member.person.name = name
    member.person.save()
    member.employer.name = "CV Timah Contoh Sejahtera"
    member.employer.save()
    died = builders.claim(member, Programme.JKM, happened_on=date(2024, 12, 3))
    builders.party(died, name=widow, birth_date=date(1992, 4, 3))
    if papers:
        builders.papers(died)
    return died


def _propose(officer: Any, claim: Any, **told: Any) -> None:
    from payung.claims.operations.deciding import propose_decision
    from payung.claims.signs import answer_question, open_questions

    for row in open_questions(claim):
        answer_question(actor=officer, number=claim.number, question=row.pk, text="Sudah diperiksa")
    claim.refresh_from_db()
    propose_decision(actor=officer, number=claim.number, version=claim.version, **told)
    claim.refresh_from_db()


def _waiting(officer: Any, number: int) -> str:
    died = _death(f"{_MEMBERS[number]} Contoh", f"Istri {_MEMBERS[number]} Contoh", 4 + number)
    _propose(officer, died)
    return str(died.number)


def _changed(officer: Any, head: Any) -> str:
    """An approved claim whose receiver's account was changed afterwards."""
    from payung.claims.operations.approving import approve_decision
    from tests.claims.test_deciding import other_account

    died = _death("Rustam Contoh", "Halimah Contoh", 8)
    _propose(officer, died)
    approve_decision(actor=head, number=died.number, version=died.version)
    other_account(died)
    return str(died.number)


def _objection(officer: Any) -> int:
    """A refusal, since the death was found to be of work, and what the widow says to it."""
    from payung.claims.models import Finding
    from payung.claims.operations.objections import object_to_decision
    from tests.claims import builders

    died = _death("Anwar Contoh", "Rohana Contoh", 9)
    Finding.objects.create(
        claim=died, field="is_work_accident", value=True, source="Laporan pemberi kerja",
        recorded_by=builders.officer("dedi.pelayanan").user,
    )  # fmt: skip
    _propose(officer, died, grounds="Kematian ini akibat kecelakaan kerja; dibayar melalui JKK.")
    made = object_to_decision(
        actor=officer,
        number=died.number,
        grounds="Suami saya sakit di rumah sejak sehari sebelumnya; ia tidak sedang bekerja. "
        "Surat rawat puskesmas saya lampirkan.",
        party_id=died.parties.get().pk,
    )
    return made.pk
