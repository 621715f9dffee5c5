"""Journey Kalimantan Barat: the governor's nota kesepakatan; the programme in RPD and RKPD with its
target; every agency with its groups, with and without budget; the members who earn no wage rise
from 34.55 percent; where registration, payment and claims are missing.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from payung.access.reader import Reader, operator
from payung.demo import beneficiaries
from payung.demo.beneficiaries import ELIGIBLE, PROPOSED, SELF_PAYING, UNIVERSE
from payung.demo.files import write_csv
from payung.demo.governments import KALBAR
from payung.demo.members import People
from payung.demo.plan import AS_OF, Plan
from payung.demo.staff import reader_named
from payung.monitoring.coverage import coverage
from payung.partnerships.models import Agreement
from payung.reference.models import Service
from payung.sponsorship.models import BeneficiaryList, RowStatus
from payung.sponsorship.operations.cleaning import clean_list, reasons
from payung.sponsorship.operations.decrees import decree_list, sign_decree
from payung.sponsorship.operations.plans import record_plan
from payung.sponsorship.operations.registering import register_list
from payung.sponsorship.operations.replacements import replacement_list
from payung.sponsorship.queries.actions import matrix
from payung.sponsorship.queries.citations import Fault, check_citations
from payung.sponsorship.queries.covers import by_list, funnels
from payung.sponsorship.queries.lapsing import lapsing
from payung.sponsorship.queries.plans import targets_of
from payung.sponsorship.queries.replacing import turned_away
from payung.sponsorship.queries.service_points import services_of

PALM_OIL = "Pekerja sawit penerima bagi hasil"


@pytest.fixture
def officer(small_demo: Plan) -> Reader:
    return reader_named("disnaker.kalbar")


def palm_oil() -> BeneficiaryList:
    return BeneficiaryList.objects.get(title=PALM_OIL)


def test_the_governor_signed_the_nota_kesepakatan_and_a_misprinted_basis_is_caught(
    officer: Reader,
) -> None:
    nota = Agreement.objects.get(kind="NOTA_KESEPAKATAN", parties__region=KALBAR)
    signature = nota.parties.get(region=KALBAR).signature
    assert signature.title.endswith("Gubernur Kalimantan Barat")
    assert signature.holder.user == reader_named("gubernur.kalbar").user
    assert nota.starts_on == date(2023, 2, 21)

    slip, lapsed = check_citations("Instruksi Presiden Nomor 2 Tahun 2023 dan Inpres 4/2022")
    assert (slip.fault, lapsed.fault) == (Fault.MISQUOTED, Fault.ENDED)
    assert slip.nearest[0] == "Inpres 2/2021"


def test_the_programme_stands_in_rpd_and_rkpd_with_its_target(officer: Reader) -> None:
    targets = targets_of(KALBAR, "ACTIVE_COVERAGE")
    assert {(one.plan.kind, one.year, one.value) for one in targets} == {
        ("RPD", 2024, 4_000), ("RPD", 2025, 4_500), ("RPD", 2026, 5_000), ("RKPD", 2024, 4_000),
    }  # fmt: skip
    printed = record_plan(
        actor=officer, region_code=KALBAR, kind="RPD", first_year=2023, last_year=2026
    )
    assert [other.name for other in printed.overlaps] == ["RPD 2024-2026"]


def test_every_agency_shows_its_groups_and_both_tracks(officer: Reader) -> None:
    found = matrix(officer, KALBAR, AS_OF)
    rows = {row.agency.pk: row for row in found.rows}
    farming = rows[f"OPD-{KALBAR}-DISTAN"]
    enrolled = {g.group.worker_segment_id: g.enrolled for g in farming.groups}
    palm = enrolled["PALM_OIL_WORKER"]
    assert (palm.potential, palm.members) == (3_400, ELIGIBLE)
    assert [row.action.budget_line.title for row in farming.budgeted] == ["Iuran pekerja sawit"]
    fishing = rows[f"OPD-{KALBAR}-DISKAN"]
    assert (len(fishing.budgeted), len(fishing.not_budgeted)) == (1, 1)
    guided = [row for row in found.rows if row.groups]
    assert len(guided) == 9
    assert sum(row.enrolled.potential for row in guided) == found.enrolled.potential < UNIVERSE
    assert rows[f"OPD-{KALBAR}-DISDIK"].late == 1  # due on 29 November


def test_members_who_earn_no_wage_rise_from_34_55_percent(officer: Reader) -> None:
    before = coverage(operator(), region=KALBAR, as_of=date(2024, 9, 30))
    after = coverage(operator(), region=KALBAR, as_of=AS_OF)
    assert (before.active, before.universe, before.rate_bp) == (SELF_PAYING, UNIVERSE, 3_455)
    assert after.active == SELF_PAYING + ELIGIBLE
    assert after.rate_bp == 4_263


def test_it_is_seen_where_registration_payment_and_claims_are_missing(officer: Reader) -> None:
    found = services_of(officer, AS_OF, region=KALBAR)
    regencies = [row for row in found if row.region.parent_id == KALBAR]
    lacking = Counter(len(row.missing) for row in regencies)
    assert lacking == {0: 5, 2: 5, 3: 4}
    alone = next(row for row in regencies if row.region.pk == "61.02")
    assert set(alone.missing) == {Service.REGISTRATION, Service.CLAIMS}
    nearest = alone.nearest[Service.CLAIMS]
    assert nearest is not None
    assert nearest.kilometres > 0


# A list of 1,800 ends as 1,616


def test_each_of_the_184_is_explained(officer: Reader) -> None:
    found = palm_oil()
    counts = Counter(found.rows.values_list("status", flat=True))
    covered = counts[RowStatus.REGISTERED] + counts[RowStatus.CARD_HANDED]
    assert (sum(counts.values()), covered, counts[RowStatus.REFUSED]) == (PROPOSED, ELIGIBLE, 184)
    assert reasons(found) == {
        "too_old": beneficiaries.TOO_OLD,
        "nik_one_digit_lost": beneficiaries.SHORT_NIK,
        "twice_in_list": beneficiaries.TWICE,
        "decided": beneficiaries.PAYING,
        "village_unknown": beneficiaries.ELSEWHERE,
    }
    told = turned_away(officer, found.pk)
    assert len(told) == 184
    assert all(sentence for _row, sentence in told)


def test_a_replacement_list_fills_the_places_and_is_covered(
    officer: Reader, tmp_path: Path
) -> None:
    found = palm_oil()
    gone = turned_away(officer, found.pk)
    people = People(Random("ganti"), first=960_000)
    new = people.make(150, beneficiaries.payers()[1])
    columns = (*beneficiaries.COLUMNS, "MENGGANTI_BARIS")
    rows = [
        [*beneficiaries.row_of(number, one), away.row_no]
        for number, (one, (away, _why)) in enumerate(zip(new, gone, strict=False))
    ]
    path = write_csv(tmp_path / "pengganti.csv", columns, rows)
    second = replacement_list(actor=officer, list_id=found.pk, path=path)
    result = clean_list(actor=officer, list_id=second.pk)
    assert (result.valid, result.doubtful, result.refused) == (150, 0, 0)
    decree = decree_list(actor=officer, list_ids=[second.pk])
    signed = sign_decree(actor=reader_named("gubernur.kalbar"), letter_id=decree.pk)
    assert signed.kind == "replacement_decree"
    registered = register_list(
        actor=reader_named("pembina.pontianak"), list_id=second.pk, payer_npp=beneficiaries.UNIT
    )
    assert (registered.registered, registered.rejected) == (150, 0)
    first = by_list(funnels(officer, [found], AS_OF))[found.pk]
    assert (first.proposed, first.registered) == (PROPOSED, ELIGIBLE)
    assert (first.refused, first.replaced) == (34, 150)
    assert len(turned_away(officer, found.pk)) == 34


def test_who_lapses_in_sixty_days_is_known_by_village(officer: Reader) -> None:
    leaving = lapsing(officer, AS_OF)
    assert len(leaving) == ELIGIBLE
    assert {one.ends_on for one in leaving} == {date(2025, 1, 31)}
    assert len({one.village for one in leaving}) == 6
