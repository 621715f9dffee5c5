"""Each sign asks its question, once; nothing is refused; a question goes when its reason goes."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from payung.access.models import PostHolder, Role, ScopeKind
from payung.access.reader import AccessRefused, operator
from payung.claims.errors import ClaimRefused
from payung.claims.facts import gather
from payung.claims.models import Claim, ClaimState, EventKind, LifeEvent, Paper
from payung.claims.operations.findings import record_finding
from payung.claims.signs import Sign, answer_question, open_questions, raise_questions, signs_of
from payung.claims.signs.words import codes, told
from payung.claims.steps import add_step
from payung.contributions.models import BillLine
from payung.documents.models import Attachment
from payung.errors import NotFound
from payung.registry.models import Enrolment, Membership, Programme, WageReport
from payung.registry.months import ensure_month
from tests.access.builders import holder
from tests.claims.builders import BRANCH, claim, head, officer, party, worker
from tests.monitoring import builders as members

pytestmark = pytest.mark.usefixtures("reference")

DIED_ON = date(2024, 12, 2)


def asked(of: Claim) -> set[str]:
    return {sign.code for sign in signs_of(of)}


def report(member: Membership, month: date, wage: int, *, carried: bool = False) -> None:
    with connection.cursor() as cursor:
        ensure_month(cursor, month)
    last = WageReport.objects.filter(membership=member, month=month).count()
    WageReport.objects.create(
        month=month, membership=member, revision=last, employer=member.employer, programmes=15,
        segment=member.segment, wage=wage,
        source=WageReport.Source.CARRIED if carried else WageReport.Source.REPORTED,
    )  # fmt: skip


def test_a_usual_claim_asks_nothing() -> None:
    died = claim(worker(months=12), Programme.JKM)
    party(died)
    assert signs_of(died) == ()
    assert open_questions(died) == ()


def test_wages_reported_after_the_death() -> None:
    died = claim(worker(months=12), Programme.JKM)
    report(died.membership, date(2025, 1, 1), 5_000_000, carried=True)
    assert "WAGE_AFTER_DEATH" not in asked(died)  # carried on by the rule, reported by nobody
    report(died.membership, date(2025, 2, 1), 5_000_000)
    (sign,) = signs_of(died)
    assert (sign.code, sign.facts) == ("WAGE_AFTER_DEATH", {"months": ["2025-02-01"]})
    report(died.membership, date(2025, 2, 1), 0)  # withdrawn
    assert signs_of(died) == ()


def test_registered_shortly_before_the_event_and_first_billed_after_it() -> None:
    fresh = worker(months=1)  # since 1 December, billed on the first
    assert asked(claim(fresh, Programme.JKM)) == {"REGISTERED_SHORTLY"}
    late = members.member(members.employer(), started_on=date(2024, 12, 1))
    Enrolment.objects.create(membership=late, programmes=15, valid_from=date(2024, 12, 1))
    empty = members.bill(late.employer, date(2024, 12, 1), [], due_on=date(2025, 1, 15))
    empty.pk, empty.sequence, empty.billing_code = None, 1, "1234567890123456"
    empty.issued_on = date(2024, 12, 9)
    empty.save()
    BillLine.objects.create(
        month=empty.month, bill=empty, membership=late, wage=1, base=1, programmes=15,
        risk_group=1, jkk=0, jkm=0, jht_employer=0, jht_worker=0, jp_employer=0, jp_worker=0,
    )  # fmt: skip
    assert asked(claim(late, Programme.JKM)) == {"REGISTERED_SHORTLY", "FIRST_BILLED_AFTER"}
    assert not asked(claim(worker(months=3), Programme.JKM))


def test_left_before_the_event() -> None:
    member = worker(months=12)
    member.ended_on = date(2024, 11, 30)
    member.save()
    (sign,) = signs_of(claim(member, Programme.JKM))
    assert (sign.code, sign.facts) == ("NOT_COVERED", {"ended_on": "2024-11-30"})


def test_a_wage_that_rose_before_the_accident() -> None:
    steady = worker(months=12, wage=5_000_000)
    report(steady, date(2024, 11, 1), 6_400_000)
    hurt = claim(steady, Programme.JKK, EventKind.ACCIDENT)
    assert asked(hurt) == {"WAGE_CORRECTED"}  # 28 per cent more is no jump
    report(steady, date(2024, 11, 1), 6_600_000)
    signs = {sign.code: sign.facts for sign in signs_of(hurt)}
    assert signs["WAGE_JUMP"] == {
        "month": "2024-11-01",
        "wage": 6_600_000,
        "average": 5_000_000,
    }


def test_months_paid_after_the_death_and_too_late() -> None:
    member = worker(months=12, paid=8)
    late = members.Bill.objects.get(employer=member.employer, month=date(2024, 10, 1))
    members.settle(late, late.total, date(2024, 12, 5))
    (sign,) = signs_of(claim(member, Programme.JKM))
    assert (sign.code, sign.facts) == ("PAID_TOO_LATE", {"months": ["2024-10-01"]})


def test_another_claim_of_the_same_programme() -> None:
    member = worker(months=12)
    first = claim(member, Programme.JKK, EventKind.ACCIDENT, date(2024, 11, 20))
    again = claim(member, Programme.JKK, EventKind.ACCIDENT)
    (sign,) = signs_of(again)
    assert (sign.code, sign.facts) == ("OTHER_CLAIM", {"claims": [first.number]})
    add_step(first, "WITHDRAWN", by=None, state=ClaimState.WITHDRAWN)
    assert not asked(again)


def test_a_claim_of_somebody_who_is_known_to_be_dead() -> None:
    member = worker(months=12)
    savings = claim(member, Programme.JHT, EventKind.SAVINGS, cause="RESIGNATION")
    LifeEvent.objects.create(
        person=member.person, kind=EventKind.DEATH, happened_on=date(2024, 12, 1),
        region_id=member.work_region_id,
    )  # fmt: skip
    assert asked(savings) == {"DEATH_KNOWN"}


def test_the_same_account_in_the_claims_of_two_members() -> None:
    one, other = (claim(worker(months=12), Programme.JKM) for _ in range(2))
    party(one, account="0123456789")
    same = party(other, name="Budi Contoh", account="0123-456-789")
    (sign,) = signs_of(other)
    assert sign.code == "SAME_ACCOUNT"
    assert sign.about == f"party:{same.pk}"
    assert sign.facts == {"claims": [one.number], "of_member": False}


def test_a_family_may_use_its_account_on_each_claim_of_its_member() -> None:
    member = worker(months=12)
    death, savings = claim(member, Programme.JKM), claim(member, Programme.JHT)
    party(death, account="0123456789")
    party(savings, account="0123456789")
    assert not asked(death)
    assert not asked(savings)


def test_the_account_of_another_member() -> None:
    died = claim(worker(months=12), Programme.JKM)
    mine = party(died)
    other = members.person()
    other.bank_account_hash = mine.accounts.get().bank_account_hash
    other.save()
    (sign,) = signs_of(died)
    assert (sign.code, sign.facts) == ("SAME_ACCOUNT", {"claims": [], "of_member": True})
    mine.person = other  # the heir is that member
    mine.save()
    assert not asked(died)


def test_the_same_phone_in_the_claims_of_two_members() -> None:
    one, other = (claim(worker(months=12), Programme.JKM) for _ in range(2))
    party(one, phone_hash=b"p" * 32)
    party(other, phone_hash=b"p" * 32)
    assert asked(other) == {"SAME_PHONE"}


def test_the_same_photo_in_the_claims_of_two_members() -> None:
    one, other = (claim(worker(months=12), Programme.JKM) for _ in range(2))
    for of in (one, other):
        paper(of, b"s" * 32)
    paper(one, b"t" * 32)
    (sign,) = signs_of(other)
    assert (sign.code, sign.about) == ("SAME_PAPER", "paper:DEATH_CERTIFICATE")


@pytest.mark.parametrize(
    ("relation", "born_on", "code"),
    [
        ("SPOUSE", date(2006, 1, 1), "SPOUSE_TOO_YOUNG"),
        ("SPOUSE", date(2005, 12, 2), None),
        ("CHILD", date(2002, 12, 31), "AGE_IMPOSSIBLE"),
        ("CHILD", date(2003, 1, 1), None),
        ("PARENT", date(1977, 1, 2), "AGE_IMPOSSIBLE"),
        ("PARENT", date(1977, 1, 1), None),
        ("CHILD", date(1980, 1, 1), "AGE_IMPOSSIBLE"),  # older than the member
    ],
)
def test_ages_that_do_not_fit_the_relation(relation: str, born_on: date, code: str | None) -> None:
    died = claim(worker(months=12, born_on=date(1990, 1, 1)), Programme.JKM)
    party(died, relation, birth_date=born_on)
    assert asked(died) == ({code} if code else set())


def test_an_account_in_another_name() -> None:
    died = claim(worker(months=12), Programme.JKM)
    mine = party(died, name="Siti Nurhaliza Contoh")
    account = mine.accounts.get()
    account.pk, account.account_name = None, "CONTOH SITI NURHALIZAH"
    account.save()
    assert not asked(died)
    account.pk, account.account_name = None, "BUDI SANTOSO"
    account.save()
    assert asked(died) == {"ACCOUNT_NAME"}


def test_an_officer_in_a_claim_of_his_own_family_and_who_answers_for_it() -> None:
    me = officer()
    died = claim(worker(months=12), Programme.JKM)
    party(died, name=me.user.full_name.upper())
    add_step(died, "RECEIVED", by=me.user)
    (question,) = open_questions(died)
    assert question.code == "OWN_CLAIM"
    with pytest.raises(ClaimRefused, match="answered_by_another"):
        answer(me, died, question.pk)
    answer(officer("petugas.lain"), died, question.pk)
    assert open_questions(died) == ()


def test_an_officer_who_also_serves_the_employer() -> None:
    me = officer()
    died = claim(worker(months=12), Programme.JKM)
    add_step(died, "RECEIVED", by=me.user)
    assert not asked(died)
    payer = died.employer
    holder(
        Role.EMPLOYER_HR, ScopeKind.EMPLOYER, f"{payer.registration_number}/{payer.division}",
        who=me.user,
    )  # fmt: skip
    assert PostHolder.objects.filter(user=me.user).count() == 2
    assert asked(died) == {"OWN_EMPLOYER"}


def test_a_finding_against_the_books_is_answered_by_another_officer() -> None:
    me = officer()
    hurt = claim(worker(months=12), Programme.JKK, EventKind.ACCIDENT)
    record_finding(
        actor=me, number=hurt.number, field="wage", value=6_000_000, source="Slip gaji November"
    )
    (question,) = open_questions(hurt)
    assert (question.code, question.about) == ("BOOKS_DIFFER", "field:wage")
    with pytest.raises(ClaimRefused, match="answered_by_another"):
        answer(me, hurt, question.pk)
    record_finding(actor=me, number=hurt.number, field="wage", value=None, source="Keliru")
    assert open_questions(hurt) == ()
    assert gather(hurt).values["wage"] == 5_000_000


# Asking and answering


def test_a_question_is_asked_once_and_again_with_other_facts() -> None:
    died = claim(worker(months=12), Programme.JKM)
    report(died.membership, date(2025, 1, 1), 5_000_000)
    (first,) = raise_questions(died)
    assert raise_questions(died) == (first,)
    answer(officer(), died, first.pk)
    assert open_questions(died) == ()
    report(died.membership, date(2025, 2, 1), 5_000_000)
    (second,) = open_questions(died)
    assert second.facts == {"months": ["2025-01-01", "2025-02-01"]}
    assert died.questions.count() == 2


def test_an_answer_is_given_once_says_something_and_fits_the_claim() -> None:
    died = claim(worker(months=1), Programme.JKM)
    (question,) = open_questions(died)
    me = officer()
    with pytest.raises(ClaimRefused, match="answer_too_short"):
        answer(me, died, question.pk, "  ok ")
    other = claim(worker(months=12), Programme.JKM)
    with pytest.raises(ClaimRefused, match="no_question"):
        answer(me, other, question.pk)
    made = answer(me, died, question.pk, "Dicek kontrak kerja 1901012345678901, mulai 1 Desember.")
    assert "1901012345678901" not in made.text
    with pytest.raises(ClaimRefused, match="answered"):
        answer(me, died, question.pk)
    step = died.steps.get(kind="QUESTION_ANSWERED")
    assert step.recorded_by == me.user


def test_who_only_approves_or_serves_another_branch_does_not_answer() -> None:
    died = claim(worker(months=1), Programme.JKM)
    (question,) = open_questions(died)
    with pytest.raises(AccessRefused):
        answer(head(), died, question.pk)
    with pytest.raises(NotFound, match="no_claim"):
        answer(officer("petugas.palembang", "KC-PALEMBANG"), died, question.pk)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_question_has_words_for_its_facts(language: str) -> None:
    facts = {
        "months": ["2024-12-01"], "month": "2024-12-01", "days": 3, "issued_on": "2024-12-09",
        "wage": 5_000_000, "average": 4_000_000, "claims": ["KL-1"], "died_on": "2024-12-02",
        "of_member": True, "age": 15, "years": 3, "least": 13, "relation": "CHILD", "finding": 1,
    }  # fmt: skip

    for code in codes():
        words = told(Sign(code, "field:wage", facts), language, "Siti")
        assert words.title
        assert "{" not in words.title + words.text


def answer(by, of: Claim, question: int, text: str = "Sudah diperiksa, sesuai akta."):
    return answer_question(actor=by, number=of.number, question=question, text=text)


def paper(of: Claim, sha256: bytes) -> Paper:
    file = Attachment.objects.create(
        about=of.about, office_id=BRANCH, kind="DEATH_CERTIFICATE", file_name="akta.jpg",
        content_type="image/jpeg", size_bytes=1, sha256=sha256, content=b"-",
        attachment_key_cipher=b"-", uploaded_by=operator().user,
    )  # fmt: skip
    return Paper.objects.create(
        claim=of, document="DEATH_CERTIFICATE", attachment=file, received_on=DIED_ON
    )
