"""From the decree to members: of 1,800 planned 1,616 are registered, each of 184 explained."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader
from pytest_django import Settings

from payung.access.models import HolderKind
from payung.access.reader import reader_for
from payung.access.refusals import AccessRefused
from payung.documents.models import LetterStatus
from payung.documents.operations import sign_letter
from payung.documents.queries import pdf
from payung.documents.refusals import LetterRefused
from payung.errors import NotFound
from payung.registry.models import Membership, Person
from payung.sponsorship.errors import ListRefused
from payung.sponsorship.models import (
    FundSource,
    ListAct,
    ListRow,
    RowStatus,
    RowStep,
    RowVerdict,
)
from payung.sponsorship.operations.decrees import decree_list, sign_decree, take_decree
from payung.sponsorship.operations.list_agreements import record_agreement
from payung.sponsorship.operations.registering import register_list
from payung.sponsorship.queries.covers import by_list, funnels
from payung.sponsorship.queries.replacing import turned_away
from payung.sponsorship.queries.verdicts import rejections
from tests.access.builders import holder
from tests.sponsorship import covers
from tests.sponsorship.covers import Region, Someone, people, ready_list

pytestmark = pytest.mark.django_db
TODAY = date(2024, 12, 18)


@pytest.fixture
def mukomuko(settings: Settings) -> Region:
    settings.DEMO = True  # takes NIKs that can belong to nobody
    return covers.region()


def statuses(list_id: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for status in ListRow.objects.filter(list=list_id).values_list("status", flat=True):
        found[status] = found.get(status, 0) + 1
    return found


def decreed(of: Region, list_id: int) -> None:
    letter = decree_list(actor=of.disnaker, list_ids=[list_id])
    sign_decree(actor=of.regent, letter_id=letter.pk)


def planned() -> list[Someone]:
    """1,800 people, of whom the registry takes 1,616: too old, wrong NIKs, one named twice."""
    old = [replace(one, born=date(1955, 3, 7)) for one in people(120)]
    wrong = [replace(one, number=covers.nik(one.serial, date(1990, 1, 5))) for one in people(63)]
    good = people(1616)
    return [*good, *old, *wrong, replace(good[0], serial=good[0].serial)]


def test_of_1800_planned_1616_are_registered_and_each_of_184_is_explained_and_replaced(
    mukomuko: Region,
) -> None:
    planned_list = ready_list(mukomuko, planned())
    letter = decree_list(actor=mukomuko.disnaker, list_ids=[planned_list.pk])
    assert letter.data["person_count"] == 1800
    assert letter.data["amount"] == 1800 * 12 * 16_800
    sign_decree(actor=mukomuko.regent, letter_id=letter.pk)
    assert statuses(planned_list.pk) == {RowStatus.DECREED: 1800}

    came = register_list(
        actor=mukomuko.officer,
        list_id=planned_list.pk,
        payer_npp=mukomuko.payer.registration_number,
    )

    assert (came.registered, came.rejected) == (1616, 184)
    assert came.by_code == {"too_old": 120, "nik_birth_date": 63, "twice_in_file": 1}
    assert statuses(planned_list.pk) == {RowStatus.REGISTERED: 1616, RowStatus.REJECTED: 184}
    told = turned_away(mukomuko.disnaker, planned_list.pk)
    assert len(told) == 184
    assert all(len(reason) > 10 for _, reason in told)
    assert (
        Membership.objects.filter(
            employer=mukomuko.payer,
            paid_by_budget=True,
            started_on=date(2024, 12, 1),
            ended_on=date(2025, 11, 30),
        ).count()
        == 1616
    )
    funnel = by_list(funnels(mukomuko.disnaker, [planned_list], TODAY))[planned_list.pk]
    assert (funnel.proposed, funnel.decreed, funnel.registered, funnel.rejected) == (
        1800, 1800, 1616, 184,
    )  # fmt: skip
    assert funnel.adds_up

    gone = [row for row, _ in told][:150]
    second = ready_list(
        mukomuko, people(150), replaces=planned_list, replacing=lambda place: gone[place - 1]
    )
    replacement = decree_list(actor=mukomuko.disnaker, list_ids=[second.pk])
    assert replacement.kind == "replacement_decree"
    assert replacement.data["replaced_decrees"][0]["number"]
    assert len(replacement.data["replaced"]) == 150
    sign_decree(actor=mukomuko.regent, letter_id=replacement.pk)
    again = register_list(
        actor=mukomuko.officer,
        list_id=second.pk,
        payer_npp=mukomuko.payer.registration_number,
    )
    assert again.registered == 150
    both = by_list(funnels(mukomuko.disnaker, [planned_list, second], TODAY))
    first = both[planned_list.pk]
    assert first.registered + first.rejected + first.replaced == 1616 + 34 + 150 == 1800
    assert first.adds_up
    assert both[second.pk].adds_up
    assert Membership.objects.filter(employer=mukomuko.payer).count() == 1616 + 150


def test_bandung_barat_decreed_594_and_557_were_taken(settings: Settings) -> None:
    settings.DEMO = True
    regency = covers.region("32.17", "KC-CIMAHI")
    old = [replace(one, born=date(1950, 6, 1)) for one in people(37)]
    found = ready_list(regency, [*people(557), *old], fund_source=FundSource.TOBACCO_SHARE)
    decreed(regency, found.pk)
    came = register_list(
        actor=regency.officer, list_id=found.pk, payer_npp=regency.payer.registration_number
    )
    assert (came.registered, came.rejected) == (557, 37)


def test_registering_again_registers_nobody_twice(mukomuko: Region) -> None:
    found = ready_list(mukomuko, people(3))
    decreed(mukomuko, found.pk)
    asked = {
        "actor": mukomuko.officer,
        "list_id": found.pk,
        "payer_npp": mukomuko.payer.registration_number,
    }
    once = register_list(**asked)
    assert register_list(**asked) == once
    assert Membership.objects.count() == 3
    assert found.acts.filter(kind=ListAct.Kind.REGISTERED).count() == 1
    for row in found.rows.all():
        step = row.steps.get(status=RowStatus.REGISTERED)
        assert step.membership.person == row.person
        assert step.membership.person.name == row.name


def test_a_list_of_which_nobody_can_be_registered_says_why_and_is_not_registered(
    mukomuko: Region,
) -> None:
    found = ready_list(mukomuko, people(2, born=date(1950, 1, 1)))
    decreed(mukomuko, found.pk)
    came = register_list(
        actor=mukomuko.officer, list_id=found.pk, payer_npp=mukomuko.payer.registration_number
    )
    assert came.act is None
    assert came.rejected == 2
    assert set(rejections(found.rows.values_list("pk", flat=True)).values()) == {
        "Tanggal lahir: seharusnya umur di bawah 65 tahun saat mendaftar."
    }
    assert not Person.objects.exists()


def test_a_warning_of_the_registry_is_kept_and_does_not_hinder(mukomuko: Region) -> None:
    found = ready_list(mukomuko, [Someone(1, number="990123070385" + "0001")])
    decreed(mukomuko, found.pk)
    came = register_list(
        actor=mukomuko.officer, list_id=found.pk, payer_npp=mukomuko.payer.registration_number
    )
    assert came.registered == 1
    verdict = RowVerdict.objects.get()
    assert (verdict.code, verdict.severity) == (
        "registry:nik_prefix_unknown",
        RowVerdict.Severity.WARNING,
    )


def test_nobody_is_registered_without_an_agreement_or_by_a_payer_of_other_money(
    mukomuko: Region,
) -> None:
    found = ready_list(mukomuko, people(1), fund_source=FundSource.ZAKAT)
    decreed(mukomuko, found.pk)
    asked = {
        "actor": mukomuko.officer,
        "list_id": found.pk,
        "payer_npp": mukomuko.payer.registration_number,
    }
    with pytest.raises(ListRefused, match="memerlukan pembayar yang bukan pemerintah"):
        register_list(**asked)
    mukomuko.payer.kind = "COMMUNITY_GROUP"
    mukomuko.payer.save()
    with pytest.raises(ListRefused, match="Tidak ada perjanjian yang berlaku"):
        register_list(**asked)
    mukomuko.payer.kind = "GOVERNMENT_UNIT"
    mukomuko.payer.save()
    public = ready_list(mukomuko, people(1), first_month=date(2025, 1, 1))
    decreed(mukomuko, public.pk)
    with pytest.raises(ListRefused, match="daftarkan mulai bulan itu"):
        register_list(**asked | {"list_id": public.pk})


def test_the_agreement_of_the_government_is_recorded_with_the_list(mukomuko: Region) -> None:
    found = ready_list(mukomuko, people(1))
    with pytest.raises(ListRefused, match="langkah “Memperjanjikan” hanya mungkin dari"):
        record_agreement(actor=mukomuko.disnaker, list_id=found.pk, agreement_id=1)
    decreed(mukomuko, found.pk)
    kept = covers.Agreement.objects.get()
    act = record_agreement(actor=mukomuko.disnaker, list_id=found.pk, agreement_id=kept.pk)
    assert act == record_agreement(actor=mukomuko.disnaker, list_id=found.pk, agreement_id=kept.pk)
    with pytest.raises(ListRefused, match="bukan pihaknya"):
        record_agreement(actor=mukomuko.disnaker, list_id=found.pk, agreement_id=kept.pk + 1)


def test_only_valid_people_are_decreed_and_a_draft_that_is_out_of_date_is_not_signed(
    mukomuko: Region,
) -> None:
    found = ready_list(mukomuko, people(3))
    first, second, third = found.rows.all()
    covers.move([first], RowStatus.REFUSED, mukomuko.disnaker.user, "too_old")
    letter = decree_list(actor=mukomuko.disnaker, list_ids=[found.pk])
    assert [person["row"] for person in letter.data["people"]] == [2, 3]
    assert decree_list(actor=mukomuko.disnaker, list_ids=[found.pk]) == letter
    covers.move([second], RowStatus.REFUSED, mukomuko.disnaker.user, "deceased")
    with pytest.raises(ListRefused, match="1 orang pada konsep ini tidak lagi layak"):
        sign_decree(actor=mukomuko.regent, letter_id=letter.pk)
    letter.refresh_from_db()
    assert letter.status == LetterStatus.DRAFT
    third.refresh_from_db()
    assert third.status == RowStatus.VALID


def test_a_decree_signed_among_the_letters_is_taken_afterwards_and_once(mukomuko: Region) -> None:
    found = ready_list(mukomuko, people(2))
    letter = decree_list(actor=mukomuko.disnaker, list_ids=[found.pk])
    with pytest.raises(ListRefused, match="belum ditandatangani"):
        take_decree(actor=mukomuko.disnaker, letter_id=letter.pk)
    sign_letter(actor=mukomuko.regent, letter_id=letter.pk)
    assert take_decree(actor=mukomuko.disnaker, letter_id=letter.pk) == 2
    assert take_decree(actor=mukomuko.disnaker, letter_id=letter.pk) == 0
    assert RowStep.objects.filter(status=RowStatus.DECREED).count() == 2
    text = " ".join(
        page.extract_text() for page in PdfReader(io.BytesIO(pdf(mukomuko.regent, letter.pk))).pages
    )
    assert "KEPUTUSAN BUPATI CONTOH 17.06" in text
    assert found.rows.first().name in text
    assert covers.nik(1) not in text


def test_one_decree_takes_several_lists_alike(mukomuko: Region) -> None:
    one, other = ready_list(mukomuko, people(2)), ready_list(mukomuko, people(3))
    shorter = ready_list(mukomuko, people(1), months=6)
    with pytest.raises(ListRefused, match="harus sama jumlah bulannya"):
        decree_list(actor=mukomuko.disnaker, list_ids=[one.pk, shorter.pk])
    letter = decree_list(actor=mukomuko.disnaker, list_ids=[other.pk, one.pk])
    sign_decree(actor=mukomuko.regent, letter_id=letter.pk)
    assert [row["people"] for row in letter.data["lists"]] == [2, 3]
    assert statuses(one.pk) | statuses(other.pk) == {RowStatus.DECREED: 3}


def test_an_acting_head_decrees_only_where_his_decree_says_so(mukomuko: Region) -> None:
    found = ready_list(mukomuko, people(1))
    letter = decree_list(actor=mukomuko.disnaker, list_ids=[found.pk])
    acting = holder("HEAD_OF_GOVERNMENT", "REGION", mukomuko.code, office_code=letter.office_id)
    acting.kind = HolderKind.DAILY_ACTING
    acting.save()
    with pytest.raises(LetterRefused, match="Plh"):
        sign_decree(actor=reader_for(acting.user), letter_id=letter.pk)
    assert statuses(found.pk) == {RowStatus.VALID: 1}


def test_each_person_has_one_successor(mukomuko: Region) -> None:
    found = ready_list(mukomuko, people(2))
    first, _ = found.rows.all()
    covers.move([first], RowStatus.REJECTED, mukomuko.disnaker.user, "registry:too_old")
    twice = ready_list(mukomuko, people(2), replaces=found, replacing=lambda _: first)
    with pytest.raises(ListRefused, match="diganti dua kali"):
        decree_list(actor=mukomuko.disnaker, list_ids=[twice.pk])
    nobody = ready_list(mukomuko, people(1), replaces=found)
    with pytest.raises(ListRefused, match="tidak menyebut siapa yang diganti"):
        decree_list(actor=mukomuko.disnaker, list_ids=[nobody.pk])


def test_neighbours_neither_decree_nor_sign_nor_register(mukomuko: Region) -> None:
    found = ready_list(mukomuko, people(1))
    neighbour = covers.region("17.03", "KC-CURUP")
    with pytest.raises(NotFound):
        decree_list(actor=neighbour.disnaker, list_ids=[found.pk])
    with pytest.raises(AccessRefused):
        decree_list(actor=mukomuko.officer, list_ids=[found.pk])
    letter = decree_list(actor=mukomuko.disnaker, list_ids=[found.pk])
    with pytest.raises(NotFound):
        sign_decree(actor=neighbour.regent, letter_id=letter.pk)
    with pytest.raises((AccessRefused, LetterRefused)):
        sign_decree(actor=mukomuko.disnaker, letter_id=letter.pk)
    sign_decree(actor=mukomuko.regent, letter_id=letter.pk)
    for stranger in (neighbour.officer, mukomuko.disnaker):
        with pytest.raises((AccessRefused, NotFound)):
            register_list(
                actor=stranger,
                list_id=found.pk,
                payer_npp=mukomuko.payer.registration_number,
            )
    with pytest.raises(ListRefused, match="tidak terdaftar di kantor Anda"):
        register_list(
            actor=mukomuko.officer,
            list_id=found.pk,
            payer_npp=neighbour.payer.registration_number,
        )
