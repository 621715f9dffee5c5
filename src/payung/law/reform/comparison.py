"""What a reform does to a population: totals by programme, payer, size, region; who gains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from payung.law.arithmetic import half_up_ratio
from payung.law.inputs import check_month, refused
from payung.law.parameters import Value
from payung.law.reform.effects import (
    AMOUNTS,
    BENEFITS,
    BILLED,
    COUNTS,
    DIMENSIONS,
    PAYERS,
    by_group,
    by_person,
)
from payung.law.reform.proposal import Reform

PROGRAMMES = {
    "JKK": ("jkk",),
    "JKM": ("jkm",),
    "JHT": ("jht_employer", "jht_person"),
    "JP": ("jp_employer", "jp_person"),
}
_BILLED_PAYERS = tuple(payer for payer in PAYERS if payer != "government")
SMALL = "SMALL_GROUPS"
"""The label of groups too small to be shown each for itself."""


class Engine(Protocol):
    """Where the population lies, as the table ``population``."""

    def keep(self, name: str, expression: Any) -> None:
        """Fill a table of that name with the rows of an Ibis expression."""

    def rows(self, expression: Any) -> Iterable[Sequence[Any]]:
        """The rows of an Ibis expression, sums as exact integers."""


@dataclass(frozen=True)
class Change:
    """Whole rupiah before and after."""

    before: int
    after: int

    @property
    def difference(self) -> int:
        """After less before."""
        return self.after - self.before

    def __add__(self, other: Change) -> Change:
        return Change(self.before + other.before, self.after + other.after)

    def per_head(self, people: int) -> Change:
        """The average of so many people, rounded half up."""
        return Change(*(half_up_ratio(sum_, 1, people) for sum_ in (self.before, self.after)))

    def as_dict(self) -> dict[str, int]:
        """Plain data for JSON."""
        return {"before": self.before, "after": self.after, "difference": self.difference}


@dataclass(frozen=True)
class Group:
    """People of one size, region, segment or age (``label`` ``None``: not given), summed up."""

    label: str | None
    people: int
    amounts: Mapping[str, Change]
    counts: Mapping[str, int]

    def __add__(self, other: Group) -> Group:
        return Group(
            self.label,
            self.people + other.people,
            {name: self.amounts[name] + other.amounts[name] for name in AMOUNTS},
            {name: self.counts[name] + other.counts[name] for name in COUNTS},
        )

    @property
    def total(self) -> Change:
        """All contributions billed for the month."""
        return self._sum(_BILLED_PAYERS)

    def programme(self, code: str) -> Change:
        """The contributions of ``JKK``, ``JKM``, ``JHT`` or ``JP``, all payers together."""
        return self._sum(PROGRAMMES[code])

    def benefit(self, name: str) -> Change:
        """The average of ``benefit_jkm`` or ``benefit_jkk_death`` per person."""
        return self.amounts[name].per_head(self.people)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "label": self.label,
            "people": self.people,
            "total": self.total.as_dict(),
            "programmes": {code: self.programme(code).as_dict() for code in PROGRAMMES},
            "billed": {name: self.amounts[name].as_dict() for name in BILLED},
            "payers": {name: self.amounts[name].as_dict() for name in PAYERS},
            "average_benefits": {name: self.benefit(name).as_dict() for name in BENEFITS},
            "counts": dict(self.counts),
        }

    def _sum(self, names: Iterable[str]) -> Change:
        return sum((self.amounts[name] for name in names), Change(0, 0))


@dataclass(frozen=True)
class Comparison:
    """A month of a population under the numbers in use and under a reform.

    ``unheard`` names changes that no formula of the comparison asks for: it says nothing of
    them. ``by`` holds the groups of each dimension of which the population knows anything.
    """

    reform: Reform
    month: date
    changed: Mapping[str, tuple[Value | None, Value | None]]
    unheard: tuple[str, ...]
    overall: Group
    by: Mapping[str, tuple[Group, ...]]

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON; amounts as integers in rupiah."""
        return {
            "reform": self.reform.name,
            "source": self.reform.source,
            "month": f"{self.month:%Y-%m}",
            "changes": [
                {
                    "name": name,
                    "reason": self.reform.reasons[name],
                    "before": _value_dict(old),
                    "after": _value_dict(new),
                    "is_measured": name not in self.unheard,
                }
                for name, (old, new) in self.changed.items()
            ],
            "overall": self.overall.as_dict(),
            "by": {
                dimension: [group.as_dict() for group in groups]
                for dimension, groups in self.by.items()
            },
        }


