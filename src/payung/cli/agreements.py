"""``payung agreements``: which office has a valid agreement with which, on a day."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table

from payung.cli import output
from payung.cli.arguments import AsJson, AsOf, day
from payung.law.formats import day as in_words

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
#: What the command line calls the states of a pair of offices.
_WORDS = {
    "VALID": ("berlaku", "valid"),
    "RENEWAL": ("masa pembaruan", "in the renewal window"),
    "UPCOMING": ("akan berlaku", "not yet begun"),
    "DRAFT": ("draf", "draft"),
    "LAPSED": ("berakhir", "lapsed"),
    "NEVER": ("belum pernah ada", "never"),
}


@app.command("agreements")
def agreements(
    region: Annotated[
        str, typer.Option("--region", help="Kode provinsi atau kabupaten/kota; kosong: semua.")
    ] = "",
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Tunjukkan kantor mana mempunyai perjanjian yang berlaku dengan kejaksaan mana."""
    from payung.cli.main import prepare

    prepare()
    from payung.access.reader import operator
    from payung.partnerships.queries import validity_matrix

    on = day(as_of)
    rows = validity_matrix(operator(), on, region or None)
    if as_json:
        output.write_json({"as_of": on, "pairs": [_plain(row) for row in rows]})
        return
    table = Table("Kejaksaan", "Kantor", "Keadaan", "Berlaku sampai", box=None)
    for row in rows:
        table.add_row(
            str(row.prosecution_office),
            str(row.fund_office),
            output.words(*_WORDS[row.state]),
            in_words(row.last, output.language()) if row.last else "–",
        )
    output.console.print(table)


def _plain(row: Any) -> dict[str, object]:
    """A pair as JSON: codes, state, last day, and whether mandates can rest on it."""
    return {
        "fund_office": row.fund_office.pk,
        "prosecution_office": row.prosecution_office.pk,
        "regions": [region.pk for region in row.regions],
        "state": row.state,
        "last": row.last,
        "days_left": row.days_left,
        "mandates": row.mandates,
        "agreement": row.agreement.pk if row.agreement else None,
    }
