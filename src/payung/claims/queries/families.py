"""The family of a claim, and what the law asks of it as plain data.

A death opens several claims; the family is kept with each of them, so that one programme's
decision never changes with another's. The order is that in which the heirs are named: left-over
rupiah go to the first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from payung.claims.family_checks import is_minor
from payung.claims.models import Claim, EventKind, Party, PartyAccount, PartyRole
from payung.law import parameters
from payung.law.benefits.benefit import ScholarshipYear
from payung.law.benefits.heirs import Heir, entitled
from payung.law.benefits.jp import RELATIONS as PENSION_RELATIONS
from payung.law.benefits.reading import read
from payung.law.benefits.scholarship import Child, schedule
from payung.law.errors import LawError
from payung.registry.models import Programme

CHILD = "CHILD"
#: Who gets what instead of heirs (codes of the parameter heirs/nobody).
FUNERAL_ORGANISER, ESTATES_OFFICE = "FUNERAL_ORGANISER", "ESTATES_OFFICE"


def people_of(claim: Claim) -> QuerySet[Party]:
    """All who have part in a claim now, in the order named; removed ones are left out."""
    return claim.parties.filter(removed_reason="").select_related("guardian").order_by(*ORDER)


ORDER = ("position", "pk")


def heirs_of(people: Iterable[Party]) -> tuple[Party, ...]:
    """Those of them who may inherit."""
    return tuple(one for one in people if one.role == PartyRole.HEIR)


def children_of(people: Iterable[Party]) -> tuple[Party, ...]:
    """Those of them who may have a scholarship: children whose level of school is known.

    A child that inherits is an heir with the relation ``CHILD``; the role ``CHILD`` is that of a
    child of a member who lives (total disability), or of one that has part in nothing else.
    """
    return tuple(one for one in people if _is_child(one) and one.level)


def survivors_of(people: Iterable[Party]) -> tuple[Party, ...]:
    """Those of them who may draw a survivor's pension: spouse, children, parents."""
    return tuple(
        one for one in people if relation_of(one) in PENSION_RELATIONS and one.role in _FAMILY
    )


_FAMILY = (PartyRole.HEIR, PartyRole.CHILD)


def relation_of(one: Party) -> str:
    """The relation to the member; a row of the role ``CHILD`` needs not say it."""
    return one.relation or (CHILD if one.role == PartyRole.CHILD else "")


def _is_child(one: Party) -> bool:
    return one.role in _FAMILY and relation_of(one) == CHILD


def heirs_as_facts(people: Sequence[Party]) -> list[dict[str, Any]] | None:
    """The heirs as the law's ``heirs.Heir`` takes them.

    ``None``: nobody has been entered yet. Empty: an officer entered who receives instead, since
    there is no heir (who arranged the funeral, the estates office).
    """
    if found := heirs_of(people):
        return [heir_as_facts(one) for one in found]
    return [] if any(one.role == PartyRole.ORGANISER for one in people) else None


def heir_as_facts(one: Party) -> dict[str, Any]:
    """One heir as plain data."""
    told: dict[str, Any] = {"name": one.name, "relation": one.relation}
    if one.agreed_weight is not None:
        told["agreed_weight"] = one.agreed_weight
    return told


def children_as_facts(people: Iterable[Party]) -> list[dict[str, Any]]:
    """The children as the law's ``scholarship.Child`` takes them, in the order named."""
    return [child_as_facts(one) for one in children_of(people)]


def child_as_facts(one: Party) -> dict[str, Any]:
    """One child as plain data; what has its default value is left out."""
    told: dict[str, Any] = {
        "name": one.name,
        "born_on": one.birth_date.isoformat() if one.birth_date else None,
        "level": one.level,
    }
    if one.year_of_level != 1:
        told["year_of_level"] = one.year_of_level
    if one.starts_on:
        told["starts_on"] = one.starts_on.isoformat()
        told["starts_at"] = one.starts_at or "KINDERGARTEN"
    return told | _status(one)


def survivors_as_facts(people: Iterable[Party], drew: Collection[int] = ()) -> list[dict[str, Any]]:
    """The survivors as the law's ``jp.Survivor`` takes them, in the order named.

    Whoever ``drew`` (parties) had a right when the member died: what he became later ends it, and
    is not asked of that day.
    """
    return [
        survivor_when_entitled(one) if one.pk in drew else survivor_as_facts(one)
        for one in survivors_of(people)
    ]


def survivor_as_facts(one: Party) -> dict[str, Any]:
    """One survivor as plain data."""
    told: dict[str, Any] = {"name": one.name, "relation": relation_of(one)}
    if one.birth_date:
        told["born_on"] = one.birth_date.isoformat()
    return told | _status(one)


def survivor_when_entitled(one: Party) -> dict[str, Any]:
    """One survivor as he was when he drew: neither married (again) nor at work."""
    told = survivor_as_facts(one)
    return {name: value for name, value in told.items() if name not in ("is_married", "works")}


def _status(one: Party) -> dict[str, Any]:
    return {name: True for name in ("is_married", "works") if getattr(one, name)}


