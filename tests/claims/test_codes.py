"""Whoever has no account opens his claim with a code; nobody guesses one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from payung.claims.acting_for import Claimant, claimant
from payung.claims.errors import ClaimRefused
from payung.claims.models import AccessAttempt, ClaimAccess
from payung.claims.operations.codes import LENGTH, LETTERS, end_access
from payung.claims.operations.intake import issue_code, open_claim
from payung.errors import NotFound
from payung.registry.models import Programme
from tests.claims.builders import claim, officer, worker

pytestmark = pytest.mark.usefixtures("reference")

HOME, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def own():
    return claim(worker(months=1), Programme.JKM, state="RECEIVED")


def given(own) -> str:
    return issue_code(actor=officer(), number=own.number, recipient="Siti Contoh")


def open_with(number: str, code: str, address: str = HOME) -> tuple[Claimant, str]:
    return open_claim(number=number, code=code, address=address)


def refused(number: str, code: str, address: str = HOME) -> str:
    with pytest.raises(ClaimRefused) as found:
        open_with(number, code, address)
    return f"{found.value.code}: {found.value.message_id} {found.value.message_en}"


def test_a_code_opens_its_claim_once_and_gives_the_next_one(own) -> None:
    code = given(own)
    who, following = open_with(own.number.lower(), f"{code[:4]}-{code[4:].lower()}")
    assert claimant(who.access_id) == who
    assert following != code
    refused(own.number, code)
    again, _ = open_with(own.number, following)
    assert again.claim_id == own.pk


def test_only_a_keyed_hash_of_a_code_is_kept_and_the_database_lets_it_be_used_once(own) -> None:
    code = given(own)
    assert len(code) == LENGTH
    assert set(code) <= set(LETTERS)
    kept = ClaimAccess.objects.get()
    assert code.encode() not in bytes(kept.code_hash)
    open_with(own.number, code)
    kept.refresh_from_db()
    kept.used_at = None
    with pytest.raises(IntegrityError, match="used once"), transaction.atomic():
        kept.save()


def test_a_wrong_number_and_a_wrong_code_get_the_same_answer(own) -> None:
    given(own)
    old = given(own)
    given(own)
    answers = {
        refused("KL-24-9999999", "AAAAAAAA"),
        refused(own.number, "AAAAAAAA"),
        refused(own.number, old),
        refused(own.number, ""),
        refused("", ""),
    }
    assert len(answers) == 1
    assert own.number not in answers.pop()


def test_guessing_a_code_is_stopped_and_then_the_right_one_is_refused_too(own) -> None:
    code = given(own)
    for number in range(5):
        refused(own.number, f"AAAAAAA{number}", f"203.0.113.{number}")  # from anywhere
    refused(own.number, code, ELSEWHERE)
    assert ClaimAccess.objects.get().used_at is None
    with pytest.raises(IntegrityError, match="only added"), transaction.atomic():
        AccessAttempt.objects.all().delete()


def test_trying_many_numbers_from_one_address_is_stopped(own) -> None:
    code = given(own)
    for number in range(20):
        refused(f"KL-24-{number:07d}", "AAAAAAAA")
    refused(own.number, code)
    assert open_with(own.number, code, ELSEWHERE)


def test_a_number_that_does_not_exist_is_counted_like_any_other(own) -> None:
    for _ in range(6):
        refused("KL-24-9999999", "AAAAAAAA")
    assert AccessAttempt.objects.filter(succeeded=False).count() == 6
    assert bytes(AccessAttempt.objects.first().number_hash) != b"KL-24-9999999"


def test_a_code_ends_by_a_newer_one_by_time_and_by_leaving(own, monkeypatch) -> None:
    first, second = given(own), given(own)
    refused(own.number, first)
    ClaimAccess.objects.filter(ended_at=None).update(expires_at=timezone.now())
    refused(own.number, second)
    who, _ = open_with(own.number, given(own))
    end_access(who)
    assert claimant(who.access_id) is None
    who, _ = open_with(own.number, given(own))
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr("payung.claims.acting_for.timezone.now", lambda: later)
    assert claimant(who.access_id) is None


def test_a_code_is_given_by_who_serves_the_claim(own) -> None:
    with pytest.raises(NotFound):
        issue_code(actor=officer("lain", "KC-PALEMBANG"), number=own.number, recipient="Siti")
    with pytest.raises(ClaimRefused, match="nama penerima"):
        issue_code(actor=officer(), number=own.number, recipient="")
