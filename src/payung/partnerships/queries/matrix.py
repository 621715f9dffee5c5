"""Which office has a valid agreement with which: every pair that should have one, on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from payung.access.permissions import VIEW_AGREEMENTS
from payung.access.reader import Reader
from payung.partnerships.models import Agreement, AgreementAct, AgreementParty, PartyKind
from payung.partnerships.reach import in_sight
from payung.partnerships.states import IN_FORCE, State, in_force, state_of
from payung.reference.models import Office, OfficeKind, OfficeTerritory, Region
from payung.reference.queries import subtree

#: A pair that never had an agreement.
NEVER = "NEVER"
#: The pairs that should have one: a branch with each district office where it serves, a regional
#: office with each high prosecution office.
_SIDES = {
    OfficeKind.BRANCH: OfficeKind.PROSECUTION_DISTRICT,
    OfficeKind.REGIONAL: OfficeKind.PROSECUTION_HIGH,
}
#: Which state speaks for a pair when it has several agreements, the best first.
_RANK = [
    State.VALID,
    State.RENEWAL,
    State.UPCOMING,
    State.APPROVED,
    State.SUBMITTED,
    State.DRAFT,
    State.REJECTED,
    State.LAPSED,
    State.ENDED,
]


@dataclass(frozen=True)
class MatrixRow:
    """Two offices, and the agreement that speaks for them on a day.

    ``state`` is ``VALID``, ``RENEWAL`` (in the renewal window), ``UPCOMING``, ``DRAFT``,
    ``LAPSED`` or ``NEVER``. ``mandates`` tells whether special powers of attorney can rest on it
    that day. ``draft`` is a successor not yet signed. ``regions`` are those that both serve.
    """

    fund_office: Office
    prosecution_office: Office
    regions: tuple[Region, ...]
    state: str
    agreement: Agreement | None
    last: date | None
    days_left: int | None
    mandates: bool
    draft: Agreement | None


def validity_matrix(reader: Reader, on: date, region: str | None = None) -> list[MatrixRow]:
    """Every pair of a fund office and a prosecution office within the reader's reach, on a day.

    ``region`` narrows to a province or regency. A fixed number of queries, however many pairs.
    Raises ``AccessRefused`` without VIEW_AGREEMENTS.
    """
    reader.require(VIEW_AGREEMENTS)
    pairs = _pairs(reader, on, region)
    by_pair = _agreements_of(pairs)
    found = [
        _row(offices, regions, by_pair.get((offices[0].pk, offices[1].pk), ()), on)
        for offices, regions in pairs.items()
    ]
    high = OfficeKind.REGIONAL
    return sorted(
        found,
        key=lambda row: (row.fund_office.kind != high, row.prosecution_office.pk),
    )


def _pairs(
    reader: Reader, on: date, region: str | None
) -> dict[tuple[Office, Office], tuple[Region, ...]]:
    """The pairs that serve a common region on that day, and those regions."""
    kinds = [*_SIDES, *_SIDES.values()]
    in_term = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))
    within = subtree(region, "region__code") | Q(region=region[:2]) if region else Q()
    territory = (
        OfficeTerritory.objects.filter(in_term, within, office__kind__in=kinds)
        .select_related("office", "region")
        .order_by("office", "region")
    )
    serving: dict[str, list[OfficeTerritory]] = defaultdict(list)
    for row in territory:
        serving[row.region_id].append(row)
    visible = set(
        Office.objects.filter(in_sight(reader, VIEW_AGREEMENTS, "pk")).values_list("pk", flat=True)
    )
    pairs: dict[tuple[Office, Office], list[Region]] = defaultdict(list)
    for rows in serving.values():
        for ours in rows:
            for theirs in rows:
                fits = _SIDES.get(OfficeKind(ours.office.kind)) == theirs.office.kind
                if fits and {ours.office_id, theirs.office_id} & visible:
                    pairs[ours.office, theirs.office].append(ours.region)
    return {offices: tuple(regions) for offices, regions in pairs.items()}


def _agreements_of(
    pairs: Iterable[tuple[Office, Office]],
) -> dict[tuple[str, str], list[Agreement]]:
    """All agreements that name both offices of a pair, drafts too, withdrawn ones not."""
    wanted = {(ours.pk, theirs.pk) for ours, theirs in pairs}
    fund_codes = {ours for ours, _ in wanted}
    named = (
        Agreement.objects.filter(parties__office__in=fund_codes)
        .exclude(acts__kind=AgreementAct.Kind.WITHDRAWN)
        .prefetch_related(
            Prefetch("parties", AgreementParty.objects.all()),
            "acts",
        )
        .distinct()
    )
    by_pair: dict[tuple[str, str], list[Agreement]] = defaultdict(list)
    for one in named:
        sides: dict[str, list[str]] = defaultdict(list)
        for party in one.parties.all():
            if party.office_id:
                sides[party.kind].append(party.office_id)
        for ours in sides[PartyKind.FUND]:
            for theirs in sides[PartyKind.PROSECUTION]:
                if (ours, theirs) in wanted:
                    by_pair[ours, theirs].append(one)
    return by_pair


def _row(
    offices: tuple[Office, Office],
    regions: tuple[Region, ...],
    found: Iterable[Agreement],
    on: date,
) -> MatrixRow:
    """What speaks for a pair: mandates between branch and district rest on a PKS alone."""
    ours, theirs = offices
    counted = [
        one
        for one in found
        if ours.kind == OfficeKind.REGIONAL or (one.kind == "PKS" and one.legal_assistance)
    ]
    told = [(state_of(one, list(one.acts.all()), on), one) for one in counted]
    told.sort(key=lambda pair: (_RANK.index(pair[0]), -pair[1].ends_on.toordinal()))
    drafts = [one for state, one in told if state in _UNSIGNED]
    past = [pair for pair in told if pair[0] in _PAST]
    best = told[0] if told else None
    if best is not None and best[0] in _UNSIGNED and past:
        best = past[0]  # a draft does not hide that the agreement before it has lapsed
    state, one = best if best else (NEVER, None)
    term = in_force(one, one.acts.all()) if one else None
    last = (term[1] if term else one.ends_on) if one else None
    return MatrixRow(
        fund_office=ours,
        prosecution_office=theirs,
        regions=regions,
        state=_SHOWN.get(state, state),
        agreement=one,
        last=last,
        days_left=(last - on).days if last else None,
        mandates=one is not None and one.kind == "PKS" and state in IN_FORCE,
        draft=drafts[0] if drafts else None,
    )


_UNSIGNED = frozenset({State.APPROVED, State.SUBMITTED, State.DRAFT, State.REJECTED})
_PAST = frozenset({State.LAPSED, State.ENDED})
#: The states of an agreement, as the state of its pair.
_SHOWN: dict[str, str] = {
    **dict.fromkeys(_UNSIGNED, State.DRAFT.value),
    **dict.fromkeys(_PAST, State.LAPSED.value),
}
