"""``payung setup``: tables, reference data, catalogues. Repeating it changes nothing more."""

from __future__ import annotations

import gc

from rich.progress import Progress

from payung.cli import output


def bring_up_to_date() -> None:
    """Apply the pending migrations, load the shipped reference data, compile the languages."""
    from django.core.management import call_command

    from payung.monitoring.operations import load_indicators, load_instructions
    from payung.reference.operations import load_reference
    from payung.site.translations import compile_catalogues
    from payung.sponsorship.operations.account_codes import load_account_codes

    gc.freeze()  # migrations make thousands of models: look for garbage among those only
    call_command("migrate", verbosity=0, interactive=False)
    load_reference()
    load_account_codes()
    load_indicators()
    load_instructions()
    compile_catalogues()


def setup() -> None:
    """Siapkan basis data: tabel, data acuan, dan bahasa. Aman diulang."""
    from payung.cli.main import prepare

    with Progress(console=output.console, transient=True) as progress:
        progress.add_task("Menyiapkan basis data", total=None)
        prepare(migrate=True)
    output.console.print("Basis data siap.")
