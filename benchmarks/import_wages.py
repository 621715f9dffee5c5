"""Import of a month's wage list, validation included, beside a bare COPY and a bare reading.

    python benchmarks/import_wages.py [--rows 1000000] [--xlsx-rows 100000]

A CSV of a million wages by card number is imported into a registry of a million members of 20,000
employers, and the same file is copied into a bare table with the same indexes. A workbook of a
hundred thousand rows and ten columns is imported, and read by calamine alone. Of several runs of
each the best counts, each begun when the one before is on disk. What is compared is a ratio inside
one run; the data live in a folder of their own that is removed at the end.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

EMPLOYERS = 20_000
OFFICE = "KC-PANGKALPINANG"

FILL = """
INSERT INTO registry_employer (registration_number, division, name, kind, business_size,
    business_class_code, risk_group, labour_intensive, programmes, status, office_id, region_id,
    tax_number, business_id_number, address, email, registered_on, created_at)
SELECT 'JJ' || lpad(n::text, 6, '0'), '000', 'PEMBERI KERJA ' || n, 'PRIVATE', 'MEDIUM', '', 2,
    false, 31, 'ACTIVE', %(office)s, '19.71', '', '', '', '', '2020-01-01', now()
FROM generate_series(1, %(employers)s) n;

INSERT INTO registry_person (id_kind, national_id_hash, national_id_cipher, name, birth_date,
    birth_place, sex, bank_name, address, nationality, created_at)
SELECT 'KTP', sha256(n::text::bytea), '\\x00', 'ORANG ' || n, '1990-01-05', '', 'L', '', '', 'ID',
    now()
FROM generate_series(1, %(rows)s) n;

INSERT INTO registry_membership (card_number, person_id, employer_id, segment, worker_segment,
    work_region_id, employee_number, occupation_sector, non_wage_kind, paid_by_budget, started_on,
    end_reason, created_at)
SELECT registry_next_card_number(), id, (id - 1) * %(employers)s / %(rows)s + 1, 1, '', '19.71',
    '', 'OTHER', '', false, '2024-01-01', '', now()
FROM registry_person ORDER BY id;

INSERT INTO registry_enrolment (membership_id, programmes, valid_from)
SELECT id, 31, '2024-01-01' FROM registry_membership ORDER BY id;
"""
BARE = """
CREATE TABLE bare (npp text, kpj text, nama text, upah bigint, month date DEFAULT '2024-11-01',
    revision smallint DEFAULT 0, PRIMARY KEY (month, kpj, revision));
CREATE INDEX ON bare (kpj, revision) WHERE revision > 0;
"""
LIST = """
SELECT e.registration_number AS "NPP", m.card_number AS "KPJ", p.name AS "NAMA",
    3700000 + m.id %% 7000000 AS "UPAH"
FROM registry_membership m JOIN registry_employer e ON e.id = m.employer_id
JOIN registry_person p ON p.id = m.person_id ORDER BY m.id LIMIT %(rows)s
"""


#: A wage list as offices keep it, of ten columns.
WIDE_LIST = """
SELECT row_number() OVER (ORDER BY m.id) AS "NO", e.registration_number AS "NPP",
    e.division AS "DIVISI", 'P' || m.id AS "NO_PEGAWAI", m.card_number AS "KPJ",
    '197101050190' || lpad((m.id %% 9999 + 1)::text, 4, '0') AS "NIK", p.name AS "NAMA",
    'PELAKSANA' AS "JABATAN", 3700000 + m.id %% 7000000 AS "UPAH", 0 AS "RAPEL"
