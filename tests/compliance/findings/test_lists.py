"""Lists of firms and payrolls: answered row by row, taken once, matched with care."""

from __future__ import annotations

import io
import json
from datetime import date

import openpyxl
import pytest

from payung.access.encryption import blind_index
from payung.access.identifiers import NATIONAL_ID
from payung.access.models import Role
from payung.access.reader import operator
from payung.access.refusals import AccessRefused
from payung.compliance.errors import ComparisonRefused, FindingRefused
from payung.compliance.models import (
    ComparisonFile,
    Finding,
    FindingKind,
    ListedFirm,
    PayrollLine,
)
from payung.compliance.operations.comparison import import_obliged_list
from payung.compliance.operations.findings import match_firm
from payung.compliance.queries.findings import comparison_answer, doubted_employers
from payung.law.wage_earner import contribution
from payung.registry.imports.problems import FileRefused
from payung.registry.models import EmployerStatus
from tests.access import builders as access
from tests.compliance.findings.builders import (
    AS_OF,
    MINIMUM,
    NOVEMBER,
    OFFICE,
    bring,
    bring_payroll,
    detect,
    employer,
    found,
    listed,
    staffed,
    workers,
)

pytestmark = pytest.mark.django_db
K = FindingKind
NIB = "1234567890123"


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch, tmp_path) -> None:
    access.offices()
    monkeypatch.setenv("PAYUNG_HOME", str(tmp_path))


def sentences(outcome) -> list[str]:
    content = comparison_answer(operator(), outcome.file.pk)
    rows = openpyxl.load_workbook(io.BytesIO(content))["Daftar"].iter_rows(
        min_row=2, values_only=True
    )
    return [line for row in rows if row[0] for line in str(row[0]).split("\n")]


def test_bad_cells_refuse_the_whole_list_and_are_answered() -> None:
    outcome = bring(
        [
            listed("CV BAIK"),
            listed("", KABUPATEN_KOTA="99.99"),
            listed("PT ANGKA", NIB="12345", JUMLAH_TENAGA_KERJA="dua"),
            listed("CV BAIK"),
        ]
    )

    assert not outcome.file.accepted
    assert (outcome.file.rows_read, outcome.file.rows_refused) == (4, 3)
    assert not ListedFirm.objects.exists()
    told = sentences(outcome)
    assert "Baris 3, kolom NAMA: kosong; seharusnya harus diisi." in told
    assert any("99.99" in line and "daftar wilayah" in line for line in told)
    assert any('"12345"; seharusnya NIB 13 angka' in line for line in told)
    assert any('"dua"; seharusnya bilangan bulat' in line for line in told)
    assert any("Baris 5" in line and "sudah ada di baris 2" in line for line in told)


def test_the_same_list_again_changes_nothing() -> None:
    rows = [listed("CV BAIK", NIB=NIB)]
    first, second = bring(rows), bring(rows)
    assert (first.repeated, second.repeated) == (False, True)
    assert second.file == first.file
    assert ListedFirm.objects.count() == 1


def test_a_region_may_be_named() -> None:
    access.region("19.71")
    bring([listed("CV BAIK", KABUPATEN_KOTA="daerah 19.71")])
    assert ListedFirm.objects.get().region_id == "19.71"


def test_a_persons_tax_number_is_kept_as_its_hash_only() -> None:
    number = "3271010101900001"
    bring([listed("TOKO BUDI", NPWP=number), listed("PT ORG", NPWP="0012345678901234")])
    person, organisation = ListedFirm.objects.order_by("row_no")
    assert bytes(person.person_tax_hash) == blind_index(number, NATIONAL_ID)
    assert number not in json.dumps([person.tax_number, person.firm_key])
    assert organisation.tax_number == "012345678901234"
    detect()
    assert not any(number in str(row.__dict__) for row in Finding.objects.all())


def test_a_firm_that_nobody_registered_is_found() -> None:
    employer()
    bring([listed("PT BARU", NIB=NIB, JUMLAH_TENAGA_KERJA="7")])

    detect()

    finding = found(K.UNREGISTERED)
    least = contribution(
        NOVEMBER, wage=MINIMUM, risk_group=1, takes_jht=False, takes_jp=False
    ).total
    assert (finding.firm_name, finding.firm_identifier) == ("PT BARU", f"NIB {NIB}")
    assert (finding.workers, finding.amount) == (7, 7 * 12 * least)
    assert finding.evidence["match"] == "NONE"
    assert finding.evidence["list"]["workers"] == 7


