"""Who receives which rupiah of a benefit, on which day. Needs no database.

Everything that the fund pays at once is divided by the law's order of heirs; a scholarship is its
child's; a pension is that of the survivors whose turn it is; the rest is the member's. The parts
add up to the fund's part of the benefit, to the rupiah.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from payung.claims.errors import ClaimRefused
from payung.claims.granted import Granted, read_benefit
from payung.claims.models.choices import PartyRole
from payung.claims.models.payables import PayableKind
from payung.law.benefits import jp
from payung.law.benefits.benefit import SCHOLARSHIP, Benefit
from payung.law.benefits.days import months_after
from payung.law.benefits.heirs import Heir, Share, divide

#: What a payment waits for (``Payable.needs``, ``Proof.kind``).
SCHOOL_LETTER, JOB_SEARCH = "SCHOOL_LETTER", "JOB_SEARCH"
#: Who receives what when nobody inherits: codes of the parameter heirs/nobody.
FUNERAL_ORGANISER, ESTATES_OFFICE = "FUNERAL_ORGANISER", "ESTATES_OFFICE"
HEIRS = "HEIRS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Somebody who has part in a claim; ``key`` is what the payments name him by."""

    key: Any
    role: str
    name: str
    relation: str = ""
    born_on: date | None = None
    agreed_weight: int | None = None
    is_married: bool = False
    works: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """One payment as a ``Payable`` keeps it, whole rupiah."""

    receiver: Any
    kind: PayableKind
    code: str
    sequence: int
    gross: int
    due_on: date
    tax: int = 0
    period: date | None = None
    needs: str = ""

    @property
    def net(self) -> int:
        """What reaches the receiver."""
        return self.gross - self.tax


def plan(
    benefit: Benefit | Mapping[str, Any],
    people: Sequence[Receiver],
    decided_on: date,
    *,
    of_death: bool,
    was_unmarried: bool = True,
) -> tuple[Planned, ...]:
    """The payments of the fund for a benefit, in the order of its items.

    ``benefit`` is the law's answer or its plain data (``Decision.benefit``), ``people`` in the
    order named. ``of_death``: heirs or survivors receive. Raises ``ClaimRefused`` where somebody
    who must receive is not among the people, or where they are no longer those of the benefit.
    """
    granted = read_benefit(benefit)
    return (
        *_at_once(granted, people, decided_on, of_death, was_unmarried),
        *_monthly(granted, people, decided_on, of_death, was_unmarried),
        *_yearly(granted, people, decided_on),
    )


def _at_once(
    granted: Granted,
    people: Sequence[Receiver],
    decided_on: date,
    of_death: bool,
    was_unmarried: bool,
) -> Iterator[Planned]:
    """What is paid at once: each item among its receivers, the tax shared as the whole is."""
    whole = sum(amount for _, amount in granted.once)
    if not whole:
        return
    receivers = _receivers(granted, people, of_death, was_unmarried)
    weights = [Heir(name=one.name, relation=one.relation, agreed_weight=one.agreed_weight)
               for one in receivers]  # fmt: skip
    if len(receivers) == 1:
        nets, taxes = [whole - granted.tax], [granted.tax]
    else:
        shares = _shares(granted, whole - granted.tax, weights)
        _compare(granted, shares)
        nets = [share.amount for share in shares]
        taxes = [share.amount for share in _shares(granted, granted.tax, weights)]
    grosses = [net + tax for net, tax in zip(nets, taxes, strict=True)]
    cells = spread([amount for _, amount in granted.once], grosses)
    numbers: dict[tuple[Any, str], int] = {}
    for (code, _), row in zip(granted.once, cells, strict=True):
        for place, gross in enumerate(row):
            if not gross:
                continue
            tax = min(gross, taxes[place])
            taxes[place] -= tax
            key = receivers[place].key
            number = numbers[key, code] = numbers.get((key, code), 0) + 1
            yield Planned(key, PayableKind.ONCE, code, number, gross, decided_on, tax)


