"""A branch brings its settled claims by the page: looked at first, then taken, the rest mended."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from payung.access.reader import Reader
from payung.claims.models import Claim, TakeOver, TakeOverFile, TakeOverStep
from payung.claims.operations.take_over_files import confirm_take_over, work_on_take_over
from payung.claims.taking_over.returned import opened
from payung.site.tasks import take_over_claims
from tests.claims.builders import BRANCH, head, officer
from tests.claims.test_taking_over import DEATH, HEADINGS

pytestmark = [pytest.mark.usefixtures("reference"), pytest.mark.django_db]

GOOD = {**DEATH, "Nomor klaim": "LAMA-1", "Jumlah dibayar": "42.000.000"}
OTHER = {**GOOD, "Nomor klaim": "LAMA-2", "NIK": "0019710503750002", "Nama": "Yusuf Contoh"}
WRONG = {**OTHER, "Jumlah dibayar": "24.000.000"}
KIND = TakeOverStep.Kind


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2024-12-18")


def signed_in(reader: Reader) -> Client:
    client = Client()
    client.force_login(reader.user)
    return client


def csv_of(*rows: dict[str, str], headings: tuple[str, ...] = HEADINGS) -> bytes:
    lines = [headings, *([row.get(name, "") for name in headings] for row in rows)]
    return "\n".join(";".join(line) for line in lines).encode()


def xlsx_of(lines: list[list[str]], sheet: str = "Klaim") -> bytes:
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory)
    page = book.add_worksheet(sheet)
    for row, cells in enumerate(lines):
        page.write_row(row, 0, cells)
    book.close()
    return memory.getvalue()


def upload(client: Client, content: bytes, name: str = "klaim-lama.csv"):
    told = {"office": BRANCH, "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("site:claim_take_over_upload"), told, follow=True)


def work(file: TakeOverFile, reader: Reader) -> None:
    """What the queue does."""
    assert take_over_claims(file_id=file.pk, user_id=reader.user.pk)


def looked_through(client: Client, reader: Reader, content: bytes, name: str = "klaim-lama.csv"):
    """The newest file of the office after it was uploaded and looked through, and its page."""
    assert upload(client, content, name).status_code == 200
    file = TakeOverFile.objects.latest("pk")
    work(file, reader)
    return file, page_of(client, file)


def page_of(client: Client, file: TakeOverFile) -> str:
    told = client.get(reverse("site:claim_take_over_file", args=[file.pk])).text
    return told.replace("\xa0", " ")


def confirm(client: Client, reader: Reader, file: TakeOverFile) -> str:
    at = reverse("site:claim_take_over_confirm", args=[file.pk])
    client.post(at, {"langkah": str(file.steps.latest("pk").pk)})
    work(file, reader)
    return page_of(client, file)


def test_what_would_happen_is_seen_before_anything_is_written() -> None:
    reader = officer()
    client = signed_in(reader)
    file, seen = looked_through(client, reader, csv_of(GOOD, WRONG))
    assert not Claim.objects.exists()
    assert not TakeOver.objects.exists()
    assert "Ambil alih 1 klaim" in seen
    assert "Rp 42.000.000" in seen
    assert "menurut hukum Rp42.000.000" in seen  # of the row that is refused
    assert "LAMA-2 · JKM" in seen
    after = confirm(client, reader, file)
    assert Claim.objects.get().taken_over.old_number == "LAMA-1"
    assert "1 klaim diambil alih, 0 sudah tercatat sebelumnya, 1 baris ditolak" in after
    step = file.steps.latest("pk")
    assert step.take_over == TakeOver.objects.get()
    assert [one.kind for one in file.steps.order_by("pk")] == list(KIND)
    assert bytes(file.content_hash).hex()[:8] in after
    assert "LAMA-2" not in str(step.summary)  # nothing of a row outside the encrypted answer


def test_the_refused_rows_come_back_and_are_taken_once_mended() -> None:
    reader = officer()
    client = signed_in(reader)
    file, _ = looked_through(client, reader, csv_of(GOOD, WRONG))
    confirm(client, reader, file)
    answer = client.get(reverse("site:claim_take_over_refused", args=[file.pk]))
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    heads, row = ([str(cell) for cell in line] for line in book.get_sheet_by_index(0).to_python())
    assert heads[:2] == ["KETERANGAN", "EXPLANATION"]
    assert row[0].startswith("Baris 3. Jumlah dibayar: tertulis Rp24.000.000")
    assert row[1].startswith("Row 3. Paid: found Rp24,000,000, by law Rp42,000,000")
    _, unmended = looked_through(client, reader, answer.content, "belum-diperbaiki.xlsx")
    assert "tidak ada baris baru yang dapat diambil alih" in unmended  # no reason was given
    row[heads.index("Jumlah dibayar")] = "42000000"
    mended = xlsx_of([heads, row])
    again, seen = looked_through(client, reader, mended, "klaim-diperbaiki.xlsx")
    assert "Kolom yang tidak dikenal" not in seen
    confirm(client, reader, again)
    assert Claim.objects.count() == 2
    assert not again.steps.latest("pk").refused


def test_the_same_file_again_changes_nothing_and_says_so() -> None:
    reader = officer()
    client = signed_in(reader)
    file, _ = looked_through(client, reader, csv_of(GOOD))
    confirm(client, reader, file)
    steps = file.steps.count()
    told = upload(client, csv_of(GOOD), "nama lain.csv").text
    assert "sudah diambil alih seluruhnya; tidak ada yang berubah" in told
    assert (TakeOverFile.objects.count(), file.steps.count()) == (1, steps)
    other, seen = looked_through(client, reader, csv_of(GOOD, {}))  # other bytes, the same row
    assert "Semua baris sudah tercatat sebelumnya; tidak ada yang berubah" in seen
    at = reverse("site:claim_take_over_confirm", args=[other.pk])
    refused = client.post(at, {"langkah": str(other.steps.latest("pk").pk)}, follow=True).text
    assert "Tidak ada baris baru" in refused
    assert Claim.objects.count() == 1


def test_of_two_who_confirm_the_second_is_told_to_read_again() -> None:
    reader, other = officer(), officer("petugas.kedua")
    client = signed_in(reader)
    file, _ = looked_through(client, reader, csv_of(GOOD))
    seen = file.steps.latest("pk").pk
    confirm_take_over(actor=reader, file_id=file.pk, seen=seen)
    at = reverse("site:claim_take_over_confirm", args=[file.pk])
    told = signed_in(other).post(at, {"langkah": str(seen)}, follow=True).text
    assert "baca hasilnya dulu" in told
    work(file, reader)
    assert work_on_take_over(actor=reader, file_id=file.pk) is None
    assert (Claim.objects.count(), TakeOver.objects.count()) == (1, 1)


def test_another_office_finds_nothing_and_who_takes_no_claims_is_refused() -> None:
    reader = officer()
    file, _ = looked_through(signed_in(reader), reader, csv_of(WRONG))
    elsewhere = signed_in(officer("petugas.palembang", "KC-PALEMBANG"))
    for name in ("file", "progress", "refused"):
        assert (
            elsewhere.get(reverse(f"site:claim_take_over_{name}", args=[file.pk])).status_code
            == 404
        )
    at = reverse("site:claim_take_over_confirm", args=[file.pk])
    assert elsewhere.post(at, {"langkah": "1"}).status_code == 404
    assert file.file_name not in elsewhere.get(reverse("site:claim_take_over")).text
    assert upload(elsewhere, csv_of(GOOD)).status_code == 400  # the office is no choice of his
    assert signed_in(head()).get(reverse("site:claim_take_over")).status_code == 403


def _macro() -> bytes:
    memory = io.BytesIO(xlsx_of([list(HEADINGS)]))
    with zipfile.ZipFile(memory, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return memory.getvalue()


def _locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "made", "sentence"),
    [
        ("foto.png", lambda: b"\x89PNG\r\n", "jenis berkas tidak dikenal"),
        ("kosong.csv", lambda: b"", "kosong"),
        ("sandi.xlsx", _locked, "berkata sandi"),
        ("makro.xlsm", _macro, "berisi makro"),
        ("rusak.xlsx", lambda: b"PK\x03\x04rusak", "berkas rusak"),
        ("judul.csv", lambda: csv_of(), "tertulis “0 baris klaim”"),
        (
            "ubah.csv",
            lambda: csv_of(GOOD, headings=tuple(
                "Total bayar" if name == "Jumlah dibayar" else name for name in HEADINGS)),
            "seharusnya ada kolom jumlah dibayar",
        ),
        (
            "lembar.xlsx",
            lambda: xlsx_of([["Petunjuk"], ["Isi lembar berikut"]], "Petunjuk"),
            "Baris 1: tertulis “Petunjuk”, seharusnya ada kolom nomor klaim",
        ),
    ],
)  # fmt: skip
def test_what_is_no_such_sheet_is_answered_at_once(
    name: str, made: Callable[[], bytes], sentence: str
) -> None:
    answer = upload(signed_in(officer()), made(), name)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert not TakeOverFile.objects.exists()


@pytest.mark.parametrize(
    ("change", "told_id", "told_en"),
    [
        ({"Bulan iuran": "banyak"}, "Bulan iuran: ditemukan 'banyak'", "found 'banyak', expected"),
        ({"Jumlah dibayar": "42000000.5"}, "seharusnya rupiah bulat", "expected whole rupiah"),
        ({"Tanggal dibayar": "19-01-23x"}, "seharusnya tanggal", "expected a date such as"),
        ({"Fakta lain": "died_on=kemarin"}, "tidak mempunyai kolom", "have no column"),
        ({"NIK": "00197105"}, "“8 huruf atau angka”, seharusnya 16", "“8 characters”, expected 16"),
        ({"Fakta lain": "0019710503750009=3"}, "tidak dikenal", "is unknown"),
        ({"Fakta lain": '{"a": ' + "[" * 900}, "JSON yang sah", "valid JSON"),
        ({"Nama": "R" * 151}, "paling panjang 150 huruf", "at most 150 characters"),
        ({"Ahli waris": "S" * 200 + " / istri"}, "lebih dari 150 huruf", "more than 150"),
        ({"Program": "JHT", "Sebab": "Meninggal", "Saldo": "9" * 16}, "Saldo: ", "expected"),
    ],
)
def test_a_wrong_row_says_column_found_and_expected_in_both_languages(
    change: dict[str, str], told_id: str, told_en: str
) -> None:
    reader = officer()
    file, seen = looked_through(signed_in(reader), reader, csv_of({**GOOD, **change}))
    (row,) = opened(file.steps.latest("pk")).refused
    assert told_id in row.message_id
    assert told_en in row.message_en
    assert row.row == 2
    assert "0019710503750009" not in str(file.steps.latest("pk").summary)
    assert "Ambil alih" in seen


def test_a_column_that_is_not_read_is_named() -> None:
    reader = officer()
    content = csv_of(GOOD, headings=(*HEADINGS, "Catatan kantor"))
    _, seen = looked_through(signed_in(reader), reader, content)
    assert "tidak dibaca: Catatan kantor" in seen


def test_the_empty_sheet_has_examples_and_notes_that_are_never_read_as_claims() -> None:
    client = signed_in(officer())
    sheet = client.get(reverse("site:claim_take_over_sheet")).content
    book = CalamineWorkbook.from_filelike(io.BytesIO(sheet))
    assert book.sheet_names == ["Klaim", "Contoh", "Petunjuk"]
    heads = book.get_sheet_by_name("Klaim").to_python()
    assert len(heads) == 1
    notes = book.get_sheet_by_name("Petunjuk").to_python()[1:]
    assert [row[0] for row in notes] == heads[0]
    assert all(row[2] and row[3] for row in notes)
    assert "0 baris klaim" in upload(client, sheet, "klaim-selesai.xlsx").text


def test_receipts_are_only_added_to() -> None:
    reader = officer()
    file, _ = looked_through(signed_in(reader), reader, csv_of(GOOD))
    for rows, change in (
        (TakeOverFile.objects.filter(pk=file.pk), {"file_name": "lain"}),
        (TakeOverStep.objects.filter(file=file), {"fresh": 9, "rows": 9}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
