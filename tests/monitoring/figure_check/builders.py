"""How the tests ask the checker."""

from __future__ import annotations

import io
from datetime import date

from payung.monitoring.figure_check import Check, Finding, check_file, check_text, earlier_figures
from payung.monitoring.figure_check.records import Record


def table(csv_text: str, *, name: str = "angka.csv", **options: object) -> Check:
    """Check a table written as CSV."""
    return check_file(io.BytesIO(csv_text.encode()), name, **options)  # type: ignore[arg-type]


def text(words: str, *, published: str = "", earlier: list[Record] | None = None) -> Check:
    """Check a report."""
    day = date.fromisoformat(published) if published else None
    return check_text(words, published=day, earlier=earlier or [])


def before(csv_text: str) -> list[Record]:
    """Earlier figures, written as CSV."""
    return earlier_figures(io.BytesIO(csv_text.encode()), "dulu.csv")


def said(check: Check) -> list[tuple[str, str, str]]:
    """Each finding as kind of slip, figure as printed, and likely right value."""
    return [(finding.code.value, finding.found, finding.likely) for finding in check.findings]


def one(check: Check, code: str) -> Finding:
    """The one finding of a kind."""
    found = [finding for finding in check.findings if finding.code == code]
    assert len(found) == 1, said(check)
    return found[0]
