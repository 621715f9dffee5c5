"""The directory of service points: lists that offices hand in, and which regions lack a service."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import BinaryIO

import pghistory
from django.db import transaction
from django.db.models import Q, QuerySet

from payung.reference.files import Row, Sheet, read_sheet
from payung.reference.models import (
    Confidence,
    Origin,
    Region,
    Service,
    ServicePoint,
    ServicePointKind,
    Village,
)
from payung.reference.own_tables import one_at_a_time, source_stated
from payung.reference.upsert import TableCounts, upsert

#: What lists write for a kind, beside its code.
_KINDS = {
    "kantor cabang": ServicePointKind.BRANCH,
    "cabang": ServicePointKind.BRANCH,
    "ptsp": ServicePointKind.PUBLIC_SERVICE_COUNTER,
    "mpp": ServicePointKind.PUBLIC_SERVICE_COUNTER,
    "mal pelayanan publik": ServicePointKind.PUBLIC_SERVICE_COUNTER,
    "kantor pos": ServicePointKind.POST_OFFICE,
    "pos": ServicePointKind.POST_OFFICE,
    "pegadaian": ServicePointKind.PAWNSHOP,
    "bank": ServicePointKind.BANK_AGENT,
    "agen bank": ServicePointKind.BANK_AGENT,
    "kantor desa": ServicePointKind.VILLAGE_OFFICE,
    "desa": ServicePointKind.VILLAGE_OFFICE,
    "kelurahan": ServicePointKind.VILLAGE_OFFICE,
    "perisai": ServicePointKind.PERISAI_AGENT,
    "agen perisai": ServicePointKind.PERISAI_AGENT,
    "plkk": ServicePointKind.HEALTH_FACILITY,
    "rumah sakit": ServicePointKind.HEALTH_FACILITY,
    "klinik": ServicePointKind.HEALTH_FACILITY,
    "minimarket": ServicePointKind.RETAILER,
    "lainnya": ServicePointKind.OTHER,
}
_SERVICES = {
    "pendaftaran": Service.REGISTRATION,
    "daftar": Service.REGISTRATION,
    "registration": Service.REGISTRATION,
    "pembayaran": Service.PAYMENT,
    "bayar": Service.PAYMENT,
    "payment": Service.PAYMENT,
    "klaim": Service.CLAIMS,
    "claims": Service.CLAIMS,
}
_EARTH_RADIUS_KM = 6371


@dataclass(frozen=True)
class Nearest:
    """The nearest region with a service, in a straight line between the regions' points."""

    region: Region
    kilometres: int


@dataclass(frozen=True)
class RegionServices:
    """How many open points a region has for each service, and the nearest one where it has none.

    ``nearest`` has a key for each service that is missing; its value is None when no region has
    that service.
    """

    region: Region
    points: Mapping[Service, int]
    nearest: Mapping[Service, Nearest | None]

    @property
    def missing(self) -> tuple[Service, ...]:
        """The services that nobody gives there."""
        return tuple(self.nearest)


@transaction.atomic
def load_service_points(
    file: Path | BinaryIO, *, actor: str, source: str, regions: Collection[str] | None = None
) -> TableCounts:
    """Take service points from a CSV or XLSX: kind, services, name, address, region, village, days.

    ``services`` are words with commas (``pendaftaran, pembayaran, klaim``). One kind and name in a
    region is one point: the same file again changes nothing, a corrected one its lines; a day in
    ``tutup`` closes a point. With ``regions`` only those are taken. Whole or not at all. Raises
    ``RefusedFile`` with every problem by row and column.
    """
    sheet = read_sheet(
        file,
        {
            "kind": ("jenis",),
            "services": ("layanan",),
            "name": ("nama",),
            "region_code": ("kode_wilayah", "kode wilayah"),
            "open_from": ("buka", "mulai"),
        },
        optional={
            "address": ("alamat",),
            "village_code": ("kode_desa", "kode desa"),
            "open_to": ("tutup", "sampai"),
        },
    )
    source_stated(sheet, source)
    known = set(Region.objects.filter(parent__isnull=False).values_list("code", flat=True))
    allowed = known if regions is None else known & set(regions)
    villages = _villages_named(sheet)
    wanted = [
        point for row in sheet.rows if (point := _point(sheet, row, allowed, villages, source))
    ]
    _check_once(sheet, wanted)
    sheet.refuse_if_wrong()
    with pghistory.context(actor=actor, act="load_service_points", file=sheet.name):
        one_at_a_time(ServicePoint)
        part = Q(region__in={point.region_id for point in wanted})
        key = ("region_id", "kind", "name")
        return upsert(ServicePoint, wanted, key, over_own=True, among=part)


def open_points(on: date) -> QuerySet[ServicePoint]:
    """The service points that are open on a day."""
    return (
        ServicePoint.objects.filter(open_from__lte=on)
        .filter(Q(open_to=None) | Q(open_to__gte=on))
        .select_related("region", "village")
    )


