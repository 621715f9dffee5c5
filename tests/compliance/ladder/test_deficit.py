"""The deficit of an inspection, computed by the law on both wages."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from payung.compliance import deficit
from payung.compliance.case_refusals import CaseRefused
from payung.compliance.deficit import FoundWage, compute, explain, read_found_wages, terms_of
from payung.compliance.models import Case
from payung.registry.models import Employer
from tests.contributions import builders as money

pytestmark = pytest.mark.django_db
JULY = date(2024, 7, 1)


def found(
    card: str = "", paid: int = 5_000_000, month: date = JULY, name: str = "Sari"
) -> FoundWage:
    return FoundWage(2, name, card, month, paid)


def case(employer: Employer | None) -> Case:
    return Case(employer=employer, firm_name="CV Contoh")


def test_under_reported_wage_costs_the_difference_of_two_laws() -> None:
    """5,000,000 paid and 3,000,000 reported in risk group I with JKK, JKM, JHT: 6.24 % of 2 m."""
    employer = money.payer()
    member = money.worker(employer, {JULY: 3_000_000})
    line = compute(case(employer), terms_of(case(employer), "", None), [found(member.card_number)])
    assert line[0].reported_wage == 3_000_000
    assert dict(zip(deficit.AMOUNTS, line[0].amounts, strict=True)) == {
        "jkk": 4_800, "jkm": 6_000, "jht_employer": 74_000, "jht_worker": 40_000,
        "jp_employer": 0, "jp_worker": 0,
    }  # fmt: skip
    assert line[0].total == 124_800


def test_a_missing_worker_costs_the_whole_contribution() -> None:
    employer = money.payer()
    line = compute(case(employer), terms_of(case(employer), "", None), [found()])
    assert line[0].membership_id is None
    assert line[0].total == 312_000  # 6.24 % of 5,000,000


def test_a_missing_programme_costs_its_rate() -> None:
    """A medium employer must have JP; the worker was reported with three programmes."""
    employer = money.payer(business_size="MEDIUM", programmes=7)
    member = money.worker(employer, {JULY: 5_000_000})
    line = compute(case(employer), terms_of(case(employer), "", None), [found(member.card_number)])
    amounts = dict(zip(deficit.AMOUNTS, line[0].amounts, strict=True))
    assert amounts == {
        "jkk": 0, "jkm": 0, "jht_employer": 0, "jht_worker": 0,
        "jp_employer": 100_000, "jp_worker": 50_000,
    }  # fmt: skip


def test_what_was_reported_too_high_gives_nothing_back() -> None:
    employer = money.payer()
    member = money.worker(employer, {JULY: 9_000_000})
    line = compute(case(employer), terms_of(case(employer), "", None), [found(member.card_number)])
    assert line[0].total == 0


def test_an_unregistered_firm_is_computed_by_what_the_inspector_found() -> None:
    terms = terms_of(case(None), "MICRO", 2)
    line = compute(case(None), terms, [found()])
    assert line[0].total == 42_000  # a micro firm must take JKK (0.54 %) and JKM (0.30 %)
    with pytest.raises(CaseRefused, match="Golongan risiko"):
        terms_of(case(None), "MICRO", 9)


def test_the_explanation_shows_both_laws_and_the_difference() -> None:
    employer = money.payer()
    told = explain(
        terms_of(case(employer), "", None),
        month=JULY, paid=5_000_000, reported=3_000_000, due=7, had=7, total=124_800,
    )  # fmt: skip
    assert told.amount == 124_800
    assert [step.amount for step in told.steps] == [312_000, 187_200]
    assert "Rp312.000" in told.formula_text("id")


def test_a_card_of_another_employer_and_a_worker_twice_are_refused() -> None:
    employer, other = money.payer(), money.payer()
    stranger = money.worker(other, {JULY: 3_000_000})
    terms = terms_of(case(employer), "", None)
    with pytest.raises(CaseRefused, match="bukan peserta pemberi kerja ini"):
        compute(case(employer), terms, [found(stranger.card_number)])
    with pytest.raises(CaseRefused, match="sudah ada di baris 2"):
        compute(case(employer), terms, [found(), found(name="SARI")])


def test_the_list_is_read_as_inspectors_write_it() -> None:
    text = (
        "Daftar upah hasil pemeriksaan;;;\n"
        "KPJ;NAMA;BULAN;UPAH DIBAYAR\n"
        "12345678901;Sari  Dewi;2024-07;5.000.000\n"
        ";Budi;08/2024;4000000\n"
    )
    rows = read_found_wages(BytesIO(text.encode()), "upah.csv")
    assert [(row.card_number, row.name, row.month, row.paid_wage) for row in rows] == [
        ("12345678901", "Sari Dewi", JULY, 5_000_000),
        ("", "Budi", date(2024, 8, 1), 4_000_000),
    ]


def test_wrong_cells_are_named_one_by_one() -> None:
    text = "KPJ;NAMA;BULAN;UPAH DIBAYAR\n123;Sari;Juli;lima juta\n"
    with pytest.raises(CaseRefused) as refusal:
        read_found_wages(BytesIO(text.encode()), "upah.csv")
    told = refusal.value.message_id
    assert "Baris 2, kolom KPJ" in told
    assert "Baris 2, kolom UPAH_DIBAYAR" in told
    assert "Baris 2, kolom BULAN: ditemukan 'Juli'; seharusnya bulan seperti 2024-11." in told
