"""Fills a data folder with lists that are proposed and cleaned, for those who look at their pages.

Usage: ``python -c "from tests.browser.lists_site import build; build()"`` with ``PAYUNG_HOME``;
the sessions of the readers are written to ``lists.json`` there.
"""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path
from random import Random

import django

REGION = "61.01"
VILLAGES = ("Sungai Nyirih", "Pemangkat Kota", "Sebangkau", "Tanjung Kerang", "Parit Baru")
HEADERS = ("NIK", "NAMA", "TANGGAL LAHIR", "JENIS KELAMIN", "PEKERJAAN", "DESA", "DESIL")


def build() -> None:
    """A list of 240 people with its doubts, one that waits, and one of a village, returned."""
    django.setup()
    from payung.home import home
    from payung.sponsorship.operations.cleaning import clean_list
    from payung.sponsorship.operations.list_acts import return_list
    from tests.browser.covers_site import _session
    from tests.sponsorship import builders

    villages = _villages()
    builders.worker_segment("FISHER", "Nelayan")
    disnaker, secretary = builders.manpower(REGION), builders.village_secretary(villages[0])
    agency = builders.agency(REGION, "Dinas Perikanan", "DISKAN")
    big = _propose(disnaker, _people(villages, 240, 0), "Nelayan kecil", agency=agency.pk)
    clean_list(actor=disnaker, list_id=big)
    _propose(disnaker, _people(villages, 60, 1_000), "Pembudidaya ikan", agency=agency.pk)
    back = _propose(
        secretary, _people(villages[:1], 12, 2_000), "Nelayan desa", village=villages[0]
    )
    return_list(actor=disnaker, list_id=back, note="NIK dua orang belum lengkap")
    sessions = {"disnaker": _session(disnaker.user), "desa": _session(secretary.user)}
    told = {"sessions": sessions, "big": big, "back": back}
    (home() / "lists.json").write_text(json.dumps(told), encoding="utf-8")


def _villages() -> list[str]:
    from tests.sponsorship import builders

    codes = []
    for number, name in enumerate(VILLAGES, start=1):
        village = builders.village(f"{REGION}.{number:02d}.2001")
        village.name, village.district = f"Desa {name}", f"Kecamatan {name.split()[0]}"
        village.save()
        codes.append(village.pk)
    return codes


def _people(villages: list[str], count: int, first: int) -> list[tuple[object, ...]]:
    """People with the faults of lists: cut NIKs, a wrong sex, too old, in the list twice."""
    from payung.demo.names import person_names
    from tests.sponsorship.lists import nik

    chance = Random(count)
    sexes = [chance.choice("LP") for _ in range(count)]
    rows: list[tuple[object, ...]] = []
    for place, (name, sex) in enumerate(zip(person_names(chance, sexes), sexes, strict=True)):
        born = date(1964 + place % 38, 1 + place % 12, 1 + place % 27)
        number = nik(first + place, born.isoformat(), sex)
        birth, village = f"{born:%d-%m-%Y}", villages[place % len(villages)]
        if place % 19 == 3:
            number = number[:15]
        elif place % 23 == 4:
            sex = "L" if sex == "P" else "P"
        elif place % 29 == 5:
            born = date(1955, 3, 2)
            number, birth = nik(first + place, born.isoformat(), sex), "02-03-1955"
        elif place % 31 == 6:
            number, name = str(rows[0][0]), str(rows[0][1])
        work = "Nelayan" if place % 11 else "Pensiunan PNS"
        rows.append((number, name, birth, sex, work, village, 1 + place % 5))
    return rows


def _propose(actor: object, rows: list[tuple[object, ...]], title: str, **who: str) -> int:
    from payung.sponsorship.operations.proposing import propose_list
    from tests.sponsorship.lists import write

    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), rows, HEADERS)
        return propose_list(
            actor=actor,  # type: ignore[arg-type]
            region_code=REGION,
            title=title,
            path=path,
            agency_code=who.get("agency"),
            village_code=who.get("village"),
            worker_segment="FISHER",
            fund_source="VILLAGE_BUDGET" if who.get("village") else "REGENCY_BUDGET",
            first_month=date(2025, 1, 1),
            months=12,
            programmes=3,
        ).pk
