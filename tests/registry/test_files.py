"""Files as files: what is opened, what is refused before it is opened, and how the answer looks."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from payung.access.reader import AccessRefused, Reader
from payung.errors import PayungError
from payung.home import home
from payung.registry.imports import store
from payung.registry.imports.store import StoredFileError
from payung.registry.models import ImportFile, Person
from payung.registry.operations import import_path, receive_file
from tests.registry.builders import OFFICE, Branch, nik, worker, write_csv, write_xlsx


def refusal(branch: Branch, path: Path) -> str:
    """The sentence that a file of new workers is refused with."""
    try:
        outcome = branch.bring_file("NEW_WORKERS", path)
    except PayungError as error:
        return error.message_id
    assert not outcome.accepted
    return outcome.message_id


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_is_read_in_each_separator_and_encoding(
    branch: Branch, separator: str, encoding: str
) -> None:
    branch.employer()
    rows = [worker(1, NAMA_DEPAN="ANDRÉ"), worker(2, NAMA_DEPAN=f"BUDI{separator}SANTOSO")]
    path = write_csv(branch.folder / "a.csv", rows, separator, encoding)
    assert branch.bring_file("NEW_WORKERS", path).accepted
    names = list(Person.objects.order_by("pk").values_list("name", flat=True))
    assert names == ["ANDRÉ CONTOH 1", f"{' '.join(f'BUDI{separator}SANTOSO'.split())} CONTOH 2"]


def test_rows_are_numbered_as_their_owner_sees_them(branch: Branch) -> None:
    """Title lines above the header and blank lines between rows count."""
    branch.employer()
    lines = write_csv(branch.folder / "a.csv", [worker(1), worker(2, UPAH="-5")]).read_text()
    head, first, second = lines.splitlines()
    path = branch.folder / "b.csv"
    path.write_text("\n".join(["DAFTAR TENAGA KERJA", "", head, first, "", "", second, ""]))
    in_csv = branch.bring_file("NEW_WORKERS", path)
    assert branch.sentences(in_csv)[0].startswith('Baris 7, kolom UPAH: ditemukan "-5"')
    rows = [worker(3), dict.fromkeys(worker(3)), worker(4, UPAH="-5")]
    workbook = write_xlsx(branch.folder / "b.xlsx", rows, above=["DAFTAR", "BULAN NOVEMBER"])
    in_workbook = branch.bring_file("NEW_WORKERS", workbook)
    assert branch.sentences(in_workbook)[0].startswith('Baris 6, kolom UPAH: ditemukan "-5"')


def test_an_empty_file_and_a_header_without_rows_are_refused(branch: Branch) -> None:
    empty = branch.folder / "kosong.csv"
    empty.touch()
    assert refusal(branch, empty) == "Berkas kosong.csv: berkas kosong (0 bita)."
    header = branch.folder / "judul.csv"
    header.write_text(",".join(worker(1)) + "\n")
    assert refusal(branch, header) == (
        "Berkas judul.csv, lembar CSV: judul kolom ada, tetapi tidak ada satu pun baris."
    )


def test_a_wrong_sheet_is_told_what_was_expected_and_found(branch: Branch) -> None:
    path = write_xlsx(branch.folder / "salah.xlsx", [{"NAMA": "A", "Gaji": 1, "JK": "L"}])
    assert refusal(branch, path) == (
        "Berkas salah.xlsx: kolom wajib tidak ditemukan: TANGGAL_LAHIR, NOMOR_IDENTITAS, UPAH. "
        "Yang ada di lembar Data: NAMA, Gaji, JK."
    )


def test_merged_cells_among_the_rows_are_refused_and_named(branch: Branch) -> None:
    path = branch.folder / "gabung.xlsx"
    row = worker(1)
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Data")
        sheet.merge_range("A1:D1", "DAFTAR")
        sheet.write_row(1, 0, list(row))
        sheet.write_row(2, 0, list(row.values()))
        sheet.merge_range("A4:B5", "CV CONTOH")
    assert refusal(branch, path) == (
        "Berkas gabung.xlsx, lembar Data: sel gabungan A4:B5. Batalkan penggabungan sel; setiap "
        "baris harus berisi satu orang."
    )


def workbook_with(path: Path, member: str, content: bytes) -> Path:
    write_xlsx(path, [worker(1)])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, content)
    return path


def test_macros_bombs_old_locked_and_broken_workbooks_are_not_opened(branch: Branch) -> None:
    folder = branch.folder
    macro = workbook_with(folder / "makro.xlsx", "xl/vbaProject.bin", b"x")
    bomb = workbook_with(folder / "bom.xlsx", "xl/worksheets/sheet9.xml", b"0" * 40_000_000)
    old, locked, broken = folder / "lama.xls", folder / "kunci.xlsx", folder / "rusak.xlsx"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    locked.write_bytes(old.read_bytes() + "EncryptedPackage".encode("utf-16-le"))
    broken.write_bytes(write_xlsx(folder / "utuh.xlsx", [worker(1)]).read_bytes()[:900])
    other = folder / "gambar.png"
    other.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert refusal(branch, macro) == (
        "Berkas makro.xlsx: buku kerja berisi makro; simpan sebagai .xlsx tanpa makro."
    )
    assert refusal(branch, bomb) == (
        "Berkas bom.xlsx: isi berkas mengembang menjadi 38 MB saat dibuka, terlalu besar untuk "
        "daftar yang wajar; berkas tidak dibuka."
    )
    assert refusal(branch, old) == (
        "Berkas lama.xls: format Excel lama (.xls); buka di Excel lalu Simpan Sebagai Buku Kerja "
        "Excel (.xlsx)."
    )
    assert refusal(branch, locked) == (
        "Berkas kunci.xlsx: buku kerja ini berkata sandi; simpan tanpa kata sandi lalu unggah lagi."
    )
    assert refusal(branch, broken) == (
        "Berkas rusak.xlsx: berkas rusak atau bukan buku kerja Excel (.xlsx)."
    )
    assert refusal(branch, other) == (
        "Berkas gambar.png: jenis berkas tidak dikenal; unggah buku kerja Excel (.xlsx) atau CSV."
    )
    assert not ImportFile.objects.exists()


def test_a_row_with_too_many_cells_and_utf16_are_refused(branch: Branch) -> None:
    path = write_csv(branch.folder / "a.csv", [worker(1)])
    wide = branch.folder / "lebar.csv"
    wide.write_text(path.read_text() + path.read_text().splitlines()[1] + ",lebih\n")
    assert refusal(branch, wide) == (
        "Berkas lebar.csv, baris 3: ditemukan 12 kolom, seharusnya 11. Apit isi yang memuat "
        "pemisah dengan tanda kutip."
    )
    sixteen = branch.folder / "utf16.csv"
    sixteen.write_bytes(path.read_text().encode("utf-16"))
    assert refusal(branch, sixteen) == (
        "Berkas utf16.csv: penyandian UTF-16; simpan sebagai CSV UTF-8."
    )


def test_more_rows_than_a_sheet_holds_are_refused(branch: Branch) -> None:
    path = branch.folder / "besar.csv"
    path.write_text("KPJ,UPAH\n" + "1,1\n" * 1_048_576)
    outcome = branch.bring_file("WAGES", path)
    assert outcome.message_id == (
        "Berkas besar.csv: lebih dari 1.048.575 baris, sebanyak yang muat di satu lembar Excel. "
        "Bagi menjadi beberapa berkas."
    )


def test_the_answer_is_the_users_own_sheet_with_the_wrong_cells_coloured(branch: Branch) -> None:
    branch.employer()
    rows = [worker(1), worker(2, UPAH="-5"), worker(3, UPAH="=1+1")]
    answer = branch.answer(branch.bring("NEW_WORKERS", rows))
    sheet = answer["Daftar"]
    heads = [cell.value for cell in sheet[1]]
    assert heads == ["KETERANGAN", "BARIS", *worker(1)]
    wage = heads.index("UPAH") + 1
    coloured = [
        (cell.row, cell.column)
        for line in sheet.iter_rows(min_row=2)
        for cell in line
        if cell.fill.fgColor.rgb == "FFF8C9C4"
    ]
    assert coloured == [(3, wage), (4, wage)]
    assert sheet.cell(2, 1).value is None
    assert sheet.cell(4, wage).value == "=1+1"
    assert sheet.cell(4, wage).data_type == "s"
    summary = [row for row in answer["Ringkasan"].iter_rows(values_only=True) if row[0]]
    assert summary[1][0] == "Baris dibaca: 3; baris salah: 2; baris dengan peringatan: 0."
    assert ("rupiah lebih dari nol, tidak boleh minus", "Salah", 1) in summary


def test_uploads_and_answers_are_sealed_on_disk(branch: Branch) -> None:
    branch.employer()
    outcome = branch.bring("NEW_WORKERS", [worker(1, UPAH="-5")])
    for stored in (outcome.import_file.stored_path, outcome.answer_path):
        path = home() / stored
        assert path.stat().st_mode & 0o077 == 0
        assert nik(1).encode() not in path.read_bytes()
        assert nik(1) not in stored
    whole = b"".join(store.unseal(outcome.import_file.stored_path))
    assert nik(1).encode() in whole


@pytest.mark.parametrize("size", [0, 1, store.PIECE, 2 * store.PIECE + 1])
def test_a_sealed_file_is_read_whole_or_not_at_all(branch: Branch, size: int) -> None:
    source = branch.folder / "isi"
    source.write_bytes(bytes(range(256)) * (size // 256) + b"x" * (size % 256))
    stored = store.seal(source, "uploads", f"percobaan-{size}")
    assert b"".join(store.unseal(stored)) == source.read_bytes()
    path = home() / stored
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(StoredFileError):
        b"".join(store.unseal(stored))


def test_a_file_name_with_a_nik_is_masked_and_has_no_folders(branch: Branch) -> None:
    path = write_csv(branch.folder / "a.csv", [worker(1)])
    received = receive_file(
        actor=branch.reader,
        kind="NEW_WORKERS",
        office_code=OFFICE,
        month=None,
        path=path,
        file_name=f"C:\\data\\sipp {nik(1)}.csv",
    )
    assert received.file_name == "sipp ************0001.csv"


def test_who_may_not_import_is_refused(branch: Branch) -> None:
    path = write_csv(branch.folder / "a.csv", [worker(1)])
    stranger = Reader(branch.reader.user, frozenset(), (), frozenset())
    with pytest.raises(AccessRefused):
        import_path(actor=stranger, kind="NEW_WORKERS", office_code=OFFICE, month=None, path=path)


def test_progress_is_told_to_the_caller_and_kept_with_the_file(branch: Branch) -> None:
    branch.employer()
    told: list[tuple[int, int]] = []
    path = write_csv(branch.folder / "a.csv", [worker(n) for n in range(1, 6)])
    outcome = branch.bring_file(
        "NEW_WORKERS", path, progress=lambda done, total: told.append((done, total))
    )
    assert told[0] == (0, 5)
    assert told[-1] == (5, 5)
    assert (outcome.import_file.progress_done, outcome.import_file.progress_total) == (5, 5)


def test_any_bytes_get_an_answer_and_never_a_trace(branch: Branch) -> None:
    junk = branch.folder / "acak.csv"
    for content in (b"\x80\x81\xff" * 50, b'"' * 99, b"a,b\n1", b"\n\n\n", b"NIK;UPAH\n;\n"):
        junk.write_bytes(content)
        assert refusal(branch, junk)
    hollow = io.BytesIO()
    with zipfile.ZipFile(hollow, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    path = branch.folder / "hampa.xlsx"
    path.write_bytes(hollow.getvalue())
    assert refusal(branch, path)
