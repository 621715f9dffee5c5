"""Whether the outlines of a file are those of the register's regions, at their places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry import shape as to_shape
from shapely.geometry.base import BaseGeometry

from payung.monitoring.boundaries.reading import RawShape, refused
from payung.monitoring.models.boundaries import BoundaryLevel
from payung.reference.models import Region, RegionCodeChange

#: Indonesia with its sea, in degrees: west, south, east, north.
WEST, SOUTH, EAST, NORTH = 94, -12, 142, 7
#: So far (degrees, some 30 km) an outline may lie from the point that the register has inside it.
FAR = 0.3
#: Codes named in one refusal.
_NAMED = 8


@dataclass(frozen=True)
class Checked:
    """The outlines by region code, old codes renamed, and the regions without one."""

    level: BoundaryLevel
    shapes: dict[str, BaseGeometry]
    renamed: dict[str, str]
    missing: tuple[str, ...]


def check(raws: Sequence[RawShape], *, level: BoundaryLevel | None = None) -> Checked:
    """Codes against the register, and coordinates against common sense.

    ``MonitoringRefused`` for codes that are unknown, doubled or of two levels; for other
    geometries than areas; for coordinates outside Indonesia or with latitude first; for outlines
    far from their region (codes of another list, such as those of BPS).
    """
    codes = {raw.number: _written(raw) for raw in raws}
    renames = _renames(codes.values())
    current = {number: renames.get(code, code) for number, code in codes.items()}
    level = _level(current.values(), level)
    regions = {
        region.code: region
        for region in Region.objects.filter(parent__isnull=level == BoundaryLevel.PROVINCE)
    }
    _refuse_unknown([codes[n] for n, code in current.items() if code not in regions], level)
    _refuse_doubled(current.values())
    shapes = {current[raw.number]: _area(raw, current[raw.number]) for raw in raws}
    _refuse_outside(shapes)
    _refuse_far(shapes, regions)
    return Checked(
        level=level,
        shapes=shapes,
        renamed={code: renames[code] for code in codes.values() if code in renames},
        missing=tuple(sorted(set(regions) - set(shapes))),
    )


def _written(raw: RawShape) -> str:
    """The code as text, with its dot: ``1901`` is 19.01. A number with decimals has lost digits."""
    if isinstance(raw.code, (float, bool)) or raw.code is None:
        raise refused(
            "code_not_text",
            f"Bidang ke-{raw.number}: kode wilayah harus teks seperti 19 atau 19.01, "
            f"ditemukan {raw.code!r}. Kode yang disimpan sebagai angka kehilangan nol di belakang.",
            f"Feature {raw.number}: the region code must be text such as 19 or 19.01, found "
            f"{raw.code!r}. A code kept as a number loses its trailing zeros.",
            feature=raw.number,
        )
    text = str(raw.code).strip()
    return f"{text[:2]}.{text[2:]}" if re.fullmatch(r"\d{4}", text) else text


def _renames(codes: object) -> dict[str, str]:
    found = RegionCodeChange.objects.filter(old_code__in=list(codes))  # type: ignore[call-overload]
    current = set(Region.objects.values_list("code", flat=True))
    return {one.old_code: one.new_id for one in found if one.old_code not in current}


def _level(codes: object, wanted: BoundaryLevel | None) -> BoundaryLevel:
    lengths = Counter(
        BoundaryLevel.REGENCY if "." in code else BoundaryLevel.PROVINCE
        for code in codes  # type: ignore[attr-defined]
    )
    if wanted is None and len(lengths) == 1:
        return next(iter(lengths))
    if wanted is None or set(lengths) != {wanted}:
        counted = ", ".join(f"{count} {level.label}" for level, count in lengths.items())
        raise refused(
            "levels_mixed",
            f"Satu berkas memuat satu tingkat wilayah saja; ditemukan {counted}.",
            f"A file holds one level of regions; found {counted}.",
        )
    return wanted


def _refuse_unknown(codes: Sequence[str], level: BoundaryLevel) -> None:
    if codes:
        raise refused(
            "unknown_codes",
            f"{len(codes)} kode tidak ada dalam daftar {level.label}: {_some(codes)}. "
            "Yang berlaku ialah kode Kemendagri, bukan kode BPS.",
            f"{len(codes)} codes are not in the register ({level.value.lower()}): {_some(codes)}. "
            "Codes are those of Kemendagri, not of BPS.",
            codes=list(codes),
        )


def _refuse_doubled(codes: object) -> None:
    doubled = [code for code, count in Counter(codes).items() if count > 1]  # type: ignore[call-overload]
    if doubled:
        raise refused(
            "codes_doubled",
            f"Wilayah yang sama muncul lebih dari sekali: {_some(doubled)}. "
            "Gabungkan bidangnya menjadi satu.",
            f"The same region appears more than once: {_some(doubled)}. Join its areas into one.",
            codes=doubled,
        )


def _area(raw: RawShape, code: str) -> BaseGeometry:
    kind = raw.geometry.get("type")
    if kind not in ("Polygon", "MultiPolygon"):
        raise refused(
            "not_an_area",
            f"Bidang ke-{raw.number} ({code}) harus Polygon atau MultiPolygon, ditemukan {kind}.",
            f"Feature {raw.number} ({code}) must be a Polygon or MultiPolygon, found {kind}.",
            region=code,
        )
    try:
        area = shapely.force_2d(to_shape(raw.geometry))
        if not area.is_valid:
            area = shapely.make_valid(area, method="structure")
    except (ValueError, TypeError, IndexError, KeyError, shapely.errors.ShapelyError) as wrong:
        raise _broken(raw, code) from wrong
    area = shapely.union_all([part for part in _parts(area) if part.geom_type == "Polygon"])
    if area.is_empty:
        raise _broken(raw, code)
    return area


def _parts(area: BaseGeometry) -> list[BaseGeometry]:
    return list(area.geoms) if hasattr(area, "geoms") else [area]


def _broken(raw: RawShape, code: str) -> Exception:
    return refused(
        "shape_broken",
        f"Bidang ke-{raw.number} ({code}) tidak membentuk suatu luasan; periksa koordinatnya.",
        f"Feature {raw.number} ({code}) does not form an area; check its coordinates.",
        region=code,
    )


def _refuse_outside(shapes: dict[str, BaseGeometry]) -> None:
    """Latitude first, metres instead of degrees, or another country."""
    west, south, east, north = shapely.total_bounds(list(shapes.values()))
    if west >= WEST and east <= EAST and south >= SOUTH and north <= NORTH:
        return
    if south >= WEST and north <= EAST and west >= SOUTH and east <= NORTH:
        why_id, why_en = "Bujur dan lintang tertukar.", "Longitude and latitude are swapped."
    elif max(abs(west), abs(south), abs(east), abs(north)) > 180:
        why_id = "Satuannya bukan derajat; ubah dahulu ke WGS84 (EPSG:4326)."
        why_en = "These are not degrees; convert to WGS84 (EPSG:4326) first."
    else:
        why_id, why_en = "Sebagian di luar Indonesia.", "Some of it lies outside Indonesia."
    raise refused(
        "outside_indonesia",
        f"{why_id} Diharapkan bujur {WEST} sampai {EAST} dan lintang {SOUTH} sampai {NORTH}; "
        f"ditemukan bujur {west:.2f} sampai {east:.2f} dan lintang {south:.2f} sampai {north:.2f}.",
        f"{why_en} Expected longitude {WEST} to {EAST} and latitude {SOUTH} to {NORTH}; found "
        f"longitude {west:.2f} to {east:.2f} and latitude {south:.2f} to {north:.2f}.",
    )


def _refuse_far(shapes: dict[str, BaseGeometry], regions: dict[str, Region]) -> None:
    """Each outline holds the point of its region, or nearly so."""
    far = [
        code
        for code, area in shapes.items()
        if area.distance(
            shapely.Point(regions[code].longitude_mdeg / 1000, regions[code].latitude_mdeg / 1000)
        )
        > FAR
    ]
    if far:
        named = [f"{code} {regions[code].name}" for code in far]
        raise refused(
            "far_from_region",
            f"{len(far)} bidang terletak jauh dari wilayahnya: {_some(named)}. "
            "Mungkin kodenya dari daftar lain (BPS), atau bidangnya tertukar.",
            f"{len(far)} outlines lie far from their region: {_some(named)}. Perhaps the codes are "
            "of another list (BPS), or outlines were exchanged.",
            codes=far,
        )


def _some(words: Sequence[str]) -> str:
    more = len(words) - _NAMED
    return ", ".join(words[:_NAMED]) + (f" (+{more})" if more > 0 else "")