def compare(reform: Reform, month: date, engine: Engine, *, smallest_group: int = 1) -> Comparison:
    """Both sets of numbers over the engine's population in one month.

    Groups of fewer than ``smallest_group`` people are shown together, so that no sum speaks of
    a few persons. ``LawError`` when the reform changes nothing in that month, and for a
    population that is empty or smaller than that.
    """
    check_month(month)
    changed = reform.changed(month)
    if not changed:
        later = f"{reform.first_month:%Y-%m}"
        raise refused(
            "month",
            f"{month:%Y-%m}",
            f"bulan yang diubah usulan ini, mulai {later}",
            f"a month that this reform changes, from {later}",
        )
    engine.keep("effects", by_person(reform.before, reform.after, month))
    cells = list(engine.rows(by_group(DIMENSIONS)))
    if not cells:
        raise refused("population", 0, "satu orang atau lebih", "one person or more")
    overall = _summed(None, cells)
    if overall.people < smallest_group:
        raise refused(
            "population",
            overall.people,
            f"{smallest_group} orang atau lebih (melindungi data pribadi)",
            f"{smallest_group} people or more (personal data)",
        )
    return Comparison(
        reform=reform,
        month=month,
        changed=changed,
        unheard=tuple(name for name in changed if name not in reform.after.names_asked),
        overall=overall,
        by=_by_dimension(cells, lambda groups: pooled(groups, smallest_group)),
    )


def pooled(groups: Sequence[Group], smallest: int) -> tuple[Group, ...]:
    """The groups, those of fewer than ``smallest`` people put together as ``SMALL``.

    As many of the next larger ones join them as it takes that what is put together is no small
    group either: else the total would betray it.
    """
    by_size = sorted(groups, key=lambda group: group.people)
    small: list[Group] = []
    for group in by_size:
        if group.people < smallest or (small and sum(g.people for g in small) < smallest):
            small.append(group)
    kept = tuple(group for group in groups if group not in small)
    return (*kept, _together(SMALL, small)) if small else kept


def _by_dimension(
    cells: Sequence[Sequence[Any]], shown: Callable[[Sequence[Group]], tuple[Group, ...]]
) -> dict[str, tuple[Group, ...]]:
    found = {}
    for position, dimension in enumerate(DIMENSIONS):
        by_label: dict[str | None, list[Sequence[Any]]] = {}
        for cell in cells:
            by_label.setdefault(cell[position], []).append(cell)
        if by_label.keys() == {None}:
            continue
        labels = sorted(by_label, key=lambda label: (label is None, label or ""))
        found[dimension] = shown([_summed(label, by_label[label]) for label in labels])
    return found


def _together(label: str | None, groups: Sequence[Group]) -> Group:
    first, *others = groups
    whole = sum(others, first)
    return Group(label, whole.people, whole.amounts, whole.counts)


def _summed(label: str | None, cells: Sequence[Sequence[Any]]) -> Group:
    """One group out of the rows of ``by_group``: people, pairs of amounts, counts, in order."""
    columns = list(zip(*cells, strict=True))[len(DIMENSIONS) :]
    people, *numbers = (sum(map(int, column)) for column in columns)
    pairs = [Change(*numbers[at : at + 2]) for at in range(0, 2 * len(AMOUNTS), 2)]
    return Group(
        label,
        people,
        dict(zip(AMOUNTS, pairs, strict=True)),
        dict(zip(COUNTS, numbers[2 * len(AMOUNTS) :], strict=True)),
    )


def _value_dict(value: Value | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {
        "value": [dict(row) for row in value.rows] if value.unit == "table" else value.content,
        "unit": value.unit,
        "article": value.article,
        "source": value.source,
        "origin": value.origin,
    }
