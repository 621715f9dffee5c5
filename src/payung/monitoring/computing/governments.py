"""What governments have laid down, budgeted, agreed and promised, and whom they cover.

Regulations, budgets, agreements and commitments are a government's own: a province's figure is
that of the provincial government, and no sum over its regencies. They are told of governments
that keep their books here (an office of theirs is known, or something was recorded of them): of
others nothing is known, which is not the same as none. Members are those of the region.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from django.db.models import Count, Q

from payung.access.models import ScopeKind
from payung.access.reader import operator
from payung.contributions.queries.scoping import rows
from payung.monitoring.computing.computed import Computed, Computer, basis_points
from payung.monitoring.computing.reading import once
from payung.monitoring.computing.sponsored import (
    VILLAGE_SEGMENTS,
    known_to_the_registry,
    lapsing,
    members,
)
from payung.monitoring.models import Observation, Status
from payung.partnerships.commitments import OPEN_STATES, CommitmentState, state_of
from payung.partnerships.models import AgreementTerm, Commitment
from payung.reference.models import Office, OfficeKind
from payung.sponsorship.models import BudgetEntry, Instrument, RegionalRegulation
from payung.sponsorship.queries.groups import Groups, guided_groups
from payung.sponsorship.standing import in_force

_WHOLE = ""
_REGISTER = "Register regulasi pemerintah daerah"
_BUDGETS = "Buku anggaran iuran pemerintah daerah"
_AGREEMENTS = "Register kerja sama"
_MEETINGS = "Notulen rapat dan sesi monev"
_REGISTRY = "Daftar peserta dan buku iuran"
_GROUPS = "Daftar peserta; penyebut: potensi kelompok binaan perangkat daerah"
_OWN = (OfficeKind.GOVERNMENT, OfficeKind.AGENCY)
#: What counts as a regulation: instruments that bind, of the government itself.
_BINDING = (Instrument.PERDA, Instrument.PERKADA, Instrument.DECREE)
#: The days ahead that the definition of LAPSING_60 names; another span is another indicator.
_LAPSING_DAYS = 60


@once
def _keeping(regions: tuple[str, ...]) -> frozenset[str]:
    """The governments that keep their books here."""
    offices = Office.objects.filter(region__in=regions, kind__in=_OWN)
    return frozenset(offices.values_list("region", flat=True))


def _told(regions: Sequence[str], counted: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    known = _keeping(tuple(regions))
    for region in regions:
        if region in known or region in counted:
            yield region, counted.get(region, 0)


@once
def _regulations(regions: tuple[str, ...], day: date) -> Mapping[str, tuple[int, int]]:
    """(regulations in force, Perda among them) of each government; (0, 0) where none is."""
    own = RegionalRegulation.objects.filter(
        region__in=regions, village=None, instrument__in=_BINDING
    )
    # Whoever has anything on the register keeps it: what is no longer in force counts as none.
    found = dict.fromkeys(own.order_by().values_list("region", flat=True).distinct(), (0, 0))
    binding = own.filter(in_force(day)).order_by().values("region")
    perda = Count("pk", filter=Q(instrument=Instrument.PERDA))
    for code, many, of_them in binding.annotate(many=Count("pk"), perda=perda).values_list(
        "region", "many", "perda"
    ):
        found[code] = (many, of_them)
    return found


def _regulations_in_force(regions: Sequence[str], day: date) -> Iterator[Computed]:
    counted = {code: many for code, (many, _) in _regulations(tuple(regions), day).items()}
    for region, value in _told(regions, counted):
        yield Computed(region, _WHOLE, value, source=_REGISTER)


def _has_perda(regions: Sequence[str], day: date) -> Iterator[Computed]:
    counted = {code: int(of > 0) for code, (_, of) in _regulations(tuple(regions), day).items()}
    for region, value in _told(regions, counted):
        yield Computed(region, _WHOLE, value, source=_REGISTER)


_BUDGET = f"""
WITH entry AS (
    SELECT line.region_id, line.id AS line_id, entry.id, entry.kind, entry.persons, entry.amount
    FROM sponsorship_budgetentry AS entry
    JOIN sponsorship_budgetline AS line ON line.id = entry.line_id
    WHERE line.region_id = ANY (%(regions)s) AND line.fiscal_year = %(year)s
        AND entry.happened_on <= %(as_of)s
), plan AS (
    SELECT DISTINCT ON (line_id) region_id, persons, amount FROM entry
    WHERE kind IN ('{BudgetEntry.Kind.PLANNED.value}', '{BudgetEntry.Kind.CHANGED.value}')
    ORDER BY line_id, id DESC
)
SELECT region_id, sum(amount)::bigint, sum(persons)::bigint, 0 FROM plan GROUP BY region_id
UNION ALL
SELECT region_id, 0, 0, sum(amount)::bigint FROM entry
WHERE kind = '{BudgetEntry.Kind.REALISED.value}' GROUP BY region_id"""


@once
def _budgets(regions: tuple[str, ...], day: date) -> Mapping[str, tuple[int, int, int]]:
    """(planned, persons, realised) of each government in the day's fiscal year."""
    found: dict[str, tuple[int, int, int]] = {}
    values = {"regions": list(regions), "year": day.year, "as_of": day}
    for code, planned, persons, realised in rows(_BUDGET, values):
        before = found.get(code, (0, 0, 0))
        found[code] = (before[0] + planned, before[1] + persons, before[2] + realised)
    return found


