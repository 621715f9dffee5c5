"""The counts behind published figures, as one table of cells and sums.

The same persons stand in several figures: the numerator of a coverage is the number of members of
another data set. Each such count is one cell, so that what one figure hides no other shows. A
share is printed only when both its counts are, and tells nothing beyond them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from payung.monitoring.models import Denominator, Numerator, RegionBasis, Unit
from payung.monitoring.open_data.figures import Final
from payung.monitoring.suppression import Cell, Equation, Table

Span = tuple["date | None", date]

VALUE, NUMERATOR, DENOMINATOR = "value", "numerator", "denominator"
ACTIVE, REGISTERED = "ACTIVE_MEMBERS", "REGISTERED_MEMBERS"
CASES, PAID = "CLAIMS_CASES", "CLAIMS_PAID"
#: Which indicator counts the denominator of a share.
_COUNTED_AS = {
    Denominator.ELIGIBLE_UNIVERSE: "ELIGIBLE_UNIVERSE",
    Denominator.EMPLOYED_PERSONS: "EMPLOYED_PERSONS",
    Denominator.LABOUR_FORCE: "LABOUR_FORCE",
    Denominator.NON_ASN_STAFF: "NON_ASN_TOTAL",
}
#: How much more is lost with the whole than with a part, and with a larger region.
_LEVELS = {"regency": 1, "province": 64, "nation": 4096}
_WHOLE = 8


@dataclass(frozen=True)
class Key:
    """What a count counts: of which family, where, of which part, when."""

    family: str
    region: str | None
    part: str
    span: Span


@dataclass(frozen=True)
class Rules:
    """The thresholds in force: see the parameters ``monitoring/open_*``."""

    smallest: int
    width: int
    amount_ppm: int
    zero_shown: bool

    def is_small(self, count: int) -> bool:
        """Whether a count of persons or cases is not shown."""
        return (0 if not self.zero_shown else 1) <= count < self.smallest

    def width_of(self, amount: int) -> int:
        """The interval that must remain for an amount of rupiah."""
        return max(self.width, amount * self.amount_ppm // 1_000_000)


@dataclass
class Counts:
    """The counts of some figures, growing; ``table`` gives them as cells with their sums."""

    rules: Rules
    #: Region to those it falls into; "" is the nation.
    below: Mapping[str, tuple[str, ...]]
    values: dict[Key, int] = field(default_factory=dict)
    implied: dict[Key, int] = field(default_factory=dict)
    sums: list[tuple[Key, tuple[Key, ...], int]] = field(default_factory=list)

    def add(self, figures: Iterable[Final]) -> None:
        """Take the counts of the figures in; those that are counted themselves come first."""
        for figure in sorted(figures, key=lambda one: one.definition.is_share):
            for _role, key, value in self.roles(figure):
                self.values.setdefault(key, value)

    def roles(self, figure: Final) -> Iterator[tuple[str, Key, int]]:
        """The counts that a figure shows: which of its numbers, what it counts, how many."""
        if figure.definition.unit in (Unit.PERSONS, Unit.CASES, Unit.RUPIAH):
            yield VALUE, self._key(figure, figure.definition.code, figure.value), figure.value
        if figure.numerator is not None:
            family = _numerator_family(figure)
            key = self._key(figure, family, figure.numerator, own=f"{figure.definition.code}/")
            yield NUMERATOR, key, figure.numerator
        if figure.denominator is not None:
            named = figure.definition.denominator
            family = _COUNTED_AS.get(Denominator(named), named)
            whole = Key(family, figure.region, "", figure.span)
            if self.values.get(whole, figure.denominator) != figure.denominator:
                whole = Key(f"{figure.definition.code}//", figure.region, "", figure.span)
            yield DENOMINATOR, whole, figure.denominator

    def _key(self, figure: Final, family: str, value: int, own: str = "") -> Key:
        part = figure.part
        segments = figure.definition.segments
        if own and not part and len(segments) == 1 and family in (ACTIVE, REGISTERED):
            part = segments[0]
        key = Key(family, figure.region, part, figure.span)
        if own and self.values.get(key, value) != value:
            return Key(own, figure.region, figure.part, figure.span)
        return key

    def table(
        self, public: Iterable[Key] = (), hidden: Iterable[Key] = ()
    ) -> tuple[Table, dict[Key, int]]:
        """The table with its implied counts, and where each count stands in it.

        ``public`` were published before as they are, ``hidden`` were hidden before.
        """
        self._imply_the_inactive()
        self._add_spans()
        self._add_parts()
        self._add_regions()
        everything = self.values | self.implied
        at = {key: place for place, key in enumerate(everything)}
        known, kept = set(public), set(hidden)
        cells = tuple(self._cell(key, value, known, kept) for key, value in everything.items())
        equations = tuple(
            Equation(at[total], tuple(at[part] for part in parts), difference)
            for total, parts, difference in self.sums
        )
        return Table(cells, equations), at

    def _cell(self, key: Key, value: int, public: set[Key], hidden: set[Key]) -> Cell:
        level = "nation" if key.region is None else "regency" if "." in key.region else "province"
        printed = key in self.values
        return Cell(
            key,
            value,
            width=self.rules.width_of(value) if key.family == PAID else self.rules.width,
            sensitive=self._is_sensitive(key, value),
            public=key in public,
            hidden=key in hidden or not printed,
            printed=printed,
            block=(key.region or "")[:2],
            cost=_LEVELS[level] * (1 if key.part else _WHOLE) * (value.bit_length() + 1),
        )

    def _is_sensitive(self, key: Key, value: int) -> bool:
        if key not in self.values and not value:
            return False  # nobody is left over
        if key.family == PAID:
            of = Key(CASES, key.region, key.part, key.span)
            cases = self.values.get(of, self.implied.get(of))
            return value > 0 and (cases is None or self.rules.is_small(cases))
        return self.rules.is_small(value)

    def _imply(self, total: Key, parts: tuple[Key, ...], rest: Key) -> None:
        """``rest`` is what the parts leave of the total, and printed nowhere."""
        left = self.values[total] - sum(self.values[part] for part in parts)
        if left >= 0:
            self.implied[rest] = left
            self.sums.append((total, (*parts, rest), 0))
        else:
            self.sums.append((total, parts, left))

    def _imply_the_inactive(self) -> None:
        """Who is registered and not active; who is left of those counted one by one."""
        for key in list(self.values):
            whole = Key(REGISTERED, key.region, key.part, key.span)
            if key.family == ACTIVE and whole in self.values:
                self._imply(whole, (key,), Key("-", key.region, key.part, key.span))

    def imply_the_rest(self, figure: Final) -> None:
        """Who is left of the persons that a share is a share of, where they are counted."""
        counts = {role: key for role, key, _ in self.roles(figure)}
        if figure.counted_denominator and {NUMERATOR, DENOMINATOR} <= counts.keys():
            key = Key(f"-{figure.definition.code}", figure.region, figure.part, figure.span)
            self._imply(counts[DENOMINATOR], (counts[NUMERATOR],), key)

    def _add_spans(self) -> None:
        """A span that begins as another does, and ends later: what lies between is implied."""
        series: dict[tuple[str, str | None, str, date], list[Key]] = defaultdict(list)
        for key in self.values:
            if key.span[0] is not None:
                series[key.family, key.region, key.part, key.span[0]].append(key)
        for keys in series.values():
            keys.sort(key=lambda one: one.span[1])
            for shorter, longer in pairwise(keys):
                between = (shorter.span[1] + timedelta(days=1), longer.span[1])
                rest = Key(longer.family, longer.region, longer.part, between)
                if rest in self.values:
                    self._add_sum(longer, (shorter, rest))
                else:
                    self._imply(longer, (shorter,), rest)

    def _add_parts(self) -> None:
        wholes: dict[Key, list[Key]] = defaultdict(list)
        for key in self.values:
            if key.part:
                wholes[Key(key.family, key.region, "", key.span)].append(key)
        for whole, parts in wholes.items():
            if whole not in self.values:
                continue
            if self.values[whole] > sum(self.values[part] for part in parts):
                rest = Key(whole.family, whole.region, "-", whole.span)
                self._imply(whole, tuple(parts), rest)
            else:
                self._add_sum(whole, tuple(parts))

    def _add_regions(self) -> None:
        for key in list(self.values):
            codes = self.below.get(key.region or "", ())
            keys = [Key(key.family, code, key.part, key.span) for code in codes]
            there = tuple(one for one in keys if one in self.values)
            if not there:
                continue
            if len(there) < len(codes):
                self._imply(key, there, Key(key.family, f"{key.region or ''}-", key.part, key.span))
            else:
                self._add_sum(key, there)

    def _add_sum(self, total: Key, parts: tuple[Key, ...]) -> None:
        """A sum; what the printed counts are apart is taken as known to everybody."""
        apart = self.values[total] - sum(self.values[part] for part in parts)
        self.sums.append((total, parts, apart))


def _numerator_family(figure: Final) -> str:
    """The family of a share's numerator: members by registration are counted by another indicator.

    So are all members of the nation, on whatever basis: everybody is somewhere in it.
    """
    basis, counted = figure.definition.region_basis, Numerator(figure.definition.numerator)
    everywhere = figure.region is None and not figure.definition.segments
    if basis == RegionBasis.REGISTRATION or (everywhere and basis != RegionBasis.NONE):
        if counted is Numerator.ACTIVE:
            return ACTIVE
        if counted is Numerator.REGISTERED:
            return REGISTERED
    return f"{figure.definition.code}/"