def _shares(granted: Granted, amount: int, weights: Sequence[Heir]) -> tuple[Share, ...]:
    return divide(granted.programme, granted.event_on, amount, weights).shares


def _compare(granted: Granted, shares: Sequence[Share]) -> None:
    """The heirs and their shares must be those of the benefit that was decided."""
    if granted.division is None or not granted.is_all_fund:
        return
    found = tuple((share.name, share.amount) for share in shares)
    if found != granted.division[1]:
        raise family_changed()


def family_changed() -> ClaimRefused:
    """The people of a claim are not those on whom its decision rests."""
    return ClaimRefused(
        "family_changed",
        "Ahli waris atau bagiannya berubah sejak keputusan disusun; susun keputusan yang baru.",
        "The heirs or their shares changed since the decision was made; make a new decision.",
    )


def _receivers(
    granted: Granted, people: Sequence[Receiver], of_death: bool, was_unmarried: bool
) -> tuple[Receiver, ...]:
    """Who receives what is paid at once."""
    if not of_death:
        return (_one(people, PartyRole.MEMBER),)
    if granted.division is not None and granted.division[0] != HEIRS:
        return (_instead(people, granted.division[0]),)
    if granted.division is not None:
        return _named(granted, people)
    found = survivors(granted.event_on, people, was_unmarried=was_unmarried)
    if granted.programme != "JP" or not found:
        raise missing("heirs", "Ahli waris belum dicatat.", "The heirs have not been entered.")
    return found


def _named(granted: Granted, people: Sequence[Receiver]) -> tuple[Receiver, ...]:
    """The heirs of the benefit, in its order; two of the same name stand in the order entered."""
    left = [one for one in people if one.role == PartyRole.HEIR]
    found = []
    for name, _ in granted.division[1] if granted.division else ():
        one = next((one for one in left if one.name.strip() == name.strip()), None)
        if one is None:
            raise family_changed()
        left.remove(one)
        found.append(one)
    return tuple(found)


def _one(people: Sequence[Receiver], role: str) -> Receiver:
    for one in people:
        if one.role == role:
            return one
    raise missing(
        "member",
        "Peserta belum dicatat sebagai penerima.",
        "The member is not entered as receiver.",
    )


def _instead(people: Sequence[Receiver], code: str) -> Receiver:
    """Who receives when nobody inherits, by the law's code."""
    others = [one for one in people if one.role == PartyRole.ORGANISER]
    for one in others:
        if one.relation == code:
            return one
    if len(others) == 1 and not others[0].relation:
        return others[0]
    if code == ESTATES_OFFICE:
        raise missing(
            code,
            "Tanpa ahli waris, JHT diserahkan kepada Balai Harta Peninggalan; catat penerimanya.",
            "Without heirs the savings go to the estates office; enter it as receiver.",
        )
    raise missing(
        code,
        "Tanpa ahli waris, biaya pemakaman dibayar kepada pengurus pemakaman; catat orangnya.",
        "Without heirs the funeral cost goes to whoever arranged the funeral; enter that person.",
    )


def missing(what: str, message_id: str, message_en: str) -> ClaimRefused:
    """Somebody who must receive has not been entered."""
    return ClaimRefused("receiver_missing", message_id, message_en, expected=what)


def survivors(
    on: date, people: Iterable[Receiver], *, was_unmarried: bool = True
) -> tuple[Receiver, ...]:
    """Who of the people draws a survivor's pension after an event on that day, by the law."""
    family = [
        one
        for one in people
        if one.relation in jp.RELATIONS and one.role in (PartyRole.HEIR, PartyRole.CHILD)
    ]
    as_law = [
        jp.Survivor(
            name=one.name,
            relation=one.relation,
            born_on=one.born_on,
            is_married=one.is_married,
            works=one.works,
        )
        for one in family
    ]
    chosen = jp.receivers(on, as_law, was_unmarried=was_unmarried)
    places = {id(survivor): one for survivor, one in zip(as_law, family, strict=True)}
    return tuple(places[id(survivor)] for survivor in chosen)


