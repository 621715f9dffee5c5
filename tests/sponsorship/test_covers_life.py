"""After registering: the books tell billed and paid, cards are handed over, months end."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from payung.access.reader import operator
from payung.access.refusals import AccessRefused
from payung.contributions.models import Bill
from payung.contributions.operations import import_statement, issue_bills
from payung.contributions.queries.activity import active_grace
from payung.documents.operations import sign_letter
from payung.errors import NotFound
from payung.monitoring.counting import count_members, total
from payung.monitoring.models import RegionBasis
from payung.registry.models import Employer, Membership
from payung.registry.operations import carry_forward_wages
from payung.sponsorship.errors import ListRefused
from payung.sponsorship.models import (
    BeneficiaryList,
    DropReason,
    ListAct,
    ListRow,
    RowStatus,
)
from payung.sponsorship.operations.cards import hand_over_cards, prepare_handover
from payung.sponsorship.operations.decrees import decree_list, sign_decree
from payung.sponsorship.operations.drops import drop_person, keep_person
from payung.sponsorship.operations.registering import register_list
from payung.sponsorship.operations.renewals import close_list, renew_list
from payung.sponsorship.queries.covers import (
    BookMonth,
    books,
    by_list,
    by_village,
    funnels,
    list_seen,
    states,
)
from payung.sponsorship.queries.lapsing import drops, lapsing, lapsing_by_village, leavers
from tests.sponsorship import builders as build
from tests.sponsorship import covers
from tests.sponsorship.covers import Region, people, ready_list

pytestmark = pytest.mark.django_db
TODAY = date(2024, 12, 18)
SEPTEMBER, OCTOBER = date(2024, 9, 1), date(2024, 10, 1)


@pytest.fixture
def regency(settings: Settings) -> Region:
    settings.DEMO = True  # takes NIKs that can belong to nobody
    return covers.region()


def covered(of: Region, count: int, on: date = TODAY, **terms: object) -> BeneficiaryList:
    """A list whose people are members."""
    terms = {"first_month": on.replace(day=1)} | terms
    found = ready_list(of, people(count), **terms)  # type: ignore[arg-type]
    letter = decree_list(actor=of.disnaker, list_ids=[found.pk])
    sign_decree(actor=of.regent, letter_id=letter.pk)
    register_list(actor=of.officer, list_id=found.pk, payer_npp=of.payer.registration_number, on=on)
    return found


def pay(of: Region, bill: Bill, folder: Path, on: date) -> None:
    path = folder / f"{bill.pk}.csv"
    row = f"{on:%d-%m-%Y};{bill.total};IURAN {bill.billing_code};R{bill.pk}"
    path.write_text(f"tanggal;jumlah;keterangan;referensi\n{row}\n")
    import_statement(actor=operator(), office_code=of.branch.pk, path=path, file_name=path.name)


def bill(of: Region, month: date) -> Bill:
    issue_bills(actor=operator(), office_code=of.branch.pk, month=month, issued_on=month)
    return Bill.objects.get(employer=of.payer, month=month, sequence=0)


def active_by_monitoring(of: Region, on: date) -> int:
    counts = count_members(
        operator(),
        region=of.code,
        as_of=on,
        grace=active_grace(on).number,
        basis=RegionBasis.REGISTRATION,
    )
    return total(counts)[0]


def test_billed_paid_and_active_are_read_from_the_books(regency: Region, tmp_path: Path) -> None:
    found = covered(regency, 4, on=date(2024, 9, 10), months=12)
    reader = regency.disnaker
    assert states(reader, [found], TODAY) == {found.pk: ListAct.Kind.REGISTERED}
    september = bill(regency, SEPTEMBER)
    assert states(reader, [found], TODAY) == {found.pk: ListAct.Kind.BILLED}
    pay(regency, september, tmp_path, date(2024, 9, 20))
    assert states(reader, [found], TODAY) == {found.pk: ListAct.Kind.PAID}
    carry_forward_wages(actor=operator(), office_code=regency.branch.pk, month=OCTOBER)
    bill(regency, OCTOBER)
    assert books(reader, [found], TODAY) == [
        BookMonth(SEPTEMBER, 4, 4 * 16_800, 4, 4 * 16_800),
        BookMonth(OCTOBER, 4, 4 * 16_800, 0, 0),
    ]
    assert not found.acts.filter(kind__in=["BILLED", "PAID"]).exists()


def test_active_is_counted_as_the_house_counts_it(regency: Region, tmp_path: Path) -> None:
    found = covered(regency, 3, on=date(2024, 7, 10), months=12)
    other = covered(regency, 2, on=date(2024, 7, 10), months=3)
    month = date(2024, 7, 1)
    while month <= date(2024, 12, 1):
        if month > date(2024, 7, 1):
            carry_forward_wages(actor=operator(), office_code=regency.branch.pk, month=month)
        bill(regency, month)
        month = date(month.year, month.month + 1, 1) if month.month < 12 else date(2025, 1, 1)

    def active(on: date) -> int:
        lists = funnels(regency.disnaker, [found, other], on)
        return sum(one.active for one in by_list(lists).values())

    seen = {}
    for on in (date(2024, 8, 1), date(2024, 10, 5), date(2024, 11, 1), TODAY):
        seen[on] = active(on)
        assert seen[on] == active_by_monitoring(regency, on), on
    assert set(seen.values()) == {5, 3, 0}
    pay(regency, Bill.objects.get(employer=regency.payer, month=date(2024, 7, 1)), tmp_path, TODAY)
    assert active(TODAY) == active_by_monitoring(regency, TODAY)


def test_a_village_sees_the_funnel_of_its_own_people(regency: Region) -> None:
    found = covered(regency, 5)
    own = f"{regency.code}.01.2001"
    secretary = build.village_secretary(own)
    assert list_seen(secretary, found.pk) == found
    assert {village for _, village in funnels(secretary, [found], TODAY)} == {own}
    all_of_it = by_village(funnels(regency.disnaker, [found], TODAY))
    assert (all_of_it[own].registered, sum(one.registered for one in all_of_it.values())) == (2, 5)
    stranger = covers.region("17.03", "KC-CURUP")
    with pytest.raises(NotFound):
        list_seen(stranger.disnaker, found.pk)


def test_cards_go_by_village_with_a_receipt_list_and_one_by_one(regency: Region) -> None:
    found = covered(regency, 5)
    own = f"{regency.code}.01.2001"
    letter = prepare_handover(
        actor=regency.disnaker,
        list_id=found.pk,
        village_code=own,
        place="Balai Desa",
        handed_on=TODAY,
        met_name="Joko Contoh",
        met_title="Sekretaris Desa",
    )
    assert [person["row"] for person in letter.data["people"]] == [2, 4]
    cards = set(Membership.objects.values_list("card_number", flat=True))
    assert {person["card_number"] for person in letter.data["people"]} <= cards
    with pytest.raises(ListRefused, match="belum ditandatangani"):
        hand_over_cards(actor=regency.disnaker, letter_id=letter.pk)
    sign_letter(actor=regency.disnaker, letter_id=letter.pk)
    secretary = build.village_secretary(own)
    rows = {row.row_no: row for row in found.rows.all()}
    assert hand_over_cards(actor=secretary, row_ids=[rows[1].pk]) == 0  # of another village
    assert hand_over_cards(actor=secretary, row_ids=[rows[2].pk]) == 1
    assert hand_over_cards(actor=regency.disnaker, letter_id=letter.pk) == 1
    assert hand_over_cards(actor=regency.disnaker, letter_id=letter.pk) == 0
    handed = found.rows.filter(status=RowStatus.CARD_HANDED).values_list("row_no", flat=True)
    assert list(handed) == [2, 4]
    with pytest.raises(AccessRefused):
        hand_over_cards(actor=regency.officer, row_ids=[rows[1].pk])


def test_who_lapses_within_sixty_days_is_known_and_renewed_after_cleaning_again(
    regency: Region,
) -> None:
    found = covered(regency, 4, on=date(2024, 11, 4), months=2)
    told = lapsing(regency.disnaker, TODAY)
    assert [(one.ends_on, one.days_left) for one in told] == [(date(2024, 12, 31), 13)] * 4
    assert lapsing_by_village(regency.disnaker, TODAY)[0][2:] == (date(2024, 12, 31), 2)
    assert not lapsing(regency.disnaker, date(2024, 10, 1))
    gone = found.rows.get(row_no=1)
    drop_person(actor=regency.disnaker, row_id=gone.pk, reason=DropReason.DIED, on=TODAY)

    with pytest.raises(ListRefused, match="masih tertutup masa sebelumnya"):
        renew_list(
            actor=regency.disnaker, list_id=found.pk, months=12, first_month=date(2024, 12, 1)
        )
    new = renew_list(actor=regency.disnaker, list_id=found.pk, months=12)
    assert new == renew_list(actor=regency.disnaker, list_id=found.pk, months=12)
    assert (new.first_month, new.months, new.rows.count()) == (date(2025, 1, 1), 12, 3)
    assert set(new.rows.values_list("status", flat=True)) == {RowStatus.PROPOSED}
    assert not new.rows.filter(person=gone.person_id).exists()
    assert len(lapsing(regency.disnaker, TODAY)) == 3  # a proposal covers nobody

    covers.move(list(new.rows.all()), RowStatus.VALID, regency.disnaker.user)
    ListAct.objects.create(
        list=new, kind="CLEANED", happened_on=TODAY, recorded_by=regency.disnaker.user
    )
    letter = decree_list(actor=regency.disnaker, list_ids=[new.pk])
    sign_decree(actor=regency.regent, letter_id=letter.pk)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PAYUNG_TODAY", "2025-01-06")
        came = register_list(
            actor=regency.officer, list_id=new.pk, payer_npp=regency.payer.registration_number
        )
        assert came.registered == 3
        assert found.rows.filter(status=RowStatus.RENEWED).count() == 3
        assert not leavers(regency.disnaker, date(2025, 1, 6))
        act = close_list(actor=regency.disnaker, list_id=found.pk, note="Semua diperpanjang.")
        assert act.kind == ListAct.Kind.CLOSED
        with pytest.raises(ListRefused, match="masih menanggung 3 orang"):
            close_list(actor=regency.disnaker, list_id=new.pk, note="Dana habis.")


def test_the_books_propose_who_left_and_a_person_decides(regency: Region) -> None:
    found = covered(regency, 4, on=date(2024, 9, 10), months=2)
    rows: list[ListRow] = list(found.rows.select_related("person"))
    firm = Employer.objects.create(
        registration_number="JJ000009",
        name="PT Contoh",
        kind="PRIVATE",
        business_size="SMALL",
        risk_group=2,
        programmes=3,
        office=regency.branch,
        region_id=regency.code,
        registered_on=date(2020, 1, 1),
    )
    Membership.objects.create(
        card_number="99000000001",
        person=rows[0].person,
        employer=firm,
        segment=1,
        work_region_id=regency.code,
        started_on=date(2024, 10, 1),
    )
    Membership.objects.filter(person=rows[1].person).update(end_reason="MENINGGAL DUNIA")

    hints = {one.row_id: one for one in leavers(regency.disnaker, TODAY)}
    assert {row.row_no: hints[row.pk].reason for row in rows} == {
        1: DropReason.EMPLOYER_FOUND,
        2: DropReason.DIED,
        3: DropReason.MONTHS_ENDED,
        4: DropReason.MONTHS_ENDED,
    }
    assert hints[rows[0].pk].shown_by == "PT Contoh"

    for row in rows[:3]:
        hint = hints[row.pk]
        asked = {"row_id": row.pk, "reason": hint.reason, "on": hint.happened_on}
        once = drop_person(actor=regency.disnaker, **asked)
        assert drop_person(actor=regency.disnaker, **asked) == once
    with pytest.raises(ListRefused, match="tidak sedang ditanggung"):
        keep_person(
            actor=regency.disnaker, row_id=rows[0].pk, reason="MONTHS_ENDED", note="Salah catat."
        )
    keep_person(
        actor=regency.disnaker, row_id=rows[3].pk, reason="MONTHS_ENDED", note="Diperpanjang APBD."
    )
    assert not leavers(regency.disnaker, TODAY)
    assert [(one.month, one.reason, one.people) for one in drops(regency.disnaker)] == [
        (OCTOBER, DropReason.DIED, 1),
        (OCTOBER, DropReason.EMPLOYER_FOUND, 1),
        (OCTOBER, DropReason.MONTHS_ENDED, 1),
    ]
    neighbour = covers.region("17.03", "KC-CURUP").disnaker
    for stranger in (neighbour, regency.officer):
        with pytest.raises((NotFound, AccessRefused)):
            drop_person(actor=stranger, row_id=rows[3].pk, reason="MOVED")
    assert not drops(neighbour)
