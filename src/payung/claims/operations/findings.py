"""Recording what an officer established: percentages, dates, costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django.db import transaction

from payung.access.audit import acting
from payung.access.masking import mask_number_runs
from payung.access.permissions import ASSESS_CLAIMS
from payung.access.reader import Reader
from payung.claims.errors import ClaimRefused
from payung.claims.facts import Gathered, gather
from payung.claims.models import Claim, ClaimState, Finding
from payung.claims.reach import held_claim
from payung.claims.signs import raise_questions
from payung.claims.signs.asking import require_version
from payung.claims.steps import add_step
from payung.law.benefits.doors import DOORS
from payung.law.benefits.jkk import WorkAccident
from payung.law.benefits.reading import plain, read
from payung.law.errors import LawError
from payung.law.jkk.costs import transport
from payung.law.jkk.partial_disability import assess

SHORTEST_SOURCE, LONGEST_SOURCE = 3, 300
#: Stages at which facts may still be found; what was decided is reopened first.
OPEN_STATES = (ClaimState.RECEIVED, ClaimState.COMPLETE)
#: What the family page holds, with proofs and accounts, and the end of a pension: never a finding.
FAMILY_FIELDS = ("heirs", "children", "survivors", "claimed_on", "since")


def record_finding(
    *,
    actor: Reader,
    number: str,
    field: str,
    value: Any,
    source: str,
    version: int | None = None,
) -> Finding:
    """One fact that an officer established; ``None`` takes an earlier finding back.

    See ``record_findings``.
    """
    made = record_findings(
        actor=actor, number=number, values={field: value}, source=source, version=version
    )
    return made[0]


@transaction.atomic
def record_findings(
    *,
    actor: Reader,
    number: str,
    values: Mapping[str, Any],
    source: str,
    version: int | None = None,
) -> tuple[Finding, ...]:
    """Facts of one paper together, each by its field at the law's door of the claim's programme.

    ``values`` are plain data as ``law.benefits.reading.read`` takes them. A value that is the
    newest already is not kept again. Raises ``LawError`` for a value that the law cannot take,
    ``ClaimRefused`` for a field that is no finding (``no_finding_field``), without a source
    (``finding_without_source``), or after the decision (``finding_too_late``).
    """
    claim = held_claim(actor, number, ASSESS_CLAIMS)
    if version is not None:
        require_version(claim, version)
    told = mask_number_runs(" ".join(source.split()))
    _check(claim, told)
    before = gather(claim)
    _check_fields(before, values)
    kept = _understood(before, values)
    newest = {one.field: one for one in claim.findings.order_by("pk")}
    made = []
    with acting(actor, f"Mencatat temuan pada klaim {claim.number}"):
        for name, value in kept.items():
            last = newest.get(name)
            if last is not None and last.value == value and last.source == told:
                made.append(last)
                continue
            made.append(
                Finding.objects.create(
                    claim=claim, field=name, value=value, source=told, recorded_by=actor.user
                )
            )
        if any(one.pk not in {row.pk for row in newest.values()} for one in made):
            add_step(claim, "FINDING", by=actor.user, note=told, fields=sorted(kept))
        raise_questions(claim)
    return tuple(made)


def _check(claim: Claim, source: str) -> None:
    if claim.state not in OPEN_STATES:
        raise ClaimRefused(
            "finding_too_late",
            f"Klaim {claim.number} berada pada tahap “{ClaimState(claim.state).label}”. Temuan "
            "dicatat sebelum keputusan; sesudahnya klaim dibuka kembali dengan alasan.",
            f"Claim {claim.number} is at the stage {claim.state}. Findings are recorded before "
            "the decision; afterwards the claim is reopened with a reason.",
        )
    if not SHORTEST_SOURCE <= len(source) <= LONGEST_SOURCE:
        raise ClaimRefused(
            "finding_without_source",
            "Tulis dari mana temuan itu, misalnya “Surat dokter RSUD tanggal 3-12-2024” "
            f"({SHORTEST_SOURCE} sampai {LONGEST_SOURCE} huruf).",
            "Write whence the finding comes, as “Doctor's letter of 3-12-2024” "
            f"({SHORTEST_SOURCE} to {LONGEST_SOURCE} letters).",
        )


def finding_fields(door: str) -> tuple[str, ...]:
    """The fields of a door that an officer may find."""
    return tuple(one.name for one in fields(DOORS[door].facts) if one.name not in FAMILY_FIELDS)


def _check_fields(before: Gathered, values: Mapping[str, Any]) -> None:
    known = finding_fields(before.door)
    for name in values:
        if name not in known:
            raise ClaimRefused(
                "no_finding_field",
                f"“{name}” tidak dicatat sebagai temuan pada klaim ini.",
                f"{name!r} is not recorded as a finding of this claim.",
                found=name,
                expected=list(known),
            )
    if not values:
        raise ClaimRefused(
            "no_finding_field",
            "Isi paling sedikit satu temuan.",
            "Fill in at least one finding.",
        )


def _understood(before: Gathered, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the law understands them, as plain data.

    The whole record is read, since fields bear on each other (losses and a death exclude each
    other). What was refused already without these values is not their fault: other facts may
    still be missing.
    """
    books = {one.field: one.book_value for one in before.sources if one.is_finding}
    back = {name: books.get(name) for name, value in values.items() if value is None}
    merged = _one_of_each({**before.values, **values, **back}, values)
    try:
        record = read(DOORS[before.door].facts, merged)
    except LawError as error:
        if _names(error) & values.keys() or error.code != _refusal(before):
            raise
        return dict(values)
    if isinstance(record, WorkAccident):
        _check_tables(record)
    understood = plain(record)
    return {
        name: None if value is None else understood.get(name, value)
        for name, value in values.items()
    }


def _check_tables(record: WorkAccident) -> None:
    """``LawError`` for a loss or a transport that the law's tables do not know."""
    for loss in record.losses:
        assess(record.accident_on, loss, left_handed=record.left_handed)
    transport(record.accident_on, record.trips)


#: Where the law takes one of two, the finding is that one.
_INSTEAD = {
    "balance": ("account",),
    "average_annual_wage": ("years",),
    "months_paid_in_window": ("paid_months",),
    "longest_run": ("paid_months",),
    "purpose": ("event",),
}


def _one_of_each(merged: dict[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    dropped = {
        other
        for name, others in _INSTEAD.items()
        if values.get(name) is not None
        for other in others
    }
    return {name: value for name, value in merged.items() if name not in dropped}


def _names(error: LawError) -> set[str]:
    path = str(error.parameters.get("path") or error.parameters.get("field") or "")
    return {path.split(".")[0].split("[")[0]}


def _refusal(before: Gathered) -> str | None:
    try:
        read(DOORS[before.door].facts, before.values)
    except LawError as error:
        return error.code
    return None
