"""A list of 100,000 people: taken, cleaned and answered, beside what an office does today.

    python benchmarks/list_cleaning.py [--rows 100000] [--members 1000000]

A workbook of eleven columns with realistic errors (NIKs cut by a spreadsheet, days that do not
exist, people twice, too old, servants of the state, members already) is proposed to a government
whose registry has a million people, cleaned, and answered with its workbook. Beside it the same
file goes through pandas and openpyxl: the checks of NIK, date, age and duplicates, without the
registry, and a coloured workbook of the rows that are wrong. Both are run once on a database that
was analysed; the data live in a folder of their own that is removed at the end.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

REGION, OFFICE = "61.01", "KC-PANGKALPINANG"
HEADERS = (
    *("NO", "NIK", "NAMA", "TEMPAT LAHIR", "TANGGAL LAHIR", "JENIS KELAMIN", "ALAMAT"),
    *("KODE DESA", "PEKERJAAN", "HP", "DESIL"),
)
FIRST_MONTH = date(2025, 1, 1)
VILLAGES = 150

FILL = """
INSERT INTO registry_employer (registration_number, division, name, kind, business_size,
    business_class_code, risk_group, labour_intensive, programmes, status, office_id, region_id,
    tax_number, business_id_number, address, email, registered_on, created_at)
SELECT 'JJ' || lpad(n::text, 6, '0'), '000', 'PEMBERI KERJA ' || n, 'PRIVATE', 'MEDIUM', '', 2,
    false, 31, 'ACTIVE', %(office)s, '61.01', '', '', '', '', '2020-01-01', now()
FROM generate_series(1, 20000) n;

INSERT INTO registry_person (id_kind, national_id_hash, national_id_cipher, name, birth_date,
    birth_place, sex, bank_name, address, nationality, created_at)
SELECT 'KTP', sha256(n::text::bytea), '\\x00', 'ORANG ' || n, '1990-01-05', '', 'L', '', '', 'ID',
    now()
FROM generate_series(1, %(members)s) n;

INSERT INTO registry_membership (card_number, person_id, employer_id, segment, worker_segment,
    work_region_id, employee_number, occupation_sector, non_wage_kind, paid_by_budget, started_on,
    end_reason, created_at)
SELECT registry_next_card_number(), id, 1 + id %% 20000, 1, '', '61.01', '', 'OTHER', '', false,
    '2020-01-01', '', now()
FROM registry_person ORDER BY id;

INSERT INTO reference_village (code, name, district, kind, region_id, source, confidence, origin)
SELECT '61.01.' || lpad((1 + n / 10)::text, 2, '0') || '.' || (2001 + n %% 10), 'Desa ' || n,
    'Kecamatan ' || n / 10, 'DESA', '61.01', 'benchmark', 'high', 'OWN'
FROM generate_series(0, %(villages)s - 1) n;
"""
#: People of the registry whose NIK is in the list: (hash, name, birth date) of one in twenty.
KNOWN = """
UPDATE registry_person p SET national_id_hash = k.hash, name = k.name, birth_date = k.born
FROM unnest(%(ids)s::bigint[], %(hashes)s::bytea[], %(names)s::text[], %(born)s::date[])
    AS k (id, hash, name, born)
