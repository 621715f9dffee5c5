"""Which numbers of final figures are hidden: period by period, with all that was published before.

What stands in another data set, or in an older version, is known to whoever kept it: a number
published before counts as public, one hidden before stays hidden while it is the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from payung.law import parameters
from payung.monitoring.models import IndicatorDefinition, Unit
from payung.monitoring.open_data.catalogue import datasets
from payung.monitoring.open_data.counts import (
    DENOMINATOR,
    NUMERATOR,
    VALUE,
    Counts,
    Key,
    Rules,
)
from payung.monitoring.open_data.figures import Final
from payung.monitoring.suppression import Why, protect
from payung.reference.models import Region

#: Of each observation that was published: which of its numbers were printed, which were hidden.
_BEFORE = """
SELECT o.id, o.definition_id, o.region_id, o.part, o.period_from, o.as_of,
    o.value, o.numerator, o.denominator, o.source, o.confidence,
    bool_or(c.value IS NOT NULL), bool_or(c.numerator IS NOT NULL),
    bool_or(c.denominator IS NOT NULL)
FROM monitoring_opencell AS c
JOIN monitoring_openrelease AS r ON r.id = c.release_id
JOIN monitoring_observation AS o ON o.id = c.observation_id
WHERE r.dataset = ANY(%s) AND c.as_of BETWEEN %s AND %s
GROUP BY o.id"""


@dataclass(frozen=True)
class Hidden:
    """What of a figure is not printed, and why; ``narrow``: less than the whole width is left."""

    roles: frozenset[str]
    why: Why
    narrow: bool = False
    told: bool = False


@dataclass
class Guard:
    """The hidden numbers of the figures that were looked at, by observation."""

    rules: Rules
    hidden: dict[int, Hidden] = field(default_factory=dict)

    def shown(self, figure: Final) -> dict[str, int | None]:
        """Value, numerator and denominator as they are published; None where hidden."""
        hidden = self.hidden.get(figure.pk)
        roles = hidden.roles if hidden else frozenset()
        numbers = {
            VALUE: figure.value,
            NUMERATOR: figure.numerator,
            DENOMINATOR: figure.denominator,
        }
        whole = bool(roles)  # a share is printed only when both its counts are
        return {
            role: None if role in roles or (role == VALUE and whole) else number
            for role, number in numbers.items()
        }


def rules_on(day: date) -> Rules:
    """The thresholds of a day."""
    return Rules(
        smallest=parameters.get("monitoring/open_smallest_count", day).number,
        width=max(1, parameters.get("monitoring/open_interval_width", day).number),
        amount_ppm=parameters.get("monitoring/open_amount_width", day).number,
        zero_shown=parameters.get("monitoring/open_zero_shown", day).content is True,
    )


def guarded_codes() -> tuple[str, ...]:
    """The indicators whose small counts are hidden: of all data sets together."""
    return tuple(code for one in datasets().values() if one.small_counts for code in one.codes)


def guard(figures: Sequence[Final], day: date, *, codes: Iterable[str], same_rules: bool) -> Guard:
    """What is hidden of final figures (those of all guarded data sets) published on a day.

    Periods hang together only by the spans of flows: members are looked at month by month, flows
    year by year. A period of which each figure of the ``codes`` to be published was published
    before, under the ``same_rules``, says nothing new: what was hidden stays hidden.
    """
    found, wanted = Guard(rules_on(day)), frozenset(codes)
    below = _regions_below()
    groups: dict[_Period, list[Final]] = defaultdict(list)
    for figure in figures:
        groups[_period(figure)].append(figure)
    earlier: dict[_Period, list[_Before]] = defaultdict(list)
    for one in _published_before(figures):
        earlier[_period(one.figure)].append(one)
    for period, group in sorted(groups.items()):
        asked = [figure for figure in group if figure.definition.code in wanted]
        before = {one.figure.pk: one for one in earlier[period]}
        if not asked:
            continue
        if same_rules and all(figure.pk in before for figure in asked):
            _keep(found, [before[figure.pk] for figure in asked])
        else:
            _guard_group(found, group, earlier[period], below)
    return found


@dataclass(frozen=True)
class _Before:
    figure: Final
    printed: frozenset[str]


#: A month's figures, or the flows of a year, by its last possible day.
_Period = tuple[bool, date]


def _period(figure: Final) -> _Period:
    if figure.period_from is None:
        return False, figure.as_of
    return True, date(figure.as_of.year, 12, 31)


def _keep(found: Guard, published: Iterable[_Before]) -> None:
    """What was hidden of these figures stays hidden."""
    for one in published:
        numbers = {
            VALUE: one.figure.value,
            NUMERATOR: one.figure.numerator,
            DENOMINATOR: one.figure.denominator,
        }
        out = {role for role, number in numbers.items() if number is not None} - one.printed
        if out:
            count = one.figure.value if one.figure.numerator is None else one.figure.numerator
            small = one.figure.definition.unit != Unit.RUPIAH and found.rules.is_small(count)
            why = Why.SMALL if small else Why.EARLIER
            found.hidden[one.figure.pk] = Hidden(frozenset(out), why)


def _guard_group(
    found: Guard,
    group: Sequence[Final],
    before: Iterable[_Before],
    below: Mapping[str, tuple[str, ...]],
) -> None:
    counts = Counts(found.rules, below)
    counts.add(group)
    for figure in group:
        counts.imply_the_rest(figure)
    public, hidden = _known(counts, before)
    table, at = counts.table(public, hidden - public)
    pattern = protect(table)
    for figure in group:
        places = {role: at[key] for role, key, _ in counts.roles(figure)}
        out = {role: place for role, place in places.items() if place in pattern.why}
        if out:
            whys = {pattern.why[place] for place in out.values()}
            found.hidden[figure.pk] = Hidden(
                frozenset(out),
                next(why for why in Why if why in whys),
                narrow=bool(pattern.narrow.intersection(out.values())),
                told=bool(pattern.told.intersection(out.values())),
            )


def _known(counts: Counts, before: Iterable[_Before]) -> tuple[set[Key], set[Key]]:
    public: set[Key] = set()
    hidden: set[Key] = set()
    for one in before:
        for role, key, value in counts.roles(one.figure):
            if counts.values.get(key) == value:
                (public if role in one.printed else hidden).add(key)
    return public, hidden


def _published_before(figures: Sequence[Final]) -> list[_Before]:
    if not figures:
        return []
    guarded = [one.slug for one in datasets().values() if one.small_counts]
    days = [figure.as_of for figure in figures]
    definitions = {one.pk: one for one in IndicatorDefinition.objects.all()}
    with connection.cursor() as cursor:
        cursor.execute(_BEFORE, [guarded, date(min(days).year, 1, 1), date(max(days).year, 12, 31)])
        return [
            _Before(
                Final(row[0], definitions[row[1]], *row[2:11]),
                frozenset(
                    role
                    for role, printed in zip((VALUE, NUMERATOR, DENOMINATOR), row[11:], strict=True)
                    if printed
                ),
            )
            for row in cursor.fetchall()
        ]


def _regions_below() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for code, parent in Region.objects.values_list("code", "parent_id").order_by("code"):
        found[parent or ""].append(code)
    return {code: tuple(codes) for code, codes in found.items()}
