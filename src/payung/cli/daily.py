"""``payung daily``: the work of each day, from cron or a systemd timer."""

from __future__ import annotations

import typer

from payung.cli import output
from payung.cli.arguments import AsJson, AsOf, day
from payung.law.formats import day as in_words
from payung.law.formats import number

_UNFINISHED = 1


def daily(as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Kerjakan pekerjaan harian: denda, pembayaran dan angsuran kuasa, angka tersimpan."""
    from payung.cli.main import prepare

    prepare()
    from payung.site.daily import work_of_day

    done = work_of_day(day(as_of))
    refused = {name: why.message(output.language()) for name, why in done.mandates.refused}
    if as_json:
        output.write_json(
            {
                "as_of": done.on,
                "fines": done.fines,
                "paid": done.mandates.paid,
                "paying": done.mandates.paying,
                "reopened": done.mandates.reopened,
                "left": done.mandates.left,
                "refused": refused,
                "regions": done.regions,
            }
        )
    else:
        output.console.print(
            f"Pekerjaan harian {in_words(done.on, 'id')}: "
            f"{number(done.fines, 'id')} denda dibukukan atau dibatalkan; kuasa: "
            f"{number(done.mandates.paid, 'id')} lunas, "
            f"{number(done.mandates.paying, 'id')} mulai mengangsur, "
            f"{number(done.mandates.reopened, 'id')} negosiasi dibuka kembali, "
            f"{number(done.mandates.left, 'id')} sedang diubah orang lain; "
            f"angka tersimpan {number(len(done.regions), 'id')} wilayah."
        )
        for name, why in refused.items():
            output.console.print(f"{name}: {why}", markup=False)
    if refused:
        raise typer.Exit(_UNFINISHED)
