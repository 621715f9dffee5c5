"""Figures of coverage and claims that were published, as facts: quoted, final, never recomputed."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from datetime import date
from importlib.resources import files

from payung.access.audit import acting
from payung.access.permissions import CHECK_FIGURES, REPORT_FIGURES
from payung.access.reader import Reader
from payung.access.refusals import no_permission
from payung.monitoring.models import Method, Status
from payung.monitoring.reach import sight_of
from payung.monitoring.recording import NewFigure, write_figures
from payung.monitoring.reported import Reported, figure_of

_NATION = "ID"


def load_published(actor: Reader, *, without: Collection[str] = ()) -> int:
    """Record the shipped published figures as final; how many were added (0 the second time).

    Each keeps the figure as its source printed it beside the one that its inputs give. Where an
    office has stated another figure for the same day meanwhile, that one stays. ``without`` names
    regions whose own books tell their figures.
    ``AccessRefused`` without REPORT_FIGURES and CHECK_FIGURES for the nation.
    """
    for permission in (REPORT_FIGURES, CHECK_FIGURES):
        actor.require(permission)
        if not sight_of(actor, permission).is_nation:
            raise no_permission(str(actor.user), permission)
    rows = [*(row for row in _coverage() if row.region not in without), *_claims()]
    with acting(actor, "load_published"):
        return len(write_figures(rows, method=Method.REPORTED, by=actor.user, conflicts=[]))


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("payung.monitoring") / "data" / name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def _coverage() -> Iterator[NewFigure]:
    for row in _rows("published_coverage.csv"):
        told = Reported(
            code=row["indicator"],
            region=None if row["region"] == _NATION else row["region"],
            as_of=date.fromisoformat(row["day"]),
            source=row["source"],
            confidence=row["confidence"],
            numerator=int(row["numerator"]) if row["numerator"] else None,
            denominator=int(row["denominator"]) if row["denominator"] else None,
            printed=row["printed"],
            quoted=True,
        )
        yield figure_of(told, born_as=Status.FINAL, stated_on=told.as_of)


def _claims() -> Iterator[NewFigure]:
    for row in _rows("published_claims.csv"):
        for code, column in (("CLAIMS_PAID", "rupiah"), ("CLAIMS_CASES", "cases")):
            told = Reported(
                code=code,
                region=row["region"],
                as_of=date.fromisoformat(row["last_day"]),
                source=row["source"],
                confidence=row["confidence"],
                value=int(row[column]),
                printed=row[f"printed_{column}"],
                period_from=date.fromisoformat(row["first_day"]),
            )
            yield figure_of(told, born_as=Status.FINAL, stated_on=told.as_of)