@pytest.mark.parametrize(
    ("there", "listed_with"),
    [
        ({"business_id_number": NIB}, {"NIB": NIB}),
        ({"tax_number": "012345678901234"}, {"NPWP": "0012345678901234"}),
        ({"tax_number": "0012345678901234"}, {"NPWP": "012345678901234"}),
        ({"tax_number": "3271010101900001"}, {"NPWP": "3271010101900001"}),
    ],
)
def test_a_firm_with_the_number_of_an_employer_is_registered(there, listed_with) -> None:
    employer("SMALL", name="Nama lain sama sekali", **there)
    bring([listed("PT BARU", **listed_with)])
    detect()
    assert found(K.UNREGISTERED) is None


def test_a_closed_employer_is_no_registration() -> None:
    employer(
        "SMALL",
        business_id_number=NIB,
        status=EmployerStatus.CLOSED,
        closed_on=date(2022, 1, 1),
    )
    bring([listed("PT TUTUP", NIB=NIB)])
    detect()
    assert found(K.UNREGISTERED).evidence["match"] == "CLOSED"


def test_the_same_name_is_a_doubt_that_a_person_settles_for_good() -> None:
    known = employer("SMALL", name="PT. Maju-Jaya Tbk")
    bring([listed("MAJU JAYA")])
    detect()
    finding = found(K.UNREGISTERED)
    assert finding.evidence["match"] == "DOUBTFUL"
    assert doubted_employers(finding) == [known]
    stranger = employer("SMALL", name="CV Lain")
    with pytest.raises(FindingRefused) as refused:
        match_firm(
            actor=operator(), finding_id=finding.pk, employer_id=stranger.pk, reason="Salah pilih"
        )
    assert refused.value.code == "not_a_doubt"

    match_firm(
        actor=operator(), finding_id=finding.pk, employer_id=known.pk, reason="Alamatnya sama"
    )

    finding.refresh_from_db()
    assert finding.status == "RESOLVED"
    detect()
    bring([listed("PT MAJU JAYA", ALAMAT="Jalan lain")])
    detect()
    assert found(K.UNREGISTERED) is None


def test_a_doubt_denied_leaves_an_unregistered_firm() -> None:
    employer("SMALL", name="CV Maju Jaya")
    bring([listed("PT MAJU JAYA")])
    detect()
    finding = found(K.UNREGISTERED)
    match_firm(actor=operator(), finding_id=finding.pk, employer_id=None, reason="Pemilik lain")
    detect()
    finding.refresh_from_db()
    assert (finding.status, finding.evidence["match"]) == ("OPEN", "NONE")


def test_the_registrys_own_obliged_firms_are_found_too() -> None:
    made = employer("SMALL", status=EmployerStatus.OBLIGED_UNREGISTERED, business_id_number=NIB)
    bring([listed("PT WAJIB", NIB=NIB, JUMLAH_TENAGA_KERJA="4")])
    detect()
    finding = found(K.UNREGISTERED, made)
    assert (finding.evidence["match"], finding.workers) == ("REGISTRY", 4)
    assert Finding.objects.count() == 1


@pytest.mark.parametrize(("stated", "missing"), [("2", None), ("3", 1)])
def test_more_workers_on_the_list_than_registered_are_missing(
    stated: str, missing: int | None
) -> None:
    made = staffed([5_000_000, 5_000_000], business_id_number=NIB)
    bring([listed("PT SAMA", NIB=NIB, JUMLAH_TENAGA_KERJA=stated)])
    detect()
    finding = found(K.WORKERS_MISSING, made)
    assert (finding.workers if finding else None) == missing
    if finding:
        assert finding.evidence["listed"]["registered"] == 2


def test_divisions_of_one_number_are_counted_together() -> None:
    head = staffed([5_000_000], business_id_number=NIB)
    staffed([5_000_000] * 2, registration_number=head.registration_number, division="001")
    bring([listed("PT SAMA", NIB=NIB, JUMLAH_TENAGA_KERJA="3")])
    detect()
    assert found(K.WORKERS_MISSING) is None


