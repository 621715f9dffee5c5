"""An explanation names each step, its numbers, its articles, and what is not yet certain."""

from __future__ import annotations

from datetime import date

from payung.law.wage_earner import explain_contribution
from tests.law.conftest import office_value

PERSON = {"wage": 12_000_000, "risk_group": 3, "takes_jht": True, "takes_jp": True}


def test_text_in_indonesian_shows_formula_article_and_confidence() -> None:
    text = explain_contribution(date(2025, 9, 1), labour_intensive=True, **PERSON).as_text()

    assert "JKK (kecelakaan kerja): Rp53.400 = Rp12.000.000 × 0,445%" in text
    assert "PP 36/2025 (Pasal 10A)" in text
    assert "keyakinan H/M" in text
    assert "min(Rp12.000.000; Rp10.547.400)" in text


def test_text_in_english_says_the_same() -> None:
    text = explain_contribution(date(2025, 9, 1), labour_intensive=True, **PERSON).as_text("en")

    assert "JKK (work injury): Rp53,400 = Rp12,000,000 × 0.445%" in text
    assert "confidence H/M" in text


def test_a_month_beyond_the_known_ceilings_is_flagged() -> None:
    known = explain_contribution(date(2027, 2, 1), **PERSON)
    beyond = explain_contribution(date(2027, 3, 1), **PERSON)

    assert known.amount == beyond.amount
    assert "dipakai nilai terakhir" not in known.as_text()
    assert "dipakai nilai terakhir" in beyond.as_text()
    ceiling = beyond.as_dict()["steps"][1]["steps"][1]["steps"][0]["parameters"][0]
    assert (ceiling["name"], ceiling["is_outdated"]) == ("jp/wage_ceiling", True)


def test_an_office_value_is_shown_as_such() -> None:
    with office_value("jp/wage_ceiling", 11_600_000):
        text = explain_contribution(date(2027, 3, 1), **PERSON).as_text()
    assert "nilai kantor" in text


def test_data_is_plain_and_complete() -> None:
    data = explain_contribution(date(2025, 9, 1), **PERSON).as_dict()

    assert data["amount"] == sum(step["amount"] for step in data["steps"])
    rate = data["steps"][0]["steps"][1]["steps"][0]
    assert rate["parameters"][0]["name"] == "jkm/rate"
    assert rate["parameters"][0]["valid_from"] == "2015-07-01"
