"""Journey Kolaka Timur, up to active cover: the operational meeting and its minutes before the
acting regent; the one Perda of Sulawesi and Maluku; the budget for all staff who are no civil
servants, then the vulnerable workers, list by list, until they are members whose months are paid.
"""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from random import Random

import pytest

from payung.access.models import Post
from payung.access.reader import Reader, operator
from payung.contributions.models import Bill
from payung.contributions.operations import import_statement, issue_bills
from payung.demo import files
from payung.demo.governments import KOLTIM, VILLAGE_OF_KOLTIM
from payung.demo.members import People
from payung.demo.plan import AS_OF, Plan
from payung.demo.staff import reader_named
from payung.demo.year import today_is
from payung.documents.refusals import LetterRefused
from payung.law.formats import rupiah
from payung.partnerships.errors import AuthorityRefused
from payung.partnerships.operations import (
    Guest,
    add_commitment,
    decide_approval,
    plan_meeting,
    record_minutes,
    request_approval,
)
from payung.registry.models import ImportFile, Membership
from payung.sponsorship.drafts import Draft
from payung.sponsorship.models import BeneficiaryList, RowStatus
from payung.sponsorship.operations.budgets import plan_budget_line
from payung.sponsorship.operations.cleaning import clean_list
from payung.sponsorship.operations.decrees import decree_list, sign_decree
from payung.sponsorship.operations.registering import register_list
from payung.sponsorship.queries.covers import by_list, funnels
from payung.sponsorship.queries.regulations import has_perda, uniqueness
from tests.journeys.koltim import BRANCH, JANUARY, UNIT, VILLAGE, agreed, allow, payers, take

SULAWESI_AND_MALUKU = ("71", "72", "73", "74", "75", "76", "81", "82")


@pytest.fixture
def officer(small_demo: Plan) -> Reader:
    return reader_named("disnaker.koltim")


# The rule, the meeting, the money


def test_only_this_regency_of_sulawesi_and_maluku_had_a_perda_in_2021(officer: Reader) -> None:
    day = date(2021, 10, 14)
    assert has_perda(KOLTIM, day)
    found = uniqueness(SULAWESI_AND_MALUKU, "PERDA", day, kinds=["REGENCY", "CITY"])
    assert [one.region_id for one in found.holders] == [KOLTIM]
    before = uniqueness(SULAWESI_AND_MALUKU, "PERDA", date(2021, 8, 11), kinds=["REGENCY"])
    assert before.holders == ()


def test_the_minutes_and_the_budget_go_to_the_acting_regent(officer: Reader) -> None:
    lines = [planned(officer, segment, persons) for segment, persons in PHASES]
    total = sum(line.entry.amount for line in lines)
    meeting = plan_meeting(
        actor=officer, series="KSO Kolaka Timur", title="Rapat kerja sama operasional",
        office_code=f"OPD-{KOLTIM}-DISNAKER", place="Tirawuta", held_on=AS_OF, starts_at=time(9),
        ends_at=time(12), region_code=KOLTIM, agenda=["Anggaran iuran pegawai non-ASN"],
        guests=[
            Guest(office_code=BRANCH, name=str(reader_named("kepala.kolaka").user)),
            Guest(office_code="KN-74.01", name=str(reader_named("kajari.kolaka").user)),
        ],
    )  # fmt: skip
    record_minutes(
        actor=officer, meeting_id=meeting.pk, chair=str(officer.user), secretary="Contoh Notulis",
        minutes=f"Anggaran iuran {rupiah(total, 'id')} diajukan kepada Plh Bupati.",
        decisions=["Pegawai non-ASN lebih dahulu, kemudian pekerja rentan."],
    )  # fmt: skip
    add_commitment(
        actor=officer, meeting_id=meeting.pk, text="Mengawasi pelaksanaan",
        due_on=date(2025, 3, 31), owner_office="KN-74.01", decision_number=1,
    )  # fmt: skip
    post = Post.objects.get(title="Bupati Kolaka Timur")
    request = request_approval(
        actor=officer, post_id=post.pk, subject="budget", about="budget:koltim-2025",
        title="Iuran pegawai non-ASN dan pekerja rentan 2025", region_code=KOLTIM, amount=total,
    )  # fmt: skip
    acting = reader_named("plh.koltim")
    with pytest.raises(AuthorityRefused, match="holder_may_not"):
        decide_approval(actor=acting, request_id=request.pk, approve=True)
    allow("budget")
    decision = decide_approval(actor=acting, request_id=request.pk, approve=True)
    assert decision.approved
    assert request.amount == total


