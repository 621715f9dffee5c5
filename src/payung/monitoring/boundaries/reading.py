"""A boundary file as it came: JSON of a known kind, its features with their codes as written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from payung.monitoring.boundaries.topology import features_of
from payung.monitoring.errors import MonitoringRefused

#: The largest file that is taken; finer outlines than this serve no map on a page.
MOST_BYTES = 64 * 1024 * 1024
#: Properties in which files usually carry the code; the feature's own ``id`` is asked as well.
_USUAL = ("code", "kode", "kode_wilayah", "kode_kemendagri", "kdpkab", "kode_kab", "kode_prov")


@dataclass(frozen=True)
class RawShape:
    """One feature: its place in the file, the code as written, its GeoJSON geometry."""

    number: int
    code: object
    geometry: dict[str, Any]


def refused(code: str, message_id: str, message_en: str, **facts: object) -> MonitoringRefused:
    """A refusal of a boundary file."""
    return MonitoringRefused(f"boundaries_{code}", message_id, message_en, **facts)


def read(content: bytes, *, code_property: str | None = None) -> list[RawShape]:
    """The features of a GeoJSON FeatureCollection or a TopoJSON topology.

    ``MonitoringRefused`` when it is too large, no JSON, of another kind, empty, or when no
    property holds region codes.
    """
    features = _features(_json(content))
    if not features:
        raise refused("empty", "Berkas tidak memuat satu bidang pun.", "The file has no feature.")
    name = code_property or _code_property(features)
    return [
        RawShape(number, _code(feature, name), feature.get("geometry") or {})
        for number, feature in enumerate(features, start=1)
    ]


def _json(content: bytes) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        raise refused(
            "too_large",
            f"Berkas {len(content):,} bita; paling besar {MOST_BYTES:,} bita. "
            "Sederhanakan garisnya lebih dulu.".replace(",", "."),
            f"The file has {len(content):,} bytes; at most {MOST_BYTES:,}. Simplify it first.",
        )
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as wrong:
        raise refused(
            "not_utf8",
            f"Berkas bukan teks UTF-8 (bita ke-{wrong.start + 1}).",
            f"The file is not UTF-8 text (byte {wrong.start + 1}).",
        ) from wrong
    except (json.JSONDecodeError, RecursionError) as wrong:
        line = getattr(wrong, "lineno", 1)
        column = getattr(wrong, "colno", 1)
        raise refused(
            "not_json",
            f"Berkas bukan JSON yang utuh: salah di baris {line}, kolom {column}.",
            f"The file is not valid JSON: wrong at line {line}, column {column}.",
            line=line,
        ) from wrong
    if not isinstance(found, dict):
        raise _unknown_kind(type(found).__name__)
    return found


def _no_number(word: str) -> float:
    raise json.JSONDecodeError(f"{word} is no number of JSON", word, 0)


def _features(found: dict[str, Any]) -> list[dict[str, Any]]:
    kind = found.get("type")
    if kind not in ("FeatureCollection", "Topology"):
        raise _unknown_kind(str(kind))
    try:
        features = list(features_of(found)) if kind == "Topology" else [*found.get("features", [])]
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as wrong:
        raise refused(
            "topology_broken",
            "Berkas menyebut dirinya TopoJSON, tetapi isinya tidak lengkap "
            "(objects, arcs atau transform).",
            "The file calls itself TopoJSON, but objects, arcs or transform are not whole.",
        ) from wrong
    if not all(isinstance(one, dict) for one in features):
        raise _unknown_kind("features")
    return features


def _unknown_kind(found: str) -> MonitoringRefused:
    return refused(
        "unknown_kind",
        f"Berkas harus GeoJSON (FeatureCollection) atau TopoJSON (Topology), ditemukan {found}.",
        f"The file must be GeoJSON (FeatureCollection) or TopoJSON (Topology), found {found}.",
        found=found,
    )


def _code(feature: dict[str, Any], name: str) -> object:
    properties = feature.get("properties") or {}
    return properties.get(name) if name in properties else feature.get("id")


def _code_property(features: Sequence[dict[str, Any]]) -> str:
    """The property that holds the codes: a usual name, in any case of letters."""
    names = _names(features)
    by_lower = {name.lower(): name for name in names}
    for usual in _USUAL:
        if usual in by_lower:
            return by_lower[usual]
    if all(feature.get("id") is not None for feature in features):
        return "id"
    listed = ", ".join(sorted(names)) or "-"
    raise refused(
        "no_code",
        "Tidak ada kolom kode wilayah yang dikenal. Sebutkan dengan --code-property; "
        f"yang ada: {listed}.",
        f"No known property holds the region code. Name it with --code-property; there are: "
        f"{listed}.",
        found=listed,
    )


def _names(features: Iterable[dict[str, Any]]) -> list[str]:
    counted: Counter[str] = Counter()
    for feature in features:
        counted.update((feature.get("properties") or {}).keys())
    return list(counted)
