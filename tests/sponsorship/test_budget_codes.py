"""One code however it is written; where a government books what; the nearest of an unknown one."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from payung.reference.files import RefusedFile
from payung.sponsorship.codes import normalised, printed
from payung.sponsorship.drafts import Draft
from payung.sponsorship.errors import BudgetRefused
from payung.sponsorship.models import AccountMapping, CodeKind, FundSource
from payung.sponsorship.operations.account_codes import (
    import_account_codes,
    load_account_codes,
    map_account,
)
from payung.sponsorship.operations.budgets import plan_budget_line
from payung.sponsorship.queries.account_codes import check_code, list_of_year, mapped_code
from tests.sponsorship import builders

HERE = "63.01"


@pytest.mark.parametrize(
    "text", ["5.1.02.02.02.0006", "510202020006", "5.1.2.02.02.0006", " 5.1.02.02.02.0006 "]
)
def test_an_account_is_one_code_however_it_is_written(text) -> None:
    assert normalised(text, CodeKind.ACCOUNT) == "5.1.2.2.2.6"
    assert printed("5.1.2.2.2.6", CodeKind.ACCOUNT) == "5.1.02.02.02.0006"


@pytest.mark.parametrize(
    "text", ["2.07.05.2.01.0003", "207052010003", "2.07.05.2.01.03", "2.07.05.02.01.0003"]
)
def test_an_activity_is_one_code_however_it_is_written(text) -> None:
    assert normalised(text, CodeKind.ACTIVITY) == "2.7.5.2.1.3"


@pytest.mark.parametrize("text", ["", "5.1.x", "51020202000", "0.1.02", "5.1.2.2.2.6.7"])
def test_what_is_no_code_is_refused(text) -> None:
    with pytest.raises(BudgetRefused):
        normalised(text, CodeKind.ACCOUNT)


@pytest.mark.django_db
def test_the_package_brings_its_codes_once_with_source_and_confidence() -> None:
    first = load_account_codes()
    assert first["codes"].created > 10
    again = load_account_codes()
    assert (again["lists"].created, again["codes"].created, again["codes"].changed) == (0, 0, 0)
    assert list_of_year(2025).code == "900.1.15.5-3406/2024"
    known = check_code("510202020007", CodeKind.ACCOUNT, 2025).known
    assert "Jaminan Kematian" in known.name
    assert (known.source, known.confidence) == ("R1", "high")


@pytest.mark.django_db
def test_an_unknown_code_is_answered_with_the_nearest_ones() -> None:
    load_account_codes()
    found = check_code("5.1.02.02.02.0060", CodeKind.ACCOUNT, 2025)
    assert found.known is None
    assert not found.is_certain
    assert found.near[0].printed == "5.1.02.02.02.0006"


def _list(*rows: str) -> BytesIO:
    file = BytesIO("\n".join(["kode;uraian", *rows]).encode())
    file.name = "kode.csv"
    return file


def _draft(account: str, segment: str = "FISHER") -> Draft:
    return Draft(
        region_code=HERE,
        fiscal_year=2025,
        title="Iuran",
        worker_segment=segment,
        fund_source=FundSource.REGENCY_BUDGET,
        persons=1,
        first_month=date(2025, 1, 1),
        months=12,
        account_code=account,
    )


@pytest.mark.django_db
def test_a_complete_list_of_the_office_refuses_what_it_lacks() -> None:
    load_account_codes()
    builders.worker_segment("FISHER")
    actor = builders.planner(HERE)
    told = {"actor": actor, "list_code": "Daftar 2025", "valid_from": date(2025, 1, 1)}
    warned = plan_budget_line(actor=actor, draft=_draft("5.1.02.02.02.0999"))
    assert "account_unknown" in {notice.code for notice in warned.notices}

    taken = import_account_codes(
        **told, file=_list("5.1.02.02.02.0006;Iuran JKK"), is_complete=True
    )
    assert taken.created == 1
    with pytest.raises(BudgetRefused) as refused:
        plan_budget_line(actor=actor, draft=_draft("5.1.02.02.02.0998"))
    assert refused.value.code == "code_unknown"
    assert "5.1.02.02.02.0006" in refused.value.message_id


@pytest.mark.django_db
def test_a_list_with_a_wrong_row_is_not_taken_at_all() -> None:
    told = {"list_code": "Daftar", "valid_from": date(2025, 1, 1)}
    with pytest.raises(RefusedFile) as refused:
        import_account_codes(
            actor=builders.planner(HERE), file=_list("5.1.02;Barang", "lima;Salah"), **told
        )
    assert "Baris 3" in refused.value.message_id
    assert list_of_year(2025) is None


@pytest.mark.django_db
def test_a_government_says_where_it_books_a_segment_and_the_closest_rule_holds() -> None:
    builders.worker_segment("FISHER")
    builders.worker_segment("FARMER")
    actor = builders.planner(HERE)
    told = {
        "actor": actor,
        "region_code": HERE,
        "kind": CodeKind.ACCOUNT,
        "from_year": 2025,
        "reason": "Pekerja rentan bukan pegawai",
    }
    map_account(**told, code="5.1.02.02.02.0006")
    social = map_account(**told, code="5.1.06.01.01.0001", worker_segment="FISHER")
    assert map_account(**told, code="510601010001", worker_segment="FISHER") == social
    assert AccountMapping.objects.count() == 2

    asked = {"fund_source": FundSource.REGENCY_BUDGET, "fiscal_year": 2025}
    assert mapped_code(HERE, CodeKind.ACCOUNT, worker_segment="FISHER", **asked) == "5.1.6.1.1.1"
    assert mapped_code(HERE, CodeKind.ACCOUNT, worker_segment="FARMER", **asked) == "5.1.2.2.2.6"
    assert mapped_code("63.02", CodeKind.ACCOUNT, worker_segment="FARMER", **asked) == ""
    line = plan_budget_line(actor=actor, draft=_draft("")).line
    assert line.account_code == "5.1.6.1.1.1"
