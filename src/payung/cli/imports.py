"""``payung import``: lists of the registry, and the operator's own outlines of regions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from payung.cli import figures, observe, output
from payung.cli.arguments import AsJson, Month, Office, refused

if TYPE_CHECKING:
    from payung.monitoring.models import BoundaryFile

#: The kinds of list of ``registry.imports``, as the command names them.
LISTS = {
    "employers": "Pemberi kerja.",
    "new_workers": "Pekerja baru.",
    "wages": "Upah sebulan.",
    "sponsored": "Pekerja yang iurannya ditanggung.",
    "projects": "Proyek jasa konstruksi.",
    "leavers": "Pekerja yang berhenti.",
}


class _Kinds(TyperGroup):
    """Kinds in capitals or small letters: offices write both."""

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:
        return super().get_command(ctx, cmd_name.lower())


app = typer.Typer(cls=_Kinds, no_args_is_help=True)


def _of_kind(kind: str) -> Callable[..., None]:
    def import_list(
        file: Annotated[Path, typer.Argument(help="Berkas XLSX atau CSV.")],
        office: Office,
        month: Month = None,
        npp: Annotated[str, typer.Option(help="Pemberi kerja untuk daftar tanpa NPP.")] = "",
        as_json: AsJson = False,
    ) -> None:
        figures.import_list(kind, file, office, month, npp, as_json)

    return import_list


for _kind, _about in LISTS.items():
    app.command(_kind, help=f"{_about} Diterima seluruhnya, atau dijawab dengan buku kerja.")(
        _of_kind(_kind)
    )


app.command("figures")(observe.import_figures)
app.command("published")(observe.load_published)


@app.command("boundaries")
def boundaries(
    file: Annotated[Path, typer.Argument(help="Berkas GeoJSON atau TopoJSON (WGS84).")],
    source: Annotated[str, typer.Option("--source", help="Asal batas: lembaga, tahun, alamat.")],
    licence: Annotated[str, typer.Option("--licence", help="Lisensi atau izin pemakaiannya.")],
    level: Annotated[str, typer.Option("--level", help="province atau regency.")] = "",
    code_property: Annotated[
        str, typer.Option("--code-property", help="Nama kolom kode wilayah.")
    ] = "",
) -> None:
    """Batas wilayah milik Anda sendiri; sesudah itu peta digambar di dalamnya."""
    from payung.cli.main import prepare

    prepare()
    from payung.access.reader import operator
    from payung.monitoring.models import BoundaryLevel
    from payung.monitoring.operations.boundaries import import_boundaries

    if level and level.upper() not in BoundaryLevel.values:
        raise refused("level", level, "province atau regency")
    if not file.is_file():
        raise refused("berkas", str(file), "berkas GeoJSON atau TopoJSON yang ada")
    taken = import_boundaries(
        actor=operator(),
        content=file.read_bytes(),
        file_name=file.name,
        source=source,
        licence=licence,
        level=BoundaryLevel(level.upper()) if level else None,
        code_property=code_property or None,
    )
    _tell(taken)


def _tell(taken: BoundaryFile) -> None:
    output.console.print(
        f"Batas {taken.regions} {taken.get_level_display()} tersimpan: "
        f"{taken.corners_read} titik dibaca, {taken.corners_kept} dipakai menggambar.",
        highlight=False,
    )
    if taken.renamed:
        pairs = ", ".join(f"{old} menjadi {new}" for old, new in sorted(taken.renamed.items()))
        output.console.print(f"Kode lama dibaca sebagai kode sekarang: {pairs}.", highlight=False)
    if taken.missing:
        output.console.print(
            f"{len(taken.missing)} wilayah tanpa batas digambar sebagai titik: "
            f"{', '.join(taken.missing)}.",
            highlight=False,
        )
