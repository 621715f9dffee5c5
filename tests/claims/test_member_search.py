"""A member is found without his card: by whom he may be, how, and what is kept of the search."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from payung.access.encryption import blind_index, encrypt
from payung.access.identifiers import FAMILY_CARD, NATIONAL_ID
from payung.access.models import Role, ScopeKind
from payung.access.reader import AccessRefused, reader_for
from payung.claims.errors import ClaimRefused
from payung.claims.models import Claim, MemberSearch
from payung.claims.operations.intake import Wanted, look_for_members
from payung.claims.queries.member_searches import member_searches
from payung.registry.models import Membership
from tests.access.builders import holder, user
from tests.claims.builders import cashier, head, officer, worker
from tests.monitoring import builders as members

pytestmark = [pytest.mark.usefixtures("reference"), pytest.mark.django_db]
BORN = date(1975, 3, 7)
NIK, FAMILY = "0019710703750001", "0019710101200005"
Means = MemberSearch.Means


def known(
    name: str, nik: str = NIK, family: str = FAMILY, born: date = BORN, **fields: object
) -> Membership:
    """A member with a name and numbers, whose cover has ended."""
    one = worker(months=1)
    person = one.person
    person.name, person.birth_date = name, born
    person.national_id_hash = blind_index(nik, NATIONAL_ID)
    person.national_id_cipher = encrypt(nik, NATIONAL_ID)
    person.family_card_hash = blind_index(family, FAMILY_CARD)
    person.save()
    Membership.objects.filter(pk=one.pk).update(ended_on=date(2024, 12, 5), **fields)
    return one


def found(reader, **wanted: object) -> list[str]:
    told = look_for_members(actor=reader, wanted=Wanted(**wanted))
    return [one.card_number for one in told.members]


def firm(of: Membership):
    who = user()
    npp = f"{of.employer.registration_number}/{of.employer.division}"
    holder(Role.EMPLOYER_HR, ScopeKind.EMPLOYER, npp, who=who)
    return reader_for(who)


def test_a_widow_without_the_card_is_served_with_family_card_identity_or_name() -> None:
    member, desk = known("Achmad Fauzi Ramadhan"), officer()
    card = member.card_number
    for wanted in (
        {"number": "0019 7107 0375 0001"},
        {"number": FAMILY},
        {"number": card},
        {"name": "fauzi"},
        {"name": "Ahmad Fauzi Romadhon", "birth_date": BORN},  # as the clerk of the register heard
    ):
        assert found(desk, **wanted) == [card], wanted
    for other in (
        {"number": "0019710703750002"},
        {"name": "Ahmad Fauzi Romadhon"},
        {"name": "Fauzi", "birth_date": date(1975, 7, 3)},
        {"name": "Siti Aminah", "birth_date": BORN},
    ):
        assert found(desk, **other) == [], other
    with pytest.raises(ClaimRefused, match="search_unfit"):
        found(desk, name="Fa", birth_date=BORN)


def test_nobody_finds_beyond_his_area_but_a_card_is_served_anywhere() -> None:
    member = known("Budi Santoso", employee_number="K-77")
    elsewhere, own = officer("petugas.palembang", "KC-PALEMBANG"), firm(member)
    strange = firm(known("Wati", nik="0019710703750009"))
    ways = ({"number": NIK}, {"number": FAMILY}, {"name": "Budi", "birth_date": BORN})
    for wanted in ways:
        assert member.card_number not in found(elsewhere, **wanted)
        assert member.card_number not in found(strange, **wanted)
        assert found(own, **wanted) == [member.card_number]
    assert found(elsewhere, number=member.card_number) == [member.card_number]
    assert found(strange, number=member.card_number) == []
    assert found(own, number="k-77") == [member.card_number]
    with pytest.raises(AccessRefused):
        found(cashier(), name="Budi")


def test_of_many_namesakes_twenty_are_shown_and_the_birthday_is_asked_for() -> None:
    payer = members.employer()
    for place in range(22):
        one = members.member(payer)
        one.person.name = f"Siti {place}"
        one.person.national_id_cipher = encrypt(NIK, NATIONAL_ID)
        one.person.save()
    desk = officer()
    told = look_for_members(actor=desk, wanted=Wanted(name="siti"))
    assert (len(told.members), told.is_more) == (20, True)
    client = Client()
    client.force_login(desk.user)
    shown = client.post(reverse("site:claim_intake"), {"name": "siti"}).text
    assert "isi tanggal lahirnya" in shown
    assert shown.count('name="card_number"') == 20


def test_the_desk_chooses_from_the_list_and_enters_what_happened() -> None:
    member, client = known("Budi Santoso"), Client()
    client.force_login(officer().user)
    at = reverse("site:claim_intake")
    assert client.post(at, {"birth_date": "1975-03-07"}).status_code == 400
    nobody = client.post(at, {"name": "Tidak Ada"}).text
    assert "jangan dipulangkan tanpa jawaban" in nobody
    shown = client.post(at, {"number": NIK}).text
    assert "************0001" in shown
    assert "0019710703750001" not in shown.replace(f'value="{NIK}"', "")  # only as it was typed
    for told in ("Budi Santoso", "7 Mar 1975", member.employer.name, "JKK · JKM · JHT · JP"):
        assert told in shown.replace("\xa0", " ")
    chosen = client.post(at, {"card_number": member.card_number}).text
    assert "Apa yang terjadi" in chosen
    entered = {"kind": "DEATH", "happened_on": "2024-12-02", "received_on": "2024-12-03"}
    client.post(at, {"card_number": member.card_number, **entered})
    assert Claim.objects.first().membership == member
    own = firm(member)
    client.force_login(own.user)
    listed = client.post(reverse("site:claim_reports"), {"name": "santoso"}).text
    assert f"Pilih Budi Santoso, kartu {member.card_number}" in listed


def test_every_search_is_kept_and_says_neither_number_nor_name() -> None:
    member, desk = known("Budi Santoso"), officer()
    client = Client()
    client.force_login(desk.user)
    at = reverse("site:claim_intake")
    for told in ({"number": NIK}, {"name": "Tidak Ada"}, {"card_number": member.card_number}):
        client.post(at, told)
    client.post(at, {"card_number": member.card_number, "kind": "?"})  # the same look goes on
    kept = [(one.means, one.persons) for one in member_searches(_auditor())]
    person = [member.person_id]
    assert kept == [(Means.CARD, person), (Means.NAME, []), (Means.IDENTITY, person)]
    rows = MemberSearch.objects.filter(means=Means.IDENTITY)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(persons=[])
    assert list(member_searches(head("kepala.palembang", "KC-PALEMBANG"))) == []
    client.force_login(_auditor().user)
    page = client.get(reverse("site:member_searches")).text
    assert "NIK atau nomor kartu keluarga" in page
    assert "tidak ada yang ditampilkan" in page


def _auditor():
    return head()