@dataclass(frozen=True, slots=True)
class Lacking:
    """Something of the family that payment waits for: a code, whom it concerns, the words."""

    code: str
    party: Party | None
    message_id: str
    message_en: str

    def message(self, language: str = "id") -> str:
        """The sentence in the language asked for (``id`` or ``en``)."""
        return self.message_en if language == "en" else self.message_id


def receives_through(one: Party, on: date) -> Party | None:
    """Whose account is paid for a person on a day: the guardian's of a minor (``None``: not
    named yet), otherwise his own."""
    if one.role in _FAMILY and is_minor(one, on):
        return one.guardian
    if one.role in _FAMILY and one.birth_date is None and not one.is_married:
        return one.guardian or one
    return one


def newest_accounts(people: Iterable[Party]) -> dict[int, PartyAccount]:
    """The newest account of each person, confirmed or not, by his number; in one query."""
    rows = (
        PartyAccount.objects.filter(party__in=[one.pk for one in people])
        .select_related("checked", "checked__checked_by", "recorded_by")
        .order_by("pk")
    )
    return {row.party_id: row for row in rows}


def lacking(claim: Claim, on: date) -> tuple[Lacking, ...]:
    """What the family of a claim lacks before everybody in it can be paid on a day."""
    people = list(people_of(claim))
    accounts = newest_accounts(people)
    found: list[Lacking] = []
    of_death = claim.event.kind == EventKind.DEATH
    receivers = [one for one in people if _receives(one, of_death)]
    if of_death and not receivers:
        found.append(
            Lacking(
                "nobody",
                None,
                "Belum ada ahli waris. Bila memang tidak ada, catat pengurus pemakaman.",
                "No heir is entered. If there is none, enter who arranged the funeral.",
            )
        )
    told: set[tuple[str, int | None]] = set()
    for one in receivers:  # a mother of three is told once
        gap = _gap(one, accounts, on)
        key = gap and (gap.code, gap.party and gap.party.pk)
        if gap is not None and key is not None and key not in told:
            told.add(key)
            found.append(gap)
    return tuple(found)


def _receives(one: Party, of_death: bool) -> bool:
    if one.role == PartyRole.MEMBER:
        return not of_death
    return one.role in (PartyRole.HEIR, PartyRole.CHILD, PartyRole.ORGANISER)


def _gap(one: Party, accounts: dict[int, PartyAccount], on: date) -> Lacking | None:
    paid = receives_through(one, on)
    if paid is None:
        return Lacking(
            "no_guardian",
            one,
            f"{one.name} belum dewasa: tetapkan walinya.",
            f"{one.name} is under age: name a guardian.",
        )
    account = accounts.get(paid.pk)
    whose = "" if paid.pk == one.pk else f" (wali {one.name})"
    whose_en = "" if paid.pk == one.pk else f" (guardian of {one.name})"
    if account is None:
        return Lacking(
            "no_account",
            paid,
            f"Rekening {paid.name}{whose} belum dicatat.",
            f"The account of {paid.name}{whose_en} is not entered.",
        )
    if not hasattr(account, "checked"):
        return Lacking(
            "account_unconfirmed",
            paid,
            f"Rekening {paid.name}{whose} belum dicocokkan orang kedua.",
            f"The account of {paid.name}{whose_en} is not confirmed by a second person.",
        )
    return None


def shares_of(claim: Claim, people: Iterable[Party]) -> dict[int, tuple[int, int]]:
    """Which part each heir of the first rank gets of what is paid at once, as a fraction, by his
    number; empty where the law divides nothing (a pension) or the weights do not fit yet."""
    heirs = heirs_of(people)
    as_law = [Heir(**heir_as_facts(one)) for one in heirs]
    try:
        chosen = entitled(Programme(claim.programme).name or "", claim.event.happened_on, as_law)
    except LawError:
        return {}
    whole = sum(one.agreed_weight or 1 for one in chosen)
    ours = {id(heir) for heir in chosen}
    return {
        one.pk: (heir.agreed_weight or 1, whole)
        for one, heir in zip(heirs, as_law, strict=True)
        if id(heir) in ours
    }


def expected_years(claim: Claim) -> tuple[ScholarshipYear, ...]:
    """The scholarships that the law would grant the children entered by now, if the contributions
    suffice; empty before yearly scholarships existed, or where a child's data do not fit."""
    on = claim.event.happened_on
    most = parameters.get("scholarship/most_children", on).number
    try:
        found = [
            schedule(on, read(Child, child_as_facts(one))) for one in children_of(people_of(claim))
        ]
    except LawError:
        return ()
    return tuple(year for years in [own for own in found if own][:most] for year in years)


def other_family(claim: Claim) -> Claim | None:
    """Another claim of the same event whose heirs could be brought into this one."""
    if heirs_of(people_of(claim)):
        return None
    return (
        Claim.objects.filter(
            event=claim.event_id, parties__role=PartyRole.HEIR, parties__removed_reason=""
        )
        .exclude(pk=claim.pk)
        .order_by("pk")
        .first()
    )
