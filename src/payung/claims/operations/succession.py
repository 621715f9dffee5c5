"""Passing a pension to the next of the family when a right ended."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from payung.access.permissions import ASSESS_CLAIMS
from payung.access.reader import Reader
from payung.claims.errors import ClaimRefused
from payung.claims.family_checks import is_minor
from payung.claims.limits import reasons_for_approval
from payung.claims.models import Claim, ClaimState, Decision
from payung.claims.operations.deciding import (
    amounts_of,
    check_version,
    grounds_of,
    keep_decision,
)
from payung.claims.operations.pensions import lock_pensions
from payung.claims.pension_passing import DIED, LOST, ends_of, pensions_of, since_of
from payung.claims.queries.decisions import waiting_decision
from payung.claims.queries.succession import (
    NOBODY,
    PASSING,
    Succession,
    succession_of,
    told_of,
)
from payung.claims.reach import held_claim
from payung.claims.steps import add_step
from payung.clock import today
from payung.law.benefits.benefit import Benefit


@transaction.atomic
def continue_pension(
    *,
    actor: Reader,
    number: str,
    version: int,
    told: Mapping[int, str] | None = None,
    grounds: str = "",
) -> Decision | None:
    """Decide by the law who draws a pension after the right of who drew it ended, and how much.

    The facts of the decision in force are asked again as of the month after the right's last day;
    ``told`` says of those who draw nothing yet why one has no right (``pension_passing.LOST``, by
    party); None: as it was told when the same month was asked before. The decision waits for
    another person, as every right for life; approved, its pensions begin with that month, and what
    was paid before it stays as it is. None: nobody follows, and that is kept. The same again
    changes nothing.

    Raises ``AccessRefused``, ``NotFound``; ``ClaimRefused`` for an older version, where no right
    has ended, where the law cannot answer yet, and for a child whose guardian is missing or dead.
    """
    claim = held_claim(actor, number, ASSESS_CLAIMS)
    lock_pensions(claim.office_id)
    standing = waiting_decision(claim)
    if standing is not None and _is_same(standing, actor, told):
        return standing
    found = succession_of(claim, told) if claim.state in PASSING else None
    if found is not None and found.is_settled and not told:
        return None
    check_version(claim, version)
    if found is None:
        raise _nothing(claim)
    benefit = _answered(claim, found, found.told)
    if not found.followers:
        _settle(claim, found, actor, found.told)
        return None
    _check_guardians(claim, found)
    return _propose(claim, found, benefit, actor, found.told, grounds)


def _is_same(standing: Decision, actor: Reader, told: Mapping[int, str] | None) -> bool:
    is_own = standing.decided_by_id == actor.user.pk and since_of(standing) is not None
    return is_own and (told is None or told_of(standing) == dict(told))


def _nothing(claim: Claim) -> ClaimRefused:
    return ClaimRefused(
        "nothing_to_continue",
        f"Pada klaim {claim.number} tidak ada hak pensiun yang berakhir dan belum dilanjutkan "
        f"(tahap “{ClaimState(claim.state).label}”).",
        f"On claim {claim.number} no right to a pension has ended that is not continued yet "
        f"(stage {claim.state}).",
        found=claim.state,
    )


def _answered(claim: Claim, found: Succession, told: Mapping[int, str]) -> Benefit:
    """The law's answer; a refusal where it has none, or where something told cannot be."""
    askable = {one.pk for one in found.asked}
    for party, reason in told.items():
        if party not in askable or reason not in LOST:
            raise ClaimRefused(
                "told_invalid",
                "Keterangan hanya dapat diberikan tentang anggota keluarga yang belum menerima "
                f"pensiun: {', '.join(LOST)}. Yang sudah menerima diakhiri di halaman pensiunnya.",
                "Only of those of the family who draw nothing yet can be told why they have no "
                f"right: {', '.join(LOST)}. The right of others ends on the page of their pension.",
                found=f"{party}: {reason}",
                expected=sorted(askable),
            )
    if found.error is not None or found.benefit is None:
        why = found.error
        raise ClaimRefused(
            why.code if why else "law_silent",
            f"Klaim {claim.number} belum dapat dilanjutkan. {why.message_id if why else ''}",
            f"Claim {claim.number} cannot be continued yet. {why.message_en if why else ''}",
        )
    return found.benefit


def _settle(claim: Claim, found: Succession, actor: Reader, told: Mapping[int, str]) -> None:
    """Keep that nobody follows, with the law's reason."""
    reasons = found.benefit.refusals if found.benefit is not None else ()
    add_step(
        claim,
        NOBODY,
        by=actor.user,
        note=" ".join(one.message_id for one in reasons),
        pension=max(one.pk for one in found.ended),
        since=found.since.isoformat(),
        told={str(party): reason for party, reason in told.items()},
    )


def _check_guardians(claim: Claim, found: Succession) -> None:
    """A child is not paid on the account of somebody dead, nor on nobody's."""
    ends = ends_of(pensions_of(claim))
    dead = {party for (party, _), end in ends.items() if end.reason == DIED}
    for one in found.followers:
        guardian = one.party.guardian_id
        if is_minor(one.party, today()) and (guardian is None or guardian in dead):
            raise ClaimRefused(
                "no_guardian",
                f"{one.party.name} belum dewasa dan walinya belum ada atau sudah meninggal: "
                "tetapkan wali dan rekeningnya di halaman Keluarga, lalu lanjutkan.",
                f"{one.party.name} is under age and has no living guardian: name one with an "
                "account on the page of the family, then continue.",
                found=one.party.name,
            )


def _propose(
    claim: Claim,
    found: Succession,
    benefit: Benefit,
    actor: Reader,
    told: Mapping[int, str],
    grounds: str,
) -> Decision:
    reason = Decision.Reason.NEW_FACTS
    decision = Decision(
        reason=reason,
        door="jp",
        facts=found.facts,
        sources=_sources(found, told),
        grounds=grounds_of(grounds, required=False),
        **amounts_of(benefit),
    )
    why = reasons_for_approval(claim, benefit, today(), reason=reason)
    return keep_decision(claim, decision, actor, why)


def _sources(found: Succession, told: Mapping[int, str]) -> dict[str, object]:
    """Where the facts come from: those of the decision before, and the end of the right."""
    day = f"{found.since:%d-%m-%Y}"
    return {
        **found.decision.sources,
        "since": {
            "id": f"Hak pensiun sebelumnya berakhir sebelum {day}",
            "en": f"The right to the pension before ended before {day}",
            "is_finding": False,
        },
        "survivors": {
            "id": f"Keluarga pada klaim ini, keadaan {day}",
            "en": f"Family of this claim, as of {day}",
            "is_finding": bool(told),
            "told": {str(party): reason for party, reason in sorted(told.items())},
        },
    }
