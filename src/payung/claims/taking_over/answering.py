"""What the law gives for a settled claim, and who received which part of it on which day.

Needs no database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

from payung.claims.errors import ClaimRefused
from payung.claims.models import PartyRole, PayableKind
from payung.claims.planned import is_of_death
from payung.claims.splitting import Planned, Receiver, plan
from payung.claims.taking_over.settled import SettledClaim
from payung.law.benefits.benefit import FUND, Benefit
from payung.law.benefits.days import months_after
from payung.law.benefits.doors import DOORS
from payung.law.benefits.reading import plain, read
from payung.law.benefits.scholarship import Child
from payung.law.errors import LawError

#: Who is paid the funeral where nobody inherits: the earlier system does not name him.
_ORGANISER = "Pengurus pemakaman"
_LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class Relative:
    """One of the people of a settled claim: as the law receives him, and as a child at school."""

    receiver: Receiver
    child: Child | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The law's answer to one settled claim: its sums, its people, its payments."""

    facts: Mapping[str, Any]
    total: int
    fund: int
    tax: int
    people: tuple[Relative, ...]
    payments: tuple[Planned, ...]
    #: What each code of an item is called, in both languages; of several the earliest name.
    labels: Mapping[str, tuple[str, str]]

    @property
    def employer(self) -> int:
        """What employers bear, for good or until their arrears are paid."""
        return self.total - self.fund

    def paid_until(self, day: date) -> int:
        """The rupiah after tax that were due by a day."""
        return sum(one.net for one in self.payments if one.due_on <= day)


def answer(claim: SettledClaim) -> Answered:
    """What the law gives for one claim.

    ``LawError`` for facts that cannot be or give nothing, ``ClaimRefused`` where somebody who
    must receive is not named.
    """
    door = DOORS[claim.door]
    record = read(door.facts, claim.facts)
    benefit: Benefit = door.benefit(record)
    if not benefit.items:
        raise _gives_nothing(benefit)
    of_death = is_of_death(claim.door, claim.facts)
    people = _people(record, claim, of_death)
    planned = plan(
        benefit,
        [one.receiver for one in people],
        claim.decided_on,
        of_death=of_death,
        was_unmarried=getattr(record, "was_unmarried", True),
    )
    return Answered(
        facts=plain(record),
        total=benefit.total,
        fund=benefit.paid_by(FUND),
        tax=benefit.tax,
        people=people,
        payments=tuple(_with_later_months(planned, claim.paid_until)),
        labels={
            one.code: (one.step.label_id, one.step.label_en) for one in reversed(benefit.items)
        },
    )


def _gives_nothing(benefit: Benefit) -> LawError:
    why_id = "; ".join(one.message_id for one in benefit.refusals)
    why_en = "; ".join(one.message_en for one in benefit.refusals)
    return LawError(
        "law_gives_nothing",
        f"Menurut hukum tidak ada yang dibayar untuk fakta ini: {why_id}",
        f"By law nothing is paid for these facts: {why_en}",
        refusals=[one.code for one in benefit.refusals],
    )


def _people(record: Any, claim: SettledClaim, of_death: bool) -> tuple[Relative, ...]:
    """Member, heirs and children as they are named in the facts; names must differ."""
    keys = count()
    children: dict[str, Child] = {one.name: one for one in getattr(record, "children", ())}
    found: list[Relative] = []
    if not of_death:
        found.append(
            Relative(Receiver(key=next(keys), role=PartyRole.MEMBER, name=claim.member_name))
        )
    named = _named(record) if of_death else ()
    for one in named:
        child = children.pop(one.name, None) if one.relation == "CHILD" else None
        found.append(_heir(next(keys), one, child))
    for child in children.values():
        receiver = Receiver(
            key=next(keys), role=PartyRole.CHILD, name=child.name, relation="CHILD",
            born_on=child.born_on, is_married=child.is_married, works=child.works,
        )  # fmt: skip
        found.append(Relative(receiver, child))
    if of_death and not named and claim.door != "jp":
        if getattr(record, "heirs", None) is None:
            raise _no_heirs()
        found.append(Relative(Receiver(key=next(keys), role=PartyRole.ORGANISER, name=_ORGANISER)))
    _require_different(found)
    return tuple(found)


def _named(record: Any) -> Sequence[Any]:
    """The heirs in the facts, or the survivors of a pension."""
    return getattr(record, "heirs", None) or getattr(record, "survivors", None) or ()


def _heir(key: int, one: Any, child: Child | None) -> Relative:
    """An heir, or a survivor of a pension."""
    source = child or one
    return Relative(
        Receiver(
            key=key,
            role=PartyRole.HEIR,
            name=one.name,
            relation=one.relation,
            born_on=getattr(source, "born_on", None),
            agreed_weight=getattr(one, "agreed_weight", None),
            is_married=getattr(source, "is_married", False),
            works=getattr(source, "works", False),
        ),
        child,
    )


def _no_heirs() -> ClaimRefused:
    return ClaimRefused(
        "settled_heirs_missing",
        "Ahli waris: kosong, seharusnya nama / hubungan setiap ahli waris, atau “tidak ada”.",
        "Heirs: empty, expected name / relation of each heir, or “tidak ada” (nobody).",
        column="heirs",
    )


def _require_different(people: Sequence[Relative]) -> None:
    names = [one.receiver.name for one in people]
    if any(len(name) > _LONGEST_NAME for name in names):
        raise ClaimRefused(
            "settled_name_long",
            f"Ahli waris: nama lebih dari {_LONGEST_NAME} huruf.",
            f"Heirs: a name of more than {_LONGEST_NAME} characters.",
            column="heirs",
        )
    again = next((name for name in names if names.count(name) > 1), None)
    if again is not None:
        raise ClaimRefused(
            "settled_name_twice",
            f"Ahli waris: {again} disebut dua kali; bedakan namanya, misalnya dengan angka.",
            f"Heirs: {again} is named twice; tell them apart.",
            column="heirs",
        )


def _with_later_months(planned: Sequence[Planned], until: date) -> Iterator[Planned]:
    """The payments, with the months of a pension that were paid after its first one."""
    for one in planned:
        yield one
        if one.kind != PayableKind.PENSION or one.period is None:
            continue
        for number in count(2):
            period = months_after(one.period, number - 1)
            if period > until:
                break
            yield replace(one, sequence=number, period=period, due_on=max(period, one.due_on))
