"""The pages of findings: what they show, decide and refuse."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from payung.access.models import Role, ScopeKind
from payung.compliance.models import ComparisonFile, Finding, FindingDecision
from tests.access import builders as access
from tests.compliance.findings.builders import (
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
from tests.contributions import builders as money

pytestmark = pytest.mark.django_db
LIST = reverse("site:findings")


@pytest.fixture
def head(monkeypatch, tmp_path) -> Client:
    """The head of the branch, signed in; files are the test's own."""
    access.offices()
    monkeypatch.setenv("PAYUNG_HOME", str(tmp_path))
    client = Client()
    client.force_login(access.holder(Role.HEAD_OF_BRANCH, ScopeKind.OFFICE, OFFICE).user)
    return client


@pytest.fixture
def debtors(head) -> list[Finding]:
    for wage in (20_000_000, 5_000_000):
        staffed([wage] * 2)
    money.issue(NOVEMBER, date(2024, 12, 1))
    detect()
    return list(Finding.objects.filter(kind="ARREARS").order_by("-amount"))


def decision(**entries: str) -> dict[str, object]:
    return {f"keputusan-{name}": value for name, value in entries.items()}


def test_the_list_shows_what_stands_and_its_sums(head, debtors) -> None:
    page = head.get(LIST)
    shown = page.content.decode()
    assert all(row.firm_name in shown for row in debtors)
    assert page.context["totals"]["arrears"] == sum(row.amount for row in debtors)
    narrowed = head.get(LIST, {"dari": "1000000", "jenis": "ARREARS", "urut": "amount"})
    assert [row.pk for row in narrowed.context["page"]] == [
        row.pk for row in reversed(debtors) if row.amount >= 1_000_000
    ]


def test_all_of_a_filtered_list_are_decided_with_a_reason(head, debtors) -> None:
    entered = decision(act="terima", path="LETTER", reason="Surat massal Desember")
    answer = head.post(
        f"{reverse('site:findings_decide')}?jenis=ARREARS", entered | {"cakupan": "semua"}
    )
    assert answer.status_code == 302
    assert "jenis=ARREARS" in answer.url
    assert FindingDecision.objects.filter(path="LETTER").count() == len(debtors)


@pytest.mark.parametrize(
    "entered",
    [
        decision(act="terima", reason="tak"),
        decision(act="buang", reason="Cukup jelas"),
        decision(act="terima", path="MAGIC", reason="Cukup jelas"),
    ],
)
def test_what_is_not_decided_clearly_is_not_decided(head, debtors, entered) -> None:
    answer = head.post(reverse("site:findings_decide"), entered | {"temuan": [debtors[0].pk]})
    assert answer.status_code == 400
    assert "Keputusan belum tercatat" in answer.content.decode()
    assert not FindingDecision.objects.exists()


def test_what_somebody_else_decided_is_told(head, debtors) -> None:
    entered = decision(act="kesampingkan", reason="Sudah dihubungi") | {"temuan": [debtors[0].pk]}
    address = reverse("site:findings_decide")
    assert head.post(address, entered).status_code == 302
    again = head.post(address, entered)
    assert again.status_code == 400
    assert "sudah dikesampingkan oleh" in again.content.decode()
    single = head.post(reverse("site:finding_decide", args=[debtors[0].pk]), entered)
    assert single.status_code == 400


def test_every_kind_of_evidence_is_told_in_both_languages(head) -> None:
    for step in range(10):
        staffed([6_000_000 + step * 100_000], business_class_code="47111")
    poor = staffed([MINIMUM - 1] * 3, programmes=7, business_class_code="47111")
    money.issue(NOVEMBER, date(2024, 12, 1))
    staffed([MINIMUM] * 20)
    bring_payroll(
        poor,
        [
            {"KPJ": workers(poor)[0].card_number, "UPAH_DIBAYAR": "9000000"},
            {"KPJ": "99999999999", "UPAH_DIBAYAR": "9000000"},
        ],
    )
    employer("SMALL", name="CV Maju")
    bring([listed("PT MAJU"), listed("PT BARU", NIB="1234567890123", JUMLAH_TENAGA_KERJA="3")])
    detect()
    assert set(Finding.objects.values_list("kind", flat=True)) == {
        "ARREARS",
        "UNREGISTERED",
        "WORKERS_MISSING",
        "WAGES_UNDERREPORTED",
        "PROGRAMMES_MISSING",
    }
    for language in ("id", "en"):
        head.cookies["django_language"] = language
        assert head.get(LIST).status_code == 200
        assert head.get(reverse("site:findings_triage")).status_code == 200
        for row in Finding.objects.all():
            page = head.get(reverse("site:finding", args=[row.pk]))
            assert page.status_code == 200, row
            assert "None" not in page.content.decode()


