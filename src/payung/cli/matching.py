"""``payung match``: the model by which people without a clean NIK are recognised."""

from __future__ import annotations

from typing import Annotated

import typer

from payung.cli import output

app = typer.Typer(no_args_is_help=True)

Province = Annotated[str, typer.Option("--province", help="Kode provinsi, misalnya 61.")]


@app.callback()
def match() -> None:
    """Pencocokan orang tanpa NIK yang bersih."""


@app.command("train")
def train(province: Province) -> None:
    """Latih model dengan registri dan daftar provinsi sendiri; disimpan di folder data."""
    from payung.cli.main import prepare

    prepare()
    from payung.access.reader import operator
    from payung.sponsorship.operations.training import train_model

    model = train_model(actor=operator(), province=province)
    output.console.print(f"Model dilatih: {model.source} ({model.sha256[:12]}).", highlight=False)
