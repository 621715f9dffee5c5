"""What an office has recorded counts as well as what is shipped."""

from __future__ import annotations

from datetime import date

import pytest

from payung.access.models import Role
from payung.access.reader import AccessRefused, operator, reader_for
from payung.monitoring.figure_check import check_text, registers
from payung.monitoring.models import UniverseKind
from payung.monitoring.operations import record_universe, set_target
from payung.reference.models import Regulation
from tests.access.builders import usual_holder
from tests.monitoring.figure_check.builders import said, table

pytestmark = pytest.mark.django_db


def test_the_registers_of_the_tables_know_what_the_package_knows(reference: None) -> None:
    known = registers.knowledge()
    words = "Di Papua 141.984 dari 240.009 penduduk, sesuai Inpres 21/2021."
    assert said(check_text(words, knowledge=known)) == said(check_text(words))


def test_a_rule_that_an_office_added_is_known(reference: None) -> None:
    words = "Sesuai PP 99/2030 tentang jaminan sosial ketenagakerjaan."
    assert said(check_text(words, knowledge=registers.knowledge()))
    Regulation.objects.create(
        code="pp-99-2030", type="PP", number="99", year=2030, title="Contoh", title_en="Sample",
        role="contoh", status="IN_FORCE", source="test", confidence="low",
    )  # fmt: skip
    assert said(check_text(words, knowledge=registers.knowledge())) == []


def test_a_target_of_the_office_is_right_beside_that_of_the_ministry(reference: None) -> None:
    words = "Target Bali tahun 2025 sebesar 70 persen."
    assert [code for code, _, _ in said(check_text(words, knowledge=registers.knowledge()))] == [
        "TARGET"
    ]
    set_target(
        actor=operator(), region="51", year=2025, share=7000, set_by="Gubernur", document="RKPD"
    )
    assert said(check_text(words, knowledge=registers.knowledge())) == []


def test_a_universe_on_record_is_an_earlier_figure_of_its_own_kind(reference: None) -> None:
    record_universe(
        actor=operator(), region="51", as_of=date(2024, 1, 31), persons=1_800_000, source="contoh",
        kind=UniverseKind.ELIGIBLE_UNIVERSE, confidence="high",
    )  # fmt: skip
    rows = "Wilayah,Per,Potensi,Definisi\nBali,2024-06-30,2600123,{}\n"
    earlier = registers.earlier(operator())
    assert [
        code for code, _, _ in said(table(rows.format("potensi pekerja"), earlier=earlier))
    ] == ["JUMP"]
    assert said(table(rows.format("penduduk bekerja"), earlier=earlier)) == []


def test_earlier_figures_need_the_right_to_see_coverage(reference: None) -> None:
    with pytest.raises(AccessRefused):
        registers.earlier(reader_for(usual_holder(Role.STATE_ATTORNEY).user))
