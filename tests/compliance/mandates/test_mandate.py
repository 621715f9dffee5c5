"""A mandate from the request to its end: who does what, what is refused and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from payung.access.refusals import AccessRefused
from payung.compliance.errors import MandateRefused
from payung.compliance.instalments import even_plan
from payung.compliance.mandate_states import State
from payung.compliance.models import Mandate, MandateStep
from payung.compliance.operations.mandate_ledger import follow_ledger
from payung.compliance.operations.mandate_requests import request_mandates
from payung.compliance.operations.mandates import move
from payung.compliance.queries.mandates import mandate_view
from payung.compliance.queries.recoveries import recoveries
from payung.contributions.queries import statement_of_account
from payung.documents.models import LetterStatus
from payung.errors import NotFound
from tests.compliance.mandates import builders as build
from tests.compliance.mandates.builders import (
    APPEAR,
    GRANTED,
    MONTHS,
    REQUESTED,
    TODAY,
    VALID_UNTIL,
    People,
    do,
)
from tests.contributions import builders as money

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(town: People) -> People:
    return town


def ask(who: People, *cases, office: str = build.KEJARI):
    return request_mandates(
        actor=who.head,
        case_ids=[case.pk for case in cases],
        prosecution_office_code=office,
        requested_on=REQUESTED,
    )


# The request


def test_many_cases_in_one_signed_letter_with_one_shared_number_each(who) -> None:
    cases = [build.case(who, build.debtor()) for _ in range(2)]
    request = ask(who, *cases)
    numbers = set(request.mandates.values_list("number", flat=True))
    assert numbers == {f"{case.number}/SKK-1" for case in cases}
    letter = request.letter
    assert letter is not None
    assert letter.status == LetterStatus.SIGNED
    assert letter.shared_with_id == build.KEJARI
    owed = sum(money.bill_of(case.employer, month).total for case in cases for month in MONTHS)
    assert letter.data["principal"] == owed
    assert {row["case_number"] for row in letter.data["employers"]} == numbers


def test_an_incomplete_file_is_refused_naming_what_is_missing(who) -> None:
    complete = build.case(who, build.debtor())
    employer = build.debtor()
    employer.address = ""
    employer.save()
    lacking = build.case(who, employer, warnings=1)
    with pytest.raises(MandateRefused, match="SP2 belum terbit; alamat pemberi kerja kosong"):
        ask(who, complete, lacking)
    assert not Mandate.objects.exists()


def test_only_a_case_whose_exit_is_the_prosecutors_is_asked_for(who) -> None:
    with pytest.raises(MandateRefused, match="Jalan keluar perkara ini bukan kejaksaan"):
        ask(who, build.case(who, build.debtor(), leave=False))


def test_a_case_is_not_asked_for_twice_nor_without_an_agreement(who) -> None:
    case = build.case(who, build.debtor())
    with pytest.raises(MandateRefused, match="Tidak ada perjanjian kerja sama"):
        ask(who, case, office=build.HIGH)
    ask(who, case)
    with pytest.raises(MandateRefused, match="sudah dikuasakan"):
        ask(who, case)


def test_the_second_mandate_of_a_case_counts_on(who) -> None:
    first = build.requested(who)
    do(who.head, first, "WITHDRAW", REQUESTED, reason="Salah kejaksaan")
    request = ask(who, first.case)
    assert request.mandates.get().number == f"{first.case.number}/SKK-2"


# The grant


def test_the_value_is_fixed_with_the_grant_and_later_months_are_new_debt(who) -> None:
    employer = build.debtor()
    mandate = build.granted(who, employer)
    bills = [money.bill_of(employer, month) for month in MONTHS]
    assert mandate.principal_handed_over == sum(bill.total for bill in bills)
    assert {row.bill_id: row.principal for row in mandate.bills.all()} == {
        bill.pk: bill.total for bill in bills
    }
    later = date(2024, 10, 1)
    money.report(employer.memberships.get(), later, 60_000_000)
    money.issue(later)
    view = mandate_view(who.attorney, mandate.number, TODAY)
    assert view.account.handed_over == mandate.handed_over
    assert view.new_debt == money.bill_of(employer, later).total


def test_a_lapsed_agreement_stops_the_grant_and_is_flagged_while_mandates_run(who) -> None:
    mandate = build.requested(who)
    do(who.attorney, mandate, "REVIEW", build.REVIEWED, **build.REVIEW)
    do(who.kajari, mandate, "ACCEPT", build.ACCEPTED)
    term = mandate.agreement.terms.get()
    type(term).objects.filter(pk=term.pk).update(ends_on=build.ACCEPTED)
    with pytest.raises(MandateRefused, match="Tidak ada perjanjian kerja sama"):
        do(who.head, mandate, "GRANT", GRANTED, valid_until=VALID_UNTIL)
    [shut] = [one for one in mandate_view(who.head, mandate.number, GRANTED).next_acts
              if one.act == "GRANT"]  # fmt: skip
    assert not shut.allowed
    assert "perjanjian" in shut.why_not[0]


def test_only_named_attorneys_act_and_only_on_their_side(who) -> None:
    mandate = build.granted(who)
    summons = {"appear_on": APPEAR, "time": "10.00", "place": "Ruang Datun"}
    with pytest.raises(MandateRefused, match="Hanya jaksa yang namanya tercantum"):
        do(who.second, mandate, "SUMMON", build.SUMMONED, **summons)
    with pytest.raises(AccessRefused):
        do(who.head, mandate, "SUMMON", build.SUMMONED, **summons)
    with pytest.raises(AccessRefused):
        do(who.attorney, mandate, "EXTEND", build.SUMMONED, valid_until=date(2026, 1, 1))


def test_a_power_that_ended_stops_the_attorneys_until_it_is_extended(who) -> None:
    mandate = build.requested(who)
    do(who.attorney, mandate, "REVIEW", build.REVIEWED, **build.REVIEW)
    do(who.kajari, mandate, "ACCEPT", build.ACCEPTED)
    do(who.head, mandate, "GRANT", GRANTED, valid_until=date(2024, 10, 31))
    names = [who.attorney.user.pk]
    do(who.kajari, mandate, "SUBSTITUTE", build.SUBSTITUTED, attorneys=names)
    november = date(2024, 11, 4)
    summons = {"appear_on": date(2024, 11, 11), "time": "10.00", "place": "Ruang Datun"}
    with pytest.raises(MandateRefused, match="perpanjang dahulu"):
        do(who.attorney, mandate, "SUMMON", november, **summons)
    do(who.head, mandate, "EXTEND", november, valid_until=date(2025, 4, 30))
    do(who.attorney, mandate, "SUMMON", november, **summons)
    assert mandate.state == State.INVITED_1


def test_a_firm_that_is_not_registered_is_mandated_without_a_value(who) -> None:
    """Nothing is owed by the ledger yet: the mandate ends when the firm complies, not paid."""
    [mandate] = ask(who, build.case(who)).mandates.all()
    do(who.attorney, mandate, "REVIEW", build.REVIEWED, **build.REVIEW)
    do(who.kajari, mandate, "ACCEPT", build.ACCEPTED)
    do(who.head, mandate, "GRANT", GRANTED, valid_until=VALID_UNTIL)
    assert (mandate.employer, mandate.handed_over) == (None, 0)
    assert follow_ledger(actor=who.attorney, on=TODAY).paid == 0
    with pytest.raises(MandateRefused, match="tidak memuat nilai"):
        do(who.head, mandate, "CLOSE", TODAY, close_reason="PAID")
    do(who.head, mandate, "CLOSE", TODAY, close_reason="COMPLIED")
    assert mandate.state == State.CLOSED


# Summonses, negotiation, agreement


def test_three_summonses_each_after_the_day_of_the_last(who) -> None:
    mandate = build.granted(who)
    build.summoned(who, mandate)
    with pytest.raises(MandateRefused, match="belum lewat"):
        build.summoned(who, mandate, APPEAR, date(2024, 10, 30))
    build.summoned(who, mandate, date(2024, 10, 24), date(2024, 10, 31))
    with pytest.raises(MandateRefused, match="bukan hari kerja"):
        build.summoned(who, mandate, date(2024, 11, 1), date(2024, 11, 9))
    build.summoned(who, mandate, date(2024, 11, 1), date(2024, 11, 8))
    assert mandate.state == State.INVITED_3
    with pytest.raises(MandateRefused, match="tidak dapat dilakukan pada keadaan"):
        build.summoned(who, mandate, date(2024, 11, 11), date(2024, 11, 18))
    letters = [step.letter for step in mandate.steps.filter(act="SUMMON")]
    assert [letter.data["sequence"] for letter in letters] == [1, 2, 3]
    assert all(letter.status == LetterStatus.SIGNED for letter in letters)
    assert len(letters[2].data["previous"]) == 2


def test_a_plan_must_come_to_what_is_owed(who) -> None:
    mandate = build.negotiating(who)
    owed = mandate.principal_handed_over
    agree = {**build.MET, "covers": "PRINCIPAL"}
    wrong = even_plan(owed - 1, 3, date(2024, 11, 1))
    with pytest.raises(MandateRefused, match=r"selisih Rp1\."):
        do(who.attorney, mandate, "AGREE", APPEAR, **agree, instalments=wrong)
    long = even_plan(owed, 14, date(2024, 11, 1))
    with pytest.raises(MandateRefused, match="melewati 12 bulan"):
        do(who.attorney, mandate, "AGREE", APPEAR, **agree, instalments=long)
    late = [(VALID_UNTIL + timedelta(days=1), owed)]
    with pytest.raises(MandateRefused, match="sesudah kuasa berakhir"):
        do(who.attorney, mandate, "AGREE", APPEAR, **agree, instalments=late)
    right = even_plan(owed, 3, date(2024, 11, 1))
    done = do(who.attorney, mandate, "AGREE", APPEAR, **agree, instalments=right)
    assert mandate.state == State.AGREED
    assert done.letter is not None
    assert done.letter.data["total"] == owed


def test_payments_reach_the_mandate_by_themselves_until_it_is_paid(who) -> None:
    employer = build.debtor()
    owed = sum(money.bill_of(employer, month).total for month in MONTHS)
    mandate = build.agreed(who, even_plan(owed, 2, date(2024, 11, 1)), employer)
    bill = money.bill_of(employer, MONTHS[0])
    money.pay(bill, owed // 2, date(2024, 10, 30))
    assert follow_ledger(actor=who.attorney, on=TODAY).paying == 1
    mandate.refresh_from_db()
    assert mandate.state == State.INSTALMENT
    money.pay(bill, owed - owed // 2, date(2024, 12, 2))
    assert follow_ledger(actor=who.attorney, on=TODAY).paid == 1
    assert follow_ledger(actor=who.attorney, on=TODAY).paid == 0
    mandate.refresh_from_db()
    assert mandate.state == State.PAID
    do(who.attorney, mandate, "REPORT", TODAY, conclusion="Lunas melalui dua angsuran.")
    do(who.head, mandate, "CLOSE", TODAY, close_reason="PAID")
    assert (mandate.state, mandate.closed_on) == (State.CLOSED, TODAY)


def test_two_missed_instalments_reopen_the_negotiation(who) -> None:
    employer = build.debtor()
    owed = sum(money.bill_of(employer, month).total for month in MONTHS)
    plan = even_plan(owed, 4, date(2024, 11, 1))
    mandate = build.agreed(who, plan, employer)
    assert follow_ledger(actor=who.attorney, on=date(2024, 11, 4)).reopened == 0
    with pytest.raises(MandateRefused, match="Baru 1 angsuran lewat"):
        do(who.attorney, mandate, "REOPEN", date(2024, 11, 4))
    assert follow_ledger(actor=who.attorney, on=date(2024, 12, 2)).reopened == 1
    mandate.refresh_from_db()
    assert mandate.state == State.NEGOTIATING


def test_what_is_paid_beyond_the_debt_is_credit_and_not_recovered(who) -> None:
    employer = build.debtor()
    mandate = build.granted(who, employer)
    owed = mandate.handed_over
    money.pay(money.bill_of(employer, MONTHS[0]), owed + 250_000, date(2024, 11, 5))
    view = mandate_view(who.attorney, mandate.number, TODAY)
    assert (view.account.recovered, view.account.remaining, view.credit) == (owed, 0, 250_000)


# In court


def conference(who: People, employer=None) -> Mandate:
    mandate = build.negotiating(who, employer)
    do(
        who.attorney, mandate, "CONFER", APPEAR,
        place="Kantor Kejaksaan", chair="Kasi Datun", secretary="Staf Datun",
        attendees=build.ATTENDEES, points=["Semua langkah ditelaah."],
        decisions=["Ajukan gugatan."], arrears_proven=True, no_good_faith=True,
    )  # fmt: skip
    return mandate


CLAIM = {
    "court": "Pengadilan Negeri Sungailiat",
    "grounds": ["Tergugat menunggak iuran."],
    "evidence": ["Tagihan dan surat peringatan."],
    "claims": ["Menghukum tergugat membayar tunggakan."],
}


def litigating(who: People, employer=None, kind: str = "SMALL_CLAIM") -> Mandate:
    mandate = conference(who, employer)
    do(
        who.head, mandate, "GRANT_LITIGATION", APPEAR,
        valid_until=VALID_UNTIL, claim_kind=kind, court=CLAIM["court"],
    )  # fmt: skip
    return mandate


def test_a_claim_needs_the_branch_s_litigation_mandate(who) -> None:
    mandate = conference(who)
    with pytest.raises(MandateRefused, match="memerlukan SKK litigasi"):
        do(who.attorney, mandate, "FILE_SMALL_CLAIM", APPEAR, **CLAIM)


def test_a_small_claim_is_never_above_the_ceiling_and_never_split(who) -> None:
    large = litigating(who, build.debtor(wage=3_000_000_000), kind="LAWSUIT")
    assert large.handed_over > 500_000_000
    with pytest.raises(MandateRefused, match=r"melebihi batas.*jangan dipecah"):
        do(who.attorney, large, "FILE_SMALL_CLAIM", APPEAR, **CLAIM)
    with pytest.raises(MandateRefused, match="tidak boleh dipecah"):
        do(who.attorney, large, "FILE_LAWSUIT", APPEAR, **CLAIM, value=400_000_000)
    do(who.attorney, large, "FILE_LAWSUIT", APPEAR, **CLAIM)
    assert large.state == State.LAWSUIT


def test_a_judgment_is_enforced_when_nobody_can_object_any_more(who) -> None:
    mandate = litigating(who)
    do(who.attorney, mandate, "FILE_SMALL_CLAIM", date(2024, 10, 24), **CLAIM)
    judge = {"judgment_number": "4/Pdt.G.S/2024/PN Sgl", "judgment": "GRANTED"}
    with pytest.raises(MandateRefused, match="Belum ada sidang"):
        do(who.attorney, mandate, "JUDGE", date(2024, 11, 4), **judge)
    do(
        who.attorney, mandate, "HEAR", date(2024, 11, 4),
        court_case_number="4/Pdt.G.S/2024/PN Sgl", agenda="Sidang pertama", result="Tergugat hadir",
        next_on=date(2024, 11, 11),
    )  # fmt: skip
    done = do(who.attorney, mandate, "JUDGE", date(2024, 11, 11), **judge)
    assert done.due_on == date(2024, 11, 20)  # seven working days
    enforce = {"enforcement": "AANMANING", "court_letter": "1/Pen/2024"}
    with pytest.raises(MandateRefused, match="belum berkekuatan tetap"):
        do(who.attorney, mandate, "ENFORCE", date(2024, 11, 20), **enforce)
    seize = {**enforce, "enforcement": "SEIZURE"}
    with pytest.raises(MandateRefused, match="berikutnya AANMANING"):
        do(who.attorney, mandate, "ENFORCE", date(2024, 11, 21), **seize)
    do(who.attorney, mandate, "ENFORCE", date(2024, 11, 21), **enforce)
    assert mandate.state == State.ENFORCING
    assert mandate.hearings.get().next_on == date(2024, 11, 11)


# The end


def test_a_mandate_is_closed_for_a_reason_that_the_ledger_bears_out(who) -> None:
    mandate = build.granted(who)
    with pytest.raises(MandateRefused, match="masih ada sisa"):
        do(who.head, mandate, "CLOSE", TODAY, close_reason="PAID")
    with pytest.raises(MandateRefused, match="nomor keputusan"):
        do(who.head, mandate, "CLOSE", TODAY, close_reason="WRITTEN_OFF")
    do(
        who.head, mandate, "CLOSE", TODAY,
        close_reason="WRITTEN_OFF", decision_number="KEP/12/2024", reason="Tidak ada aset",
    )  # fmt: skip
    account = recoveries(mandate, TODAY)
    assert (account.written_off, account.remaining) == (mandate.handed_over, 0)
    books = statement_of_account(who.head, mandate.employer, TODAY)
    assert (books.principal, books.penalty, books.overdue) == (0, 0, 0)
    assert [row.charge for row in books.rows if "KEP/12/2024" in row.text] == [-account.written_off]


def test_the_head_returns_what_did_not_succeed_with_the_steps_done(who) -> None:
    mandate = build.granted(who)
    done = do(who.kajari, mandate, "RETURN", TODAY, reason="Pemberi kerja tidak ditemukan")
    assert mandate.state == State.RETURNED
    assert done.letter is not None
    assert done.letter.data["remaining"] == mandate.handed_over
    assert {"happened_on": GRANTED.isoformat(), "step": "SKK diberikan"} in done.letter.data[
        "steps"
    ]
    do(who.attorney, mandate, "REPORT", TODAY, conclusion="Dikembalikan.")
    with pytest.raises(MandateRefused, match="sudah disusun"):
        do(who.attorney, mandate, "REPORT", TODAY, conclusion="Sekali lagi.")


# Who sees what


def test_another_office_s_mandate_is_not_found(who) -> None:
    mandate = build.granted(who)
    access = build.access
    access.office("KN-16.71", "PROSECUTION_DISTRICT", "16.71", ["16.71"],
                  access.office("KT-16", "PROSECUTION_HIGH", "16.71", ["16"]))  # fmt: skip
    stranger = access.holder("STATE_ATTORNEY", "MANDATE", "", office_code="KN-16.71").user
    other_branch = access.holder(
        "HEAD_OF_BRANCH", "OFFICE", access.PALEMBANG, office_code=access.PALEMBANG
    ).user
    from payung.access.reader import reader_for

    for reader in (reader_for(stranger), reader_for(other_branch)):
        with pytest.raises(NotFound):
            mandate_view(reader, mandate.number, TODAY)
        with pytest.raises(NotFound):
            move(
                actor=reader,
                mandate_id=mandate.pk,
                act="WITHDRAW",
                happened_on=TODAY,
                expected_version=mandate.version,
            )
    for reader in (who.kajati, who.regional, who.inspector, who.second):
        assert mandate_view(reader, mandate.number, TODAY).mandate == mandate


def test_the_second_of_two_who_look_at_one_version_is_told(who) -> None:
    mandate = build.granted(who)
    seen = mandate.version
    build.summoned(who, mandate)
    with pytest.raises(MandateRefused, match="baru saja diubah") as refusal:
        move(
            actor=who.attorney,
            mandate_id=mandate.pk,
            act="SUMMON",
            happened_on=build.SUMMONED,
            expected_version=seen,
            data={"appear_on": APPEAR, "time": "10.00", "place": "Ruang Datun"},
        )
    assert refusal.value.code == "mandate_moved"
    assert MandateStep.objects.filter(mandate=mandate, act="SUMMON").count() == 1


@pytest.mark.parametrize("day", [date(2024, 12, 19), date(2024, 10, 1)])
def test_an_act_lies_neither_ahead_nor_before_the_last(who, day) -> None:
    mandate = build.granted(who)
    with pytest.raises(MandateRefused, match=r"ada di depan|mendahului langkah terakhir"):
        build.summoned(who, mandate, day, date(2025, 1, 6))