def _budget(
    regions: Sequence[str], day: date, *, which: int, flow: bool = False
) -> Iterator[Computed]:
    counted = {code: sums[which] for code, sums in _budgets(tuple(regions), day).items()}
    first = date(day.year, 1, 1) if flow else None
    for region, value in _told(regions, counted):
        yield Computed(region, _WHOLE, value, source=_BUDGETS, period_from=first)


def _agreements(regions: Sequence[str], day: date) -> Iterator[Computed]:
    """Agreements with the government itself or an agency of its, each once."""
    terms = AgreementTerm.objects.filter(starts_on__lte=day, ends_on__gte=day)
    party = "agreement__parties"
    counted: dict[str, set[int]] = {}
    asked = terms.filter(
        Q(**{f"{party}__region__in": regions})
        | Q(**{f"{party}__office__region__in": regions, f"{party}__office__kind__in": _OWN})
    )
    for agreement, own, office, kind in asked.values_list(
        "agreement", f"{party}__region", f"{party}__office__region", f"{party}__office__kind"
    ).distinct():
        for code in {own, office if kind in _OWN else None} & set(regions):
            counted.setdefault(code, set()).add(agreement)
    many = {code: len(found) for code, found in counted.items()}
    for region, value in _told(regions, many):
        yield Computed(region, _WHOLE, value, source=_AGREEMENTS)


@once
def _commitments(regions: tuple[str, ...], day: date) -> Mapping[str, tuple[int, int]]:
    """(open, late) of each government that ever promised anything; late ones are open too.

    A government's commitments are those of a monev session that name it, and those that its
    offices and posts own.
    """
    made = Commitment.objects.filter(meeting__held_on__lte=day).prefetch_related("steps")
    found: dict[str, tuple[int, int]] = {}
    asked = made.filter(
        Q(monev__region__in=regions)
        | Q(owner_office__region__in=regions, owner_office__kind__in=_OWN)
        | Q(owner_post__scope_kind=ScopeKind.REGION, owner_post__scope_code__in=regions)
    )
    for commitment in asked.select_related("monev", "owner_office", "owner_post"):
        state = state_of(commitment, commitment.steps.all(), day)
        for code in _owners(commitment) & set(regions):
            opened, late = found.get(code, (0, 0))
            found[code] = (opened + (state in OPEN_STATES), late + (state == CommitmentState.LATE))
    return found


def _owners(commitment: Commitment) -> set[str]:
    owners: set[str] = set()
    if (monev := getattr(commitment, "monev", None)) is not None:
        owners.add(monev.region_id)
    office, post = commitment.owner_office, commitment.owner_post
    if office is not None and office.kind in _OWN and office.region_id:
        owners.add(office.region_id)
    if post is not None and post.scope_kind == ScopeKind.REGION and post.scope_code:
        owners.add(post.scope_code)
    return owners


def _promised(regions: Sequence[str], day: date, *, late: bool) -> Iterator[Computed]:
    for region, counts in sorted(_commitments(tuple(regions), day).items()):
        yield Computed(region, _WHOLE, counts[late], source=_MEETINGS)