def test_an_old_list_counts_no_workers() -> None:
    staffed([5_000_000], business_id_number=NIB)
    bring([listed("PT SAMA", NIB=NIB, JUMLAH_TENAGA_KERJA="9")], listed_on=date(2023, 6, 18))
    detect()
    assert found(K.WORKERS_MISSING) is None


def pay(member, wage: int, **more: object) -> dict[str, object]:
    return {"KPJ": member.card_number, "NAMA": "Siti Rahasia", "UPAH_DIBAYAR": str(wage)} | more


@pytest.mark.parametrize(("more", "is_found"), [(0, False), (1, True)])
def test_one_rupiah_paid_above_the_report_is_found(more: int, is_found: bool) -> None:
    made = staffed([5_000_000, 6_000_000])
    first, second = workers(made)
    bring_payroll(made, [pay(first, 5_000_000 + more), pay(second, 6_000_000)])
    detect()
    finding = found(K.WAGES_UNDERREPORTED, made)
    assert (finding is not None) is is_found
    if finding:
        facts = finding.evidence["payroll"]
        assert (facts["workers"], facts["months"], facts["gap"]) == (1, 1, 1)


def test_a_payroll_tells_the_exact_debt_and_keeps_no_name() -> None:
    made = staffed([5_000_000])
    outcome = bring_payroll(
        made,
        [
            pay(workers(made)[0], 8_000_000),
            {"KPJ": "99999999999", "NAMA": "Asing", "UPAH_DIBAYAR": "4000000"},
        ],
    )
    assert outcome.file.accepted
    assert (outcome.file.rows_warned, outcome.file.summary["not_members"]) == (1, 1)
    assert PayrollLine.objects.count() == 1
    detect()

    def owed(wage: int) -> int:
        return contribution(NOVEMBER, wage=wage, risk_group=1, takes_jht=True, takes_jp=True).total

    assert found(K.WAGES_UNDERREPORTED, made).amount == owed(8_000_000) - owed(5_000_000)
    missing = found(K.WORKERS_MISSING, made)
    assert missing.evidence["payroll"]["workers"] == 1
    told = json.dumps(list(Finding.objects.values_list("evidence", flat=True)))
    told += json.dumps(list(ComparisonFile.objects.values_list("summary", flat=True)))
    assert "Rahasia" not in told
    assert "99999999999" not in told


def test_a_payroll_may_name_its_months_and_names_each_worker_once_a_month() -> None:
    made = staffed([5_000_000])
    (member,) = workers(made)
    rows = [pay(member, 6_000_000, BULAN=month) for month in ("2024-11", "Oktober 2024")]
    assert bring_payroll(made, rows, month=None).file.accepted
    assert set(PayrollLine.objects.values_list("month", flat=True)) == {
        NOVEMBER,
        date(2024, 10, 1),
    }
    twice = bring_payroll(made, [rows[0], rows[0] | {"UPAH_DIBAYAR": "7000000"}], month=None)
    assert not twice.file.accepted
    assert any("sudah ada di baris 2" in line for line in sentences(twice))
    without = bring_payroll(made, [pay(member, 6_000_001)], month=None)
    assert any("bulan" in line for line in sentences(without))


def test_a_file_that_is_no_list_is_refused_in_words() -> None:
    with pytest.raises(FileRefused) as refused:
        bring([{"A": 1, "B": 2}])
    assert "NAMA" in refused.value.message_id


def test_lists_are_for_ones_own_office_a_known_kind_and_a_day_that_has_come(tmp_path) -> None:
    asked = {"kind": "WLKP", "office_code": OFFICE, "listed_on": AS_OF, "path": tmp_path / "x.csv"}
    palembang = access.reader(Role.INSPECTOR, "OFFICE", access.PALEMBANG)
    with pytest.raises(AccessRefused):
        import_obliged_list(actor=palembang, **asked)
    for wrong in ({"kind": "GUESS"}, {"listed_on": date(2024, 12, 19)}):
        with pytest.raises(ComparisonRefused):
            import_obliged_list(actor=operator(), **(asked | wrong))
