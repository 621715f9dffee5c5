"""The figures of the pages, and the files of the offices, on the command line.

Every command reads as the local operator; ``--json`` gives exact integers (rupiah, persons,
hundredths of a percent).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from payung.cli import output
from payung.cli.arguments import AsJson, AsOf, Office, Region, day, month_of, refused
from payung.law.formats import day as in_words
from payung.law.formats import number, rupiah

if TYPE_CHECKING:
    from payung.monitoring.figures import Coverage

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_REFUSED = 2


@app.command("coverage")
def show_coverage(
    region: Region,
    as_of: AsOf = None,
    basis: Annotated[
        str, typer.Option(help="Dasar wilayah: registration atau work_region.")
    ] = "registration",
    as_json: AsJson = False,
) -> None:
    """Cakupan: peserta aktif terhadap potensi pekerja dan target, per kabupaten/kota."""
    _prepare()
    from payung.access.reader import operator
    from payung.monitoring.models import RegionBasis
    from payung.monitoring.queries import coverage

    if basis not in RegionBasis.values:
        raise refused("basis", basis, " atau ".join(RegionBasis.values))
    found = coverage(operator(), region=region, as_of=day(as_of), basis=RegionBasis(basis))
    if as_json:
        output.write_json(found)
        return
    table = _table(
        f"Cakupan {found.region_name}, per {in_words(found.as_of, 'id')}",
        "Wilayah",
        *("Peserta aktif", "Tidak aktif", "Potensi", "Cakupan", "Target", "Kurang dari target"),
    )
    for row in (*found.children, found):
        if row is found and found.children:
            table.add_section()
        table.add_row(*_coverage_cells(row))
    output.console.print(table)
    for segment in found.by_segment:
        if segment.registered:
            output.console.print(f"{segment.name}: {number(segment.active, 'id')} aktif")
    _print_definition(found)


@app.command("arrears")
def show_arrears(region: Region, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Tunggakan iuran: pemberi kerja, pokok, dan kelas kolektibilitas."""
    _prepare()
    from payung.access.reader import operator
    from payung.contributions.queries import arrears
    from payung.monitoring.queries import known_region

    name = known_region(region).name
    found = arrears(operator(), region=region, as_of=day(as_of))
    if as_json:
        output.write_json(found)
        return
    output.console.print(
        f"{name}, per {in_words(found.as_of, 'id')}: "
        f"{number(found.employers_in_arrears, 'id')} dari {number(found.active_employers, 'id')} "
        f"pemberi kerja aktif menunggak ({_share(found.share_bp)}), "
        f"pokok {rupiah(found.principal, 'id')}, rata-rata {rupiah(found.mean, 'id')}, "
        f"denda {rupiah(found.penalty, 'id')}."
    )
    classes = _table("Menurut kolektibilitas", "Kelas", "Bulan", "Pemberi kerja", "Pokok")
    for row in found.by_class:
        months = (
            f"{row.months_from}+"
            if row.months_to is None
            else (f"{row.months_from}-{row.months_to}")
        )
        classes.add_row(
            row.label_id, months, number(row.employers, "id"), rupiah(row.principal, "id")
        )
    output.console.print(classes)
    places = _table("Menurut wilayah", "Wilayah", "Aktif", "Menunggak", "Bagian", "Pokok")
    for place in found.by_region:
        places.add_row(
            place.name,
            number(place.active_employers, "id"),
            number(place.employers_in_arrears, "id"),
            _share(place.share_bp),
            rupiah(place.principal, "id"),
        )
    output.console.print(places)


