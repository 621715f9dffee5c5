"""Fills a data folder with figures of one province: computed, reported, refused and replaced.

Usage: ``python -c "from tests.browser.figures_site import build; build()"`` with
``PAYUNG_HOME``; the sessions of reporter and checker are written to ``figures.json`` there.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from unittest.mock import patch

import django

_UNIVERSE = {
    "19": 563_000,
    "19.01": 131_000,
    "19.02": 78_000,
    "19.03": 64_000,
    "19.04": 73_000,
    "19.05": 81_000,
    "19.06": 50_000,
    "19.71": 86_000,
}
_DAYS = [date(2024, 8, 31), date(2024, 9, 30), date(2024, 10, 31), date(2024, 11, 30)]


def build() -> None:
    """Four month ends of computed figures, one of them recomputed; a draft and a checked figure."""
    django.setup()
    from payung.access.models import Role, ScopeKind
    from payung.access.reader import operator, reader_for
    from payung.home import home
    from payung.monitoring.models import Method
    from payung.monitoring.operations import (
        check_observation,
        load_published,
        record_many,
        report_observation,
    )
    from tests.access import builders
    from tests.browser.covers_site import _session

    load_published(operator())
    computed = {"actor": operator(), "method": Method.COMPUTED}
    with patch.dict("os.environ", {"PAYUNG_TODAY": "2024-12-02"}):
        rows = _rows()
        record_many(rows=rows, **computed)
    moved = next(one for one in rows if one.region == "19" and one.as_of == _DAYS[-1])
    with patch.dict("os.environ", {"PAYUNG_TODAY": "2024-12-12"}):
        record_many(rows=[replace(moved, value=3921, numerator=220_740)], **computed)
    reporter = builders.holder(Role.MANPOWER_OFFICER, ScopeKind.REGION, "19").user
    checker = builders.holder(Role.MONEV_ANALYST, ScopeKind.REGION, "19").user
    told = {"actor": reader_for(reporter), "as_of": date(2024, 11, 30), "confidence": "high"}
    claims = {"code": "CLAIMS_PAID", "period_from": date(2024, 1, 1), "source": "Laporan klaim"}
    report_observation(region="19", printed="Rp 238,4 miliar", **claims, **told)
    staff = {"code": "NON_ASN_COVERAGE", "source": "Data kepegawaian Oktober 2024"}
    found = report_observation(region="19.71", numerator=1_204, denominator=1_538, **staff, **told)
    check_observation(
        actor=reader_for(checker), observation=found.pk, note="Cocok dengan lampiran."
    )
    sessions = {"reporter": _session(reporter), "checker": _session(checker)}
    (home() / "figures.json").write_text(json.dumps(sessions), encoding="utf-8")


def _rows() -> list:
    from payung.monitoring.recording import NewFigure

    rows = []
    for month, day in enumerate(_DAYS):
        for region, universe in _UNIVERSE.items():
            members = universe * (3_760 + 53 * month + int(region[-1]) * 11) // 10_000
            value = (members * 20_000 + universe) // (2 * universe)
            stated = {"confidence": "high", "born_as": "FINAL", "source": "Daftar peserta"}
            inputs = {"grace_months": 3, "grace_article": "Praktik; Permenaker 5/2021"}
            of = {"region": region, "as_of": day, **stated}
            share = {"numerator": members, "denominator": universe, "inputs": inputs}
            rows += [
                NewFigure(code="ACTIVE_COVERAGE", value=value, **share, **of),
                NewFigure(code="ACTIVE_MEMBERS", value=members, inputs=inputs, **of),
                NewFigure(code="ELIGIBLE_UNIVERSE", value=universe, **of),
            ]
    return rows
