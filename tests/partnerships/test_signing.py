"""Signing: who may, when, for how long; all or none; one of two at once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from payung.access.models import HolderKind
from payung.access.reader import operator, reader_for
from payung.documents.kinds import KINDS
from payung.documents.operations import record_acting_authority
from payung.documents.queries import letters, pdf
from payung.documents.refusals import LetterRefused
from payung.partnerships.errors import AgreementRefused, AuthorityRefused
from payung.partnerships.kinds import INSTRUMENTS
from payung.partnerships.models import (
    Agreement,
    AgreementAct,
    AgreementKind,
    AgreementTerm,
    PartyKind,
)
from payung.partnerships.operations import (
    Party,
    draft_agreement,
    draft_children,
    draft_renewal,
    end_agreement,
    issue_text,
    record_register_number,
    record_review,
    sign_agreements,
)
from payung.partnerships.queries import agreements, rows, valid_agreement, validity_matrix
from payung.partnerships.states import State
from tests.partnerships import builders as build
from tests.partnerships.builders import BANJARMASIN, BATULICIN, HIGH, KALIMANTAN

TODAY = date(2024, 12, 18)


def refusal(act) -> str:
    with pytest.raises((AgreementRefused, AuthorityRefused)) as caught:
        act()
    return caught.value.code


def frame(**fields: object) -> Agreement:
    return build.draft(
        KALIMANTAN,
        HIGH,
        date(2024, 12, 18),
        kind=AgreementKind.KESEPAKATAN_BERSAMA,
        title="Kesepakatan bersama penanganan masalah hukum",
        drafted_on=date(2024, 12, 10),
        **fields,
    )


def test_a_parent_and_a_child_for_each_district_are_signed_in_one_act(here) -> None:
    regional = build.reader(KALIMANTAN)
    parent = frame(actor=regional)
    children = draft_children(actor=regional, parent_id=parent.pk)
    sides = {tuple(p.office_id for p in child.parties.all()) for child in children}
    assert sides == {
        (BANJARMASIN, "KN-63.01"),
        (BATULICIN, "KN-63.02"),
        (BANJARMASIN, "KN-63.71"),
    }, "each district signs with the branch that serves its territory"
    assert draft_children(actor=regional, parent_id=parent.pk) == []

    sign_agreements(actor=regional, agreement_ids=[parent.pk, *(c.pk for c in children)])
    assert valid_agreement(BATULICIN, "KN-63.02", on=TODAY) in children
    assert valid_agreement(KALIMANTAN, HIGH, on=TODAY) is None, "a frame carries no mandates"
    assert children[0].ends_on == date(2026, 12, 17), "two years"
    assert {row.state for row in validity_matrix(regional, TODAY)} == {State.VALID.value}


def test_a_family_is_signed_whole_or_not_at_all(here) -> None:
    regional = build.reader(KALIMANTAN)
    parent = frame(actor=regional)
    children = draft_children(actor=regional, parent_id=parent.pk)
    build.stand_in("KN-63.71", TODAY)  # he may not sign the last of them
    everything = [parent.pk, *(child.pk for child in children)]
    with transaction.atomic():
        code = refusal(lambda: sign_agreements(actor=regional, agreement_ids=everything))
    assert code == "holder_may_not"
    assert not AgreementAct.objects.filter(kind="SIGNED").exists()
    assert not AgreementTerm.objects.exists()
    assert (
        refusal(lambda: sign_agreements(actor=regional, agreement_ids=[children[0].pk]))
        == "parent_not_in_force"
    )


@pytest.mark.parametrize(
    ("kind", "decree", "allowed"),
    [
        (HolderKind.DAILY_ACTING, "", False),
        (HolderKind.TEMPORARY_ACTING, "", False),
        (HolderKind.DAILY_ACTING, "termasuk menandatangani perjanjian kerja sama", True),
    ],
)
def test_a_stand_in_signs_a_binding_agreement_only_by_his_decree(
    here, kind, decree, allowed
) -> None:
    made = build.draft(starts_on=TODAY)
    holder = build.stand_in("KN-63.71", TODAY, kind=kind)
    if decree:
        record_acting_authority(
            actor=operator(), holder_id=holder.pk, subject="binding_agreement", clause=decree
        )

    def act() -> object:
        return sign_agreements(actor=build.reader(BANJARMASIN), agreement_ids=[made.pk])

    if not allowed:
        assert refusal(act) == "holder_may_not"
        return
    act()
    signature = made.parties.get(kind=PartyKind.PROSECUTION).signature
    assert (signature.holder, signature.holder_kind) == (holder, kind)


def test_a_stand_in_may_sign_a_frame_agreement(here) -> None:
    made = frame()
    build.stand_in(HIGH, TODAY)
    sign_agreements(actor=build.reader(KALIMANTAN), agreement_ids=[made.pk])


@pytest.mark.parametrize(
    ("signed_on", "code"),
    [
        (date(2024, 12, 9), "signing_day"),  # before the draft
        (date(2024, 12, 19), "signing_day"),  # tomorrow
    ],
)
def test_a_signing_day_that_cannot_be_is_refused(here, signed_on, code) -> None:
    made = frame()
    actor = build.reader(KALIMANTAN)
    assert code == refusal(
        lambda: sign_agreements(actor=actor, agreement_ids=[made.pk], signed_on=signed_on)
    )


def test_a_repeated_signing_changes_nothing_and_anothers_is_told_who_and_when(here) -> None:
    made = build.draft(starts_on=TODAY)
    first, second = build.reader(BANJARMASIN), build.reader("KN-63.71")
    sign_agreements(actor=first, agreement_ids=[made.pk])
    sign_agreements(actor=first, agreement_ids=[made.pk])
    assert made.acts.filter(kind="SIGNED").count() == 1
    with pytest.raises(AgreementRefused) as told:
        sign_agreements(actor=second, agreement_ids=[made.pk])
    assert told.value.code == "already_signed"
    assert str(first.user) in told.value.message_id


def test_two_agreements_of_the_same_offices_do_not_overlap(here) -> None:
    build.signed(starts_on=date(2024, 1, 1))
    later = build.draft(starts_on=date(2024, 6, 1))
    actor = build.reader(BANJARMASIN)
    assert (
        refusal(
            lambda: sign_agreements(
                actor=actor, agreement_ids=[later.pk], signed_on=date(2024, 6, 1)
            )
        )
        == "terms_overlap"
    )


def test_the_database_itself_keeps_terms_apart_and_signed_texts_closed(here) -> None:
    made = build.signed(starts_on=date(2024, 1, 1))
    other = build.draft(starts_on=date(2024, 6, 1))
    term = made.terms.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementTerm.objects.create(
            agreement=other, key=term.key, starts_on=term.ends_on, ends_on=term.ends_on
        )
    for change in (
        lambda: Agreement.objects.filter(pk=made.pk).update(title="Lain"),
        lambda: made.parties.all().delete(),
        lambda: made.acts.all().delete(),
        lambda: AgreementTerm.objects.filter(pk=term.pk).update(ends_on=date(2030, 1, 1)),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_an_early_end_shortens_the_term_and_opens_the_way_for_another(here) -> None:
    made = build.signed(starts_on=date(2024, 1, 1))
    actor = build.reader(BANJARMASIN)
    end_agreement(
        actor=actor, agreement_id=made.pk, last_day=date(2024, 11, 30), reason="Kantor digabung"
    )
    assert valid_agreement(BANJARMASIN, "KN-63.71", on=date(2024, 11, 30)) == made
    assert valid_agreement(BANJARMASIN, "KN-63.71", on=date(2024, 12, 1)) is None
    successor = build.signed(starts_on=date(2024, 12, 1))
    assert valid_agreement(BANJARMASIN, "KN-63.71", on=TODAY) == successor
    states = {row.agreement.pk: row.state for row in rows(agreements(actor), TODAY)}
    assert states == {made.pk: State.ENDED, successor.pk: State.VALID}


def test_a_renewal_follows_on_and_shows_its_gap(here) -> None:
    old = build.signed(starts_on=date(2022, 11, 1), ends_on=date(2024, 10, 31))
    actor = build.reader(BANJARMASIN)
    new = draft_renewal(actor=actor, agreement_id=old.pk, starts_on=TODAY)
    assert refusal(lambda: draft_renewal(actor=actor, agreement_id=old.pk)) == "renewal_exists"
    sign_agreements(actor=actor, agreement_ids=[new.pk])
    told = {row.agreement.pk: row for row in rows(agreements(actor), TODAY)}
    assert told[new.pk].gap_days == 47
    assert told[old.pk].renewal == new
    assert old.acts.filter(kind="RENEWED").exists()


def test_each_party_has_a_register_of_its_own(here) -> None:
    actor = build.reader(BANJARMASIN)
    first = build.signed(starts_on=date(2024, 2, 1))
    second = build.signed(BANJARMASIN, "KN-63.01", starts_on=date(2024, 3, 1))
    fund, theirs = first.parties.all()
    number = {"actor": actor, "number": "PER/12/022024"}
    record_register_number(agreement_id=first.pk, party_id=fund.pk, **number)
    record_register_number(agreement_id=first.pk, party_id=fund.pk, **number)
    record_register_number(agreement_id=first.pk, party_id=theirs.pk, **number)  # its own register
    taken = second.parties.get(kind=PartyKind.FUND)
    assert (
        refusal(lambda: record_register_number(agreement_id=second.pk, party_id=taken.pk, **number))
        == "number_taken"
    )


def test_reviews_are_due_each_year_of_the_term(here) -> None:
    made = build.signed(starts_on=date(2023, 11, 1))
    actor = build.reader(BANJARMASIN)
    (row,) = rows(agreements(actor), TODAY)
    assert (row.review_due, row.review_late) == (date(2024, 11, 1), True)
    record_review(actor=actor, agreement_id=made.pk, findings="Tiga belas SKK, tiga lunas.")
    (row,) = rows(agreements(actor), TODAY)
    assert row.review_due is None, "the next one would fall after the term"


def test_a_nota_kesepakatan_is_made_with_a_government(here) -> None:
    def act(parties: list[Party], title: str = "Optimalisasi program") -> object:
        return draft_agreement(
            actor=build.reader(KALIMANTAN),
            kind=AgreementKind.NOTA_KESEPAKATAN,
            title=title,
            parties=parties,
            starts_on=TODAY,
            aim="Semua pekerja terlindungi.",
        )

    fund = Party(PartyKind.FUND, office_code=KALIMANTAN)
    government = Party(PartyKind.GOVERNMENT, region_code="63", signatory_title="Gubernur")
    assert (
        refusal(lambda: act([fund, Party(PartyKind.POLICE, name="Polres Paser")]))
        == "government_missing"
    )
    assert (
        refusal(lambda: act([fund, government], "Perjanjian kerja sama optimalisasi"))
        == "instruments_mixed"
    )
    assert act([fund, government])
    elsewhere = Party(PartyKind.GOVERNMENT, region_code="19", signatory_title="Gubernur")
    build.office("KW-JAUH", "REGIONAL", "19.71", ["19"])
    assert refusal(lambda: act([fund, elsewhere])) == "outside_territory"


def test_an_incomplete_or_backward_agreement_is_refused(here) -> None:
    assert (
        refusal(lambda: build.draft(starts_on=TODAY, ends_on=date(2024, 12, 1)))
        == "ends_before_start"
    )
    assert refusal(lambda: build.draft(scope=())) == "contents_missing"
    assert refusal(lambda: build.draft(title="Nota kesepakatan Datun")) == "instruments_mixed"
    assert refusal(lambda: build.draft(BATULICIN, "KN-63.71")) == "outside_territory"


def test_the_issued_text_is_numbered_frozen_and_shared_with_the_other_side(here) -> None:
    made = build.draft(starts_on=TODAY)
    actor = build.reader(BANJARMASIN)
    assert refusal(lambda: issue_text(actor=actor, agreement_id=made.pk)) == "not_issuable"
    sign_agreements(actor=actor, agreement_ids=[made.pk])
    letter = issue_text(actor=actor, agreement_id=made.pk)
    assert issue_text(actor=actor, agreement_id=made.pk) == letter
    fund, theirs = made.parties.all()
    assert fund.register_number.number == letter.number
    assert not hasattr(theirs, "register_number"), "the other side has a register of its own"
    shown = letters(build.reader("KN-63.71"), about=f"agreement:{made.pk}")
    assert [one.status for one in shown] == ["SIGNED"]
    assert pdf(build.reader("KN-63.71"), letter.pk).startswith(b"%PDF")


def test_a_stand_in_issues_the_text_of_a_frame_and_not_of_what_binds(here) -> None:
    for kind, instrument in INSTRUMENTS.items():
        assert KINDS["agreement"].subject_of({"agreement_kind": kind}) == instrument.subject
    made = frame()
    acting = reader_for(build.stand_in(HIGH, TODAY).user)
    sign_agreements(actor=build.reader(KALIMANTAN), agreement_ids=[made.pk])
    assert issue_text(actor=acting, agreement_id=made.pk).signatory_title.startswith("Plh. ")
    binding = build.draft(starts_on=TODAY)
    sign_agreements(actor=build.reader(BANJARMASIN), agreement_ids=[binding.pk])
    stand_in = reader_for(build.stand_in("KN-63.71", TODAY).user)
    with pytest.raises(LetterRefused, match="UU 30/2014 Ps 14"):
        issue_text(actor=stand_in, agreement_id=binding.pk)


def test_lists_and_matrix_ask_the_database_as_often_however_many_there_are(
    here, django_assert_max_num_queries
) -> None:
    regional = build.reader(KALIMANTAN)
    parent = frame(actor=regional)
    children = draft_children(actor=regional, parent_id=parent.pk)
    sign_agreements(actor=regional, agreement_ids=[parent.pk, *(c.pk for c in children)])
    with django_assert_max_num_queries(8):
        told = rows(agreements(regional), TODAY)
    assert len(told) == 4
    with django_assert_max_num_queries(7):
        assert len(validity_matrix(regional, TODAY)) == 4