@app.command("bill")
def show_bills(
    month: Annotated[str, typer.Argument(help="Bulan iuran, seperti 2024-11.")],
    region: Region,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Tagihan satu bulan: per program, yang sudah dibayar, tingkat penagihan."""
    _prepare()
    from payung.access.reader import operator
    from payung.contributions.queries import month_bills
    from payung.monitoring.queries import known_region

    name = known_region(region).name
    on = day(as_of)
    found = month_bills(operator(), region=region, month=month_of(month), as_of=on)
    if as_json:
        output.write_json(
            {
                **asdict(found),
                "outstanding": found.outstanding,
                "collection_rate_bp": found.collection_rate_bp,
            }
        )
        return
    table = _table(f"Tagihan {month}, {name}, per {in_words(on, 'id')}", "", "Jumlah")
    table.add_row("Pemberi kerja", number(found.employers, "id"))
    table.add_row("Pekerja", number(found.workers, "id"))
    amounts = {"JKK": found.jkk, "JKM": found.jkm, "JHT": found.jht, "JP": found.jp}
    for label, amount in amounts.items():
        table.add_row(label, rupiah(amount, "id"))
    table.add_section()
    table.add_row("Seluruhnya", rupiah(found.total, "id"))
    table.add_row("Sudah dibayar", rupiah(found.paid, "id"))
    if found.written_off:
        table.add_row("Dihapusbukukan", rupiah(found.written_off, "id"))
    table.add_row("Belum dibayar", rupiah(found.outstanding, "id"))
    table.add_row("Tingkat penagihan", _share(found.collection_rate_bp))
    output.console.print(table)


@app.command("employer")
def show_employer(
    npp: Annotated[str, typer.Argument(help="Nomor pendaftaran pemberi kerja (NPP).")],
    division: Annotated[str, typer.Option(help="Kode divisi.")] = "000",
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Satu pemberi kerja: data, rekening koran iuran, saldo."""
    _prepare()
    from payung.access.reader import operator
    from payung.contributions.queries import statement_of_account
    from payung.registry.queries import employer

    reader = operator()
    found = employer(reader, npp, division)
    account = statement_of_account(reader, found, day(as_of))
    if as_json:
        output.write_json(
            {
                "registration_number": found.registration_number,
                "division": found.division,
                "name": found.name,
                "kind": found.kind,
                "business_size": found.business_size,
                "region": found.region_id,
                "status": found.status,
                "members": found.open_memberships,
                "as_of": account.as_of,
                "balance": account.balance,
                "principal": account.principal,
                "overdue": account.overdue,
                "penalty": account.penalty,
                "fine": account.fine,
                "credit": account.credit,
                "rows": account.rows,
            }
        )
        return
    output.console.print(
        f"{found.name} ({npp}/{division}), {found.get_kind_display()}, "
        f"{found.region.name}: {number(found.open_memberships, 'id')} peserta.",
        markup=False,
    )
    table = _table("Rekening iuran", "Tanggal", "Uraian", "Tagihan", "Pembayaran", "Saldo")
    for row in account.rows:
        table.add_row(
            f"{row.on:%d-%m-%Y}",
            row.text,
            *(rupiah(amount, "id") if amount else "" for amount in (row.charge, row.payment)),
            rupiah(row.balance, "id"),
        )
    output.console.print(table)
    output.console.print(
        f"Pokok belum lunas {rupiah(account.principal, 'id')} "
        f"(lewat jatuh tempo {rupiah(account.overdue, 'id')}), "
        f"denda {rupiah(account.penalty, 'id')}, "
        f"denda administratif {rupiah(account.fine, 'id')}, "
        f"kelebihan bayar {rupiah(account.credit, 'id')}."
    )


def import_list(
    kind: str, file: Path, office: str, month: str | None, npp: str, as_json: bool
) -> None:
    """Import a list of an office: taken whole, or answered with a workbook (``cli.imports``)."""
    _prepare()
    from payung.access.reader import operator
    from payung.registry.operations import import_path

    with _bar("Memeriksa") as tell:
        outcome = import_path(
            actor=operator(),
            kind=kind.upper(),
            office_code=office,
            month=month_of(month) if month else None,
            path=file,
            payer_npp=npp,
            progress=tell,
        )
    answer = _save_answer(outcome.import_file.pk, file) if outcome.answer_path else None
    if as_json:
        output.write_json(
            {
                "import": outcome.import_file.pk,
                "accepted": outcome.accepted,
                "rows": outcome.rows,
                "refused": outcome.refused,
                "warned": outcome.warned,
                "answer": str(answer) if answer else None,
                "message": outcome.message_id,
            }
        )
    else:
        output.console.print(outcome.message_id, markup=False)
        if answer:
            output.console.print(f"Jawaban: {answer}", markup=False)
    if not outcome.accepted:
        raise typer.Exit(_REFUSED)


@app.command("payments")
def import_payments(
    file: Annotated[Path, typer.Argument(help="Rekening koran: CAMT.053, MT940 atau CSV.")],
    office: Office,
    as_json: AsJson = False,
) -> None:
    """Impor rekening koran bank; yang tak dikenali masuk daftar belum teridentifikasi."""
    _prepare()
    from payung.access.reader import operator
    from payung.contributions.operations import import_statement

    if not file.is_file():
        raise refused("berkas", str(file), "berkas yang ada")
    found = import_statement(actor=operator(), office_code=office, path=file, file_name=file.name)
    if as_json:
        output.write_json(
            {
                "entries": found.entries,
                "matched": found.matched,
                "suspended": found.suspended,
                "duplicates": found.duplicates,
                "amount": found.amount,
                "matched_amount": found.matched_amount,
                "ignored": len(found.ignored),
                "repeated": found.repeated,
            }
        )
        return
    repeated = " Berkas ini sudah pernah diimpor; tidak ada yang berubah." * found.repeated
    output.console.print(
        f"{number(found.entries, 'id')} setoran, {rupiah(found.amount, 'id')}: "
        f"{number(found.matched, 'id')} dikenali ({rupiah(found.matched_amount, 'id')}), "
        f"{number(found.suspended, 'id')} belum teridentifikasi, "
        f"{number(found.duplicates, 'id')} sudah ada, "
        f"{number(len(found.ignored), 'id')} diabaikan.{repeated}"
    )


@app.command("facts")
def write_facts(region: Region, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Hitung ulang angka tersimpan suatu wilayah, bila pembukuan sudah berubah."""
    _prepare()
    from payung.access.reader import operator
    from payung.monitoring.operations import refresh_facts

    found = refresh_facts(actor=operator(), region=region, as_of=day(as_of))
    if as_json:
        output.write_json(
            {"region": region, "as_of": found.as_of, "refreshed_at": found.refreshed_at}
        )
        return
    output.console.print(
        f"Angka {region} per {in_words(found.as_of, 'id')} "
        f"dihitung {found.refreshed_at:%d-%m-%Y %H:%M}."
    )


def _prepare() -> None:
    from payung.cli.main import prepare

    prepare()


@contextmanager
def _bar(label: str) -> Iterator[Any]:
    """A progress bar on standard error; yields the function that moves it."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=output.complaints, transient=True) as progress:
        task = progress.add_task(label, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _save_answer(import_id: int, file: Path) -> Path:
    """Write the answer workbook beside the user's file (readable by him only)."""
    from payung.access.reader import operator
    from payung.registry.queries import answer_workbook

    answer = file.with_name(f"{file.stem}-jawaban.xlsx")
    answer.touch(mode=0o600)
    answer.write_bytes(answer_workbook(operator(), import_id))
    return answer


def _table(title: str, first: str, *others: str) -> Table:
    """A table with words to the left and figures to the right."""
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for heading in others:
        table.add_column(heading, justify="right")
    return table


def _share(basis_points: int | None) -> str:
    return "-" if basis_points is None else output.share(basis_points)


def _coverage_cells(row: Coverage) -> tuple[str, ...]:
    return (
        row.region_name,
        number(row.active, "id"),
        number(row.inactive, "id"),
        "-" if row.universe is None else number(row.universe, "id"),
        _share(row.rate_bp),
        _share(row.target.share if row.target else None),
        "-" if row.gap is None else number(row.gap, "id"),
    )


def _print_definition(found: Coverage) -> None:
    meaning = found.definition
    output.console.print(f"Peserta aktif: {meaning.numerator_id} ({meaning.grace_article})")
    output.console.print(f"Dasar wilayah: {meaning.region_basis_label}.")
    record = found.universe_record
    if record:
        output.console.print(
            f"Potensi: {record.kind_label}, {in_words(record.as_of, 'id')}; {record.source}.",
            markup=False,
        )
