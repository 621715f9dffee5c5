"""Posts outlive their holders: one incumbent, at most one stand-in, nobody by his own hand."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from payung.access import permissions
from payung.access.models import HolderKind, IdentityView, Post, PostHolder, Role, ScopeKind
from payung.access.operations import (
    appoint_holder,
    create_post,
    create_user,
    deactivate_user,
    end_term,
    record_identity_view,
    set_password,
)
from payung.access.queries import holders, identity_views, signatory
from payung.access.reader import AccessRefused, operator, reader_for
from payung.access.refusals import AccessError
from tests.access.builders import (
    PALEMBANG,
    PANGKALPINANG,
    SUMBAGSEL,
    employer,
    holder,
    offices,
    reader,
    user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def head() -> Post:
    offices()
    return create_post(
        actor=operator(),
        title="Kepala Kantor Cabang Pangkalpinang",
        role=Role.HEAD_OF_BRANCH,
        scope_kind=ScopeKind.OFFICE,
        scope_code=PANGKALPINANG,
        office_code=PANGKALPINANG,
    )


def appoint(post: Post, start: str, end: str | None = None, kind: str = "DEFINITIVE", who=None):
    return appoint_holder(
        actor=operator(),
        post=post,
        user=who or user(),
        kind=kind,
        valid_from=date.fromisoformat(start),
        valid_to=date.fromisoformat(end) if end else None,
        decree="KEP/1/2024",
    )


@pytest.mark.parametrize("second", ["DEFINITIVE", "ACTING", "APPOINTED_ACTING"])
def test_a_post_has_one_incumbent_on_a_day(head, second) -> None:
    first = appoint(head, "2024-01-01")
    with pytest.raises(AccessError, match="sudah dipegang") as refusal:
        appoint(head, "2024-06-01", kind=second)
    assert refusal.value.parameters["holder"] == first.pk
    end_term(actor=operator(), holder=first, last_day=date(2024, 5, 31), reason="Mutasi")
    successor = appoint(head, "2024-06-01", kind=second)
    assert signatory(head, date(2024, 5, 31)) == first
    assert signatory(head, date(2024, 6, 1)) == successor


def test_a_stand_in_signs_while_the_incumbent_is_away(head) -> None:
    incumbent = appoint(head, "2024-01-01")
    stand_in = appoint(head, "2024-12-16", "2024-12-20", kind="DAILY_ACTING")
    assert signatory(head, date(2024, 12, 18)) == stand_in
    assert signatory(head, date(2024, 12, 21)) == incumbent
    assert {h.pk for h in holders(head, date(2024, 12, 18))} == {incumbent.pk, stand_in.pk}
    assert reader_for(stand_in.user, date(2024, 12, 18)).can(permissions.ISSUE_BILLS)
    with pytest.raises(AccessError, match="sudah dipegang"):
        appoint(head, "2024-12-20", kind="TEMPORARY_ACTING")


def test_a_vacant_post_has_no_signatory(head) -> None:
    assert signatory(head, date(2024, 1, 1)) is None


def test_the_database_itself_refuses_a_second_incumbent(head) -> None:
    appoint(head, "2024-01-01")
    with pytest.raises(IntegrityError, match="post_one_incumbent"), transaction.atomic():
        PostHolder.objects.create(
            post=head, user=user(), kind=HolderKind.ACTING, valid_from=date(2024, 2, 1)
        )


def test_the_same_act_twice_changes_nothing(head) -> None:
    who = user()
    assert appoint(head, "2024-01-01", who=who) == appoint(head, "2024-01-01", who=who)
    assert PostHolder.objects.filter(post=head).count() == 1
    again = create_post(
        actor=operator(),
        title=head.title,
        role=head.role,
        scope_kind=head.scope_kind,
        scope_code=head.scope_code,
    )
    assert again == head
    first = create_user(actor=operator(), username="sama", full_name="Sama")
    assert create_user(actor=operator(), username="sama", full_name="Lain") == first


def test_two_prosecution_offices_have_posts_for_mandates_of_one_title(head) -> None:
    def attorneys(office: str) -> Post:
        return create_post(
            actor=operator(),
            title="Jaksa Pengacara Negara",
            role=Role.STATE_ATTORNEY,
            scope_kind=ScopeKind.MANDATE,
            office_code=office,
        )

    first, second = attorneys("KN-19.01"), attorneys("KT-19")
    assert (first.office_id, second.office_id) == ("KN-19.01", "KT-19")
    assert attorneys("KN-19.01") == first
    assert attorneys("KT-19") == second
    with pytest.raises(IntegrityError, match="post_once"), transaction.atomic():
        Post.objects.create(
            title=first.title,
            role=first.role,
            scope_kind=first.scope_kind,
            office=first.office,
        )


def test_a_term_is_shortened_but_never_lengthened(head) -> None:
    term = appoint(head, "2024-01-01", "2024-06-30")
    for outside in (date(2023, 12, 31), date(2024, 7, 1)):
        with pytest.raises(AccessError, match="di luar masa jabatan"):
            end_term(actor=operator(), holder=term, last_day=outside, reason="Salah")
    ended = end_term(actor=operator(), holder=term, last_day=date(2024, 3, 31), reason="Mutasi")
    assert ended.valid_to == date(2024, 3, 31)
    with pytest.raises(AccessError, match="sebelum mulai"):
        appoint(head, "2024-08-01", "2024-07-01")


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (ScopeKind.REGION, "99"),
        (ScopeKind.OFFICE, "KC-TIDAK-ADA"),
        (ScopeKind.EMPLOYER, "00000001"),
        (ScopeKind.VILLAGE, "19.01.01.9999"),
        (ScopeKind.NATION, "19"),
        ("PLANET", ""),
    ],
)
def test_a_scope_that_names_nothing_is_refused(kind, code) -> None:
    with pytest.raises(AccessError, match="tidak dikenal"):
        create_post(actor=operator(), title="X", role="PLANNER", scope_kind=kind, scope_code=code)


def test_who_manages_users_of_a_region_gives_no_sight_beyond_it(head) -> None:
    regional = reader(Role.DATA_CUSTODIAN, ScopeKind.OFFICE, PALEMBANG)
    with pytest.raises(AccessRefused, match="di luar wilayah kerja"):
        appoint_holder(actor=regional, post=head, user=user(), valid_from=date(2024, 1, 1))
    with pytest.raises(AccessRefused, match="di luar wilayah kerja"):
        create_post(actor=regional, title="Semua", role="PLANNER", scope_kind=ScopeKind.NATION)
    captain = appoint(head, "2024-01-01").user
    for act in (deactivate_user, set_password):
        extra = {"password": "panjang sekali 123"} if act is set_password else {}
        with pytest.raises(AccessRefused, match="di luar wilayah kerja"):
            act(actor=regional, user=captain, reason="coba-coba", **extra)
    over_both = reader(Role.DATA_CUSTODIAN, ScopeKind.OFFICE, SUMBAGSEL)
    deactivate_user(actor=over_both, user=captain, reason="Pensiun")
    captain.refresh_from_db()
    assert reader_for(captain, date(2024, 1, 1)).permissions == frozenset()


def test_nobody_appoints_himself_and_without_the_right_nobody_appoints(head) -> None:
    custodian = reader(Role.DATA_CUSTODIAN, ScopeKind.NATION)
    start = {"valid_from": date(2024, 1, 1)}
    with pytest.raises(AccessRefused, match="sendiri"):
        appoint_holder(actor=custodian, post=head, user=custodian.user, **start)
    planner = reader(Role.PLANNER, ScopeKind.REGION, "19")
    with pytest.raises(AccessRefused, match="tidak berhak"):
        appoint_holder(actor=planner, post=head, user=user(), **start)


def test_a_weak_password_and_a_taken_address_are_refused() -> None:
    with pytest.raises(AccessError, match="belum cukup kuat"):
        create_user(actor=operator(), username="lemah", full_name="L", password="rahasia")
    create_user(actor=operator(), username="a", full_name="A", email="a@contoh.id")
    with pytest.raises(AccessError, match="sudah dipakai"):
        create_user(actor=operator(), username="b", full_name="B", email="A@contoh.id")


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"username": "ada spasi"}, "username"),
        ({"username": "x" * 151}, "username"),
        ({"email": "bukan surel"}, "email"),
        ({"language": "xx"}, "language"),
    ],
)
def test_unfit_fields_of_a_user_are_named(fields, named) -> None:
    with pytest.raises(AccessError, match=f"Isian tidak dapat diterima.*{named}"):
        create_user(actor=operator(), **({"username": "baik", "full_name": "Baik"} | fields))


def test_a_post_in_an_office_that_is_not_is_refused() -> None:
    with pytest.raises(AccessError, match="KC-TIADA"):
        create_post(
            actor=operator(),
            title="X",
            role="PLANNER",
            scope_kind=ScopeKind.NATION,
            office_code="KC-TIADA",
        )


def test_each_look_at_an_identity_number_is_kept_with_its_reason_without_numbers() -> None:
    offices()
    officer = reader(Role.ACCOUNT_OFFICER, ScopeKind.OFFICE, PANGKALPINANG)
    seen = record_identity_view(
        actor=officer, person_id=7, reason="Klaim atas 1901010101900000, surat 12"
    )
    assert (seen.user, seen.person_id) == (officer.user, 7)
    assert "19010101" not in seen.reason
    with pytest.raises(AccessError, match="Alasan wajib"):
        record_identity_view(actor=officer, person_id=7, reason="  x ")
    planner = reader(Role.PLANNER, ScopeKind.REGION, "19")
    with pytest.raises(AccessRefused):
        record_identity_view(actor=planner, person_id=7, reason="ingin tahu saja")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_identityview SET reason = 'lain'",
        "DELETE FROM access_identityview",
        "TRUNCATE access_identityview",
    ],
)
def test_looks_cannot_be_changed_or_erased(statement) -> None:
    offices()
    officer = reader(Role.ACCOUNT_OFFICER, ScopeKind.OFFICE, PANGKALPINANG)
    record_identity_view(actor=officer, person_id=7, reason="Klaim kematian")
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert IdentityView.objects.filter(person_id=7, reason="Klaim kematian").exists()


def test_the_head_reads_the_looks_of_his_office_the_custodian_all() -> None:
    offices()
    employer("00000001", PANGKALPINANG, "19.71")
    here = reader(Role.ACCOUNT_OFFICER, ScopeKind.OFFICE, PANGKALPINANG)
    there = reader(Role.ACCOUNT_OFFICER, ScopeKind.OFFICE, PALEMBANG)
    for number, officer in enumerate((here, there)):
        record_identity_view(actor=officer, person_id=number, reason="Pemadanan data")
    head = reader(Role.HEAD_OF_BRANCH, ScopeKind.OFFICE, PANGKALPINANG)
    assert {view.user for view in identity_views(head)} == {here.user}
    custodian = reader_for(holder(Role.DATA_CUSTODIAN, ScopeKind.NATION).user)
    assert {view.user for view in identity_views(custodian)} == {here.user, there.user}
    with pytest.raises(AccessRefused):
        identity_views(here)
