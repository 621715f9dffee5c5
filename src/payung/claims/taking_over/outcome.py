"""What became of the rows of a sheet, or would become of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from payung.claims.models import TakeOver
from payung.claims.taking_over.entries import DIFFERS, Entry, difference
from payung.claims.taking_over.looking import SortedOut
from payung.reference.files import Sheet
from payung.reference.row_answers import RowAnswer

#: The refusal of a fact that no door of the law asks for: its name is the office's own word.
_UNKNOWN = "field_unknown"


@dataclass(frozen=True, slots=True)
class Sums:
    """Claims of a programme: how many, what was paid for them, what the law gives (rupiah)."""

    claims: int = 0
    paid: int = 0
    by_law: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(self.claims + other.claims, self.paid + other.paid, self.by_law + other.by_law)


@dataclass(frozen=True, slots=True)
class Difference:
    """A row whose sum is not the law's (rupiah); it is taken only where it says why."""

    row: int
    label: str
    paid: int
    by_law: int
    has_reason: bool


@dataclass(frozen=True)
class TakenOver:
    """What became of the rows of a sheet: taken, known already, or refused with a reason.

    ``sheet`` is what was read: the refused rows go back with their reasons
    (``queries.take_over_sheets``). ``warned``: rows that were taken with a difference. Of a
    sheet that is only looked through, ``is_new`` says what would be taken.
    """

    take_over: TakeOver | None
    rows: tuple[RowAnswer, ...]
    warned: tuple[tuple[int, str], ...]
    sheet: Sheet | None = None
    programmes: Mapping[str, Sums] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()

    @cached_property
    def refused(self) -> tuple[RowAnswer, ...]:
        """The rows that must be mended."""
        return tuple(row for row in self.rows if row.refusal is not None)

    @cached_property
    def taken(self) -> tuple[RowAnswer, ...]:
        """The rows that are claims now and were not before."""
        return tuple(row for row in self.rows if row.is_new)

    @property
    def known(self) -> int:
        """How many rows stood already."""
        return len(self.rows) - len(self.taken) - len(self.refused)

    @property
    def reasons(self) -> Counter[tuple[str, str]]:
        """How many rows were refused for what: the code, and the column where it names one."""
        return Counter(reason_of(row) for row in self.refused)


def reason_of(row: RowAnswer) -> tuple[str, str]:
    """Code and column of a refused row; never a word of the office's own, it may be a number."""
    assert row.refusal is not None
    code, told = row.refusal.code, row.refusal.parameters
    column = told.get("column") or (told.get("field") if code != _UNKNOWN else "")
    return code, str(column or "")


def outcome_of(
    out: SortedOut,
    refused: tuple[RowAnswer, ...] = (),
    *,
    take_over: TakeOver | None = None,
    sheet: Sheet | None = None,
) -> TakenOver:
    """The outcome of claims that were sorted out; ``refused`` are the rows that fell before."""
    fresh = [RowAnswer(one.claim.row, one.label, True, None) for one in out.fresh]
    rows = sorted((*refused, *out.answers, *fresh), key=lambda row: row.number)
    programmes: dict[str, Sums] = {}
    for one in out.fresh:
        name = one.claim.programme.name
        programmes[name] = programmes.get(name, Sums()) + Sums(1, one.paid, one.by_law)
    differing = [one for one in out.fresh if one.differs]
    return TakenOver(
        take_over=take_over,
        rows=tuple(rows),
        warned=tuple((one.claim.row, difference(one)[0]) for one in differing),
        sheet=sheet,
        programmes=programmes,
        differences=_differences(refused, differing),
    )


def _differences(refused: tuple[RowAnswer, ...], differing: list[Entry]) -> tuple[Difference, ...]:
    found = [
        Difference(one.claim.row, one.label, one.paid, one.by_law, has_reason=True)
        for one in differing
    ]
    for row in refused:
        if row.refusal is not None and row.refusal.code == DIFFERS:
            told = row.refusal.parameters
            paid, by_law = int(str(told["found"])), int(str(told["expected"]))
            found.append(Difference(row.number, row.text, paid, by_law, has_reason=False))
    return tuple(sorted(found, key=lambda one: one.row))
