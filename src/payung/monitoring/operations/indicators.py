"""The definitions of indicators: the shipped ones, and those that an office adds."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from payung.access.audit import acting
from payung.access.permissions import MANAGE_REFERENCE
from payung.access.reader import Reader
from payung.monitoring.computing import COMPUTERS
from payung.monitoring.definitions import shipped
from payung.monitoring.figure_refusals import cell_wrong
from payung.monitoring.models import Denominator, IndicatorDefinition, Unit

#: Class of the advisory lock of the definitions ("indi").
_LOCK = 0x696E6469
_CODE = re.compile(r"[A-Z][A-Z0-9_]{2,39}")
#: What an office says of its own definition; the rest Payung knows.
OWN_FIELDS = (
    *("code", "topic", "name_id", "name_en", "meaning_id", "meaning_en", "unit", "numerator"),
    *("denominator", "denominator_source", "denominator_year", "region_basis", "breakdown"),
    *("is_flow", "more_is_better", "includes_construction", "includes_migrants", "segments"),
    *("frequency", "producer", "article", "satu_data_code", "sdg_code", "scale", "is_public"),
    *("source", "confidence", "valid_from"),
)


@transaction.atomic
def load_indicators() -> int:
    """Add the shipped definitions that are not there yet; how many were added.

    A version that stands is never changed: a new meaning is a new version, numbered behind those
    that offices have added meanwhile.
    """
    _lock()
    rows = IndicatorDefinition.objects.values_list("code", "version", "valid_from", "recorded_by")
    there = {(code, first) for code, _, first, by in rows if by is None}
    newest: dict[str, int] = {}
    for code, version, _, _ in rows:
        newest[code] = max(version, newest.get(code, 0))
    missing = []
    for row in shipped():
        code = str(row["code"])
        if (code, row["valid_from"]) not in there:
            newest[code] = newest.get(code, 0) + 1
            missing.append(IndicatorDefinition(**{**row, "version": newest[code]}))
    return len(IndicatorDefinition.objects.bulk_create(missing))


@transaction.atomic
def define_indicator(*, actor: Reader, stated: Mapping[str, object]) -> IndicatorDefinition:
    """Define an indicator of one's own, or a new version of one; ``stated`` holds ``OWN_FIELDS``.

    Figures from ``valid_from`` on are figures of the new version, and no line joins them to those
    of the old one, which never changes. An indicator that Payung computes keeps its meaning: its
    code is refused. The same again adds nothing.

    ``AccessRefused`` without MANAGE_REFERENCE; ``MonitoringRefused`` with the field that is wrong.
    """
    actor.require(MANAGE_REFERENCE)
    _lock()
    code = str(stated.get("code", "")).strip().upper()
    if not _CODE.fullmatch(code):
        raise cell_wrong(
            "code", code, "kode seperti CAKUPAN_NELAYAN", "a code like CAKUPAN_NELAYAN"
        )
    if code in COMPUTERS:
        raise cell_wrong(
            "code",
            code,
            "kode lain: angka ini dihitung Payung dan artinya tetap",
            "another code: Payung computes this figure and its meaning stays",
        )
    fields = {name: value for name, value in stated.items() if name in OWN_FIELDS}
    before = IndicatorDefinition.objects.filter(code=code).order_by("-version").first()
    if before is not None and all(getattr(before, name) == fields[name] for name in fields):
        return before
    definition = IndicatorDefinition(
        **{**fields, "code": code},
        version=before.version + 1 if before else 1,
        recorded_by=actor.user,
    )
    _check(definition, before)
    with acting(actor, "define_indicator"):
        definition.save(force_insert=True)
    return definition


def _check(definition: IndicatorDefinition, before: IndicatorDefinition | None) -> None:
    try:
        definition.clean_fields(exclude=["recorded_by"])
    except ValidationError as wrong:
        name, reasons = next(iter(wrong.message_dict.items()))
        found = getattr(definition, name)
        raise cell_wrong(name, found, reasons[0], reasons[0]) from wrong
    is_ratio = definition.unit in (Unit.BASIS_POINTS, Unit.PER_100_000)
    if is_ratio == (definition.denominator == Denominator.NONE):
        raise cell_wrong(
            "denominator",
            definition.get_denominator_display(),
            "penyebut, bila satuannya persen; tanpa penyebut, bila bukan",
            "a denominator for a share, and none for anything else",
        )
    if is_ratio and not definition.denominator_source.strip():
        raise cell_wrong("denominator_source", "", "sumber penyebutnya", "the denominator's source")
    if before is not None and definition.valid_from <= before.valid_from:
        raise cell_wrong(
            "valid_from",
            definition.valid_from,
            f"tanggal sesudah {before.valid_from:%d-%m-%Y}, awal versi {before.version}",
            f"a day after {before.valid_from.isoformat()}, the start of version {before.version}",
        )


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