WHERE p.id = k.id
"""


def main() -> None:
    """Run both and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--members", type=int, default=1_000_000)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="payung-benchmark-"))
    os.environ["PAYUNG_HOME"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "payung.site.settings"
    os.environ["PAYUNG_TODAY"] = "2024-12-18"
    os.environ["PAYUNG_DEMO"] = "1"  # the NIKs are of nobody
    os.environ.pop("DATABASE_URL", None)
    from payung import database

    try:
        _run(folder, arguments.rows, arguments.members)
    finally:
        database.stop()
        shutil.rmtree(folder)


def _run(folder: Path, rows: int, members: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from payung.reference.operations import load_reference

    call_command("migrate", verbosity=0)
    load_reference()
    told = {"members": members, "office": OFFICE, "villages": VILLAGES}
    people = make_people(rows)
    with connection.cursor() as cursor:
        cursor.execute(FILL, told)
        _make_known(cursor, people)
        connection.connection.autocommit = True
        cursor.execute("VACUUM ANALYZE")
    path = folder / "daftar.xlsx"
    write_workbook(path, people)
    ours = _payung(path, people)
    today = office_today(path, folder / "jawaban.xlsx")
    print(f"  what an office does today (pandas, openpyxl; no registry): {today:.1f} s")
    print(f"  ratio {ours / today:.2f}")


def make_people(rows: int) -> list[tuple[object, ...]]:
    """The rows of the list, some of them wrong as lists are."""
    chance = random.Random(5)
    people: list[tuple[object, ...]] = []
    for number in range(1, rows + 1):
        born = date(1962, 1, 1) + timedelta(days=chance.randrange(365 * 40))
        sex = chance.choice("LP")
        day = born.day + (40 if sex == "P" else 0)
        nik = f"0001{1 + number // 9999:02d}{day:02d}{born:%m%y}{1 + number % 9999:04d}"
        birth: object = f"{born:%d-%m-%Y}"
        fault = chance.random()
        if fault < 0.02:
            nik = nik[:15]  # a digit that the spreadsheet ate
        elif fault < 0.03:
            birth = "31-02-1980"
        elif fault < 0.04:
            birth = f"{born + timedelta(days=1):%d-%m-%Y}"
        elif fault < 0.06 and people:
            people.append((number, *people[-1][1:]))
            continue
        elif fault < 0.08:
            birth, nik = "05-06-1950", f"{nik[:6]}{5 + (40 if sex == 'P' else 0):02d}0650{nik[12:]}"
        work = "PNS" if fault > 0.995 else chance.choice(("Nelayan", "Petani", "Buruh tani"))
        village = f"6101{1 + number % 15:02d}20{1 + number % 10:02d}"
        who = (number, nik, f"ORANG KE {number}", "Sambas", birth, sex, f"Dusun {number % 40}")
        people.append(
            (*who, village, work, f"0812{number:08d}", 5 if fault > 0.95 else 1 + number % 4)
        )
    return people


def _make_known(cursor: object, people: list[tuple[object, ...]]) -> None:
    from payung.access.encryption import blind_indexes
    from payung.access.identifiers import NATIONAL_ID

    known = [row for row in people[::20] if len(str(row[1])) == 16 and row[4] != "31-02-1980"]
    known = list({row[1]: row for row in known}.values())
    born = [date(*(int(part) for part in str(row[4]).split("-")[::-1])) for row in known]
    cursor.execute(  # type: ignore[attr-defined]
        KNOWN,
        {
            "ids": list(range(1, len(known) + 1)),
            "hashes": blind_indexes([str(row[1]) for row in known], NATIONAL_ID),
            "names": [row[2] for row in known],
            "born": born,
        },
    )


def write_workbook(path: Path, people: list[tuple[object, ...]]) -> None:
    """The list as a workbook."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Daftar")
        sheet.write_row(0, 0, HEADERS)
        for line, row in enumerate(people, start=1):
            sheet.write_row(line, 0, row)


def _payung(path: Path, people: list[tuple[object, ...]]) -> float:
    """Take, clean and answer; the seconds of all three."""
    from payung.access.reader import operator
    from payung.sponsorship.operations.cleaning import clean_list
    from payung.sponsorship.operations.governments import open_agency
    from payung.sponsorship.operations.proposing import propose_list
    from payung.sponsorship.queries.lists import answer_workbook

    actor = operator()
    agency = open_agency(
        actor=actor, region_code=REGION, name="Dinas Tenaga Kerja", short="DISNAKER"
    )
    began = time.perf_counter()
    found = propose_list(
        actor=actor,
        region_code=REGION,
        title="Pekerja rentan",
        path=path,
        agency_code=agency.pk,
        worker_segment="FISHER",
        fund_source="REGENCY_BUDGET",
        first_month=FIRST_MONTH,
        months=12,
        programmes=3,
    )
    taken = time.perf_counter()
    result = clean_list(actor=actor, list_id=found.pk)
    cleaned = time.perf_counter()
    size = len(answer_workbook(actor, found.pk))
    answered = time.perf_counter()
    again = clean_list(actor=actor, list_id=found.pk)
    repeated = time.perf_counter()
    rows = len(people)
    whole = answered - began
    print(f"{rows:,} rows: {whole:.1f} s = {rows / whole:,.0f} rows/s")
    print(
        f"  taken {taken - began:.1f} s, cleaned {cleaned - taken:.1f} s, answer workbook "
        f"({size / 2**20:.1f} MiB) {answered - cleaned:.1f} s"
    )
    print(f"  cleaned again, {again.changed} changes: {repeated - answered:.1f} s")
    print(f"  valid {result.valid:,}, doubtful {result.doubtful:,}, refused {result.refused:,}")
    for code, many in result.by_reason.items():
        print(f"    {code}: {many:,}")
    return whole


def office_today(path: Path, target: Path) -> float:
    """The checks that an office makes by itself, and its coloured workbook; the seconds."""
    import pandas as pd
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import PatternFill

    began = time.perf_counter()
    table = pd.read_excel(path, dtype=str, engine="openpyxl")
    nik, birth = (
        table["NIK"].fillna(""),
        pd.to_datetime(table["TANGGAL LAHIR"], format="%d-%m-%Y", errors="coerce"),
    )
    woman = nik.str[6:8].where(nik.str.fullmatch(r"\d{16}"), "0").astype(int)
    shaped = nik.str.fullmatch(r"\d{16}")
    day = woman.where(woman <= 40, woman - 40)
    told = pd.DataFrame(
        {
            "NIK bukan 16 angka": ~shaped,
            "Tanggal lahir salah": birth.isna(),
            "NIK tidak sesuai tanggal lahir": shaped
            & birth.notna()
            & ((day != birth.dt.day) | (nik.str[8:10] != birth.dt.strftime("%m"))),
            "NIK tidak sesuai jenis kelamin": shaped
            & ((woman > 40) != (table["JENIS KELAMIN"] == "P")),
            "NIK ganda": nik.duplicated() & shaped,
            "Umur 65 atau lebih": birth <= pd.Timestamp(1960, 1, 1),
            "PNS": table["PEKERJAAN"].eq("PNS"),
        }
    )
    wrong = told.any(axis=1)
    fill = PatternFill("solid", fgColor="F8C9C4")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Daftar")
    sheet.append(["KETERANGAN", *table.columns])
    reasons = told[wrong].apply(lambda row: ", ".join(row.index[row]), axis=1)
    for reason, row in zip(reasons, table[wrong].itertuples(index=False), strict=True):
        cells = [WriteOnlyCell(sheet, value) for value in row]
        cells[1].fill = fill
        sheet.append([reason, *cells])
    book.save(target)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
