"""The command ``payung``: one door to all rooms.

Commands that need no database (the law) start without Django; the others call ``prepare`` first.
"""

from __future__ import annotations

import os
import sys

import typer

from payung.cli import output
from payung.errors import PayungError
from payung.home import home
from payung.law import parameters

app = typer.Typer(
    name="payung",
    help="Payung: jaminan sosial ketenagakerjaan suatu daerah, dijalankan dan dipantau.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def load_django() -> None:
    """Load the rooms; the embedded database is started when it is not running."""
    from payung import database

    database.check_reachable()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.site.settings")
    import django

    django.setup()


def prepare(*, migrate: bool = False) -> None:
    """Make the rooms ready for use.

    With ``migrate`` the tables and the reference data are brought up to date as well; without it
    a database that was never set up is refused (``DatabaseError``).
    """
    from payung import database

    load_django()
    if migrate:
        from payung.cli.setup import bring_up_to_date

        bring_up_to_date()
    elif not _is_set_up():
        raise database.DatabaseError(
            "database_not_set_up",
            "Basis data ini belum disiapkan: jalankan `payung setup` lebih dulu.",
            "This database is not set up yet: run `payung setup` first.",
        )


def _is_set_up() -> bool:
    """Whether Payung's tables are there (``payung doctor`` names migrations that are pending)."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('registry_employer') IS NOT NULL")
        return bool(cursor.fetchone()[0])


def _mount() -> None:
    """Join the rooms' commands; each module keeps its heavy imports inside its functions."""
    from payung.cli import (
        access,
        agreements,
        benefit,
        check,
        claims,
        compliance,
        daily,
        database,
        demo,
        figures,
        findings,
        imports,
        law,
        matching,
        observe,
        publish,
        question,
        reference,
        serve,
        setup,
    )

    law.app.add_typer(benefit.app, name="benefit", help="Manfaat kelima program, dijelaskan.")
    app.add_typer(law.app, name="law", help="Hukum sebagai kode: tarif, batas, iuran, denda.")
    app.add_typer(database.app, name="db", help="Basis data: jalankan, hentikan, lihat.")
    app.add_typer(access.users, name="user", help="Pengguna, jabatan, dan masa jabatannya.")
    app.add_typer(access.keys, name="keys", help="Kunci enkripsi data pribadi.")
    app.add_typer(reference.app, name="reference", help="Data rujukan dari daftar kantor sendiri.")
    app.add_typer(check.app, name="check", help="Pemeriksa angka laporan dan tabel.")
    app.add_typer(compliance.app, name="compliance", help="Tabel langkah kepatuhan, digambar.")
    app.add_typer(matching.app, name="match", help="Model pencocokan orang tanpa NIK.")
    app.add_typer(imports.app, name="import", help="Daftar kantor, dan batas wilayah sendiri.")
    app.add_typer(claims.app, name="claims", help="Klaim: ambil alih, daftar, penjelasan.")
    app.add_typer(publish.app, name="publish", help="Data terbuka: terbitkan bagi umum.")
    app.command("doctor")(database.doctor)
    app.command("setup")(setup.setup)
    app.command("serve")(serve.serve)
    app.command("demo")(demo.demo)
    app.command("daily")(daily.daily)
    app.command("question")(question.question)
    app.command("observe")(observe.observe)
    for room in (figures, findings, agreements):
        app.registered_commands.extend(room.app.registered_commands)


def run() -> None:
    """Entry point: a refusal becomes one clear sentence and exit code 2, never a stack trace."""
    _mount()
    parameters.adopt(home() / "law")
    try:
        app()
    except PayungError as error:
        output.refuse(error)
        sys.exit(2)
