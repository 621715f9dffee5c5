"""Regions: known by name or code, once in a list, and the code as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from payung.monitoring.figure_check.findings import Code, Finding, Place, Sureness
from payung.monitoring.figure_check.knowledge import Knowledge
from payung.monitoring.figure_check.records import Record, Role

CODE = re.compile(r"\d\d(?:\.\d\d)?")
#: A code that stands in the column of names, whole or damaged.
CODE_LIKE = re.compile(r"\d\d(?:\.\d{1,2})?")
_DAMAGED = re.compile(r"(\d\d)\.(\d)")


def unknown_name(name: str, where: Place, knowledge: Knowledge) -> Finding:
    """A name that is no region's, with the nearest one."""
    nearest = knowledge.gazetteer.nearest(name)
    likely = knowledge.gazetteer.name(nearest) if nearest else ""
    return Finding(
        Code.REGION_UNKNOWN,
        where,
        name,
        f"Tidak ada wilayah bernama ini; yang mirip {likely}."
        if likely
        else "Tidak ada wilayah bernama ini di daftar kode wilayah.",
        f"There is no such region; {likely} is like it."
        if likely
        else "There is no such region in the list of area codes.",
        likely,
        Sureness.HIGH if likely else Sureness.MEDIUM,
        "Dibandingkan dengan 38 provinsi dan 514 kabupaten/kota.",
        "Compared with 38 provinces and 514 regencies and cities.",
    )


def damaged_code(code: str, name: str, where: Place, knowledge: Knowledge) -> Finding | None:
    """A code that lost a zero (``11.1``) or that no region has; None for a good one."""
    if CODE.fullmatch(code) and code in knowledge.gazetteer.names:
        return None
    by_name = knowledge.gazetteer.find(name) if name else ()
    likely = by_name[0] if len(by_name) == 1 else ""
    lost = _DAMAGED.fullmatch(code)
    if lost and not likely and f"{lost[1]}.{lost[2]}0" in knowledge.gazetteer.names:
        likely = f"{lost[1]}.{lost[2]}0"
    digits = code.replace(".", "")
    if (
        not likely
        and len(digits) == 4
        and f"{digits[:2]}.{digits[2:]}" in knowledge.gazetteer.names
    ):
        likely = f"{digits[:2]}.{digits[2:]}"
    return Finding(
        Code.REGION_CODE,
        where,
        code,
        "Nol di belakangnya hilang: kode wilayah adalah teks, bukan bilangan."
        if lost
        else "Tidak ada wilayah berkode ini.",
        "Its last zero is lost: an area code is text, not a number."
        if lost
        else "No region has this code.",
        likely,
        Sureness.HIGH,
        "Kode ditulis PP atau PP.RR menurut daftar kode wilayah.",
        "Codes are written PP or PP.RR by the list of area codes.",
    )


def name_against_code(
    code: str, name: str, where: Place, knowledge: Knowledge
) -> Iterator[Finding]:
    """A name that belongs to another code than the one beside it."""
    found = knowledge.gazetteer.find(name)
    if code in knowledge.gazetteer.names and found and code not in found:
        same_bare = {entry[:2] for entry in found} & {code[:2]}
        right = knowledge.gazetteer.name(code)
        yield Finding(
            Code.REGION_CODE,
            where,
            f"{code} {name}",
            f"Kode {code} adalah {right}.",
            f"Code {code} is {right}.",
            found[0] if len(found) == 1 else "",
            Sureness.MEDIUM if same_bare else Sureness.HIGH,
            "Nama dan kode menunjuk wilayah yang berbeda.",
            "Name and code point to different regions.",
        )


def twice(records: Sequence[Record], knowledge: Knowledge) -> Iterator[Finding]:
    """A region that stands twice in a table for the same day, definition, year and rule."""
    seen: dict[tuple[object, ...], Record] = {}
    listed = frozenset(record.region for record in records)
    for record in records:
        if not record.region or record.is_total or record.where.row is None:
            continue
        key = (record.region, record.as_of, record.definition.casefold(), record.year)
        first = seen.setdefault(key, record)
        if first is record:
            continue
        same = _figures(first) == _figures(record)
        name = record.region_name or record.region
        yield Finding(
            Code.REGION_TWICE,
            record.region_where or record.where,
            name,
            f"Sudah ada di baris {first.where.row}"
            + (" dengan angka yang sama." if same else " dengan angka lain; mungkin wilayah lain."),
            f"It is in row {first.where.row} already"
            + (" with the same figures." if same else " with other figures; perhaps another one."),
            _missing(record, listed, knowledge),
            Sureness.HIGH,
            "Satu wilayah hanya boleh satu kali untuk satu tanggal dan definisi.",
            "A region may stand once for one day and definition.",
        )


def _figures(record: Record) -> dict[Role, object]:
    return {role: number.value for role, number in record.figures.items() if role is not Role.RANK}


def _missing(record: Record, listed: frozenset[str], knowledge: Knowledge) -> str:
    """The one regency of the province that the table lacks, when it lacks only one."""
    province = record.region[:2]
    if "." not in record.region:
        return ""
    lacking = [
        code
        for code in knowledge.gazetteer.names
        if code.startswith(f"{province}.") and code not in listed
    ]
    return knowledge.gazetteer.name(lacking[0]) if len(lacking) == 1 else ""
