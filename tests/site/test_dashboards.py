"""What dashboards promise: the stored figures and no others, breaks that are not joined, sums."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.access import builders

from payung.access.models import Role, ScopeKind
from payung.access.reader import operator
from payung.monitoring.models import IndicatorDefinition
from payung.monitoring.operations import record_many, set_target
from payung.monitoring.queries import dashboards
from payung.monitoring.recording import NewFigure
from payung.reference.models import Region
from payung.site import charts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

NOV = date(2024, 11, 30)
PROVINCES = {"15": (300_000, 900_000), "16": (700_000, 2_000_000), "17": (150_000, 500_000)}
REGENCIES = {"19.01": (42_000, 120_000), "19.71": (64_000, 90_000), "19.03": (18_000, 78_000)}


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Drawings of this test only."""
    monkeypatch.setattr(charts, "home", lambda: tmp_path)
    charts._in_memory.clear()


def share(region: str | None, members: int, universe: int, as_of: date = NOV, **more: object):  # type: ignore[no-untyped-def]
    value = (members * 10_000 + universe // 2) // universe
    stated: dict[str, object] = {"source": "uji", "confidence": "high", "born_as": "FINAL", **more}
    return NewFigure(
        "ACTIVE_COVERAGE", region, as_of, value, numerator=members, denominator=universe, **stated
    )  # type: ignore[arg-type]


def count(code: str, region: str | None, value: int, as_of: date = NOV, **more: object):  # type: ignore[no-untyped-def]
    stated: dict[str, object] = {"source": "uji", "confidence": "high", "born_as": "FINAL", **more}
    return NewFigure(code, region, as_of, value, **stated)  # type: ignore[arg-type]


def record(*rows: NewFigure) -> None:
    record_many(actor=operator(), rows=rows)


def aim(region: str | None, basis_points: int, year: int = 2024) -> None:
    set_target(
        actor=operator(),
        region=region,
        year=year,
        share=basis_points,
        set_by="Kementerian Dalam Negeri",
        document="Surat target",
    )


def visitor(role: Role, kind: ScopeKind, code: str = "") -> Client:
    client = Client()
    client.force_login(builders.holder(role, kind, code).user)
    return client


def analyst() -> Client:
    return visitor(Role.MONEV_ANALYST, ScopeKind.NATION)


def words_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", unescape(text)).replace("\xa0", " ")


def test_the_page_says_what_the_observations_say() -> None:
    record(
        share("19", 221_000, 563_000),
        share("19", 214_000, 563_000, date(2023, 11, 30)),
        count("BUDGET_PLANNED", "19", 2_000_000_000),
        count("BUDGET_REALISED", "19", 900_000_000, period_from=date(2024, 1, 1)),
        count("ARREARS_PRINCIPAL", "19", 3_800_000_000),
        count("ARREARS_PRINCIPAL", "19", 2_850_000_000, part="BAD"),
        *(share(code, *inputs) for code, inputs in REGENCIES.items()),
    )
    aim("19", 5_587)
    page = words_of(analyst(), "/dasbor/19/?bulan=2024-11")
    assert "39,25 %" in page
    assert "221.000 dari 563.000" in page
    assert "Naik 1,24 titik persen dalam 12 bulan." in page
    assert "Kurang 93.548 orang menuju target 2024 sebesar 55,87 %." in page
    assert "45,00 % anggaran iuran sudah terealisasi." in page
    assert "Terbesar: Macet (10 bulan ke atas), 75,00 %." in page
    assert "1 dari 3 daerah sudah mencapai target." in page
    ranked = [
        page.index(f"{rank}. {name}")
        for rank, name in enumerate(
            ("Kota Pangkal Pinang", "Kabupaten Bangka", "Kabupaten Bangka Selatan"), start=1
        )
    ]
    assert ranked == sorted(ranked)


def test_a_draft_is_marked_and_a_later_month_does_not_reach_back() -> None:
    record(
        share("19", 221_000, 563_000, date(2024, 6, 30)),
        share("19", 230_000, 563_000, NOV, born_as="DRAFT"),
    )
    june = words_of(analyst(), "/dasbor/19/?bulan=2024-06")
    assert "39,25 %" in june
    assert "40,85 %" not in june
    assert "konsep" not in june
    november = words_of(analyst(), "/dasbor/19/?bulan=2024-11")
    assert "40,85 % konsep" in november


def test_a_break_in_the_meaning_is_not_joined_and_no_change_is_told_across_it() -> None:
    old = IndicatorDefinition.objects.get(code="ACTIVE_COVERAGE", version=1)
    new = {
        field.name: getattr(old, field.name)
        for field in IndicatorDefinition._meta.fields
        if field.name not in ("id", "recorded_at")
    }
    record(share("19", 221_000, 563_000, date(2024, 3, 31)))
    IndicatorDefinition.objects.create(
        **{**new, "version": 2, "valid_from": date(2024, 7, 1), "denominator": "LABOUR_FORCE"}
    )
    record(share("19", 222_000, 800_000, date(2024, 9, 30)), share("19", 223_000, 800_000))
    client = analyst()
    page = words_of(client, "/dasbor/19/?bulan=2024-11")
    assert "Sejak September 2024 penyebutnya angkatan kerja (Sakernas)" in page
    assert "Naik 0,13 titik persen dalam 2 bulan." in page
    place = dashboards.place_of_region(Region.objects.get(pk="19"))
    trend = dashboards.trend_of(operator(), place, code="ACTIVE_COVERAGE", as_of=NOV)
    assert [len(part.figures) for part in trend] == [1, 2]
    drawn = client.get("/dasbor/19/gambar/tren.svg?bulan=2024-11").content.decode()
    assert "arti berganti" in drawn
    lines = re.findall(r'aria-roledescription="line mark"[^>]*d="([^"]*)"', drawn) or re.findall(
        r'<path[^>]*d="(M[^"]*)"[^>]*stroke="#0f5563"[^>]*stroke-width="2\.2"', drawn
    )
    assert [line.count("L") for line in lines] == [0, 1]


def test_a_regional_office_is_the_sum_of_numerators_over_the_sum_of_denominators() -> None:
    provinces = {**PROVINCES, "18": (600_000, 2_400_000), "19": (221_000, 563_000)}
    record(*(share(code, *inputs) for code, inputs in provinces.items()))
    for code in provinces:
        aim(code, 5_000)
    reader = builders.reader(Role.REGIONAL_OFFICE, ScopeKind.OFFICE, "KW-SUMBAGSEL")
    client = Client()
    client.force_login(reader.user)
    assert client.get("/dasbor/").headers["Location"] == "/dasbor/kanwil/KW-SUMBAGSEL/"
    page = words_of(client, "/dasbor/kanwil/KW-SUMBAGSEL/?bulan=2024-11")
    assert "1.971.000 dari 6.363.000" in page
    assert "30,98 %" in page
    missing = sum(-(-universe // 2) - members for members, universe in provinces.values())
    assert missing == 1_210_500
    assert "1.210.500" in page
    assert "jumlah 5 provinsi" in page


def test_the_sum_of_a_regional_office_is_not_told_while_a_province_is_missing() -> None:
    record(*(share(code, *inputs) for code, inputs in PROVINCES.items()))
    page = words_of(analyst(), "/dasbor/kanwil/KW-SUMBAGSEL/?bulan=2024-11")
    assert "Belum ada angka untuk bulan ini atau sebelumnya." in page
    assert "33,33 %" in page  # its provinces stand in the league


def test_who_sees_which_dashboard() -> None:
    record(share("16", 700_000, 2_000_000, born_as="DRAFT"), share("19.71", 64_000, 90_000))
    planner = visitor(Role.PLANNER, ScopeKind.REGION, "19.71")
    assert planner.get("/dasbor/").headers["Location"] == "/dasbor/19.71/"
    for hidden in ("16/", "19.01/", "kanwil/KW-SUMBAGSEL/", "gambar/tren.svg", "kekurangan/"):
        assert planner.get(f"/dasbor/{hidden}").status_code == 404, hidden
    assert "71,11 %" in words_of(planner, "/dasbor/19.71/?bulan=2024-11")
    assert "35,00 %" not in words_of(planner, "/dasbor/19/?bulan=2024-11")


def test_a_drawing_has_an_address_that_changes_with_what_it_shows() -> None:
    record(*(share(code, *inputs) for code, inputs in REGENCIES.items()))
    client = analyst()

    def address() -> str:
        page = client.get("/dasbor/19/?bulan=2024-11").content.decode()
        return unescape(re.search(r'src="([^"]*/gambar/peta.svg[^"]*)"', page).group(1))  # type: ignore[union-attr]

    first = address()
    drawn = client.get(first)
    assert drawn.headers["Content-Type"] == "image/svg+xml"
    assert "immutable" in drawn.headers["Cache-Control"]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(first).content == drawn.content
    assert not [one for one in asked.captured_queries if "monitoring_observation" in one["sql"]]
    record(share("19.01", 43_000, 120_000, reason="dibetulkan"))
    assert address() != first
    assert client.get("/dasbor/19/gambar/peta.svg?bulan=2024-11&v=../../x").status_code == 200


def test_a_dashboard_asks_little_of_the_database_however_many_regions_it_shows() -> None:
    codes = list(Region.objects.filter(parent=None).values_list("pk", flat=True))
    record(*(share(code, 500, 1_000) for code in codes), share(None, 19_000, 38_000))
    client = analyst()
    client.get("/dasbor/?bulan=2024-10")
    with CaptureQueriesContext(connection) as asked:
        client.get("/dasbor/?bulan=2024-11")
    assert len(asked) <= 24


def test_the_gap_by_segment_is_that_of_the_targets_page() -> None:
    record(
        share("19.01", 42_000, 120_000),
        share("19.01", 30_000, 120_000, part="WAGE_EARNER"),
        share("19.01", 12_000, 120_000, part="NON_WAGE_EARNER"),
    )
    aim("19", 5_000)
    page = words_of(analyst(), "/dasbor/19.01/kekurangan/?bulan=2024-12")
    assert "42.000" in page
    assert "60.000" in page
    assert "Terbanyak kurang:" in page
