"""``payung publish``: what is published for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from payung.cli import output

if TYPE_CHECKING:
    from payung.monitoring.open_data.draft import Draft

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Data terbuka: menerbitkan angka final bagi umum.",
)


@app.callback()
def _group() -> None:
    """Keep the name of the single command."""


@app.command("data")
def data(
    dataset: Annotated[
        str, typer.Argument(help="Himpunan data, seperti cakupan; kosong: daftarnya.")
    ] = "",
    preview: Annotated[
        bool, typer.Option("--preview", help="Hanya tunjukkan; tidak ada yang diterbitkan.")
    ] = False,
    note: Annotated[str, typer.Option(help="Apa yang berubah sejak versi sebelumnya.")] = "",
    expected: Annotated[
        str | None, typer.Option(help="Sidik pratinjau: terbitkan hanya bila masih sama.")
    ] = None,
) -> None:
    """Terbitkan versi berikut sebuah himpunan data, atau tunjukkan isinya lebih dulu."""
    from payung.cli.main import prepare

    prepare()
    from payung.access.reader import operator
    from payung.monitoring.open_data.files import file_of, formats_of
    from payung.monitoring.operations.open_data import publish_data
    from payung.monitoring.queries import open_data as queries

    if not dataset:
        _list()
        return
    if preview:
        _show(queries.preview(operator(), dataset=dataset))
        return
    done = publish_data(actor=operator(), dataset=dataset, note=note, expected=expected)
    for format in formats_of(dataset):
        file_of(done.release, format)
    english = output.language() == "en"
    name = f"{dataset} {done.release.version}"
    if done.is_new:
        said = f"Published {name}: {done.release.rows} rows, {done.release.hidden} hidden."
        told = f"{name} terbit: {done.release.rows} baris, {done.release.hidden} disembunyikan."
    else:
        said = f"Nothing has changed since {name}."
        told = f"Tidak ada yang berubah sejak {name}."
    output.console.print(said if english else told, markup=False, highlight=False)


def _list() -> None:
    from payung.monitoring.queries.open_data import all_listed

    table = Table("", "", "")
    for one in all_listed():
        current = one.current
        table.add_row(
            one.dataset.slug,
            one.dataset.title_en if output.language() == "en" else one.dataset.title_id,
            f"{current.version} ({current.published_on})" if current else "-",
        )
    output.console.print(table)


def _show(draft: Draft) -> None:
    english = output.language() == "en"
    words = (
        ("rows", "hidden", "less protected than required", "changed", "fingerprint")
        if english
        else ("baris", "disembunyikan", "kurang terlindungi", "berubah", "sidik")
    )
    new = ("yes", "no") if english else ("ya", "tidak")
    values = (
        *(len(draft.rows), draft.hidden, len(draft.narrow)),
        *(new[not draft.is_new], draft.fingerprint),
    )
    for word, value in zip(words, values, strict=True):
        output.console.print(f"{word}: {value}", markup=False, highlight=False)
    for why, count in sorted(draft.why.items()):
        output.console.print(f"  {why.value}: {count}", markup=False, highlight=False)
