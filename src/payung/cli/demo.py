"""``payung demo``: Bangka Belitung as of 18 December 2024, made up and complete."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from payung.cli import output
from payung.law.formats import number, rupiah

if TYPE_CHECKING:
    from payung.demo.figures import Figure

_DAY = "2024-12-18"


def demo(
    size: Annotated[str, typer.Option(help="full, atau small (seperseratus).")] = "full",
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Buka situs sesudah selesai.")
    ] = True,
    port: Annotated[int, typer.Option(help="Port situs.", min=1, max=65535)] = 8000,
) -> None:
    """Bangun demo Kepulauan Bangka Belitung per 18 Desember 2024, lalu buka situsnya.

    Semua orang dan perusahaan di dalamnya rekaan. Aman diulang.
    """
    # The business day and the demo mode have to be known before the settings are read.
    os.environ["PAYUNG_TODAY"] = _DAY
    os.environ["PAYUNG_DEMO"] = "1"
    from payung.cli.main import prepare

    prepare(migrate=True)
    _build(size)
    if serve:
        from payung.site.serve import serve as run_site

        output.console.print(f"Situs: http://localhost:{port}")
        raise typer.Exit(run_site(port, True))


def _build(size: str) -> None:
    from payung.demo.build import build
    from payung.demo.figures import figures
    from payung.demo.plan import plan_named
    from payung.demo.state import State

    plan = plan_named(size)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeElapsedColumn(), console=output.console, transient=True
    ) as progress:
        task = progress.add_task("Demo Bangka Belitung", total=None)

        def tell(step: str, done: int, total: int) -> None:
            progress.update(task, description=step, completed=done, total=total)

        found = build(plan, tell)
    if found is State.BUILT:
        output.console.print("Demo sudah ada; tidak ada yang diubah.")
    output.console.print(_comparison(figures(plan)))


def _comparison(rows: list[Figure]) -> Table:
    """The published figures beside those that the queries compute on the imported data."""
    table = Table(title="Kepulauan Bangka Belitung, 18 Desember 2024", title_justify="left")
    table.add_column("Angka")
    for heading in ("Diterbitkan", "Dihitung"):
        table.add_column(heading, justify="right")
    table.add_column("Cocok")
    for row in rows:
        bounds = [_show(row.unit, bound) for bound in dict.fromkeys((row.low, row.high))]
        table.add_row(
            row.label,
            " - ".join(bounds),
            _show(row.unit, row.computed),
            "ya" if row.fits else "TIDAK",
        )
    return table


def _show(unit: str, value: int) -> str:
    if unit == "share":
        return output.share(value)
    return rupiah(value, "id") if unit == "rupiah" else number(value, "id")