def services_by_region(regions: Sequence[Region], on: date) -> list[RegionServices]:
    """What each of these regions has on a day, and the nearest region for what it lacks.

    The nearest is looked for in the whole country: a border does not keep a worker away.
    """
    having: dict[Service, dict[str, int]] = {service: {} for service in Service}
    for code, services in open_points(on).order_by().values_list("region_id", "services"):
        for service in Service:
            if services & service:
                having[service][code] = having[service].get(code, 0) + 1
    codes = {code for found in having.values() for code in found}
    places = {region.pk: region for region in Region.objects.filter(pk__in=codes)}
    return [
        RegionServices(
            region=region,
            points={service: having[service].get(region.pk, 0) for service in Service},
            nearest={
                service: _nearest(region, [places[code] for code in having[service]])
                for service in Service
                if region.pk not in having[service]
            },
        )
        for region in regions
    ]


def _nearest(region: Region, others: Sequence[Region]) -> Nearest | None:
    found = min(others, key=lambda other: (_distance(region, other), other.pk), default=None)
    return None if found is None else Nearest(found, round(_distance(region, found)))


def _distance(one: Region, other: Region) -> float:
    """The great-circle distance of two regions' points, kilometres (haversine)."""
    north, east = radians(one.latitude_mdeg / 1000), radians(one.longitude_mdeg / 1000)
    to_north, to_east = radians(other.latitude_mdeg / 1000), radians(other.longitude_mdeg / 1000)
    half = (
        sin((to_north - north) / 2) ** 2
        + cos(north) * cos(to_north) * sin((to_east - east) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(half))


def _villages_named(sheet: Sheet) -> dict[str, str]:
    """The region of each village that the list names and that is known."""
    codes = {row.cells["village_code"] for row in sheet.rows} - {""}
    return dict(Village.objects.filter(pk__in=codes).values_list("pk", "region_id"))


def _point(
    sheet: Sheet, row: Row, allowed: set[str], villages: Mapping[str, str], source: str
) -> ServicePoint | None:
    problems = len(sheet.problems)
    kind, services = _kind(sheet, row), _services(sheet, row)
    open_from = sheet.day(row, "open_from")
    open_to = sheet.day(row, "open_to", required=False)
    if open_from and open_to and open_to < open_from:
        sheet.problem(
            row.number,
            "open_to",
            row.cells["open_to"],
            "hari tutup sesudah hari buka",
            "a last day after the first",
        )
    _check_place(sheet, row, allowed, villages)
    if not 1 <= len(row.cells["name"]) <= 120 or len(row.cells["address"]) > 300:
        sheet.problem(
            row.number,
            "name",
            row.cells["name"],
            "nama 1 sampai 120 huruf, alamat paling panjang 300 huruf",
            "a name of 1 to 120 letters, an address of at most 300",
        )
    if len(sheet.problems) > problems or open_from is None:
        return None
    return ServicePoint(
        kind=kind,
        name=row.cells["name"],
        services=services,
        address=row.cells["address"],
        region_id=row.cells["region_code"],
        village_id=row.cells["village_code"] or None,
        open_from=open_from,
        open_to=open_to,
        source=source.strip(),
        confidence=Confidence.HIGH,
        origin=Origin.OWN,
    )


def _check_place(sheet: Sheet, row: Row, allowed: set[str], villages: Mapping[str, str]) -> None:
    """The region is one that may be loaded; the village, if named, lies in it."""
    code, village = row.cells["region_code"], row.cells["village_code"]
    if code not in allowed:
        sheet.problem(
            row.number,
            "region_code",
            code,
            "kode kabupaten/kota seperti 61.01 dalam wilayah kerja Anda (kolom berformat teks)",
            "the code of a regency like 61.01 within your scope (the column must be text)",
        )
    if village and villages.get(village) != code:
        sheet.problem(
            row.number,
            "village_code",
            village,
            f"kode desa yang sudah dimuat di {code}, atau kosong",
            f"the code of a loaded village in {code}, or nothing",
        )


def _kind(sheet: Sheet, row: Row) -> str:
    written = row.cells["kind"]
    found = _KINDS.get(" ".join(written.casefold().split()))
    if found is not None:
        return found
    if written.upper() in ServicePointKind.values:
        return written.upper()
    known = ", ".join(_KINDS)
    sheet.problem(row.number, "kind", written, f"salah satu dari {known}", f"one of {known}")
    return ""


def _services(sheet: Sheet, row: Row) -> int:
    written = row.cells["services"]
    total = 0
    for word in written.replace(";", ",").replace("/", ",").split(","):
        service = _SERVICES.get(" ".join(word.casefold().removesuffix("iuran").split()))
        if service is None:
            sheet.problem(
                row.number,
                "services",
                written,
                "pendaftaran, pembayaran, klaim (dipisah koma)",
                "registration, payment, claims (with commas)",
            )
            return 0
        total |= service
    return total


def _check_once(sheet: Sheet, points: Sequence[ServicePoint]) -> None:
    seen: set[tuple[str, str, str]] = set()
    for point in points:
        key = (point.region_id, point.kind, point.name)
        if key in seen:
            sheet.problem(
                0,
                "name",
                f"{point.name} di {point.region_id} dua kali",
                "sekali saja",
                "each point once",
            )
        seen.add(key)
