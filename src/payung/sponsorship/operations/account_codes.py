"""The lists of account and activity codes, and where a government books what."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO

from django.db import connection, transaction

from payung.access.audit import acting
from payung.access.permissions import MANAGE_BUDGETS
from payung.access.reader import Reader
from payung.reference.files import Row, Sheet, read_sheet
from payung.reference.models import Confidence, Origin, WorkerSegment
from payung.reference.upsert import TableCounts, upsert
from payung.sponsorship.codes import normalised, printed
from payung.sponsorship.errors import BudgetRefused
from payung.sponsorship.models import (
    AccountCode,
    AccountCodeList,
    AccountMapping,
    CodeKind,
    FundSource,
)
from payung.sponsorship.reach import region_to_act_for

_DATA = files("payung.sponsorship") / "data"
#: Class of the advisory lock of the lists ("code").
_LOCK = 0x636F6465
_EVERY_LIST = "*"


@transaction.atomic
def load_account_codes() -> dict[str, TableCounts]:
    """Bring the package's lists of codes into the tables; a second run changes nothing.

    What an office wrote itself is never overwritten.
    """
    _lock()
    lists = [
        AccountCodeList(
            code=row["code"],
            name=row["name"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            source=row["source"],
            confidence=row["confidence"],
        )
        for row in _rows("account_code_lists")
    ]
    codes = [
        AccountCode(
            list_id=name,
            kind=row["kind"],
            code=normalised(row["printed"], row["kind"]),
            printed=row["printed"],
            name=row["name"],
            source=row["source"],
            confidence=row["confidence"],
        )
        for row in _rows("account_codes")
        for name in ([one.code for one in lists] if row["list"] == _EVERY_LIST else [row["list"]])
    ]
    return {
        "lists": upsert(AccountCodeList, lists, ("code",)),
        "codes": upsert(AccountCode, codes, ("list_id", "kind", "code")),
    }


@transaction.atomic
def import_account_codes(
    *,
    actor: Reader,
    file: Path | BinaryIO,
    list_code: str,
    valid_from: date,
    valid_to: date | None = None,
    is_complete: bool = False,
) -> TableCounts:
    """Take an office's own list of codes from a CSV: KODE, URAIAN, and JENIS where mixed.

    JENIS is ``rekening`` or ``subkegiatan``; without it, codes that begin with 4, 5 or 6 are
    accounts. Whole or not at all: a wrong row refuses the file (``RefusedFile``); the same file
    again changes nothing. With ``is_complete``, codes that the list lacks are refused later.
    Raises ``BudgetRefused`` for a list without name or with days the wrong way round.
    """
    actor.require(MANAGE_BUDGETS)
    name = " ".join(list_code.split())
    if not name or len(name) > 60 or (valid_to is not None and valid_to < valid_from):
        raise BudgetRefused(
            "code_list",
            f"Daftar kode {name!r} memerlukan nama 1 sampai 60 huruf dan masa berlaku yang maju.",
            f"The code list {name!r} needs a name of 1 to 60 letters and days in order.",
        )
    sheet = read_sheet(
        file,
        {"code": ("kode", "kode rekening", "kode_rekening"), "name": ("uraian", "nama")},
        optional={"kind": ("jenis",)},
    )
    with acting(actor, f"Daftar kode {name}"):
        _lock()
        wanted = [found for row in sheet.rows if (found := _own_code(sheet, row, name))]
        _check_once(sheet, wanted)
        sheet.refuse_if_wrong()
        AccountCodeList.objects.update_or_create(
            code=name,
            defaults={
                "name": name,
                "valid_from": valid_from,
                "valid_to": valid_to,
                "is_complete": is_complete,
                "source": f"Diunggah oleh {actor.user}",
                "confidence": Confidence.HIGH,
                "origin": Origin.OWN,
            },
        )
        return upsert(AccountCode, wanted, ("list_id", "kind", "code"), over_own=True)


@transaction.atomic
def map_account(
    *,
    actor: Reader,
    region_code: str,
    kind: str,
    code: str,
    from_year: int,
    reason: str,
    worker_segment: str = "",
    fund_source: str = "",
) -> AccountMapping:
    """Say where a government books a segment from a source; the newest of equally close ones holds.

    An empty segment or source means any. The same as the one in force changes nothing. Raises
    ``AccessRefused``, ``BudgetRefused`` for an unknown segment, source or code, or no reason.
    """
    region = region_to_act_for(actor, region_code, MANAGE_BUDGETS)
    segment = _segment(worker_segment)
    said = " ".join(reason.split())
    if kind not in CodeKind.values or fund_source not in ("", *FundSource.values) or not said:
        raise BudgetRefused(
            "account_mapping",
            "Pemetaan kode memerlukan jenis kode, sumber dana yang dikenal, dan alasan.",
            "A mapping of codes needs a kind, a known source and a reason.",
        )
    told = {
        "region": region,
        "kind": kind,
        "worker_segment": segment,
        "fund_source": fund_source,
        "from_year": from_year,
    }
    whole = normalised(code, kind)
    with acting(actor, f"Kode {kind.lower()} {printed(whole, kind)}"):
        _lock()
        newest = AccountMapping.objects.filter(**told).order_by("-pk").first()
        if newest is not None and newest.code == whole:
            return newest
        return AccountMapping.objects.create(
            **told, code=whole, reason=said[:300], recorded_by=actor.user
        )


def _segment(code: str) -> WorkerSegment | None:
    if not code:
        return None
    found = WorkerSegment.objects.filter(pk=code).first()
    if found is None:
        raise BudgetRefused(
            "worker_segment",
            f"Segmen pekerja {code!r} tidak dikenal.",
            f"Worker segment {code!r} is unknown.",
            found=code,
        )
    return found


def _own_code(sheet: Sheet, row: Row, list_code: str) -> AccountCode | None:
    text, name = row.cells["code"], row.cells["name"]
    kind = _kind(sheet, row, text)
    if not name:
        sheet.problem(row.number, "name", "", "uraian kode", "the name of the code")
    if kind is None or not name:
        return None
    try:
        code = normalised(text, kind)
    except BudgetRefused:
        sheet.problem(
            row.number,
            "code",
            text,
            "kode seperti 5.1.02.02.02.0006 (kolom berformat teks)",
            "a code like 5.1.02.02.02.0006 (the column as text)",
        )
        return None
    return AccountCode(
        list_id=list_code,
        kind=kind,
        code=code,
        printed=printed(code, kind),
        name=name[:300],
        source="Daftar kantor",
        confidence=Confidence.HIGH,
        origin=Origin.OWN,
    )


def _kind(sheet: Sheet, row: Row, code: str) -> CodeKind | None:
    written = row.cells.get("kind", "").casefold()
    if not written:
        return CodeKind.ACCOUNT if code[:1] in ("4", "5", "6") else CodeKind.ACTIVITY
    if written.startswith("rek") or written == "account":
        return CodeKind.ACCOUNT
    if written.startswith(("sub", "keg")) or written == "activity":
        return CodeKind.ACTIVITY
    sheet.problem(
        row.number, "kind", written, "rekening atau subkegiatan", "rekening or subkegiatan"
    )
    return None


def _check_once(sheet: Sheet, wanted: list[AccountCode]) -> None:
    seen: set[tuple[str, str]] = set()
    for item in wanted:
        key = (item.kind, item.code)
        if key in seen:
            sheet.problem(0, "code", item.printed, "satu kali saja", "once")
        seen.add(key)


def _rows(name: str) -> list[dict[str, str]]:
    text = (_DATA / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
