"""Commands of compliance that need no database: the diagrams of its tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from payung.cli import output

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def compliance() -> None:
    """Kepatuhan: tangga perkara dan kuasa khusus."""


@app.command("diagrams")
def diagrams(
    folder: Annotated[Path, typer.Argument(help="Folder tujuan, misalnya docs/kepatuhan.")],
) -> None:
    """Gambar tabel langkah perkara, kuasa khusus dan daftar penerima (Markdown, Mermaid)."""
    from payung.cli.main import load_django

    load_django()
    from payung.cli.diagrams import render

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in render().items():
        (folder / name).write_text(text, encoding="utf-8")
        output.console.print(str(folder / name))
