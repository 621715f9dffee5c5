"""The shipped definitions of indicators, and the one in force on a day."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.models import IndicatorDefinition

#: Members among those who should be covered: the scale of the ministry's target letter.
ACTIVE_COVERAGE = "ACTIVE_COVERAGE"


@cache
def shipped() -> tuple[dict[str, object], ...]:
    """The rows of ``data/indicators.yaml``."""
    text = (files("payung.monitoring") / "data" / "indicators.yaml").read_text(encoding="utf-8")
    return tuple(yaml.safe_load(text))


def definition_of(code: str, on: date) -> IndicatorDefinition:
    """The version of an indicator that is in force on a day; ``MonitoringRefused`` if none."""
    found = (
        IndicatorDefinition.objects.filter(code=code, valid_from__lte=on)
        .exclude(valid_to__lt=on)
        .order_by("-valid_from", "-version")
        .first()
    )
    if found is None:
        raise MonitoringRefused(
            "indicator_unknown",
            f"Indikator {code!r} tidak dikenal, atau belum berlaku pada {on:%d-%m-%Y}.",
            f"The indicator {code!r} is unknown, or not in force on {on.isoformat()}.",
            indicator=code,
        )
    return found