def test_the_triage_shows_the_dismissed_and_why(head, debtors) -> None:
    small = debtors[1]
    entered = decision(act="kesampingkan", reason="Usahanya sudah tutup")
    head.post(reverse("site:findings_decide"), entered | {"temuan": [str(small.pk)]})
    page = head.get(reverse("site:findings_triage"))
    assert page.context["triage"].total.debtors == 2
    shown = page.content.decode()
    assert "Usahanya sudah tutup" in shown
    assert page.context["dismissed_address"] in shown
    listed = head.get(page.context["dismissed_address"]).context["page"]
    assert [row.pk for row in listed] == [small.pk]


def test_a_doubt_is_settled_on_its_page(head) -> None:
    known = employer("SMALL", name="CV Maju")
    bring([listed("PT MAJU")])
    detect()
    row = found("UNREGISTERED")
    assert (
        known.registration_number
        in head.get(reverse("site:finding", args=[row.pk])).content.decode()
    )
    chosen = {"pemberi_kerja": str(known.pk), "alasan": "Alamatnya sama"}
    assert head.post(reverse("site:finding_match", args=[row.pk]), chosen).status_code == 302
    row.refresh_from_db()
    assert row.status == "RESOLVED"


def test_missing_programmes_are_taken_from_the_employers_page(head) -> None:
    made = staffed([5_000_000], "MEDIUM", programmes=7)
    detect()
    address = reverse("site:employer_programmes", args=[made.registration_number, made.division])
    row = found("PROGRAMMES_MISSING", made)
    officer = Client()
    officer.force_login(access.holder(Role.ACCOUNT_OFFICER, ScopeKind.OFFICE, OFFICE).user)
    assert address in officer.get(reverse("site:finding", args=[row.pk])).content.decode()
    assert head.get(address).status_code == 403
    assert "JKK · JKM · JHT · JP" in officer.get(address).content.decode()
    entered = {"programmes": [1, 2, 4], "month": "2024-12", "reason": "Formulir perubahan"}
    refused = officer.post(address, entered)
    assert refused.status_code == 400
    assert "kurang JP" in refused.content.decode()
    taken = officer.post(address, entered | {"programmes": [1, 2, 4, 8]}, follow=True)
    assert "Program berlaku mulai Desember 2024" in taken.content.decode()
    made.refresh_from_db()
    assert made.programmes == 15


def test_a_list_is_uploaded_refused_and_answered(head) -> None:
    staffed([5_000_000])
    entered = {"daftar-office": OFFICE, "daftar-kind": "WLKP", "daftar-listed_on": "2024-12-01"}

    def upload(text: str):
        file = SimpleUploadedFile("wlkp.csv", text.encode())
        return head.post(
            reverse("site:finding_list_upload"), entered | {"daftar-file": file}, follow=True
        )

    refused = upload("NAMA,KABUPATEN_KOTA,NIB\nPT A,19.71,12\n")
    assert "ditolak" in refused.content.decode()
    kept = ComparisonFile.objects.get()
    answer = head.get(reverse("site:finding_list_answer", args=[kept.pk]))
    assert answer["Content-Disposition"].endswith('.xlsx"')
    taken = upload("NAMA,KABUPATEN_KOTA,NIB\nPT A,19.71,1234567890123\n")
    assert "diterima" in taken.content.decode()
    no_list = upload("A,B\n1,2\n")
    assert no_list.status_code == 400
    assert "kolom wajib tidak ditemukan" in no_list.content.decode()
    assert (
        head.post(reverse("site:findings_detect"), {"office": OFFICE}, follow=True)
        .context["triage"]
        .by_kind["UNREGISTERED"][0]
        == 1
    )


def test_the_list_leaves_as_a_file(head, debtors) -> None:
    answer = head.get(reverse("site:findings_export", kwargs={"format": "csv"}))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[2].startswith("Badan usaha;")
    assert len(lines) == 3 + len(debtors)


def test_two_hundred_findings_take_as_few_queries_as_two(head) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as taken:
            assert head.get(LIST).status_code == 200
        return len(taken)

    staffed([MINIMUM - 1])
    detect()
    few = queries()
    for number in range(60):
        staffed([MINIMUM - 1 - number])
    detect()
    assert Finding.objects.filter(kind="WAGES_UNDERREPORTED").count() == 61
    assert queries() <= few + 1  # the pages of a long list are counted