FROM registry_membership m JOIN registry_employer e ON e.id = m.employer_id
JOIN registry_person p ON p.id = m.person_id ORDER BY m.id LIMIT %(rows)s
"""


def seconds(act: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """The wall time of an act, ``before`` not counted."""
    before()
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main() -> None:
    """Run both comparisons and print them as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--xlsx-rows", type=int, default=100_000)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="payung-benchmark-"))
    os.environ["PAYUNG_HOME"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "payung.site.settings"
    os.environ["PAYUNG_TODAY"] = "2024-12-18"
    os.environ.pop("DATABASE_URL", None)
    from payung import database

    try:
        _run(folder, arguments.rows, min(arguments.xlsx_rows, arguments.rows))
    finally:
        database.stop()
        shutil.rmtree(folder)


def _run(folder: Path, rows: int, xlsx_rows: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from payung.reference.operations import load_reference

    call_command("migrate", verbosity=0)
    load_reference()
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"rows": rows, "employers": EMPLOYERS, "office": OFFICE})
        cursor.execute(BARE)
        connection.connection.autocommit = True
        cursor.execute("VACUUM ANALYZE")
    csv_path, xlsx_path = _files(folder, rows, xlsx_rows)
    _report_csv(csv_path, rows)
    _report_xlsx(xlsx_path, xlsx_rows)


def _files(folder: Path, rows: int, xlsx_rows: int) -> tuple[Path, Path]:
    import xlsxwriter
    from django.db import connection

    csv_path, xlsx_path = folder / "upah.csv", folder / "upah.xlsx"
    with connection.cursor() as cursor, csv_path.open("wb") as file:
        query = f"COPY ({LIST}) TO STDOUT (FORMAT csv, HEADER)"
        with cursor.copy(query, {"rows": rows}) as copy:
            for piece in copy:
                file.write(piece)
        cursor.execute(WIDE_LIST, {"rows": xlsx_rows})
        with xlsxwriter.Workbook(str(xlsx_path), {"constant_memory": True}) as book:
            sheet = book.add_worksheet("Upah")
            sheet.write_row(0, 0, [column.name for column in cursor.description])
            for number, row in enumerate(cursor, start=1):
                sheet.write_row(number, 0, row)
    return csv_path, xlsx_path


def _report_csv(path: Path, rows: int) -> None:
    from django.db import connection

    def bare_copy() -> None:
        with connection.cursor() as cursor:
            statement = "COPY bare (npp, kpj, nama, upah) FROM STDIN (FORMAT csv, HEADER)"
            with cursor.copy(statement) as copy, path.open("rb") as file:
                while piece := file.read(1 << 20):
                    copy.write(piece)

    copies, imports, following = [], [], []
    for first, second in (("2024-02", "2024-03"), ("2024-06", "2024-07"), ("2024-10", "2024-11")):
        copies.append(seconds(bare_copy, _settle))
        imports.append(seconds(partial(_import, path, first), _settle))
        following.append(seconds(partial(_import, path, second), _settle))
    bare, whole, again = min(copies), min(imports), min(following)
    print(f"CSV, {rows:,} rows: import {whole:.2f} s = {rows / whole:,.0f} rows/s")
    print(f"  bare COPY of the file, same indexes: {bare:.2f} s; ratio {whole / bare:.2f}")
    print(f"  the next month (last month's workers looked for): {again:.2f} s; {again / bare:.2f}")
    for name, runs in (("copies", copies), ("imports", imports), ("next months", following)):
        print(f"  {name}: {', '.join(f'{run:.2f}' for run in runs)}")


def _settle() -> None:
    """What the run before left to be written is written, and the bare table is empty."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE bare")
        cursor.execute("CHECKPOINT")


def _report_xlsx(path: Path, rows: int) -> None:
    from python_calamine import CalamineWorkbook

    def read() -> None:
        CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()

    bare = min(seconds(read) for _ in range(3))
    whole = min(seconds(partial(_import, path, month), _settle) for month in ("2024-08", "2024-09"))
    print(f"XLSX, {rows:,} rows: import {whole:.2f} s = {rows / whole:,.0f} rows/s")
    print(f"  read by calamine alone: {bare:.2f} s; ratio {whole / bare:.2f}")


def _import(path: Path, month: str) -> None:
    from payung.access.reader import operator
    from payung.registry.operations import import_path

    outcome = import_path(
        actor=operator(), kind="WAGES", office_code=OFFICE, month=month, path=path
    )
    if not outcome.accepted:
        raise SystemExit(outcome.message_id)


if __name__ == "__main__":
    main()
