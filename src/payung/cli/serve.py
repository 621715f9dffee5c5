"""``payung serve``: the site and its jobs."""

from __future__ import annotations

from typing import Annotated

import typer


def serve(
    port: Annotated[int, typer.Option(help="Port situs.", min=1, max=65535)] = 8000,
    browser: Annotated[bool, typer.Option(help="Buka peramban.")] = False,
) -> None:
    """Jalankan situs Payung dan pekerjaan latarnya, sampai Ctrl+C."""
    from payung.cli.main import prepare

    prepare(migrate=True)
    from payung.site.serve import serve as run_site

    run_site(port, browser)
