"""What changes reference data (whole tables from a file: ``own_tables``).

Rights are checked by the caller (posts and roles live a floor above); ``actor`` names the person
for the history, which database triggers keep. Each operation is one transaction.
"""

from __future__ import annotations

from datetime import date, timedelta

import pghistory
from django.db import IntegrityError, connection, transaction

from payung import clock
from payung.reference.loading import TABLES
from payung.reference.models import (
    Confidence,
    Holiday,
    HolidayKind,
    KbliClass,
    Office,
    OfficeTerritory,
    Origin,
    Region,
    RiskGroup,
)
from payung.reference.refusals import (
    ImpossibleValue,
    MissingReason,
    OverlappingTerritory,
    UnknownReference,
)
from payung.reference.upsert import TableCounts, upsert

#: Two setups at once wait for each other (any fixed number; "ref" in ASCII).
LOAD_LOCK = 0x726566


@transaction.atomic
def load_reference(*, actor: str | None = None) -> dict[str, TableCounts]:
    """Bring the package's reference data into the tables; gives the counts by table name.

    Can be run any number of times: a second run changes nothing. Rows that an office wrote
    itself (``origin`` OWN) and its confirmations are never overwritten, nothing is deleted.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOAD_LOCK])
    with pghistory.context(actor=actor or "system", act="load_reference"):
        return {
            load.model._meta.db_table: upsert(
                load.model, list(load.build()), load.key, kept=load.kept
            )
            for load in TABLES
        }


@transaction.atomic
def assign_territory(
    *,
    office_code: str,
    region_code: str,
    valid_from: date,
    valid_to: date | None = None,
    source: str,
    actor: str,
) -> OfficeTerritory:
    """Give an office a region from a day on (to a day, inclusive, when named).

    Raises ``UnknownReference``, ``MissingReason`` without a source, ``OverlappingTerritory`` when
    the office has that region already in that time.
    """
    _require(source, "Sumber (surat atau keputusan)", "The source (letter or decree)")
    if not Office.objects.filter(pk=office_code).exists():
        raise UnknownReference("Kantor", "office", office_code)
    if not Region.objects.filter(pk=region_code).exists():
        raise UnknownReference("Wilayah", "region", region_code)
    _require_forward(valid_from, valid_to)
    try:
        with transaction.atomic(), pghistory.context(actor=actor, act="assign_territory"):
            return OfficeTerritory.objects.create(
                office_id=office_code,
                region_id=region_code,
                valid_from=valid_from,
                valid_to=valid_to,
                source=source,
                confidence=Confidence.HIGH,
                origin=Origin.OWN,
            )
    except IntegrityError as error:
        raise OverlappingTerritory(office_code, region_code, valid_from) from error


@transaction.atomic
def end_territory(
    *, office_code: str, region_code: str, last_day: date, source: str, actor: str
) -> OfficeTerritory:
    """End an office's service of a region with a day (inclusive).

    Raises ``UnknownReference`` when the office does not serve that region on that day.
    """
    _require(source, "Sumber (surat atau keputusan)", "The source (letter or decree)")
    served = (
        OfficeTerritory.objects.select_for_update()
        .filter(office=office_code, region=region_code, valid_from__lte=last_day)
        .order_by("-valid_from")
        .first()
    )
    if served is None or (served.valid_to is not None and served.valid_to < last_day):
        raise UnknownReference(
            "Wilayah kerja yang berlaku", "territory in force", f"{office_code} {region_code}"
        )
    served.valid_to, served.source, served.origin = last_day, source, Origin.OWN
    with pghistory.context(actor=actor, act="end_territory"):
        served.save(update_fields=["valid_to", "source", "origin"])
    return served


@transaction.atomic
def add_holiday(
    *, day: date, name: str, source: str, actor: str, office_code: str | None = None
) -> Holiday:
    """Add a day off: a local one of an office, or a national one that the package lacks.

    Asking again for the same day changes nothing. Raises ``UnknownReference``,
    ``MissingReason`` without a name or source.
    """
    _require(name, "Nama hari libur", "The name of the holiday")
    _require(source, "Sumber (keputusan)", "The source (decree)")
    if office_code is not None and not Office.objects.filter(pk=office_code).exists():
        raise UnknownReference("Kantor", "office", office_code)
    with pghistory.context(actor=actor, act="add_holiday"):
        holiday, _ = Holiday.objects.get_or_create(
            day=day,
            kind=HolidayKind.LOCAL if office_code else HolidayKind.NATIONAL,
            office_id=office_code,
            defaults={
                "name": name,
                "source": source,
                "confidence": Confidence.HIGH,
                "origin": Origin.OWN,
            },
        )
    return holiday


@transaction.atomic
def confirm_risk_group(
    *, kbli_code: str, risk_group: int, reason: str, actor: str, name: str = ""
) -> KbliClass:
    """Confirm which risk group a KBLI class (two to five digits) belongs to.

    A class finer than a division is entered by its first confirmation, with ``name`` or else its
    division's name. A later confirmation replaces the earlier, which stays in the history.
    Raises ``UnknownReference`` for an unknown division, ``ImpossibleValue`` for a group that is
    none, ``MissingReason`` without a reason or a person.
    """
    _require(reason, "Alasan", "The reason")
    _require(actor, "Nama yang mengesahkan", "The name of who confirms")
    if not (kbli_code.isascii() and kbli_code.isdigit() and 2 <= len(kbli_code) <= 5):
        raise ImpossibleValue(kbli_code, "kode KBLI 2 sampai 5 angka", "a KBLI code, 2 to 5 digits")
    if not RiskGroup.objects.filter(pk=risk_group).exists():
        raise ImpossibleValue(risk_group, "kelompok risiko 1 sampai 5", "a risk group from 1 to 5")
    division = KbliClass.objects.filter(pk=kbli_code[:2]).first()
    if division is None:
        raise UnknownReference("Golongan pokok KBLI", "KBLI division", kbli_code[:2])
    with pghistory.context(actor=actor, act="confirm_risk_group"):
        confirmed, _ = KbliClass.objects.get_or_create(
            code=kbli_code,
            defaults={
                "section_id": division.section_id,
                "name": name or division.name,
                "name_en": name or division.name_en,
                "source": reason,
                "confidence": Confidence.MEDIUM,
                "origin": Origin.OWN,
            },
        )
        confirmed.confirmed_risk_group_id = risk_group
        confirmed.confirmed_by, confirmed.confirmed_on = actor, clock.today()
        confirmed.confirmed_because = reason
        confirmed.save()
    return confirmed


def _require(value: str, what_id: str, what_en: str) -> None:
    if not value.strip():
        raise MissingReason(what_id, what_en)


def _require_forward(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to < valid_from:
        earliest = valid_from - timedelta(days=1)
        raise ImpossibleValue(valid_to, f"tanggal sesudah {earliest}", f"a date after {earliest}")