def _members(regions: Sequence[str], day: date, *, kind: str) -> Iterator[Computed]:
    found = members(tuple(regions), day)
    for region in known_to_the_registry(tuple(regions), day):
        value = found.of(kind, region)
        yield Computed(region, _WHOLE, value, inputs=found.inputs, source=_REGISTRY)


def _village_officials(regions: Sequence[str], day: date) -> Iterator[Computed]:
    """With how many there are as the denominator, where all their groups have a potential."""
    found = members(tuple(regions), day)
    groups = _guided(tuple(regions), day)
    for region in known_to_the_registry(tuple(regions), day):
        known = {
            row.group.worker_segment_id: row.version.persons or 0
            for row in groups.rows
            if row.group.region_id == region and row.group.agency.region_id == region
        }
        whole = (
            sum(known[code] for code in VILLAGE_SEGMENTS)
            if known.keys() >= set(VILLAGE_SEGMENTS)
            else None
        )
        value = found.of("VILLAGE", region)
        has = bool(whole)
        yield Computed(
            region,
            _WHOLE,
            value,
            value if has else None,
            whole if has else None,
            found.inputs,
            source=_GROUPS if has else _REGISTRY,
        )


@once
def _guided(regions: tuple[str, ...], day: date) -> Groups:
    return guided_groups(operator(), day, governments=regions)


def _vulnerable_coverage(regions: Sequence[str], day: date) -> Iterator[Computed]:
    """Members among the workers of the groups that a government's own agencies guide."""
    for region, enrolled in sorted(_guided(tuple(regions), day).by_government.items()):
        if region in regions and enrolled.potential:
            members_of, potential = enrolled.members, enrolled.potential
            inputs = {"exceeds": enrolled.exceeds}
            yield Computed(
                region,
                _WHOLE,
                basis_points(members_of, potential),
                members_of,
                potential,
                inputs,
                source=_GROUPS,
                confidence="medium",
            )


def _non_asn_coverage(regions: Sequence[str], day: date) -> Iterator[Computed]:
    """Of the staff whom an office reported as all there are; without such a report no figure."""
    found = members(tuple(regions), day)
    reported = (
        Observation.objects.filter(
            definition__code="NON_ASN_TOTAL", region__in=regions, part="", as_of__lte=day,
            superseded_by=None, value__gt=0,
        )
        .exclude(born_as=Status.REJECTED)
        .exclude(steps__status=Status.REJECTED)
        .order_by("as_of", "pk")
    )  # fmt: skip
    for region, whole in {one.region_id: one for one in reported}.items():
        if region is None:
            continue
        value = found.of("NON_ASN", region)
        inputs = {**found.inputs, "total": whole.pk, "denominator_as_of": whole.as_of.isoformat()}
        yield Computed(
            region,
            _WHOLE,
            basis_points(value, whole.value),
            value,
            whole.value,
            inputs,
            source=f"Daftar peserta; penyebut: {whole.source}"[:300],
            confidence=whole.confidence,
        )


def _lapsing(regions: Sequence[str], day: date) -> Iterator[Computed]:
    counted = lapsing(tuple(regions), day, day + timedelta(days=_LAPSING_DAYS))
    for region, value in _told(regions, counted):
        yield Computed(region, _WHOLE, value, source="Daftar penerima iuran")


COMPUTERS: dict[str, Computer] = {
    "REGULATIONS_IN_FORCE": _regulations_in_force,
    "HAS_PERDA": _has_perda,
    "BUDGET_PLANNED": partial(_budget, which=0),
    "BUDGET_PERSONS": partial(_budget, which=1),
    "BUDGET_REALISED": partial(_budget, which=2, flow=True),
    "AGREEMENTS_IN_FORCE": _agreements,
    "COMMITMENTS_OPEN": partial(_promised, late=False),
    "COMMITMENTS_LATE": partial(_promised, late=True),
    "VULNERABLE_MEMBERS": partial(_members, kind="VULNERABLE"),
    "VULNERABLE_COVERAGE": _vulnerable_coverage,
    "NON_ASN_ENROLLED": partial(_members, kind="NON_ASN"),
    "NON_ASN_COVERAGE": _non_asn_coverage,
    "VILLAGE_OFFICIALS_ENROLLED": _village_officials,
    "LAPSING_60": _lapsing,
}
