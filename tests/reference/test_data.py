"""The figures that the package carries: complete, adding up, each with source and confidence."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from payung.reference import models, packaged
from payung.reference.models import Office, OfficeKind, OfficeTerritory, Region, RegionKind

NOT_A_TABLE = {"sources"}
TABLES = sorted(
    path.name.removesuffix(".csv")
    for path in packaged.DATA.iterdir()
    if path.name.endswith(".csv") and path.name.removesuffix(".csv") not in NOT_A_TABLE
)


@pytest.mark.parametrize("table", TABLES)
def test_every_row_names_its_source_and_confidence(table: str) -> None:
    keys = {row["key"] for row in packaged.rows("sources")}
    rows = packaged.rows(table)
    assert rows
    for number, row in enumerate(rows, start=2):
        assert row["source"].strip(), f"{table} row {number}"
        assert row["confidence"] in models.Confidence.values, f"{table} row {number}"
        cited = set(re.findall(r"\b(?:P\d{2,3}|S[0-4]|R1|D[1-3])\b", row["source"]))
        assert cited <= keys, f"{table} row {number} cites {cited - keys}"


def test_38_provinces_416_regencies_98_cities(reference: None) -> None:
    kinds = Counter(Region.objects.values_list("kind", flat=True))
    assert kinds == {RegionKind.PROVINCE: 38, RegionKind.REGENCY: 416, RegionKind.CITY: 98}


def test_population_of_regencies_adds_up_to_their_provinces(reference: None) -> None:
    below: Counter[str] = Counter()
    for region in Region.objects.exclude(kind=RegionKind.PROVINCE):
        below[region.parent_id] += region.population
    for province in Region.objects.filter(kind=RegionKind.PROVINCE):
        assert province.population == below[province.code], province
    assert Region.objects.get(pk="19").population == 1_549_562


def test_26_codes_changed_with_the_split_of_papua(reference: None) -> None:
    papua = models.RegionCodeChange.objects.filter(old_code__startswith="9")
    assert papua.count() == 26
    assert papua.get(old_code="91.01").new.name == "Kabupaten Merauke"
    current = set(Region.objects.values_list("code", flat=True))
    assert not current & set(papua.values_list("old_code", flat=True))


def test_every_province_has_one_regional_office_and_one_high_prosecution_office(
    reference: None,
) -> None:
    provinces = set(Region.objects.filter(kind=RegionKind.PROVINCE).values_list("code", flat=True))
    for kind, offices in ((OfficeKind.REGIONAL, 11), (OfficeKind.PROSECUTION_HIGH, 38)):
        assert Office.objects.filter(kind=kind).count() == offices
        served = OfficeTerritory.objects.filter(office__kind=kind)
        assert sorted(served.values_list("region", flat=True)) == sorted(provinces)


def test_every_regency_has_one_district_prosecution_office(reference: None) -> None:
    served = OfficeTerritory.objects.filter(office__kind=OfficeKind.PROSECUTION_DISTRICT)
    regencies = Region.objects.exclude(kind=RegionKind.PROVINCE)
    assert sorted(served.values_list("region", flat=True)) == sorted(
        regencies.values_list("code", flat=True)
    )


@pytest.mark.parametrize(("province", "offices"), [("19", 7), ("63", 13)])
def test_prosecution_offices_of_the_journeys_are_certain(
    reference: None, province: str, offices: int
) -> None:
    district = Office.objects.filter(
        kind=OfficeKind.PROSECUTION_DISTRICT, parent=f"KT-{province}", confidence="high"
    )
    assert district.count() == offices


def test_risk_groups_add_up_to_the_191_kinds_of_the_annex(reference: None) -> None:
    counts = models.RiskGroup.objects.order_by("number").values_list("kinds_in_annex", flat=True)
    assert list(counts) == [23, 25, 96, 23, 24]
    assert sum(counts) == 191


def test_all_88_divisions_have_only_a_suggested_risk_group(reference: None) -> None:
    divisions = models.KbliClass.objects.all()
    assert divisions.count() == 88
    assert not divisions.filter(suggested_risk_group=None).exists()
    assert not divisions.exclude(confidence="low").exists()
    assert not divisions.exclude(confirmed_risk_group=None).exists()


def test_those_often_paid_by_the_state_are_marked(reference: None) -> None:
    border = models.WorkerSegment.objects.filter(often_state_wage_earner=True)
    assert set(border.values_list("code", flat=True)) >= {
        "NEIGHBOURHOOD_HEAD",
        "VILLAGE_OFFICIAL",
        "ELECTION_STAFF",
        "HONORARY_TEACHER",
    }
    assert not border.filter(code__in=["FISHER", "MARKET_TRADER", "MOTORCYCLE_TAXI"]).exists()
