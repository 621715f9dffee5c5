"""``payung db`` and ``payung doctor``: where the data is and whether all is well."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from typing import Annotated, Any

import typer
from rich.table import Table

from payung import clock, database
from payung.cli import output
from payung.home import home

app = typer.Typer(no_args_is_help=True)
#: Under this the operator should make room before PostgreSQL has to stop.
WARN_FREE_BYTES = 2 * 1024**3


@app.command("start")
def start() -> None:
    """Jalankan PostgreSQL milik Payung (atau periksa DATABASE_URL)."""
    database.connection_parameters()
    status()


@app.command("stop")
def stop() -> None:
    """Hentikan PostgreSQL milik Payung. Data tetap aman di foldernya."""
    stopped = database.stop()
    output.console.print(
        "PostgreSQL dihentikan." if stopped else "PostgreSQL memang tidak berjalan."
    )


@app.command("status")
def status() -> None:
    """Tunjukkan di mana basis data berada dan apakah ia berjalan."""
    found = database.status()
    state = f"berjalan, versi {found.version}" if found.running else "tidak berjalan"
    output.console.print(f"PostgreSQL: {state}\nLokasi: {found.location}", highlight=False)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Keluarkan JSON.")] = False,
) -> None:
    """Periksa keadaan: versi, lokasi, ruang disk, migrasi yang tertunda."""
    findings = examine()
    if as_json:
        output.write_json(findings)
    else:
        table = Table("Hal", "Keadaan", show_header=False, box=None)
        for key, value in findings.items():
            table.add_row(key, _shown(value))
        output.console.print(table)
    if findings["problems"]:
        raise typer.Exit(1)


def examine() -> dict[str, Any]:
    """The findings of ``payung doctor``; ``problems`` is empty when all is well."""
    state = database.status()
    problems: list[str] = []
    pending: list[str] | None = None
    if state.running:
        pending = _pending_migrations()
        if pending:
            problems.append("Ada migrasi yang tertunda: jalankan `payung setup`.")
    else:
        problems.append("PostgreSQL tidak berjalan: jalankan `payung db start`.")
    if state.free_bytes is not None and state.free_bytes < WARN_FREE_BYTES:
        problems.append(f"Ruang disk tinggal {state.free_bytes // 1024**2} MB.")
    if os.environ.get("PAYUNG_HOSTS") and not os.environ.get("PAYUNG_ADDRESS"):
        # A signed letter keeps the address in its QR code for ever.
        problems.append(
            "Situs ini dibuka untuk orang lain, tetapi PAYUNG_ADDRESS belum diisi:"
            " kode QR pada surat akan menunjuk ke komputer ini saja."
        )
    return {
        "payung": version("payung"),
        "python": platform.python_version(),
        "django": version("django"),
        "home": str(home()),
        "today": clock.today().isoformat(),
        "database": state.kind,
        "location": state.location,
        "running": state.running,
        "postgresql": state.version,
        "free_bytes": state.free_bytes,
        "pending_migrations": pending,
        "problems": problems,
    }


def _pending_migrations() -> list[str]:
    from payung.cli.main import load_django

    load_django()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, list):
        return "tidak ada" if not value else "\n".join(value)
    if isinstance(value, int):
        return f"{value // 1024**2} MB"
    return str(value)
