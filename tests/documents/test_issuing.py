"""An office's letterhead and numbers hold from a day on; a stand-in's rights are told with them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from payung.access.models import HolderKind, Role
from payung.access.reader import AccessRefused, operator
from payung.documents.models import DecisionSubject, Letterhead, NumberPattern
from payung.documents.operations import (
    record_acting_authority,
    set_letterhead,
    set_number_pattern,
    sign_letter,
)
from payung.documents.queries import (
    class_numbers,
    letterhead_sample,
    letterheads,
    office_in_charge,
    offices_in_charge,
    pdf,
    stand_ins,
)
from payung.documents.refusals import LetterRefused
from payung.errors import NotFound
from tests.documents import builders as build
from tests.documents.builders import KT, PALEMBANG, PANGKALPINANG, TODAY
from tests.documents.test_templates import words_of

pytestmark = pytest.mark.django_db
MONDAY = date(2024, 12, 16)


@pytest.fixture(autouse=True)
def _world() -> None:
    build.world()


def test_a_letter_bears_the_letterhead_of_its_date_and_not_of_its_signing() -> None:
    head = build.head()
    for address, day in (("Jalan Lama 1", date(2024, 1, 1)), ("Jalan Baru 2", TODAY)):
        set_letterhead(actor=head, office_code=PANGKALPINANG, address=address, valid_from=day)
    for day, there, gone in ((MONDAY, "Lama 1", "Baru 2"), (TODAY, "Baru 2", "Lama 1")):
        letter = build.draft(head, letter_date=day)
        text = words_of(pdf(head, sign_letter(actor=head, letter_id=letter.pk).pk))
        assert there in text
        assert gone not in text


def test_a_version_told_again_adds_none_and_a_mistake_is_put_right_by_another() -> None:
    head = build.head()
    for address in ("Jalan Slah 1", "Jalan Slah 1", "Jalan Salah 1"):
        set_letterhead(actor=head, office_code=PANGKALPINANG, address=address)
    told = letterheads(head, PANGKALPINANG)
    assert [one.address for one in told] == ["Jalan Salah 1", "Jalan Slah 1"]
    assert {one.recorded_by for one in told} == {head.user}


@pytest.mark.parametrize("statement", ["UPDATE {} SET valid_from = '2020-01-01'", "DELETE FROM {}"])
@pytest.mark.parametrize("model", [Letterhead, NumberPattern])
def test_the_database_refuses_to_change_a_version(model, statement) -> None:
    with (
        pytest.raises(IntegrityError, match="only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(model._meta.db_table))


def test_an_office_goes_back_to_the_usual_pattern_by_an_empty_one() -> None:
    head = build.head()
    usual = class_numbers(head, PANGKALPINANG, TODAY)[0]
    for pattern in ("{class}.{sequence}/{year}", ""):
        set_number_pattern(actor=head, number_class="B", pattern=pattern, office_code=PANGKALPINANG)
    found = class_numbers(head, PANGKALPINANG, TODAY)[0]
    assert (found.pattern, found.own, len(found.versions)) == (usual.pattern, False, 2)
    letter = sign_letter(actor=head, letter_id=build.draft(head).pk)
    assert letter.number == found.following


def test_a_number_that_another_class_gave_is_refused_and_nothing_is_signed() -> None:
    head = build.head()

    def pattern(text: str, number_class: str) -> None:
        set_number_pattern(
            actor=head, number_class=number_class, pattern=text, office_code=PANGKALPINANG
        )

    pattern("S-{sequence}/{year}", "B")
    sign_letter(actor=head, letter_id=build.draft(head).pk)
    pattern("S-{sequence}/{year}/{office}", "ST")
    set_letterhead(actor=head, office_code=PANGKALPINANG, register_code="X")
    pattern("S-{sequence}/{year}{class}", "B")
    with pytest.raises(LetterRefused, match="bertabrakan"):
        pattern("S-{sequence}/{year}", "ST")
    NumberPattern.objects.create(
        office_kind="BRANCH",
        office_id=PANGKALPINANG,
        number_class="ST",
        pattern="S-{sequence}/{year}",
        valid_from=TODAY,
        recorded_by=head.user,
    )
    letter = build.draft(head, "inspection_assignment")
    with pytest.raises(LetterRefused, match="S-1/2024") as refused:
        sign_letter(actor=head, letter_id=letter.pk)
    assert refused.value.code == "number_given"
    letter.refresh_from_db()
    assert letter.number == ""


def test_each_sets_up_the_letters_of_his_own_offices() -> None:
    head, prosecutor = build.head(), build.head(KT)
    assert [one.pk for one in offices_in_charge(head, TODAY)] == [PANGKALPINANG]
    assert KT in {one.pk for one in offices_in_charge(prosecutor, TODAY)}
    assert offices_in_charge(operator(), TODAY).count() > 3
    with pytest.raises(NotFound):
        office_in_charge(head, PALEMBANG)
    with pytest.raises(AccessRefused):
        set_letterhead(actor=head, office_code=PALEMBANG, address="Jalan Orang 1")
    with pytest.raises(AccessRefused):
        offices_in_charge(build.reader(Role.ACCOUNT_OFFICER), TODAY)
    with pytest.raises(LetterRefused):
        set_number_pattern(
            actor=head, number_class="B", pattern="{class}{sequence}{year}", office_kind="BRANCH"
        )


def test_a_letterhead_is_seen_before_it_is_used() -> None:
    head = build.head()
    present = letterhead_sample(head, PANGKALPINANG, TODAY)
    proposed = letterhead_sample(
        head, PANGKALPINANG, TODAY, proposed=("Jalan Usulan 9", "", "Muntok", "BPG")
    )
    assert present.startswith(b"\x89PNG")
    assert present != proposed
    assert not Letterhead.objects.exists()
    with pytest.raises(LetterRefused, match="80"):
        letterhead_sample(head, PANGKALPINANG, TODAY, proposed=("", "", "M" * 81, ""))


def test_what_a_stand_in_may_decide_is_told_with_the_clause_that_lets_him() -> None:
    head = build.head()
    holder = build.holder(Role.HEAD_OF_BRANCH, kind=HolderKind.DAILY_ACTING)
    record_acting_authority(
        actor=operator(), holder_id=holder.pk, subject="budget", clause="KEP/1/2024 angka 3"
    )
    [told] = stand_ins(head, PANGKALPINANG, TODAY)
    assert told.holder == holder
    assert told.open_subjects == [DecisionSubject.BINDING_AGREEMENT]
    clauses = {subject: clause for subject, _may, clause in told.subjects if clause}
    assert [one.clause for one in clauses.values()] == ["KEP/1/2024 angka 3"]
    with pytest.raises(LetterRefused, match="wewenangnya sendiri"):
        record_acting_authority(
            actor=operator(),
            holder_id=build.holder(Role.INSPECTOR, who=operator().user).pk,
            subject="budget",
            clause="KEP/9/2024",
        )
