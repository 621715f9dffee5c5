"""An operator's own outlines: what is taken, what is refused and why, and how maps use them.

The outlines are invented squares around the register's points.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from payung.access.models import Role, ScopeKind
from payung.access.reader import operator
from payung.access.refusals import AccessRefused
from payung.errors import PayungError
from payung.monitoring.boundaries import simplifying
from payung.monitoring.models import BoundaryFile, BoundaryLevel, RegionBoundary
from payung.monitoring.operations.boundaries import import_boundaries
from payung.monitoring.queries.boundaries import boundaries_in_force
from payung.reference.models import Region
from payung.site import charts
from payung.site.charts import Boundaries, Spot, Standing
from tests.access import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

HALF = 0.25


def centre(code: str) -> tuple[float, float]:
    region = Region.objects.get(pk=code)
    return region.longitude_mdeg / 1000, region.latitude_mdeg / 1000


def square(x: float, y: float, half: float = HALF) -> list[list[list[float]]]:
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    return [[[x + half * a, y + half * b] for a, b in corners]]


def feature(code: object, place: str | None = None, **properties: object) -> dict[str, object]:
    rings = square(*centre(place or str(code)))
    return {
        "type": "Feature",
        "properties": {"kode": code, **properties},
        "geometry": {"type": "Polygon", "coordinates": rings},
    }


def collection(*features: dict[str, object]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def take(content: bytes, **more: object) -> BoundaryFile:
    stated: dict[str, object] = {"source": "Pemetaan kantor, 2024", "licence": "Milik sendiri"}
    return import_boundaries(
        actor=operator(), content=content, file_name="batas.geojson", **{**stated, **more}
    )  # type: ignore[arg-type]


def refusal(content: bytes, **more: object) -> PayungError:
    with pytest.raises(PayungError) as refused:
        take(content, **more)
    assert not BoundaryFile.objects.exists()
    return refused.value


def test_outlines_are_kept_by_version_and_the_last_file_is_in_force() -> None:
    first = take(collection(feature("16"), feature("19")))
    assert (first.level, first.regions, len(first.missing)) == (BoundaryLevel.PROVINCE, 2, 36)
    assert take(collection(feature("16"), feature("19"))).pk == first.pk  # again: nothing changes
    second = take(collection(feature("19")))
    loaded = boundaries_in_force(BoundaryLevel.PROVINCE)
    assert loaded is not None
    assert (loaded.file_id, set(loaded.shapes)) == (second.pk, {"19"})
    assert RegionBoundary.objects.filter(file=first).count() == 2
    with pytest.raises(DatabaseError, match="rows are only added to"), connection.cursor() as sql:
        sql.execute("DELETE FROM monitoring_regionboundary")


def test_topojson_with_shared_and_reversed_arcs_gives_the_same_areas() -> None:
    """Two squares side by side around the points of two regencies: the border is one arc."""
    (x1, y1), (x2, _) = centre("19.71"), centre("19.06")
    step = 0.0001
    edges = {
        "west": x1 - 1,
        "middle": (x1 + x2) / 2,
        "east": x2 + 1,
        "south": y1 - 2,
        "north": y1 + 1,
    }
    at = {name: round(value / step) for name, value in edges.items()}
    border = [[at["middle"], at["south"]], [0, at["north"] - at["south"]]]
    left = [
        [at["middle"], at["north"]],
        [at["west"] - at["middle"], 0],
        [0, at["south"] - at["north"]],
        [at["middle"] - at["west"], 0],
    ]
    right = [
        [at["middle"], at["south"]],
        [at["east"] - at["middle"], 0],
        [0, at["north"] - at["south"]],
        [at["middle"] - at["east"], 0],
    ]
    topology = {
        "type": "Topology",
        "transform": {"scale": [step, step], "translate": [0, 0]},
        "arcs": [border, left, right],
        "objects": {
            "wilayah": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "id": "19.71", "arcs": [[0, 1]]},
                    {"type": "MultiPolygon", "id": "1906", "arcs": [[[~0, 2]]]},
                ],
            }
        },
    }
    taken = take(json.dumps(topology).encode())
    assert (taken.level, taken.regions, taken.corners_read) == (BoundaryLevel.REGENCY, 2, 10)


def test_an_old_code_is_read_as_the_code_of_today() -> None:
    taken = take(collection(feature("64.04", place="65.01"), feature("64.01")))
    assert taken.renamed == {"64.04": "65.01"}
    assert set(taken.boundaries.values_list("region", flat=True)) == {"64.01", "65.01"}


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"\xff\xfe", "not_utf8", "UTF-8"),
        (b'{"type": "FeatureCollection", "features": [', "not_json", "baris 1"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "not_json", "JSON"),
        (b"[" * 100_000, "not_json", "JSON"),
        (b'{"type": "Point"}', "unknown_kind", "ditemukan Point"),
        (b'{"type": "FeatureCollection", "features": []}', "empty", "satu bidang pun"),
        (b'{"type": "Topology", "arcs": [], "objects": {"a": {}}}', "topology_broken", "TopoJSON"),
    ],
)
def test_what_is_no_boundary_file_is_refused_in_words(content: bytes, code: str, said: str) -> None:
    refused = refusal(content)
    assert refused.code == f"boundaries_{code}"
    assert said in refused.message_id


def test_codes_are_held_against_the_register() -> None:
    good = feature("19.01")
    assert "bukan kode BPS" in refusal(collection(feature("19.99", place="19.01"))).message_id
    assert "teks" in refusal(collection(feature(19.1, place="19.01"))).message_id
    assert "lebih dari sekali" in refusal(collection(good, feature("1901", "19.01"))).message_id
    assert "1 provinsi" in refusal(collection(good, feature("19"))).message_id
    unnamed = {**good, "properties": {"nama": "Bangka"}}
    assert "nama" in refusal(collection(unnamed)).message_id
    assert take(collection({**good, "properties": {"nomor": "19.01"}}), code_property="nomor").pk


def test_self_evident_nonsense_is_refused() -> None:
    x, y = centre("19.01")
    swapped = {**feature("19.01"), "geometry": {"type": "Polygon", "coordinates": square(y, x)}}
    assert "tertukar" in refusal(collection(swapped)).message_id
    metres = square(11_700_000, -250_000, 9_000)
    projected = {**feature("19.01"), "geometry": {"type": "Polygon", "coordinates": metres}}
    assert "EPSG:4326" in refusal(collection(projected)).message_id
    exchanged = [feature("73.24", place="73.71"), feature("73.71", place="73.24")]
    assert "jauh dari wilayahnya" in refusal(collection(*exchanged)).message_id
    line = {**feature("19.01"), "geometry": {"type": "LineString", "coordinates": [[x, y]]}}
    assert "ditemukan LineString" in refusal(collection(line)).message_id
    flat = {**feature("19.01"), "geometry": {"type": "Polygon", "coordinates": [[[x, y]] * 4]}}
    assert "luasan" in refusal(collection(flat)).message_id


def test_source_and_licence_are_stated_by_one_who_may() -> None:
    assert "lisensi" in refusal(collection(feature("19")), licence=" ").message_id
    guide = builders.reader(Role.PLANNER, ScopeKind.REGION, "19")
    with pytest.raises(AccessRefused):
        import_boundaries(
            actor=guide, content=b"{}", file_name="a", source="a", licence="a", level=None
        )


def test_heavy_outlines_are_made_light_and_neighbours_keep_one_border(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(simplifying, "MOST_CORNERS", 60)
    x, y = centre("19.01")
    border = [[x + (n % 2) * 0.004, y - 1 + n * 0.01] for n in range(201)]
    west = [*border, [x - 2, y + 1], [x - 2, y - 1], border[0]]
    other = centre("19.05")
    east = [*border, [x + 2, y + 1], [x + 2, y - 1], border[0]]
    pair = [
        {**feature(code), "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for code, ring in (("19.05", west), ("19.01", east))
        if abs(other[0] - x) < 2
    ]
    taken = take(collection(*pair))
    assert taken.corners_read > 400
    assert taken.corners_kept <= 60
    first, second = (
        {tuple(point) for point in shape["coordinates"][0]}
        for shape in taken.boundaries.values_list("shape", flat=True)
    )
    assert len(first & second) >= 2


def test_a_map_is_drawn_within_the_outlines_and_says_whose_they_are(tmp_path: Path) -> None:
    spots = [
        Spot(code, *(round(1000 * part) for part in centre(code)), 4_000, 9, Standing.FAR, code)
        for code in ("19.01", "19.02", "19.71")
    ]
    shapes = {
        code: {"type": "Polygon", "coordinates": square(*centre(code))}
        for code in ("19.01", "19.02")
    }
    drawn = charts.regions(spots, Boundaries("1", shapes)).draw()
    assert drawn.count('aria-roledescription="geoshape"') == 2
    assert drawn.count('aria-roledescription="circle"') == 1  # the one without an outline
    assert 'aria-roledescription="geoshape"' not in charts.regions(spots).draw()
