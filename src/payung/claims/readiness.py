"""Whether a claim can be decided: what still stands in the way, in words for the officer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from payung.claims.errors import ClaimRefused
from payung.claims.facts import Gathered
from payung.claims.facts.labels import label_of
from payung.claims.models import Claim, ClaimState, Decision, Party, PartyRole
from payung.claims.papers import missing
from payung.claims.planned import planned
from payung.claims.signs import Sign
from payung.claims.signs.asking import looked_at, raise_for, unanswered
from payung.claims.splitting import Planned
from payung.clock import today
from payung.law.benefits.benefit import Benefit
from payung.law.benefits.doors import decide
from payung.law.errors import LawError


@dataclass(frozen=True)
class Obstacle:
    """One reason why the claim is not decided yet, and the page on which it is cleared."""

    code: str
    message_id: str
    message_en: str
    route: str

    def message(self, language: str = "id") -> str:
        """The sentence in the language asked for (``id`` or ``en``)."""
        return self.message_en if language == "en" else self.message_id


@dataclass(frozen=True)
class Assessment:
    """The facts of a claim, what the law answers to them, and what stands in the way.

    ``benefit`` is None where the law cannot answer yet; the obstacles then say why. ``payments``
    are the fund's, by party (key 0: the member, who is not entered as a party yet).
    """

    facts: Gathered
    benefit: Benefit | None
    payments: tuple[Planned, ...]
    obstacles: tuple[Obstacle, ...]

    @property
    def is_ready(self) -> bool:
        """Whether it can be decided now."""
        return self.benefit is not None and not self.obstacles


def assess(claim: Claim) -> Assessment:
    """What the law gives for the facts of a claim as they are known now, in whole rupiah.

    The signs of error are looked for too: new questions are kept, nothing else is written.
    """
    known, signs = looked_at(claim)
    facts = known.gathered
    benefit, refused = _answer(facts)
    payments, unpaid = _payments(claim, facts, benefit, known.people) if benefit else ((), ())
    obstacles = (*_unready(claim, signs), *_unknown(facts), *refused, *unpaid)
    return Assessment(facts, benefit, payments, obstacles)


def _answer(facts: Gathered) -> tuple[Benefit | None, tuple[Obstacle, ...]]:
    if facts.missing:
        return None, ()
    try:
        return decide(facts.door, facts.values), ()
    except LawError as error:
        return None, (Obstacle(error.code, error.message_id, error.message_en, "claim"),)


def _payments(
    claim: Claim, facts: Gathered, benefit: Benefit, family: Sequence[Party]
) -> tuple[tuple[Planned, ...], tuple[Obstacle, ...]]:
    """Who would receive what; an obstacle where somebody who must receive is not entered."""
    people = list(family)
    if not any(one.role == PartyRole.MEMBER for one in people):
        people.append(Party(pk=0, claim=claim, role=PartyRole.MEMBER, name=claim.person.name))
    as_decided = Decision(
        claim=claim,
        is_granted=benefit.is_payable,
        door=facts.door,
        facts=facts.values,
        benefit=benefit.as_dict(),
        decided_on=today(),
    )
    try:
        return planned(as_decided, people), ()
    except ClaimRefused as error:
        return (), (Obstacle(error.code, error.message_id, error.message_en, "claim_family"),)


def _unready(claim: Claim, signs: Iterable[Sign]) -> list[Obstacle]:
    found = []
    if claim.state == ClaimState.RECEIVED:
        found.append(
            Obstacle(
                "papers_open",
                "Berkas belum dinyatakan lengkap.",
                "The papers have not been declared complete.",
                "claim_papers",
            )
        )
    papers = missing(claim)
    if papers:
        found.append(
            Obstacle(
                "papers_missing",
                "Berkas yang belum ada: " + "; ".join(one.label_id for one in papers) + ".",
                "Missing papers: " + "; ".join(one.label_en for one in papers) + ".",
                "claim_papers",
            )
        )
    asked = len(unanswered(raise_for(claim, signs)))
    if asked:
        found.append(
            Obstacle(
                "questions_open",
                f"{asked} pertanyaan belum dijawab.",
                f"{asked} questions are still open.",
                "claim",
            )
        )
    return found


def _unknown(facts: Gathered) -> list[Obstacle]:
    if not facts.missing:
        return []
    names = [label_of(name) for name in facts.missing]
    return [
        Obstacle(
            "facts_missing",
            "Fakta yang belum diketahui: " + "; ".join(one for one, _ in names) + ".",
            "Facts that are not known yet: " + "; ".join(one for _, one in names) + ".",
            "claim",
        )
    ]


def require_ready(claim: Claim) -> tuple[Gathered, Benefit]:
    """The facts and the law's answer of a claim that can be decided. Raises ``ClaimRefused``."""
    found = assess(claim)
    if found.obstacles or found.benefit is None:
        first = found.obstacles[0]
        raise ClaimRefused(
            first.code,
            f"Klaim {claim.number} belum dapat diputus. "
            + " ".join(one.message_id for one in found.obstacles),
            f"Claim {claim.number} cannot be decided yet. "
            + " ".join(one.message_en for one in found.obstacles),
            obstacles=[one.code for one in found.obstacles],
        )
    return found.facts, found.benefit
