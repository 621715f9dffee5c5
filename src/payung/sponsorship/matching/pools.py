"""Who is compared: the open rows of a list, the persons of its province, rows of other lists."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from payung.reference.models import Village
from payung.sponsorship.cost import month_after
from payung.sponsorship.listing.asking import BEFORE_DECREE, OVER
from payung.sponsorship.matching.names import place_key
from payung.sponsorship.matching.records import Persons
from payung.sponsorship.models import BeneficiaryList, ListAct, RowStatus

#: Rows of other lists that stand in the way: taken ones, and earlier ones that wait.
_TAKEN = (
    RowStatus.VALID,
    RowStatus.DECREED,
    RowStatus.REGISTERED,
    RowStatus.CARD_HANDED,
    RowStatus.RENEWED,
)
_WAITING = (RowStatus.PROPOSED, RowStatus.DOUBTFUL)
_VILLAGE_WORD = re.compile(r"\b(?:DESA|DS|KEL|KELURAHAN|GAMPONG|NAGARI)\b\.?\s+([^,;0-9]+)", re.I)
_FETCHED = 20_000

_LIST_ROWS = """
    SELECT r.id, r.name, r.birth_date, r.sex, r.birth_place,
        coalesce(v.region_id, l.region_id), coalesce(r.village_id, ''), r.national_id_hash
    FROM sponsorship_listrow r JOIN sponsorship_beneficiarylist l ON l.id = r.list_id
    LEFT JOIN reference_village v ON v.code = r.village_id
    WHERE {condition} ORDER BY r.id
"""
_OPEN = "r.list_id = %(list)s AND r.status = ANY(%(open)s)"
#: Whose person is known by his NIK is not looked for; whom an earlier comparison found is.
_UNKNOWN = f"""{_OPEN} AND (r.person_id IS NULL OR EXISTS (
    SELECT FROM sponsorship_matchpair p WHERE p.row_id = r.id AND p.person_id = r.person_id))
"""
_OTHER_LISTS = """
    r.list_id <> %(list)s AND l.region_id LIKE %(province)s
    AND l.first_month < %(end)s AND l.first_month + make_interval(months => l.months) > %(first)s
    AND (r.status = ANY(%(taken)s) OR (r.status = ANY(%(waiting)s) AND r.list_id < %(list)s))
    AND EXISTS (SELECT FROM sponsorship_listact t WHERE t.list_id = l.id AND t.kind = %(proposed)s)
    AND NOT EXISTS (SELECT FROM sponsorship_listact t WHERE t.list_id = l.id
        AND t.kind = ANY(%(over)s))
"""
#: A person lives where the registry says, else where he works.
_PERSONS = """
    SELECT p.id, p.name, p.birth_date, p.sex, p.birth_place,
        coalesce(p.residence_region_id, m.work_region_id, ''), p.address, p.national_id_hash,
        k.village_id
    FROM registry_person p
    LEFT JOIN LATERAL (SELECT work_region_id FROM registry_membership
        WHERE person_id = p.id AND p.residence_region_id IS NULL ORDER BY id DESC LIMIT 1
    ) m ON true
    LEFT JOIN (SELECT DISTINCT ON (person_id) person_id, village_id FROM sponsorship_listrow
        WHERE person_id IS NOT NULL AND village_id IS NOT NULL ORDER BY person_id, id DESC
    ) k ON k.person_id = p.id
    WHERE coalesce(p.residence_region_id, m.work_region_id, '') LIKE %(province)s
    ORDER BY p.id
"""
_SUMS = """
    SELECT md5(string_agg(md5(concat_ws('|', q.*)), '' ORDER BY q.id)) FROM ({query}) q
"""
#: What changes when a person is added or corrected; the history table keeps each correction.
_REGISTRY_STATE = """
    SELECT count(*), max(id), (SELECT max(pgh_id) FROM registry_personevent)
    FROM registry_person
"""


@dataclass
class _Columns:
    """Persons under way."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)

    def persons(self) -> Persons:
        """The columns."""
        columns = list(zip(*self.rows, strict=True)) if self.rows else [()] * 8
        ids, names, births, sexes, places, regions, villages, numbers = columns
        return Persons(
            ids=ids,
            names=names,
            birth_dates=births,
            sexes=sexes,
            birth_places=places,
            regencies=[code if len(code) > 2 else "" for code in regions],
            villages=villages,
            numbers=[None if number is None else bytes(number) for number in numbers],
        )


