"""What is read of the reference data. It is public, so no query takes a reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet

from payung import clock
from payung.reference import citations
from payung.reference.models import (
    BusinessKind,
    Holiday,
    HolidayKind,
    KbliClass,
    LabourIntensiveClass,
    MinimumWage,
    Office,
    OfficeKind,
    OfficeTerritory,
    Origin,
    Region,
    RegionCodeChange,
    RegionKind,
    RegionSplit,
    Regulation,
)

# Regions


def subtree(code: str, field: str = "code") -> Q:
    """The condition that ``field`` holds this region or one below it: 19 takes in 19.01.

    ``field`` is the lookup path to a region code, such as ``region_id`` or ``employer__region``.
    An empty code is the nation: no condition.
    """
    if not code:
        return Q()
    return Q(**{field: code}) | Q(**{f"{field}__startswith": f"{code}."})


def regency_codes(province_code: str = "") -> frozenset[str]:
    """The codes of all regencies and cities (of a province): also the codes of places of work."""
    regencies = Region.objects.exclude(kind=RegionKind.PROVINCE).filter(subtree(province_code))
    return frozenset(regencies.values_list("code", flat=True))


def province_names() -> dict[str, str]:
    """The names of all provinces by their codes."""
    return dict(Region.objects.filter(kind=RegionKind.PROVINCE).values_list("code", "name"))


def regions_named(name: str, province_code: str = "") -> list[Region]:
    """The regions of that name, however blanks, hyphens and "Kab." are written.

    Names are not unique (Kabupaten and Kota Bogor): with the kind left out both are given.
    """
    wanted = _plain_name(name)
    found = Region.objects.filter(subtree(province_code))
    exact = [region for region in found if _plain_name(region.name) == wanted]
    return exact or [region for region in found if _bare_name(region.name) == wanted]


def _plain_name(name: str) -> str:
    text = name.casefold().replace(".", " ").replace("-", " ").replace("/", " ")
    words = text.split()
    expanded = {"kab": "kabupaten", "kep": "kepulauan", "adm": "administrasi"}
    return "".join(expanded.get(word, word) for word in words)


def _bare_name(name: str) -> str:
    plain = _plain_name(name)
    for kind in ("kabupatenadministrasi", "kotaadministrasi", "kabupaten", "kota"):
        if plain.startswith(kind) and plain != kind:
            return plain.removeprefix(kind)
    return plain


class PrefixStatus(StrEnum):
    """What the region part of a NIK tells. Only ``CURRENT`` is no reason for a warning."""

    CURRENT = "CURRENT"
    FORMER = "FORMER"
    SPLIT_PROVINCE = "SPLIT_PROVINCE"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True)
class PrefixReading:
    """Where a NIK may have been first issued, in codes of today, and a warning if not certain.

    It says nothing about where the person lives or works.
    """

    prefix: str
    status: PrefixStatus
    codes: tuple[str, ...]
    warning_id: str = ""
    warning_en: str = ""


def current_region_codes(nik_prefix: str) -> PrefixReading:
    """Which regencies of today the first digits of a NIK (four or more) may stand for.

    An old prefix is an answer with a warning and never an error: a NIK keeps the code of the day
    it was issued. ``SPLIT_PROVINCE`` is a code that is in no list, of a province from which
    others were cut out: the regencies of those are possible.
    """
    code = _prefix_code(nik_prefix)
    if Region.objects.filter(pk=code).exclude(kind=RegionKind.PROVINCE).exists():
        return PrefixReading(code, PrefixStatus.CURRENT, (code,))
    change = RegionCodeChange.objects.select_related("new").filter(pk=code).first()
    if change:
        return PrefixReading(
            code,
            PrefixStatus.FORMER,
            (change.new_id,),
            f"Kode {code} adalah kode lama; sekarang {change.new_id} {change.new.name}.",
            f"Code {code} is a former code; today it is {change.new_id} {change.new.name}.",
        )
    daughters = _daughters(code[:2])
    if daughters:
        return PrefixReading(
            code,
            PrefixStatus.SPLIT_PROVINCE,
            tuple(sorted(code for daughter in daughters for code in regency_codes(daughter))),
            f"Kode {code} tidak ada di daftar sekarang; mungkin dari sebelum pemekaran provinsi.",
            f"Code {code} is not in today's list; perhaps from before the province was split.",
        )
    return PrefixReading(
        code,
        PrefixStatus.UNKNOWN,
        (),
        f"Kode wilayah {code} tidak dikenal; periksa NIK ke Dukcapil.",
        f"Region code {code} is not known; check the NIK with the population registry.",
    )


def nik_prefixes() -> dict[str, PrefixStatus]:
    """All known four-digit NIK prefixes, current and former: for checks of whole files.

    A prefix that is missing here is to be warned of, not refused.
    """
    current = {code.replace(".", ""): PrefixStatus.CURRENT for code in regency_codes()}
    former = {
        code.replace(".", ""): PrefixStatus.FORMER
        for code in RegionCodeChange.objects.values_list("old_code", flat=True)
    }
    return former | current


def _prefix_code(nik_prefix: str) -> str:
    digits = nik_prefix.replace(".", "").strip()[:4]
    return f"{digits[:2]}.{digits[2:]}"


def _daughters(province_code: str) -> list[str]:
    """The provinces cut out of a province, and out of those."""
    pairs = list(RegionSplit.objects.values_list("mother_id", "daughter_id"))
    found: list[str] = []
    mothers = [province_code]
    while mothers:
        mother = mothers.pop()
        daughters = [daughter for former, daughter in pairs if former == mother]
        found += daughters
        mothers += daughters
    return found


# Offices


def territory(office_code: str, on: date | None = None) -> QuerySet[OfficeTerritory]:
    """The regions that an office serves on a day (today when not named)."""
    day = on or clock.today()
    in_force = Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))
    return OfficeTerritory.objects.filter(in_force, office=office_code)


def territory_codes(office_code: str, on: date | None = None) -> tuple[str, ...]:
    """The codes of those regions: provinces of a regional or high office, else regencies."""
    return tuple(territory(office_code, on).order_by("region").values_list("region", flat=True))


def in_regions(codes: Iterable[str], field: str = "code") -> Q:
    """The condition that ``field`` is in one of these regions or below; none matches nothing."""
    condition = Q(pk__in=[])
    for code in codes:
        condition |= subtree(code, field) if code else Q(pk__in=[])
    return condition


def offices_serving(
    region_code: str, kind: OfficeKind | None = None, on: date | None = None
) -> QuerySet[Office]:
    """The offices that serve a region on a day.

    A regency is served by offices that have it or its whole province; a province by those that
    have it or any of its regencies.
    """
    day = on or clock.today()
    served = Q(territory__region=region_code) | Q(territory__region=region_code[:2])
    served |= Q(territory__region__code__startswith=f"{region_code}.")
    in_force = Q(territory__valid_from__lte=day) & (
        Q(territory__valid_to=None) | Q(territory__valid_to__gte=day)
    )
    offices = Office.objects.filter(served & in_force).distinct()
    return offices.filter(kind=kind) if kind else offices


def office_names(codes: Iterable[str]) -> dict[str, str]:
    """The names of offices by their codes."""
    return dict(Office.objects.filter(pk__in=list(codes)).values_list("pk", "name"))


# Calendar


def extra_holidays(office_code: str | None = None) -> frozenset[date]:
    """Days off that were added by hand: national ones, and the local ones of an office.

    To be handed to ``payung.reference.calendar`` as ``extra``.
    """
    added = Q(kind=HolidayKind.NATIONAL, origin=Origin.OWN)
    if office_code:
        added |= Q(kind=HolidayKind.LOCAL, office=office_code)
    return frozenset(Holiday.objects.filter(added).values_list("day", flat=True))


# Regulations


@dataclass(frozen=True)
class RegulationAnswer:
    """The rule cited, or the rules most like it."""

    regulation: Regulation | None
    suggestions: tuple[Regulation, ...] = ()


def find_regulation(citation: str) -> RegulationAnswer:
    """The rule that a citation names: ``Inpres 2/2021``, ``PP Nomor 44 Tahun 2015``.

    Where it names none of the register, up to three nearest rules are suggested, best first:
    ``Inpres 21/2021`` suggests Inpres 2/2021.
    """
    register = list(Regulation.objects.all())
    read = citations.read_citation(citation)
    if read:
        for rule in register:
            if citations.same_rule(read, rule):
                return RegulationAnswer(rule)
    return RegulationAnswer(None, citations.nearest(citation, register))


# Business


@dataclass(frozen=True)
class RiskGroupAnswer:
    """A risk group for a KBLI code: confirmed by a person, or only suggested by the package."""

    risk_group: int
    confirmed: bool
    kbli_class: KbliClass


def risk_group_for(kbli_code: str) -> RiskGroupAnswer | None:
    """The risk group of a KBLI code, by its most specific class: a confirmed one before all.

    ``None`` for a code of no known division.
    """
    prefixes = [kbli_code[:length] for length in range(2, len(kbli_code) + 1)]
    classes = list(KbliClass.objects.filter(code__in=prefixes).order_by("-code"))
    for found in classes:
        if found.confirmed_risk_group_id is not None:
            return RiskGroupAnswer(found.confirmed_risk_group_id, True, found)
    for found in classes:
        if found.suggested_risk_group_id is not None:
            return RiskGroupAnswer(found.suggested_risk_group_id, False, found)
    return None


def business_kinds() -> QuerySet[BusinessKind]:
    """The lines of the annex when an office has loaded them, else the examples of the package."""
    annex = BusinessKind.objects.filter(number__isnull=False)
    return annex if annex.exists() else BusinessKind.objects.all()


def labour_intensive_industry(kbli_code: str) -> str | None:
    """The labour-intensive industry of PP 7/2025 that a KBLI code falls into, if any."""
    prefixes = [kbli_code[:length] for length in range(2, len(kbli_code) + 1)]
    return (
        LabourIntensiveClass.objects.filter(kbli_prefix__in=prefixes)
        .order_by("-kbli_prefix")
        .values_list("industry", flat=True)
        .first()
    )


# Minimum wages


def minimum_wage(region_code: str, on: date | None = None) -> MinimumWage | None:
    """The minimum wage in force in a region on a day: its own, else its province's.

    ``None`` where neither is known for that year.
    """
    year = (on or clock.today()).year
    return (
        MinimumWage.objects.filter(region__in=[region_code, region_code[:2]], year=year)
        .order_by("-region")
        .first()
    )


def minimum_wages(on: date | None = None) -> dict[str, int]:
    """The minimum wage of every region on a day, rupiah a month, by code: for whole files.

    Regencies without their own have their province's; regions without any are left out.
    """
    year = (on or clock.today()).year
    stated = dict(MinimumWage.objects.filter(year=year).values_list("region", "amount"))
    wages: dict[str, int] = {}
    for code in Region.objects.values_list("code", flat=True):
        amount = stated.get(code, stated.get(code[:2]))
        if amount is not None:
            wages[code] = amount
    return wages
