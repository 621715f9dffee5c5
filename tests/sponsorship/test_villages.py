"""Villages are loaded from an office's own list: whole, or answered row by row."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter
from typer.testing import CliRunner

from payung.access.refusals import AccessRefused
from payung.cli import reference as command
from payung.reference.files import RefusedFile
from payung.reference.models import Village
from payung.reference.own_tables import load_villages
from payung.sponsorship.operations.places import take_villages
from tests.access.builders import region
from tests.sponsorship import builders

pytestmark = pytest.mark.django_db

HEADER = "kode;nama;kecamatan;jenis;penduduk\n"
GOOD = HEADER + (
    "61.01.01.2001;Sungai Nyata;Sambas;Desa;2.345\n6101011002;Pasar Lama;Sambas;kelurahan;\n"
)


def load(text: str, **told: object) -> tuple[int, int, int]:
    region("61.01")
    options = {"actor": "uji", "source": "Keputusan contoh 1/2024"} | told
    counts = load_villages(BytesIO(text.encode()), **options)
    return counts.created, counts.changed, counts.unchanged


def test_a_list_is_taken_and_the_same_list_changes_nothing() -> None:
    assert load(GOOD) == (2, 0, 0)
    assert load(GOOD) == (0, 0, 2)
    ward = Village.objects.get(pk="61.01.01.1002")  # ten digits are the same code
    assert (ward.name, ward.kind, ward.region_id, ward.population) == (
        "Pasar Lama",
        "KELURAHAN",
        "61.01",
        None,
    )


def test_a_corrected_list_changes_only_its_lines() -> None:
    load(GOOD)
    assert load(GOOD.replace("2.345", "2.400")) == (0, 1, 1)
    assert Village.objects.get(pk="61.01.01.2001").population == 2_400


def test_a_workbook_is_read_as_well() -> None:
    region("61.01")
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Kode", "Nama", "Kecamatan", "Jenis", "Penduduk"])
        sheet.write_row(1, 0, ["61.01.01.2001", "Sungai Nyata", "Sambas", "Desa", 2345])
    content.seek(0)
    assert load_villages(content, actor="uji", source="Contoh").created == 1
    assert Village.objects.get().population == 2_345


def test_every_wrong_row_is_answered_and_nothing_is_written() -> None:
    bad = GOOD + (
        "61.01.1.1;X;Sambas;Desa;1\n"
        "99.99.01.2001;Y;Sambas;Desa;1\n"
        "61.01.01.2003;;Sambas;Dusun;banyak\n"
        "61.01.01.2001;Kembar;Sambas;Desa;1\n"
    )
    with pytest.raises(RefusedFile) as refused:
        load(bad)
    rows = [(problem.row, problem.column) for problem in refused.value.problems]
    assert rows == [
        (0, "kode"),
        (4, "kode"),
        (5, "kode"),
        (6, "jenis"),
        (6, "nama"),
        (6, "penduduk"),
    ]
    assert "61.01.01.2001 dua kali" in refused.value.message("id")
    assert not Village.objects.exists()


def test_a_manpower_agency_loads_the_villages_of_its_own_government_only() -> None:
    region("61.02")
    officer = builders.manpower("61.01")
    taken = take_villages(actor=officer, file=BytesIO(GOOD.encode()), source="Contoh")
    assert taken.created == 2
    elsewhere = HEADER + "61.02.01.2001;Lain;Lain;Desa;1\n"
    with pytest.raises(RefusedFile, match="wilayah kerja Anda"):
        take_villages(actor=officer, file=BytesIO(elsewhere.encode()), source="Contoh")
    with pytest.raises(AccessRefused):
        take_villages(
            actor=builders.head_of_government("61.01"),
            file=BytesIO(GOOD.encode()),
            source="Contoh",
        )


def test_the_command_loads_a_file_and_says_what_it_did(tmp_path, monkeypatch) -> None:
    region("61.01")
    monkeypatch.setattr("payung.cli.main.prepare", lambda: None)  # the test's database is ready
    file = tmp_path / "desa.csv"
    file.write_text(GOOD)
    answer = CliRunner().invoke(command.app, ["villages", str(file), "--source", "Contoh"])
    assert answer.exit_code == 0, answer.output
    assert "2 baru, 0 diubah, 0 tetap" in answer.output
