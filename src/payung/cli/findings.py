"""Findings on the command line: look for them, and what following them up would bring."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer
from rich.table import Table

from payung.cli import output
from payung.cli.arguments import AsJson, AsOf, Office, day
from payung.law.formats import day as in_words
from payung.law.formats import number, rupiah

if TYPE_CHECKING:
    from payung.compliance.queries.findings import Triage, TriageRow

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command("findings")
def find(office: Office, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Cari temuan ketidakpatuhan suatu kantor, dan pilahannya menurut jalur tindak lanjut."""
    from payung.cli.main import prepare

    prepare()
    from payung.access.reader import operator
    from payung.compliance.operations.findings import detect_findings
    from payung.compliance.queries.findings import triage

    reader = operator()
    detection = detect_findings(actor=reader, office_code=office, as_of=day(as_of))
    found = triage(reader, office, detection.as_of)
    if as_json:
        output.write_json(
            {"detection": detection.pk, "changes": detection.counts, "triage": asdict(found)}
        )
        return
    output.console.print(_sentence(office, found))
    output.console.print(_by_kind(found, detection.counts))
    output.console.print(_by_path(found))


def _sentence(office: str, found: Triage) -> str:
    return (
        f"{office}, per {in_words(found.as_of, 'id')}: "
        f"{number(found.total.findings, 'id')} temuan, "
        f"{number(found.undecided, 'id')} menunggu keputusan. Tunggakan "
        f"{rupiah(found.total.arrears, 'id')} pada {number(found.total.debtors, 'id')} "
        f"pemberi kerja, rata-rata {rupiah(found.mean_arrears, 'id')}."
    )


def _by_kind(found: Triage, changed: dict[str, dict[str, int]]) -> Table:
    from payung.compliance.models import FindingKind

    table = _table("Menurut jenis", "Jenis", "Temuan", "Jumlah", "Baru", "Selesai")
    for kind, (count, amount) in found.by_kind.items():
        changes = changed.get(kind, {})
        table.add_row(
            str(FindingKind(kind).label),
            number(count, "id"),
            rupiah(amount, "id"),
            number(changes.get("FOUND", 0) + changes.get("REOPENED", 0), "id"),
            number(changes.get("RESOLVED", 0), "id"),
        )
    return table


def _by_path(found: Triage) -> Table:
    from payung.compliance.models import FindingPath, FindingStatus

    table = _table(
        "Menurut jalur yang disarankan atau diputuskan",
        "Jalur",
        *("Temuan", "Tunggakan", "Taksiran setahun", "Harapan pulih", "Biaya"),
    )
    for row in found.rows:
        _add(table, str(FindingPath(row.path).label), row)
    if found.dismissed.findings:
        _add(table, str(FindingStatus.DISMISSED.label), found.dismissed)
    table.add_section()
    _add(table, "Seluruhnya", found.total)
    return table


def _add(table: Table, name: str, row: TriageRow) -> None:
    amounts = (row.arrears, row.estimate, row.expected_recovery, row.handling_cost)
    table.add_row(
        name,
        number(row.findings, "id"),
        *(rupiah(amount, "id") for amount in amounts),
    )


def _table(title: str, first: str, *others: str) -> Table:
    """A table with words to the left and figures to the right."""
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for heading in others:
        table.add_column(heading, justify="right")
    return table
