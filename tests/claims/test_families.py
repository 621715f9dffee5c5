"""Families of claims: entered once, shared by the law, paid into confirmed accounts only."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from payung.access.refusals import AccessRefused
from payung.claims.errors import ClaimRefused
from payung.claims.family_checks import Entered, of_age_born_by
from payung.claims.models import (
    AccountCheck,
    Claim,
    ClaimState,
    HoldLifted,
    Party,
    PartyRole,
)
from payung.claims.operations.accounts import (
    add_account,
    confirm_account,
    lift_hold,
    place_hold,
)
from payung.claims.operations.families import (
    add_party,
    agree_shares,
    change_party,
    copy_family,
    name_guardian,
    remove_party,
)
from payung.claims.queries.families import (
    children_as_facts,
    heirs_as_facts,
    lacking,
    people_of,
    receives_through,
    survivors_as_facts,
)
from payung.errors import NotFound
from payung.law.benefits import doors
from payung.registry.models import Programme
from tests.claims import builders
from tests.claims.builders import claim, head, officer, worker

pytestmark = pytest.mark.usefixtures("reference")

WIDOW = Entered(
    role=PartyRole.HEIR,
    relation="SPOUSE",
    name="Siti Aminah",
    birth_date=date(1991, 4, 3),
    national_id="7411010404910001",
    phone="0812 3456 7890",
)
SON = Entered(
    role=PartyRole.HEIR,
    relation="CHILD",
    name="Budi",
    birth_date=date(2014, 7, 9),
    level="PRIMARY",
    year_of_level=5,
)


@pytest.fixture
def death() -> tuple[Claim, Claim, Claim]:
    """The three claims of one death: death benefit, savings, pension."""
    member = worker(months=3)
    return (
        claim(member, Programme.JKM),
        claim(member, Programme.JHT),
        claim(member, Programme.JP),
    )


def test_a_family_is_entered_once_for_all_claims_of_a_death(
    death: tuple[Claim, Claim, Claim],
) -> None:
    me = officer()
    mother = add_party(actor=me, number=death[0].number, told=WIDOW)
    add_party(
        actor=me,
        number=death[0].number,
        told=Entered(**{**vars(SON), "guardian_id": mother.pk}),
    )
    for one in death:
        found = list(people_of(one))
        assert [(row.name, row.guardian and row.guardian.name) for row in found] == [
            ("Siti Aminah", None),
            ("Budi", "Siti Aminah"),
        ]
        assert all(row.guardian is None or row.guardian.claim_id == one.pk for row in found)
    assert heirs_as_facts(people_of(death[1])) == [
        {"name": "Siti Aminah", "relation": "SPOUSE"},
        {"name": "Budi", "relation": "CHILD"},
    ]
    assert children_as_facts(people_of(death[0])) == [
        {"name": "Budi", "born_on": "2014-07-09", "level": "PRIMARY", "year_of_level": 5}
    ]
    assert survivors_as_facts(people_of(death[2]))[1] == {
        "name": "Budi",
        "relation": "CHILD",
        "born_on": "2014-07-09",
    }
    again = add_party(actor=me, number=death[1].number, told=WIDOW)
    assert again.claim_id == death[1].pk
    assert Party.objects.filter(name="Siti Aminah").count() == 3
    assert b"0812" not in bytes(mother.phone_cipher or b"")


def test_who_has_no_place_in_a_pension_is_not_entered_there(
    death: tuple[Claim, Claim, Claim],
) -> None:
    brother = Entered(
        role=PartyRole.HEIR, relation="SIBLING", name="Kakak", birth_date=date(1980, 1, 1)
    )
    add_party(actor=officer(), number=death[0].number, told=brother)
    assert [people_of(one).count() for one in death] == [1, 1, 0]
    with pytest.raises(ClaimRefused, match="relation_invalid"):
        add_party(actor=officer(), number=death[2].number, told=brother)


def test_the_facts_are_what_the_law_takes(death: tuple[Claim, Claim, Claim]) -> None:
    assert heirs_as_facts(people_of(death[0])) is None
    add_party(actor=officer(), number=death[0].number, told=WIDOW)
    add_party(actor=officer(), number=death[0].number, told=SON)
    benefit = doors.decide(
        "jkm",
        {
            "died_on": "2024-12-02",
            "months_paid": 40,
            "heirs": heirs_as_facts(people_of(death[0])),
            "children": children_as_facts(people_of(death[0])),
        },
    )
    assert benefit.once == 42_000_000
    assert [year.child for year in benefit.scholarships] == ["Budi"] * len(benefit.scholarships)


def test_nobody_is_said_by_who_receives_instead(death: tuple[Claim, Claim, Claim]) -> None:
    organiser = Entered(role=PartyRole.ORGANISER, name="Ketua RT 03", relation="FUNERAL_ORGANISER")
    add_party(actor=officer(), number=death[0].number, told=organiser)
    assert heirs_as_facts(people_of(death[0])) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": " "}, "name_invalid"),
        ({"birth_date": None}, "birth_date_invalid"),
        ({"birth_date": date(2031, 1, 1)}, "birth_date_invalid"),
        ({"national_id": "12345"}, "national_id_invalid"),
        ({"relation": "NEIGHBOUR"}, "relation_invalid"),
        ({"level": "HIGHER"}, "level_invalid"),
        ({"role": PartyRole.MEMBER}, "role_invalid"),
        ({"guardian_id": 999_999}, "no_such_guardian"),
    ],
)
def test_an_entry_that_cannot_be_is_refused_with_a_sentence(
    death: tuple[Claim, Claim, Claim], changed: dict[str, object], code: str
) -> None:
    with pytest.raises(ClaimRefused, match=code):
        add_party(actor=officer(), number=death[0].number, told=Entered(**{**vars(SON), **changed}))
    assert not Party.objects.exists()


def test_a_decided_claim_keeps_its_family_and_a_stale_form_is_refused(
    death: tuple[Claim, Claim, Claim],
) -> None:
    one = add_party(actor=officer(), number=death[0].number, told=WIDOW)
    with pytest.raises(ClaimRefused, match="stale"):
        change_party(
            actor=officer(), number=death[0].number, party_id=one.pk, told=WIDOW, version=0
        )
    Claim.objects.filter(pk=death[0].pk).update(state=ClaimState.GRANTED)
    for act in (
        lambda: add_party(actor=officer(), number=death[0].number, told=SON),
        lambda: remove_party(
            actor=officer(), number=death[0].number, party_id=one.pk, reason="salah orang"
        ),
    ):
        with pytest.raises(ClaimRefused, match="family_closed"):
            act()


def test_two_heirs_of_one_name_are_told_apart(death: tuple[Claim, Claim, Claim]) -> None:
    """Shares and scholarships of the law go by name."""
    add_party(actor=officer(), number=death[0].number, told=SON)
    other = Entered(**{**vars(SON), "name": "BUDI", "birth_date": date(2015, 7, 9)})
    with pytest.raises(ClaimRefused, match="name_invalid"):
        add_party(actor=officer(), number=death[0].number, told=other)


def test_a_correction_reaches_each_claim_of_the_event(death: tuple[Claim, Claim, Claim]) -> None:
    me = officer()
    one = add_party(actor=me, number=death[0].number, told=SON)
    other = Entered(**{**vars(SON), "name": "Budi Santoso", "year_of_level": 6})
    change_party(actor=me, number=death[0].number, party_id=one.pk, told=other)
    assert {row.name for row in Party.objects.all()} == {"Budi Santoso"}
    assert {row.year_of_level for row in Party.objects.all()} == {6}


def test_a_guardian_is_not_removed_while_a_child_depends_on_it(
    death: tuple[Claim, Claim, Claim],
) -> None:
    me, number = officer(), death[0].number
    mother = add_party(actor=me, number=number, told=WIDOW)
    son = add_party(actor=me, number=number, told=SON)
    assert [gap.code for gap in lacking(death[0], date(2024, 12, 5))] == [
        "no_account",
        "no_guardian",
    ]
    name_guardian(actor=me, number=number, party_id=son.pk, guardian_id=mother.pk)
    assert {row.guardian and row.guardian.name for row in Party.objects.filter(name="Budi")} == {
        "Siti Aminah"
    }
    with pytest.raises(ClaimRefused, match="guardian_under_age"):
        name_guardian(
            actor=me,
            number=number,
            party_id=add_party(
                actor=me, number=number, told=Entered(**{**vars(SON), "name": "Ani"})
            ).pk,
            guardian_id=son.pk,
        )
    with pytest.raises(ClaimRefused, match="is_guardian"):
        remove_party(actor=me, number=number, party_id=mother.pk, reason="salah orang")


def test_agreed_shares_are_for_all_heirs_of_a_rank_or_for_none(
    death: tuple[Claim, Claim, Claim],
) -> None:
    me, number = officer(), death[0].number
    mother = add_party(actor=me, number=number, told=WIDOW)
    son = add_party(actor=me, number=number, told=SON)
    with pytest.raises(ClaimRefused, match="agreed_weight"):
        agree_shares(actor=me, number=number, weights={mother.pk: 3})
    assert not Party.objects.filter(agreed_weight__isnull=False).exists()
    agree_shares(actor=me, number=number, weights={mother.pk: 3, son.pk: 1})
    told = heirs_as_facts(people_of(death[0]))
    assert told is not None
    assert [one["agreed_weight"] for one in told] == [3, 1]
    assert [one.get("agreed_weight") for one in heirs_as_facts(people_of(death[1])) or ()] == [
        None,
        None,
    ]


def test_an_account_is_confirmed_by_another_person_than_who_entered_it(
    death: tuple[Claim, Claim, Claim],
) -> None:
    me, number = officer(), death[0].number
    mother = add_party(actor=me, number=number, told=WIDOW)
    entered = {"bank_name": "BRI", "account_number": "0123-01-000001-50-1",
               "account_name": "SITI AMINAH"}  # fmt: skip
    account = add_account(actor=me, number=number, party_id=mother.pk, **entered)
    assert account == add_account(actor=me, number=number, party_id=mother.pk, **entered)
    with pytest.raises(ClaimRefused, match="own_account_entry"):
        confirm_account(actor=me, number=number, account_id=account.pk)
    with pytest.raises(IntegrityError, match="another person"), transaction.atomic():
        AccountCheck.objects.create(account=account, checked_by=me.user)
    confirm_account(actor=head(), number=number, account_id=account.pk)
    assert AccountCheck.objects.count() == 3  # in each claim of the death
    assert not lacking(death[1], date(2024, 12, 5))
    newer = add_account(
        actor=me, number=number, party_id=mother.pk, **{**entered, "account_number": "99887766"}
    )
    assert [gap.code for gap in lacking(death[0], date(2024, 12, 5))] == ["account_unconfirmed"]
    confirm_account(actor=officer("petugas.lain"), number=number, account_id=newer.pk)
    with pytest.raises(ClaimRefused, match="account_invalid"):
        add_account(
            actor=me, number=number, party_id=mother.pk, **{**entered, "account_number": "12A"}
        )


def test_a_dispute_holds_the_money_until_another_person_lifts_it(
    death: tuple[Claim, Claim, Claim],
) -> None:
    me, number = officer(), death[0].number
    told = {"actor": me, "number": number, "code": "DISPUTE", "reason": "Dua istri mengaku berhak"}
    hold = place_hold(**told)
    assert place_hold(**told) == hold
    with pytest.raises(ClaimRefused, match="own_hold"):
        lift_hold(actor=me, number=number, hold_id=hold.pk, reason="sudah damai")
    with pytest.raises(IntegrityError, match="another person"), transaction.atomic():
        HoldLifted.objects.create(
            hold=hold, reason="x", lifted_on=date(2024, 12, 9), lifted_by=me.user
        )
    lifted = lift_hold(actor=head(), number=number, hold_id=hold.pk, reason="akta damai")
    assert lift_hold(actor=head(), number=number, hold_id=hold.pk, reason="lagi") == lifted


def test_another_office_and_another_role_find_nothing(death: tuple[Claim, Claim, Claim]) -> None:
    far = officer("petugas.jauh", office="K01" if builders.BRANCH != "K01" else "K02")
    with pytest.raises(NotFound):
        add_party(actor=far, number=death[0].number, told=WIDOW)
    with pytest.raises(AccessRefused):
        add_party(actor=builders.cashier(), number=death[0].number, told=WIDOW)
    with pytest.raises(NotFound):
        remove_party(actor=officer(), number=death[0].number, party_id=1, reason="bukan ini")


@pytest.mark.parametrize(
    ("on", "receives"), [(date(2032, 7, 8), "Siti Aminah"), (date(2032, 7, 9), "Budi")]
)
def test_who_comes_of_age_receives_himself(
    death: tuple[Claim, Claim, Claim], on: date, receives: str
) -> None:
    """In the words of the page and in the query of the bank's orders."""
    me, number = officer(), death[0].number
    mother = add_party(actor=me, number=number, told=WIDOW)
    son = add_party(
        actor=me, number=number, told=Entered(**{**vars(SON), "guardian_id": mother.pk})
    )
    through = receives_through(son, on)
    assert through is not None
    assert through.name == receives
    assert (son.birth_date <= of_age_born_by(on)) is (through == son)


def test_a_claim_that_came_later_takes_the_family_over() -> None:
    member = worker(months=3)
    first = claim(member, Programme.JKM)
    me = officer()
    mother = add_party(actor=me, number=first.number, told=WIDOW)
    add_party(actor=me, number=first.number,
              told=Entered(**{**vars(SON), "guardian_id": mother.pk}))  # fmt: skip
    later = claim(member, Programme.JHT)
    made = copy_family(actor=me, number=later.number)
    assert [one.name for one in made] == ["Siti Aminah", "Budi"]
    assert made[1].guardian == made[0]
    assert copy_family(actor=me, number=later.number) == ()
