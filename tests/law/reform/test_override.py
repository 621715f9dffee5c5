"""An office sets its own number: in the unit of the law, once, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from payung.law import parameters
from payung.law.errors import LawError
from payung.law.parameters import OFFICE, journal
from payung.law.reform.override import Setting, read_value, set_value, withdraw
from payung.law.wage_earner import explain_contribution

WHO = {"by": "budi", "at": "2026-11-22T08:00:00+07:00"}
CEILING = Setting(
    name="jp/wage_ceiling",
    value="Rp11.600.000",
    valid_from=date(2027, 3, 1),
    article="PP 45/2015 Pasal 29(3)",
    source="Surat B/1/2027",
    confidence="H/H",
    reason="Batas upah 2027",
)


def test_the_value_holds_from_its_day_and_every_explanation_says_whose_it_is(
    tmp_path: Path,
) -> None:
    act, is_new = set_value(tmp_path, CEILING, **WHO)
    assert (act.number, act.by, is_new) == (1, "budi", True)
    chosen = parameters.load(tmp_path)
    assert chosen.get("jp/wage_ceiling", date(2027, 3, 1)).number == 11_600_000
    assert chosen.get("jp/wage_ceiling", date(2027, 3, 1)).origin == OFFICE

    person: dict[str, Any] = {"wage": 20_000_000, "risk_group": 1, "takes_jht": True}
    with parameters.under(chosen):
        after = explain_contribution(date(2027, 3, 1), **person, takes_jp=True).as_text()
        before = explain_contribution(date(2027, 2, 1), **person, takes_jp=True).as_text()
    assert "nilai kantor Anda, sumber Surat B/1/2027" in after
    assert "nilai kantor" not in before


def test_the_same_setting_is_not_written_twice_but_again_after_another(tmp_path: Path) -> None:
    set_value(tmp_path, CEILING, **WHO)
    act, is_new = set_value(tmp_path, CEILING, **WHO)
    assert (act.number, is_new) == (1, False)
    set_value(tmp_path, replace(CEILING, value="12.000.000"), **WHO)
    act, is_new = set_value(tmp_path, CEILING, **WHO)
    assert (act.number, is_new) == (3, True)


def test_a_withdrawn_value_can_be_set_again(tmp_path: Path) -> None:
    set_value(tmp_path, CEILING, **WHO)
    assert withdraw(tmp_path, 1, reason="Keliru", **WHO).withdraws == 1
    with pytest.raises(LawError, match="number: ditemukan 1"):
        withdraw(tmp_path, 1, reason="Keliru", **WHO)
    assert set_value(tmp_path, CEILING, **WHO)[1]


@pytest.mark.parametrize(
    "change",
    [
        {"name": "jp/unknown"},
        {"value": "11,6"},
        {"value": "-1"},
        {"value": "11.60.000"},
        {"source": " "},
        {"article": ""},
        {"confidence": "pasti"},
        {"reason": ""},
        {"valid_to": date(2027, 2, 1)},
        {"name": "jp/employer_rate", "value": "101%"},
        {"name": "jp/employer_rate", "value": "2,00001%"},
        {"name": "bpu/tiers", "value": "[{income_from: 5, base: 1_000_000}]"},
        {"name": "bpu/tiers", "value": "[{income_from: 0}]"},
        {"name": "bpu/tiers", "value": "@tidak-ada.yaml"},
    ],
)
def test_what_the_law_files_may_not_hold_an_office_may_not_set(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    with pytest.raises(LawError):
        set_value(tmp_path, replace(CEILING, **change), **WHO)
    assert journal.read(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("jp/wage_ceiling", "Rp 11.600.000", 11_600_000),
        ("jp/employer_rate", "3,7%", 37_000),
        ("jp/employer_rate", "0,24 %", 2_400),
        ("jp/employer_rate", "37000", 37_000),
        ("jkp/citizens_only", "tidak", False),
        ("jkk/labour_intensive_paid_until", "2025-01-01", date(2025, 1, 1)),
        ("bpu/tiers", "[{income_from: 0, base: 1_200_000}]", [{"income_from": 0, "base": 1200000}]),
    ],
)
def test_values_are_read_as_offices_write_them(name: str, text: str, value: object) -> None:
    found = read_value(parameters.load().parameter(name), text)
    assert found == value
    assert type(found) is type(value)


def test_a_table_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "tiers.yaml"
    file.write_text("- {income_from: 0, base: 1_200_000}\n", encoding="utf-8")
    setting = replace(CEILING, name="bpu/tiers", value=f"@{file}")
    set_value(tmp_path / "law", setting, **WHO)
    rows = parameters.load(tmp_path / "law").get("bpu/tiers", date(2027, 3, 1)).rows
    assert [dict(row) for row in rows] == [{"income_from": 0, "base": 1_200_000}]
