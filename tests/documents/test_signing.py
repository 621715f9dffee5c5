"""Signing: numbers without gaps, dates, who may sign, and that nothing changes afterwards."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from payung.access.models import HolderKind, PostHolder, Role
from payung.access.reader import AccessRefused, Reader, operator, reader_for
from payung.documents.models import Letter, LetterStatus, NumberRegister, Rendering
from payung.documents.operations import (
    cancel_draft,
    change_draft,
    record_acting_authority,
    set_letterhead,
    set_number_pattern,
    sign_letter,
    sign_letters,
)
from payung.documents.queries import history, pdf
from payung.documents.refusals import LetterRefused
from payung.errors import NotFound
from tests.documents import builders as build
from tests.documents.builders import KT, PALEMBANG, PANGKALPINANG, TODAY
from tests.documents.samples import SAMPLES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world() -> None:
    build.world()


@pytest.fixture
def head() -> Reader:
    return build.head()


def signed(actor: Reader, kind: str = "warning_first", **changes: object) -> Letter:
    return sign_letter(actor=actor, letter_id=build.draft(actor, kind, **changes).pk)


def test_numbers_follow_each_other_by_office_class_and_year(head) -> None:
    other = build.head(PALEMBANG)
    signed(head, letter_date=date(2023, 12, 29))
    numbers = [signed(head).number for _ in range(2)]
    numbers += [signed(head, letter_date=date(2024, 11, 29)).number]
    numbers += [signed(head, "inspection_assignment").number]
    numbers += [signed(other, office_code=PALEMBANG).number]
    assert numbers == [
        "B/1/122024/KC-PANGKALPINANG",
        "B/2/122024/KC-PANGKALPINANG",
        "B/3/112024/KC-PANGKALPINANG",
        "ST/1/122024/KC-PANGKALPINANG",
        "B/1/122024/KC-PALEMBANG",
    ]
    assert sorted(NumberRegister.objects.values_list("office", "number_class", "year", "last")) == [
        ("KC-PALEMBANG", "B", 2024, 1),
        ("KC-PANGKALPINANG", "B", 2023, 1),
        ("KC-PANGKALPINANG", "B", 2024, 3),
        ("KC-PANGKALPINANG", "ST", 2024, 1),
    ]


def test_a_signing_that_fails_takes_no_number(head, monkeypatch) -> None:
    broken = build.draft(head)
    monkeypatch.setattr("payung.documents.content.qr_code", lambda text: "<svg")
    with pytest.raises(LetterRefused, match="tidak dapat dicetak"):
        sign_letter(actor=head, letter_id=broken.pk)
    broken.refresh_from_db()
    assert (broken.status, broken.number) == (LetterStatus.DRAFT, "")
    assert not NumberRegister.objects.exists()
    monkeypatch.undo()
    assert signed(head).sequence == 1


def test_signing_again_gives_the_same_letter(head) -> None:
    first = signed(head)
    again = sign_letter(actor=head, letter_id=first.pk)
    assert (again.number, again.signed_at) == (first.number, first.signed_at)
    assert Rendering.objects.count() == 1


def test_an_office_writes_its_own_pattern_code_and_letterhead(head) -> None:
    set_number_pattern(
        actor=operator(),
        number_class="B",
        pattern="B-{sequence}/{office}/{month_roman}/{year}",
        office_code=PANGKALPINANG,
    )
    set_letterhead(actor=operator(), office_code=PANGKALPINANG, register_code="BPG", place="Muntok")
    letter = signed(head)
    assert letter.number == "B-1/BPG/XII/2024"
    assert "Muntok, 18" in _text(pdf(head, letter.pk))


@pytest.mark.parametrize(
    "pattern", ["B/{year}", "B/{sequence}", "B/{sequence}/{year}/{nik}", "B/{sequence}/{year}/{"]
)
def test_a_pattern_that_could_give_a_number_twice_or_not_at_all_is_refused(pattern) -> None:
    with pytest.raises(LetterRefused) as refused:
        set_number_pattern(
            actor=operator(), number_class="B", pattern=pattern, office_kind="BRANCH"
        )
    assert refused.value.code == "unfit_pattern"


@pytest.mark.parametrize(
    ("kind", "day", "code", "found"),
    [
        ("warning_first", date(2024, 12, 19), "future_date", "18-12-2024"),
        ("warning_first", date(2024, 12, 14), "day_off", "16-12-2024"),
        ("warning_first", date(2024, 5, 10), "day_off", "13-05-2024"),  # cuti bersama
        ("warning_first", date(2024, 8, 17), "day_off", "19-08-2024"),
    ],
)
def test_the_date_of_a_letter_is_a_working_day_that_has_come(head, kind, day, code, found) -> None:
    with pytest.raises(LetterRefused, match=found) as refused:
        build.draft(head, kind, letter_date=day)
    assert refused.value.code == code


def test_a_record_of_what_happened_on_a_sunday_bears_that_date() -> None:
    attorney = build.reader(Role.STATE_ATTORNEY, KT)
    assert signed(attorney, "negotiation_minutes", letter_date=date(2024, 12, 15)).number


def test_only_a_holder_of_a_post_of_that_office_signs(head) -> None:
    letter = build.draft(head)
    with pytest.raises(NotFound):
        sign_letter(actor=build.head(PALEMBANG), letter_id=letter.pk)
    with pytest.raises(AccessRefused):
        sign_letter(actor=build.reader(Role.ACCOUNT_OFFICER), letter_id=letter.pk)
    with pytest.raises(LetterRefused) as refused:
        sign_letter(actor=operator(), letter_id=letter.pk)
    assert refused.value.code == "no_seat"
    newcomer = build.holder(Role.HEAD_OF_BRANCH, valid_from=TODAY)
    older = build.draft(head, letter_date=date(2024, 12, 17))
    with pytest.raises(LetterRefused, match="tanggal surat"):
        sign_letter(actor=reader_for(newcomer.user), letter_id=older.pk)
    wrong = {"kind": "summons", "office_code": PANGKALPINANG, "data": SAMPLES["summons"]}
    with pytest.raises(LetterRefused, match="tidak diterbitkan"):
        build.draft(head, **wrong)


def test_titles_are_printed_as_held_and_on_whose_behalf() -> None:
    daily = build.holder(Role.HEAD_OF_BRANCH, kind=HolderKind.DAILY_ACTING)
    daily.post.title = "Kepala Kantor"
    daily.post.save()
    assert signed(reader_for(daily.user)).signatory_title.startswith("Plh. Kepala Kantor")
    build.head(KT)
    attorney = build.holder(Role.STATE_ATTORNEY, KT)
    first, second = signed(reader_for(attorney.user), "summons").signatory_title.split("\n")
    assert first.startswith("a.n. Kepala kejaksaan")
    assert second == attorney.post.title


def record(actor: Reader, holder: PostHolder, subject: str = "binding_agreement") -> None:
    record_acting_authority(
        actor=actor, holder_id=holder.pk, subject=subject, clause="KEP/1/2024 angka 3"
    )


@pytest.mark.parametrize("kind", [HolderKind.DAILY_ACTING, HolderKind.TEMPORARY_ACTING])
def test_a_stand_in_signs_a_binding_letter_only_by_his_decree(head, kind) -> None:
    holder = build.holder(Role.HEAD_OF_BRANCH, kind=kind)
    actor = reader_for(holder.user)
    mandate = build.draft(actor, "mandate")
    with pytest.raises(LetterRefused, match="UU 30/2014 Ps 14") as refused:
        sign_letter(actor=actor, letter_id=mandate.pk)
    assert refused.value.code == "acting_may_not_bind"
    with pytest.raises(AccessRefused):
        record(head, holder)
    record(operator(), holder, "budget")  # a clause on another subject opens nothing
    with pytest.raises(LetterRefused):
        sign_letter(actor=actor, letter_id=mandate.pk)
    for _ in range(2):
        record(operator(), holder)
    assert sign_letter(actor=actor, letter_id=mandate.pk).number.startswith("SKK/1/")
    incumbent = PostHolder.objects.get(user=head.user)
    with pytest.raises(LetterRefused, match="tidak diperlukan"):
        record(operator(), incumbent)


def test_a_name_changed_after_signing_leaves_the_letter_as_it_is(head) -> None:
    letter = signed(head)
    before = pdf(head, letter.pk)
    was = head.user.full_name
    head.user.full_name = "Nama Baru"
    head.user.save()
    set_letterhead(actor=operator(), office_code=PANGKALPINANG, address="Jalan Baru Nomor 2")
    assert pdf(head, letter.pk) == before
    assert was in _text(before)
    letter.refresh_from_db()
    assert letter.signatory_name == was
    assert "Nama Baru" in _text(pdf(head, signed(head).pk))


def test_a_draft_changes_with_its_history_and_a_signed_letter_never(head) -> None:
    letter = build.draft(head)
    change_draft(
        actor=head, letter_id=letter.pk, reason="Alamat keliru", recipient_address="Jalan Lain 4"
    )
    with pytest.raises(LetterRefused, match="deadline"):
        change_draft(actor=head, letter_id=letter.pk, reason="Ubah isi", data={"total": 1})
    sign_letter(actor=head, letter_id=letter.pk)
    told = history(head, letter.pk)
    assert [(one.user, one.reason) for one in told] == [
        (str(head.user), "Alamat keliru"),
        (str(head.user), "Penandatanganan surat"),
    ]
    for act in (change_draft, cancel_draft):
        with pytest.raises(LetterRefused, match="bukan konsep lagi"):
            act(actor=head, letter_id=letter.pk, reason="Terlambat sudah")


def test_a_cancelled_draft_is_never_signed_and_takes_no_number(head) -> None:
    letter = build.draft(head)
    for _ in range(2):
        cancel_draft(actor=head, letter_id=letter.pk, reason="Sudah dibayar")
    with pytest.raises(LetterRefused, match="Dibatalkan"):
        sign_letter(actor=head, letter_id=letter.pk)
    assert "DIBATALKAN" in _text(pdf(head, letter.pk))
    assert signed(head).sequence == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents_letter SET subject = 'lain' WHERE id = %s",
        "UPDATE documents_letter SET status = 'CANCELLED' WHERE id = %s",
        "DELETE FROM documents_letter WHERE id = %s",
        "UPDATE documents_rendering SET pdf = '' WHERE letter_id = %s",
        "DELETE FROM documents_rendering WHERE letter_id = %s",
        "DELETE FROM documents_numberregister WHERE last = %s",
    ],
)
def test_the_database_refuses_to_change_what_is_signed(head, statement) -> None:
    letter = signed(head)
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [letter.pk])


def test_the_database_refuses_a_letter_that_begins_signed_or_changes_its_office(head) -> None:
    letter = build.draft(head)
    for change in ("office_id = 'KC-PALEMBANG'", "about = 'case:1'", "kind = 'warning_second'"):
        with (
            pytest.raises(IntegrityError, match="stay as drafted"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE documents_letter SET {change} WHERE id = %s", [letter.pk])


def test_a_batch_is_numbered_in_order_and_refused_before_the_first_when_one_cannot_be(head) -> None:
    drafts = [build.draft(head) for _ in range(7)]
    cancelled = build.draft(head)
    cancel_draft(actor=head, letter_id=cancelled.pk, reason="Sudah dibayar")
    ids = [letter.pk for letter in reversed(drafts)]
    with pytest.raises(LetterRefused, match="Dibatalkan"):
        sign_letters(actor=head, letter_ids=[*ids, cancelled.pk])
    assert not Letter.objects.filter(status=LetterStatus.SIGNED).exists()
    told: list[tuple[int, int]] = []
    assert sign_letters(actor=head, letter_ids=ids, progress=lambda *at: told.append(at)) == 7
    assert told == [(7, 7)]
    assert sign_letters(actor=head, letter_ids=ids) == 0
    sequences = Letter.objects.filter(pk__in=ids).order_by("pk").values_list("sequence", flat=True)
    assert list(sequences) == [1, 2, 3, 4, 5, 6, 7]
    assert pdf(head, drafts[3].pk) == bytes(Rendering.objects.get(pk=drafts[3].pk).pdf)


def _text(content: bytes) -> str:
    from tests.documents.test_templates import words_of

    return words_of(content)
