"""The claims of the demo: those settled before, and those that are open on its day."""

from __future__ import annotations

from collections.abc import Iterable

from payung.access.models import Role, ScopeKind
from payung.access.reader import Reader
from payung.claims.operations.taking_over import take_over_settled
from payung.demo.payers import Payer
from payung.demo.plan import AS_OF, OFFICE, Plan
from payung.demo.settled_claims import settled_claims
from payung.demo.users import Persona, make_personas
from payung.demo.year import today_is

_SOURCE = "Rekap klaim sistem lama (contoh)"


def personas() -> list[Persona]:
    """The two who serve claims in the branch: nobody confirms what he entered himself."""
    branch = (Role.CLAIMS_OFFICER, ScopeKind.OFFICE, OFFICE, OFFICE)
    return [
        Persona("layanan", "Fitri Handayani", "Petugas Pelayanan", *branch),
        Persona("layanan.kedua", "Agus Setiadi", "Petugas Pelayanan II", *branch),
    ]


def bring_claims(actor: Reader, plan: Plan, payers: Iterable[Payer]) -> int:
    """Let the branch bring the claims that it settled before; returns how many were taken.

    ``ValueError`` when one is refused: each is drawn so that the law grants it.
    """
    make_personas(actor, personas())
    with today_is(AS_OF):
        done = take_over_settled(
            actor=actor, office=OFFICE, claims=settled_claims(plan, payers), source=_SOURCE
        )
    if done.refused:
        first = done.refused[0]
        raise ValueError(f"{len(done.refused)} settled claims refused: {first.refusal}")
    return len(done.taken)
