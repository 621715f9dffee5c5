"""The ten saved questions: each answers exactly what is in sight, and nothing beside it."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO

import pytest
import typer
from django.test import Client
from openpyxl import load_workbook
from pytest_django import Settings
from typer.testing import CliRunner

from payung.access.encryption import blind_index
from payung.access.identifiers import NATIONAL_ID
from payung.access.models import Role, ScopeKind
from payung.access.reader import AccessRefused, Reader, operator, reader_for
from payung.cli import question as command
from payung.compliance.models import Case
from payung.errors import NotFound
from payung.law.parameters import get as parameter
from payung.monitoring.definitions import definition_of
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.half_years import half_year
from payung.monitoring.models import Observation
from payung.monitoring.operations import set_target
from payung.monitoring.operations.instructions import Told, answer_instruction
from payung.monitoring.queries.questions import QUESTIONS, Answer, Printed, answer
from payung.sponsorship.drafts import Draft
from payung.sponsorship.models import BeneficiaryList, FundSource, ListRow
from payung.sponsorship.operations.budgets import plan_budget_line, record_paid_out
from payung.sponsorship.operations.decrees import decree_list, sign_decree
from payung.sponsorship.operations.registering import register_list
from payung.sponsorship.operations.regulations import record_regulation
from tests.access import builders as access
from tests.compliance.ladder import builders as ladder
from tests.compliance.mandates import builders as mandates
from tests.contributions import builders as money
from tests.sponsorship import builders as governments
from tests.sponsorship import covers

pytestmark = pytest.mark.django_db

TODAY = date(2024, 12, 18)  # the business date of the tests


def cells(found: Answer) -> list[tuple[object, ...]]:
    return [row.cells for row in found.rows]


def ask(number: int, reader: Reader, region: str | None = None, on: date = TODAY) -> Answer:
    return answer(reader, number, region=region, on=on)


def figure(region: str, members: int, universe: int, as_of: date, **told: object) -> Observation:
    """A final coverage figure."""
    return Observation.objects.create(
        definition=definition_of("ACTIVE_COVERAGE", as_of), region_id=region, as_of=as_of,
        value=(members * 20_000 + universe) // (2 * universe), numerator=members,
        denominator=universe, method="REPORTED", born_as="FINAL", source="Rekap cabang",
        confidence="high", recorded_by=operator().user, **told,
    )  # fmt: skip


# 1 and 2: governments


def perda(region: str, enacted: date) -> None:
    record_regulation(
        actor=operator(), region_code=region, instrument="PERDA", number="3", year=enacted.year,
        title="Jaminan sosial ketenagakerjaan", enacted_on=enacted, valid_from=enacted,
        duties=["ALL_WORKERS"], legal_basis=[], source="JDIH", confidence="high",
    )  # fmt: skip


def test_1_who_has_a_perda_since_when_and_what_coverage_did(reference: None) -> None:
    perda("19.01", date(2023, 7, 1))
    perda("61.01", date(2023, 7, 1))
    for day, members in (
        (date(2022, 12, 31), 30),
        (date(2023, 6, 30), 33),
        (date(2023, 12, 31), 41),
    ):
        figure("19.01", members, 100, day)
        figure("19", members // 2, 100, day)
    found = ask(1, governments.planner("19"))
    assert [row[:6] for row in cells(found)] == [
        (
            "Kabupaten Bangka",
            "Perda Kabupaten Bangka Nomor 3 Tahun 2023",
            date(2023, 7, 1),
            3300,
            1100,
            500,
        )
    ]
    assert [one.value for one in found.headline] == [1, 8, 1]  # of seven regencies and the province
    assert cells(ask(1, governments.planner("19"), "19.02")) == []


def test_2_who_budgets_for_non_civil_servants_and_what_is_paid(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2025-06-18")
    for code, segment, persons in (
        ("63.03", 1, 7),  # staff of the state: wage earners
        ("63.05", 2, 100),  # fishers of another government are no staff
        ("64.01", 1, 9),
    ):
        access.region(code)
        governments.worker_segment("HONORARY_TEACHER" if segment == 1 else "FISHER")
        draft = Draft(
            region_code=code, fiscal_year=2025, title="Iuran",
            worker_segment="HONORARY_TEACHER" if segment == 1 else "FISHER", segment=segment,
            fund_source=FundSource.REGENCY_BUDGET, persons=persons,
            first_month=date(2025, 1, 1), months=12,
        )  # fmt: skip
        line = plan_budget_line(actor=governments.planner(code), draft=draft).line
        if code == "63.03":
            record_paid_out(
                actor=governments.planner(code), number=line.number, amount=100_000,
                document="SP2D 1", paid_on=date(2025, 2, 3),
            )  # fmt: skip
    found = ask(2, governments.manpower("63"), on=date(2025, 6, 18))
    (row,) = cells(found)
    assert row[:4] == ("Daerah 63.03", 1, 7, 12)
    assert row[5] == 100_000
    assert row[4] == found.totals[4]
    assert row[6] == found.totals[6]  # the share of totals, not a sum
    assert found.notes == ("Tahun anggaran 2025.",)
    assert cells(ask(2, governments.manpower("63"), on=date(2024, 6, 18))) == []


# 3 and 9: people whom governments pay for


def test_3_who_lapses_within_the_office_days_by_village(settings: Settings) -> None:
    settings.DEMO = True  # takes NIKs that can belong to nobody
    here = covers.region()
    found = covers.ready_list(here, covers.people(3), first_month=date(2024, 11, 1), months=2)
    letter = decree_list(actor=here.disnaker, list_ids=[found.pk])
    sign_decree(actor=here.regent, letter_id=letter.pk)
    register_list(
        actor=here.officer, list_id=found.pk, payer_npp=here.payer.registration_number,
        on=date(2024, 11, 4),
    )  # fmt: skip
    told = ask(3, here.disnaker)
    assert [(row[0], row[3], row[4], row[5]) for row in cells(told)] == [
        (f"Desa 17.06.0{place}.2001", found.number, date(2024, 12, 31), 13) for place in (1, 2, 2)
    ]
    days = parameter("sponsorship/lapsing_days", TODAY).number
    assert told.notes == (f"Berakhir dalam {days} hari dan belum diperpanjang.",)
    assert cells(ask(3, here.disnaker, on=date(2024, 10, 31))) == []  # more than so many days off
    assert cells(ask(3, governments.manpower("17.07"))) == []
    assert len(ask(3, operator(), "17.06").rows) == 3
    assert ask(3, operator(), "17.07").rows == ()


def _listed(code: str, actor: Reader, number: int, source: str, first: date) -> BeneficiaryList:
    made = BeneficiaryList.objects.create(
        number=f"DP-{code}-2025-{number:04d}", region_id=code, title="Daftar",
        agency=governments.agency(code), worker_segment=governments.worker_segment("FISHER"),
        fund_source=source, first_month=first, months=12, programmes=3,
        content_hash=bytes([number]) * 32, proposed_on=date(2025, 1, 2), proposed_by=actor.user,
    )  # fmt: skip
    ListRow.objects.create(
        list=made, row_no=1, name="BUDI CONTOH",
        national_id_hash=blind_index("6303011501800001", NATIONAL_ID),
    )  # fmt: skip
    return made


def test_9_who_is_on_two_funded_lists() -> None:
    regency, province = governments.manpower("63.03"), governments.manpower("63")
    own = _listed("63.03", regency, 1, FundSource.REGENCY_BUDGET, date(2025, 1, 1))
    other = _listed("63", province, 2, FundSource.PROVINCE_BUDGET, date(2025, 10, 1))
    found = ask(9, regency)
    assert [(row[0], row[2], row[3], row[6], row[7], row[8]) for row in cells(found)] == [
        ("BUDI CONTOH", own.number, other.number, date(2025, 10, 1), date(2025, 12, 1), 3)
    ]
    assert found.totals[-1] == 3
    assert cells(ask(9, governments.manpower("63.05"))) == []


# 4, 5 and 6: enforcement


def warned(second: date) -> Case:
    case = ladder.case_of(ladder.owing(5_000_000))
    ladder.take(case, "COLLECTION_LETTER", date(2024, 9, 17))
    ladder.take(case, "WARNING_FIRST", date(2024, 10, 7))
    ladder.take(case, "WARNING_SECOND", second)
    return case


def test_4_who_got_sp2_over_ten_working_days_ago_and_nothing_followed() -> None:
    late, gone = warned(date(2024, 10, 29)), warned(date(2024, 10, 29))
    warned(date(2024, 12, 9))  # its days still run
    ladder.take(gone, "EXIT_PROSECUTORS", date(2024, 12, 2), reason="Tidak ada iktikad baik")
    row = (late.firm_name, late.number, date(2024, 10, 29), date(2024, 11, 12), 36, 5_000_000)
    found = ask(4, ladder.officer())
    assert cells(found) == [row]
    assert found.totals[-1] == 5_000_000
    # As it stood a month ago: the other one had not gone to the prosecutors yet.
    then = ask(4, ladder.officer(), on=date(2024, 11, 18))
    assert {line[1] for line in cells(then)} == {late.number, gone.number}
    assert cells(ask(4, ladder.officer(), on=date(2024, 11, 12))) == []  # the last day of ten
    assert cells(ask(4, ladder.officer(), "19.01")) == []
    other = access.reader(Role.ACCOUNT_OFFICER, ScopeKind.OFFICE, access.PALEMBANG)
    assert cells(ask(4, other)) == []


def test_5_and_6_mandates_without_money_without_agreement_and_what_came_back() -> None:
    who = mandates.people()
    mandates.agreement(ends_on=date(2024, 12, 10))
    silent, paying = mandates.debtors([60_000_000, 60_000_000])
    first, second = mandates.granted(who, silent), mandates.granted(who, paying)
    bill = paying.bills.order_by("month").first()
    assert bill is not None
    money.pay(bill, 1_000_000, date(2024, 11, 4))
    handed = first.principal + first.penalty if hasattr(first, "principal") else None
    days = parameter("compliance/mandate_unpaid_days", TODAY).number
    assert days == 60

    found = ask(5, who.regional)
    told = {row[0]: row for row in cells(found)}
    assert set(told) == {first.number, second.number}
    assert told[first.number][3:5] == (mandates.GRANTED, 65)
    assert [told[one.number][6] for one in (first, second)] == ["belum ada", ""]
    assert {row[7] for row in cells(found)} == {date(2024, 12, 10)}
    assert told[first.number][5] - told[second.number][5] == 1_000_000
    before = ask(5, who.regional, on=date(2024, 12, 10))  # agreement in force, 57 days
    assert cells(before) == []
    elsewhere = access.reader(Role.HEAD_OF_BRANCH, ScopeKind.OFFICE, access.PALEMBANG)
    assert cells(ask(5, elsewhere)) == []
    assert cells(ask(6, elsewhere)) == []

    (row,) = cells(ask(6, who.regional))
    assert row[:4] == (str(first.prosecution_office), "Non-litigasi", "2024", 2)
    assert row[5] == 1_000_000
    assert row[4] == 2 * told[first.number][5]
    assert row[6] == (1_000_000 * 20_000 + row[4]) // (2 * row[4])
    assert ask(6, who.regional).totals[3:] == row[3:]
    assert handed in (None, told[first.number][5])


# 7, 8 and 10: figures and instructions


def test_7_what_must_be_added_by_the_end_of_the_year_by_region_and_segment(
    reference: None,
) -> None:
    letter = {"set_by": "Kementerian Dalam Negeri", "document": "Surat target"}
    set_target(actor=operator(), region="19", year=2024, share=5587, **letter)
    figure("19.01", 300, 1_000, TODAY)
    figure("19.01", 200, 1_000, TODAY, part="WAGE_EARNER")
    figure("19.01", 100, 1_000, TODAY, part="NON_WAGE_EARNER")
    figure("16.01", 300, 1_000, TODAY)
    found = ask(7, governments.planner("19"))
    rows = {row[0]: row for row in cells(found)}
    assert len(rows) == 7  # the regencies and cities of the province, no others
    bangka = rows["Kabupaten Bangka"]
    assert bangka[1:4] == (300, 5587, 559 - 300)
    codes = [column.code for column in found.columns]
    parts = {code: bangka[codes.index(code)] for code in ("WAGE_EARNER", "NON_WAGE_EARNER")}
    assert parts == {"WAGE_EARNER": 173, "NON_WAGE_EARNER": 86}
    assert (
        next(row for name, row in rows.items() if name.startswith("Kota"))[-1] == "belum ada angka"
    )
    assert found.totals[3] == 259
    assert found.headline[1].value == date(2024, 12, 31)


def test_8_which_figure_we_stated_on_a_day_from_which_inputs(reference: None) -> None:
    old = figure("19.01", 300, 1_000, date(2024, 9, 30), stated_on=date(2024, 10, 5))
    Observation.objects.create(
        definition=old.definition, region_id="19.01", as_of=old.as_of, value=3100, numerator=310,
        denominator=1_000, method="REPORTED", born_as="FINAL", source="Rekap baru",
        confidence="high", recorded_by=operator().user, supersedes=old, reason="Salah hitung",
        stated_on=date(2024, 11, 20),
    )  # fmt: skip
    reader = governments.planner("19.01")
    (row,) = cells(ask(8, reader, "19.01", date(2024, 10, 31)))
    assert row[1:] == (
        "19.01", Printed(3000, "BASIS_POINTS"), date(2024, 9, 30), 300, 1_000,
        "ACTIVE_COVERAGE v1", "final", "Rekap cabang", Printed(3100, "BASIS_POINTS"),
    )  # fmt: skip
    (now,) = cells(ask(8, reader, "19.01"))
    assert (now[2], now[-1]) == (Printed(3100, "BASIS_POINTS"), None)
    assert cells(ask(8, reader, "19.01", date(2024, 10, 4))) == []


def test_10_which_instructions_have_no_evidence_this_half_year(reference: None) -> None:
    officer = governments.manpower("19.01")
    before = cells(ask(10, officer, "19.01"))
    assert {row[0] for row in before} == {"Kabupaten Bangka"}
    assert {row[3] for row in before} == {"belum dijawab"}
    answer_instruction(
        actor=officer, code=before[0][1], half=half_year("2024-2"), region="19.01",
        told=Told(status="DONE", text="Perbup sudah ditetapkan."),
    )  # fmt: skip
    after = {row[1]: row[3] for row in cells(ask(10, officer, "19.01"))}
    assert after[before[0][1]] == "dijawab tanpa bukti"
    assert cells(ask(10, governments.manpower("19.02"), "19.01")) == []


# Who may ask


def test_without_the_right_there_is_no_answer_and_a_wrong_question_is_refused() -> None:
    access.offices()
    attorney = access.reader(Role.STATE_ATTORNEY, ScopeKind.MANDATE)
    for one in QUESTIONS:
        if one.number != 5:
            with pytest.raises(AccessRefused):
                ask(one.number, attorney)
    assert cells(ask(5, attorney)) == []
    with pytest.raises(NotFound):
        ask(11, operator())
    with pytest.raises(MonitoringRefused, match="tidak dikenal"):
        ask(4, operator(), "99")
    assert [one.number for one in QUESTIONS] == list(range(1, 11))


def test_the_page_shows_the_answer_its_export_and_the_reason_where_there_is_none() -> None:
    case = warned(date(2024, 10, 29))
    post = access.holder(Role.ACCOUNT_OFFICER, ScopeKind.OFFICE, access.PANGKALPINANG)
    client = Client()
    client.force_login(post.user)
    page = client.get("/pertanyaan/4/?per=2024-12-18").content.decode()
    assert f"/perkara/{case.number}/" in page
    assert "hak: Melihat rekapitulasi pemulihan." in client.get("/pertanyaan/6/").content.decode()
    assert client.get("/pertanyaan/6/ekspor.csv").status_code == 403
    assert client.get("/pertanyaan/4/?per=kemarin").status_code == 400
    assert client.get("/pertanyaan/11/").status_code == 404
    assert client.get("/pertanyaan/4/?wilayah=61").status_code == 404  # beyond his branch
    sheet = load_workbook(BytesIO(client.get("/pertanyaan/4/ekspor.xlsx").content)).active
    listed = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [row[1] for row in listed] == [case.number, None]
    assert [row[-1] for row in listed] == [5_000_000, 5_000_000]
    attorney = reader_for(access.holder(Role.STATE_ATTORNEY, ScopeKind.MANDATE).user)
    client.force_login(attorney.user)
    assert client.get("/pertanyaan/").status_code == 200


def test_the_command_answers_as_a_table_or_as_exact_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("payung.cli.main._is_set_up", lambda: True)
    app = typer.Typer()
    app.command()(command.question)
    case = warned(date(2024, 10, 29))
    listed = CliRunner().invoke(app, []).output
    assert listed.count("?") == 10
    shown = CliRunner().invoke(app, ["4", "--region", "19", "--as-of", "2024-12-18"]).output
    assert "Rp5.000.000" in shown.replace("\n", "")
    told = json.loads(CliRunner().invoke(app, ["4", "--json"]).output)
    assert told["rows"] == [
        [case.firm_name, case.number, "2024-10-29", "2024-11-12", 36, 5_000_000]
    ]
    assert told["totals"][-1] == 5_000_000
