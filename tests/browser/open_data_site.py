"""Fills a data folder with a nation's figures and publishes them, for those who look.

Usage: ``python -c "from tests.browser.open_data_site import build; build()"`` with
``PAYUNG_HOME``; the custodian's session is written to ``open_data.json`` there.
"""

from __future__ import annotations

import json
from datetime import date
from importlib import import_module
from random import Random
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from payung.monitoring.recording import NewFigure

MONTHS = [date(2024, 7, 31), date(2024, 8, 31), date(2024, 9, 30), date(2024, 10, 31)]
LAST = date(2024, 11, 30)


def build() -> None:
    """Four months of the provinces, one of all regencies; a year of claims, not published."""
    django.setup()
    from payung.access.models import Role
    from payung.access.reader import operator
    from payung.home import home
    from payung.monitoring.operations.open_data import publish_data
    from tests.access.builders import usual_holder
    from tests.monitoring.open_data_world import claims, figures_of, nation, record

    members = nation()
    drawn = Random(2)
    workers = {code: sum(one) * drawn.randrange(150, 420) // 100 for code, one in members.items()}
    for place, month in enumerate([*MONTHS, LAST]):
        if month == LAST:
            for dataset in ("cakupan", "peserta", "definisi"):
                publish_data(actor=operator(), dataset=dataset)
        grown = {
            code: (
                counts[0] * (100 + place) // 100,
                counts[1] * (100 + 2 * place) // 100,
                *counts[2:],
            )
            for code, counts in members.items()
        }
        figures = figures_of(grown, month, workers=workers)
        record(*(one for one in figures if _is_taken(one, month)))
    for dataset in ("cakupan", "peserta"):
        publish_data(actor=operator(), dataset=dataset, note="November 2024 ditambahkan.")
    record(*claims(2023, {"19": {"JKK": 820, "JKM": 4, "JHT": 6400}, "16": {"JKK": 3_100}}))
    told = {"custodian": _session(usual_holder(Role.DATA_CUSTODIAN).user)}
    (home() / "open_data.json").write_text(json.dumps(told), encoding="utf-8")


def _is_taken(one: NewFigure, month: date) -> bool:
    """All of the last month; of those before only what a trend shows."""
    if one.code == "REGISTERED_MEMBERS":
        return False
    return month == LAST or not (one.part or "." in (one.region or ""))


def _session(user: object) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)  # type: ignore[attr-defined]
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()  # type: ignore[attr-defined]
    session.create()
    return str(session.session_key)
