"""The definitions of indicators: the shipped ones, and those that an office adds."""

from __future__ import annotations

from django.db import connection, transaction

from payung.monitoring.definitions import shipped
from payung.monitoring.models import IndicatorDefinition

#: Class of the advisory lock of the definitions ("indi").
_LOCK = 0x696E6469


@transaction.atomic
def load_indicators() -> int:
    """Add the shipped definitions that are not there yet; how many were added.

    A version that stands is never changed: a new meaning is a new version.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    there = set(IndicatorDefinition.objects.values_list("code", "version"))
    missing = [row for row in shipped() if (row["code"], row.get("version", 1)) not in there]
    return len(
        IndicatorDefinition.objects.bulk_create(IndicatorDefinition(**row) for row in missing)
    )
