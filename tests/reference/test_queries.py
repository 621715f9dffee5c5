"""What the reference room answers."""

from __future__ import annotations

from datetime import date

import pytest

from payung.reference import citations, queries
from payung.reference.models import MinimumWage, OfficeKind, Region
from payung.reference.queries import PrefixStatus


@pytest.mark.parametrize(
    ("prefix", "status", "codes"),
    [
        ("197101", PrefixStatus.CURRENT, ("19.71",)),
        ("910103", PrefixStatus.FORMER, ("93.01",)),
        ("64.73", PrefixStatus.FORMER, ("65.71",)),
        ("9999", PrefixStatus.UNKNOWN, ()),
        ("", PrefixStatus.UNKNOWN, ()),
    ],
)
def test_prefix_of_a_nik_is_answered_and_never_an_error(
    reference: None, prefix: str, status: PrefixStatus, codes: tuple[str, ...]
) -> None:
    reading = queries.current_region_codes(prefix)
    assert (reading.status, reading.codes) == (status, codes)
    assert bool(reading.warning_id) == (status is not PrefixStatus.CURRENT)


def test_unlisted_code_of_a_province_that_was_split_may_be_of_its_daughters(
    reference: None,
) -> None:
    reading = queries.current_region_codes("7320")
    assert reading.status is PrefixStatus.SPLIT_PROVINCE
    assert reading.codes == tuple(f"76.0{number}" for number in range(1, 7))


def test_known_prefixes_hold_today_and_before(reference: None) -> None:
    prefixes = queries.nik_prefixes()
    assert len(prefixes) == 514 + 31
    assert prefixes["1971"] is PrefixStatus.CURRENT
    assert prefixes["9101"] is PrefixStatus.FORMER


def test_a_province_takes_in_its_regencies_and_no_other(reference: None) -> None:
    codes = Region.objects.filter(queries.subtree("19")).values_list("code", flat=True)
    assert sorted(codes) == ["19", *(f"19.0{n}" for n in range(1, 7)), "19.71"]
    assert Region.objects.filter(queries.subtree("")).count() == 552
    assert not Region.objects.filter(queries.in_regions([])).exists()


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Pangkalpinang", ["19.71"]),
        ("KAB. BOGOR", ["32.01"]),
        ("Bogor", ["32.01", "32.71"]),
        ("Kep. Bangka Belitung", ["19"]),
        ("Bau-Bau", ["74.72"]),
        ("Atlantis", []),
    ],
)
def test_names_are_found_however_they_are_written(
    reference: None, name: str, codes: list[str]
) -> None:
    assert [region.code for region in queries.regions_named(name)] == codes


def test_pangkalpinang_branch_serves_the_whole_province(reference: None) -> None:
    codes = queries.territory_codes("KC-PANGKALPINANG", date(2024, 12, 18))
    assert set(codes) == queries.regency_codes("19")
    assert not queries.territory_codes("KC-PANGKALPINANG", date(2010, 1, 1))


def test_offices_that_serve_a_regency_come_from_both_trees(reference: None) -> None:
    serving = queries.offices_serving("19.71", on=date(2024, 12, 18))
    assert set(serving.values_list("code", flat=True)) == {
        "KC-PANGKALPINANG",
        "KW-SUMBAGSEL",
        "KN-19.71",
        "KT-19",
    }
    districts = queries.offices_serving("19", OfficeKind.PROSECUTION_DISTRICT, date(2024, 12, 18))
    assert districts.count() == 7


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Inpres 2/2021", "inpres-2-2021"),
        ("Instruksi Presiden Nomor 2 Tahun 2021", "inpres-2-2021"),
        ("Peraturan Pemerintah Republik Indonesia Nomor 44 Tahun 2015", "pp-44-2015"),
        ("Permenaker No. 5 Tahun 2021", "permenaker-5-2021"),
        ("PMK 215/PMK.07/2021", "pmk-215-2021"),
    ],
)
def test_a_rule_is_found_however_it_is_cited(reference: None, text: str, code: str) -> None:
    answer = queries.find_regulation(text)
    assert answer.regulation is not None
    assert answer.regulation.code == code


def test_a_slip_in_a_citation_leads_to_the_rule_that_was_meant(reference: None) -> None:
    answer = queries.find_regulation("Inpres 21/2021")
    assert answer.regulation is None
    assert answer.suggestions[0].code == "inpres-2-2021"
    assert not queries.find_regulation("surat biasa").suggestions
    assert citations.read_citation("PP 44") is None


def test_minimum_wage_falls_back_from_regency_to_province(reference: None) -> None:
    day = date(2024, 12, 18)
    from_province = queries.minimum_wage("19.71", day)
    assert from_province is not None
    assert (from_province.region_id, from_province.amount) == ("19", 3_640_000)
    MinimumWage.objects.create(
        region_id="19.71", year=2024, amount=3_700_000, source="keputusan", confidence="high"
    )
    own = queries.minimum_wage("19.71", day)
    assert own is not None
    assert own.amount == 3_700_000
    wages = queries.minimum_wages(day)
    assert (wages["19"], wages["19.01"], wages["19.71"]) == (3_640_000, 3_640_000, 3_700_000)
    assert queries.minimum_wage("19.71", date(2019, 1, 1)) is None


def test_footwear_is_labour_intensive_and_mining_is_not(reference: None) -> None:
    assert queries.labour_intensive_industry("15202") == "FOOTWEAR"
    assert queries.labour_intensive_industry("15111") == "LEATHER"
    assert queries.labour_intensive_industry("05100") is None