#: First the staff who are no civil servants, then the vulnerable workers.
PHASES = (("HONORARY_TEACHER", 540), ("VILLAGE_OFFICIAL", 210), ("FARM_LABOURER", 900))


def planned(officer: Reader, segment: str, persons: int):
    return plan_budget_line(
        actor=officer,
        draft=Draft(
            region_code=KOLTIM, fiscal_year=2025, title=f"Iuran {segment.lower()}",
            worker_segment=segment, fund_source="REGENCY_BUDGET", persons=persons,
            first_month=JANUARY, months=12, legal_basis=("Inpres 2/2021",),
        ),
    )  # fmt: skip


def test_each_phase_costs_what_the_law_says(officer: Reader) -> None:
    teachers, _officials, labourers = (
        planned(officer, segment, persons).entry.amount for segment, persons in PHASES
    )
    assert teachers == 540 * 12 * 5_400  # JKK 0.24 and JKM 0.30 percent of a reported million
    assert labourers == 900 * 12 * 16_800  # no relief of PP 50/2025 for a regency's money


# From the village's list to members whose months are paid


def test_a_villages_people_become_members_whose_months_are_paid(
    officer: Reader, tmp_path: Path
) -> None:
    found = BeneficiaryList.objects.get(village=VILLAGE_OF_KOLTIM)
    people = found.rows.count()
    agreement_and_decree(officer, found)
    with today_is(date(2025, 1, 6)):
        take(ImportFile.Kind.EMPLOYERS, tmp_path / "f1.csv", files.employer_rows(payers()))
        done = register_list(
            actor=reader_named("pembina.kolaka"), list_id=found.pk, payer_npp=VILLAGE
        )
        assert (done.registered, done.rejected) == (people, 0)
        cashier = operator()
        issue_bills(actor=cashier, office_code=BRANCH, month=JANUARY, issued_on=date(2025, 1, 6))
        bill = Bill.objects.get(employer__registration_number=VILLAGE)
        assert bill.total == people * 16_800
    with today_is(date(2025, 1, 10)):
        path = files.write_csv(
            tmp_path / "mutasi.csv", ("tanggal", "jumlah", "keterangan", "referensi"),
            [("10-01-2025", bill.total, f"IURAN {bill.billing_code}", "KT-1")],
        )  # fmt: skip
        import_statement(actor=cashier, office_code=BRANCH, path=path, file_name=path.name)
        village = reader_named("desa.koltim", date(2025, 1, 10))
        funnel = by_list(funnels(village, [found], date(2025, 1, 10)))[found.pk]
    assert (funnel.proposed, funnel.registered, funnel.paid, funnel.active) == (people,) * 4
    member = Membership.objects.filter(employer__registration_number=VILLAGE).earliest("pk")
    assert (member.started_on, member.ended_on) == (JANUARY, date(2025, 12, 31))
    assert member.paid_by_budget


def agreement_and_decree(officer: Reader, found: BeneficiaryList) -> None:
    """Cleaned and decreed; the acting regent signs only what his own decree lets him bind."""
    assert clean_list(actor=officer, list_id=found.pk).valid == found.rows.count()
    decree = decree_list(actor=officer, list_ids=[found.pk])
    acting = reader_named("plh.koltim")
    with pytest.raises(LetterRefused):
        sign_decree(actor=acting, letter_id=decree.pk)
    allow("binding_agreement")
    sign_decree(actor=acting, letter_id=decree.pk)
    assert set(found.rows.values_list("status", flat=True)) == {RowStatus.DECREED}
    agreed()


def test_staff_who_are_no_civil_servants_are_registered_first(
    officer: Reader, tmp_path: Path
) -> None:
    people = People(Random("koltim"), first=965_000)
    unit = payers()[0]
    staff = people.make(unit.workers, unit)
    for member in staff:
        member.wage, member.started_on = 1_000_000, JANUARY
    with today_is(date(2025, 1, 6)):
        take(ImportFile.Kind.EMPLOYERS, tmp_path / "f1.csv", files.employer_rows(payers()))
        take(ImportFile.Kind.NEW_WORKERS, tmp_path / "pekerja.csv", files.worker_rows(staff))
        issue_bills(actor=operator(), office_code=BRANCH, month=JANUARY, issued_on=date(2025, 1, 6))
    bill = Bill.objects.get(employer__registration_number=UNIT)
    assert bill.total == unit.workers * 5_400