def _monthly(
    granted: Granted,
    people: Sequence[Receiver],
    decided_on: date,
    of_death: bool,
    was_unmarried: bool,
) -> Iterator[Planned]:
    """The months of a job loss, each of the later ones by its proof; a pension's first month.

    A pension runs from the first day of the month after the event, or from that on which it
    passes to others.
    """
    numbers = count(1)
    for code, amount, times in granted.months:
        if times:
            member = _one(people, PartyRole.MEMBER)
            for _ in range(times):
                yield _month_of_search(member, code, next(numbers), amount, decided_on)
            continue
        period = granted.since or months_after(granted.event_on.replace(day=1), 1)
        due_on = max(period, decided_on)
        for key, part in _pension(granted, people, amount, of_death, was_unmarried):
            yield Planned(key, PayableKind.PENSION, code, 1, part, due_on, period=period)


def _month_of_search(
    member: Receiver, code: str, number: int, amount: int, decided_on: date
) -> Planned:
    due_on = months_after(decided_on, number - 1)
    return Planned(
        member.key,
        PayableKind.JOB_LOSS,
        code,
        number,
        amount,
        due_on,
        period=due_on.replace(day=1),
        needs=JOB_SEARCH if number > 1 else "",
    )


def _pension(
    granted: Granted,
    people: Sequence[Receiver],
    amount: int,
    of_death: bool,
    was_unmarried: bool,
) -> list[tuple[Any, int]]:
    """One month of a pension by receiver: children share theirs by head."""
    if not of_death:
        return [(_one(people, PartyRole.MEMBER).key, amount)]
    on = granted.since or granted.event_on
    found = survivors(on, people, was_unmarried=was_unmarried)
    if not found:
        raise family_changed()
    heirs = [Heir(name=one.name, relation=one.relation) for one in found]
    shares = _shares(granted, amount, heirs)
    return [
        (one.key, share.amount) for one, share in zip(found, shares, strict=True) if share.amount
    ]


def _yearly(granted: Granted, people: Sequence[Receiver], decided_on: date) -> Iterator[Planned]:
    """A scholarship by child and year, as the law's schedule; from the second year on, and for a
    child whose school begins after the decision, with a letter of its school."""
    children = {
        one.name.strip(): one
        for one in reversed(people)
        if one.role == PartyRole.CHILD or (one.role == PartyRole.HEIR and one.relation == "CHILD")
    }
    numbers: dict[str, int] = {}
    for name, on, amount in granted.years:
        child = children.get(name.strip())
        if child is None:
            raise family_changed()
        number = numbers[name] = numbers.get(name, 0) + 1
        is_shown = number == 1 and on <= decided_on
        yield Planned(
            child.key,
            PayableKind.SCHOLARSHIP,
            SCHOLARSHIP,
            number,
            amount,
            max(on, decided_on) if number == 1 else on,
            needs="" if is_shown else SCHOOL_LETTER,
        )


def spread(rows: Sequence[int], columns: Sequence[int]) -> list[list[int]]:
    """Whole numbers of 0 or more whose rows and columns add up to those given, each as near to
    its proportion as that allows. Rows and columns must have the same sum."""
    whole = sum(rows)
    if not whole:
        return [[0] * len(columns) for _ in rows]
    cells = [[row * column // whole for column in columns] for row in rows]
    missing_in = [column - sum(row[place] for row in cells) for place, column in enumerate(columns)]
    for row, amount in zip(cells, rows, strict=True):
        left = amount - sum(row)
        for place, lacks in enumerate(missing_in):
            added = min(left, lacks)
            row[place] += added
            missing_in[place] -= added
            left -= added
    return cells