def _told(of: BeneficiaryList) -> dict[str, object]:
    return _province(of.region_id[:2]) | {
        "list": of.pk,
        "open": [str(status) for status in BEFORE_DECREE],
        "taken": [str(status) for status in _TAKEN],
        "waiting": [str(status) for status in _WAITING],
        "proposed": str(ListAct.Kind.PROPOSED),
        "over": [str(kind) for kind in OVER],
        "first": of.first_month,
        "end": month_after(of.first_month, of.months),
    }


def _province(code: str) -> dict[str, object]:
    return {"province": f"{code}%"}


def open_rows(of: BeneficiaryList) -> Persons:
    """The rows of a list that are not decreed."""
    return _rows(_LIST_ROWS.format(condition=_OPEN), _told(of))


def unknown_rows(of: BeneficiaryList) -> Persons:
    """Those of them whose person is not known by the NIK."""
    return _rows(_LIST_ROWS.format(condition=_UNKNOWN), _told(of))


def rows_of_others(of: BeneficiaryList) -> Persons:
    """The rows of other living lists of the province for the same months."""
    return _rows(_LIST_ROWS.format(condition=_OTHER_LISTS), _told(of))


def persons_of_registry(of: BeneficiaryList) -> Persons:
    """The persons of the registry who live (or work) in the list's province.

    A village is known from an earlier list on which the person was, else from the address, where
    it names a village of that regency.
    """
    return persons_of_province(of.region_id[:2])


def persons_of_province(province: str) -> Persons:
    """The persons of the registry in a province, as ``persons_of_registry``."""
    villages = _villages_by_name(province)
    found = _Columns()
    with connection.cursor() as cursor:
        cursor.execute(_PERSONS, _province(province))
        while rows := cursor.fetchmany(_FETCHED):
            found.rows += [
                (*row[:6], row[8] or _village_in(row[6], row[5], villages), row[7]) for row in rows
            ]
    return found.persons()


def all_rows(province: str) -> Persons:
    """All rows of a province's lists."""
    return _rows(_LIST_ROWS.format(condition="l.region_id LIKE %(province)s"), _province(province))


def fingerprint(of: BeneficiaryList, *circumstances: object) -> str:
    """The SHA-256 of all that a comparison is made from; the same again needs no second run."""
    told = _told(of)
    rows = _LIST_ROWS.format(condition=_OPEN)
    others = _LIST_ROWS.format(condition=_OTHER_LISTS)
    state: list[object] = list(circumstances)
    with connection.cursor() as cursor:
        for query in (rows, others):
            cursor.execute(_SUMS.format(query=query), told)
            state.append(cursor.fetchone())
        cursor.execute(_REGISTRY_STATE)
        state.append(cursor.fetchone())
    return hashlib.sha256(repr(state).encode()).hexdigest()


def _rows(query: str, told: dict[str, object]) -> Persons:
    found = _Columns()
    with connection.cursor() as cursor:
        cursor.execute(query, told)
        found.rows = cursor.fetchall()
    return found.persons()


def village_in_address(address: str, region_code: str) -> str:
    """The code of the village that a person's address names; empty if none is known by it."""
    return _village_in(address, region_code, _villages_by_name(region_code))


def _villages_by_name(province: str) -> dict[tuple[str, str], str]:
    """Village codes by regency and name, where the name is one village's alone."""
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    villages = Village.objects.filter(code__startswith=province)
    for code, name, region in villages.values_list("code", "name", "region_id"):
        named[region, place_key(name)].append(code)
    return {key: codes[0] for key, codes in named.items() if len(codes) == 1}


def _village_in(address: str, region: str, villages: dict[tuple[str, str], str]) -> str:
    """The village that an address names, of that regency; empty if it names none."""
    if not villages or not (named := _VILLAGE_WORD.search(address)):
        return ""
    words = place_key(named[1]).split()
    for many in range(min(4, len(words)), 0, -1):
        if code := villages.get((region, " ".join(words[:many]))):
            return code
    return ""


__all__ = [
    "all_rows",
    "fingerprint",
    "open_rows",
    "persons_of_province",
    "persons_of_registry",
    "rows_of_others",
    "unknown_rows",
    "village_in_address",
]
