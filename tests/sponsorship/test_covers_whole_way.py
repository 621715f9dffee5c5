"""The whole way of a list: proposed by a sheet, cleaned, decreed, registered, replaced, renewed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from payung.sponsorship.models import BeneficiaryList, ListRow, RowStatus
from payung.sponsorship.operations.cleaning import clean_list, decide_row
from payung.sponsorship.operations.decrees import decree_list, sign_decree
from payung.sponsorship.operations.registering import Registration, register_list
from payung.sponsorship.operations.renewals import renew_list
from payung.sponsorship.operations.replacements import replacement_list
from payung.sponsorship.queries.covers import by_list, funnels, states
from payung.sponsorship.queries.replacing import turned_away
from tests.sponsorship import builders as build
from tests.sponsorship import covers
from tests.sponsorship.covers import Region, Someone, people
from tests.sponsorship.lists import propose, write

pytestmark = pytest.mark.django_db
TODAY = date(2024, 12, 18)
HEADERS = ("NIK", "NAMA", "TANGGAL LAHIR", "JENIS KELAMIN", "DESA", "MENGGANTI BARIS")


def sheet(of: Region, who: list[Someone], replaced: list[int]) -> list[tuple[object, ...]]:
    village = f"{of.code}.01.2001"
    padded = [*replaced, *[""] * (len(who) - len(replaced))]
    return [
        (one.nik, one.name, f"{one.born:%d-%m-%Y}", "L", village, row)
        for one, row in zip(who, padded, strict=True)
    ]


def registered(of: Region, found: BeneficiaryList, on: date = TODAY) -> Registration:
    letter = decree_list(actor=of.disnaker, list_ids=[found.pk])
    sign_decree(actor=of.regent, letter_id=letter.pk)
    return register_list(
        actor=of.officer, list_id=found.pk, payer_npp=of.payer.registration_number, on=on
    )


def test_forty_proposed_are_forty_covered_in_the_end_and_renewed(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = True  # takes NIKs that can belong to nobody
    of = covers.region()
    build.worker_segment("NELAYAN", "Nelayan")
    agency = build.agency(of.code)
    born = date(1955, 3, 7)
    who = [
        *people(30),
        *people(5, born=born),
        *[Someone(one.serial, number=covers.nik(one.serial, born)) for one in people(5)],
    ]
    found = propose(
        of.disnaker,
        tmp_path,
        sheet(of, who, []),
        headers=HEADERS,
        village=None,
        agency=agency.pk,
        region_code=of.code,
        worker_segment="NELAYAN",
        fund_source="PALM_OIL_SHARE",
        first_month=date(2024, 12, 1),
        months=2,
    )
    cleaned = clean_list(actor=of.disnaker, list_id=found.pk)
    assert (cleaned.valid, cleaned.refused, cleaned.doubtful) == (30, 5, 5)
    for row in ListRow.objects.filter(list=found, status=RowStatus.DOUBTFUL):
        decide_row(actor=of.disnaker, row_id=row.pk, status="VALID", reason="KTP asli dilihat.")
    came = registered(of, found)
    assert (came.registered, came.rejected, came.by_code) == (30, 5, {"nik_birth_date": 5})

    gone = turned_away(of.disnaker, found.pk)
    assert [reason for _, reason in gone if "umur" not in reason.casefold()] == [
        "NIK: seharusnya sama dengan tanggal lahir di kolom TANGGAL_LAHIR."
    ] * 5
    successors = sheet(of, people(10), [row.row_no for row, _ in gone])
    second = replacement_list(
        actor=of.disnaker,
        list_id=found.pk,
        path=write(tmp_path, successors, HEADERS, "pengganti.csv"),
    )
    assert clean_list(actor=of.disnaker, list_id=second.pk).valid == 10
    assert registered(of, second).registered == 10
    both = by_list(funnels(of.disnaker, [found, second], TODAY))
    assert all(one.adds_up for one in both.values())
    first = both[found.pk]
    assert (first.registered, first.replaced, first.refused, first.rejected) == (30, 10, 0, 0)
    assert not turned_away(of.disnaker, found.pk)

    renewed = renew_list(actor=of.disnaker, list_id=found.pk, months=12)
    cleaned = clean_list(actor=of.disnaker, list_id=renewed.pk)
    assert (cleaned.valid, cleaned.by_reason) == (30, {})
    monkeypatch.setenv("PAYUNG_TODAY", "2025-02-03")
    assert registered(of, renewed, date(2025, 2, 3)).registered == 30
    assert set(states(of.disnaker, [found, renewed], date(2025, 2, 3)).values()) == {
        "RENEWED", "REGISTERED",
    }  # fmt: skip
