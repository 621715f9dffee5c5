"""Families that are paid for years, and visitors who hold the code of their claim."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from payung.access.reader import operator
from payung.claims.acting_for import Claimant
from payung.claims.models import Claim, ClaimState, Decision, Party, PartyRole
from payung.claims.operations.entitling import make_payables
from payung.claims.operations.intake import issue_code, open_claim
from payung.claims.queries.families import children_as_facts, heirs_as_facts, people_of
from payung.law.benefits import doors
from payung.registry.models import Programme
from tests.claims.builders import claim, officer, party, worker
from tests.claims.test_entitling import DIED, decision

HOME = "203.0.113.7"


def family() -> Claim:
    """A granted death benefit of a widow with two children at school; a year later their letters
    are asked for."""
    found = claim(worker(months=1), Programme.JKM, happened_on=DIED)
    mother = party(found)
    for place, (name, born) in enumerate([("Ani Contoh", "2015-03-03"), ("Budi", "2009-03-03")]):
        Party.objects.create(
            claim=found, role=PartyRole.HEIR, relation="CHILD", name=name, birth_date=born,
            level="PRIMARY" if place == 0 else "SENIOR_SECONDARY", guardian=mother,
            position=place + 1,
        )  # fmt: skip
    return _granted(found, "jkm", {
        "died_on": str(DIED),
        "months_paid": 40,
        "heirs": heirs_as_facts(people_of(found)),
        "children": children_as_facts(people_of(found)),
    })  # fmt: skip


def job_seeker() -> Claim:
    """A granted job loss claim whose second month asks for a search."""
    found = claim(worker(months=1), Programme.JKP, "JOB_LOSS", cause="TERMINATION")
    return _granted(found, "jkp", {
        "terminated_on": "2024-12-01", "wage": 4_000_000, "months_paid_in_window": 24,
        "longest_run": 24,
    })  # fmt: skip


def _granted(found: Claim, door: str, facts: dict[str, object]) -> Claim:
    assert doors.decide(door, facts).items
    made: Decision = decision(found, facts, door=door)
    make_payables(made, operator())
    Claim.objects.filter(pk=found.pk).update(state=ClaimState.GRANTED, decided_on=made.decided_on)
    found.refresh_from_db()
    return found


def holder(of: Claim, recipient: str = "Siti Contoh") -> Claimant:
    """Who opened a claim with its code."""
    code = issue_code(actor=officer(), number=of.number, recipient=recipient)
    return open_claim(number=of.number, code=code, address=HOME)[0]


def visitor(of: Claim, recipient: str = "Siti Contoh") -> Client:
    """A browser in which a claim was opened with its code."""
    code = issue_code(actor=officer(), number=of.number, recipient=recipient)
    client = Client()
    client.post(reverse("site:claim_online"), {"number": of.number, "code": code})
    return client
