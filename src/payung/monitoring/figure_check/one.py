"""One figure as it is about to be reported: the same rules, asked beside the form."""

from __future__ import annotations

from datetime import date, timedelta

from payung.access.reader import Reader
from payung.monitoring.figure import Figure
from payung.monitoring.figure_check import registers
from payung.monitoring.figure_check.findings import Finding, Place
from payung.monitoring.figure_check.knowledge import Knowledge
from payung.monitoring.figure_check.numbers import Number, Unit, read
from payung.monitoring.figure_check.records import Denominator, Record, Role
from payung.monitoring.figure_check.rules import dates, jumps, ratio, reference
from payung.monitoring.models import IndicatorDefinition, Observation
from payung.monitoring.models import Unit as IndicatorUnit
from payung.monitoring.queries.observations import latest

_KINDS = {kind.value: kind for kind in Denominator}


def check_one(
    *,
    definition: IndicatorDefinition,
    region: str | None,
    as_of: date,
    value: int | None = None,
    numerator: int | None = None,
    denominator: int | None = None,
    printed: str = "",
    earlier: Figure | None = None,
    published: date | None = None,
    knowledge: Knowledge | None = None,
) -> tuple[Finding, ...]:
    """What is doubted of one figure before it is kept.

    ``value`` is in the definition's unit (basis points for shares), ``printed`` the percentage as
    its source printed it, ``earlier`` the last figure of the same region (it is compared only
    where the definition is the same). A finding's ``place.column`` is ``value``, ``numerator``,
    ``denominator`` or ``as_of``. Nothing is stored, nobody is asked for a permission: what is
    compared with is public or was handed in.
    """
    record = Record(Place(), region=region or "ID", as_of=as_of, definition=definition.code)
    record.denominator_kind = _KINDS.get(definition.denominator)
    is_share = definition.unit == IndicatorUnit.BASIS_POINTS
    told = {
        Role.NUMERATOR: _count(
            numerator if is_share else value, "numerator" if is_share else "value"
        ),
        Role.DENOMINATOR: _count(denominator, "denominator"),
        Role.PERCENT: _percent(value, printed) if is_share else None,
    }
    record.figures = {role: number for role, number in told.items() if number is not None}
    record.counts_persons = is_share or definition.unit == IndicatorUnit.PERSONS
    found = [*ratio.check(record), *_of_reference(record, knowledge)]
    if earlier is not None and earlier.definition_id == definition.pk:
        found += jumps.check(record, jumps.series([registers.record(earlier)]))
    if published is not None:
        found += dates.after_publication(as_of, published, as_of.isoformat(), Place(column="as_of"))
    return tuple(found)


def doubts_of(reader: Reader, observation: Observation) -> tuple[Finding, ...]:
    """What is doubted of a figure on record, for whoever reported it or is to check it.

    It is held against the registers, and against the last figure before it in the reader's sight.
    ``AccessRefused`` without VIEW_COVERAGE.
    """
    definition = observation.definition
    before = observation.as_of - timedelta(days=1)
    last = latest(
        reader,
        codes=[definition.code],
        regions=[observation.region_id],
        as_of=before,
        parts=(observation.part,),
    )
    return check_one(
        definition=definition,
        region=observation.region_id,
        as_of=observation.as_of,
        value=observation.value,
        numerator=observation.numerator,
        denominator=observation.denominator,
        printed=observation.printed,
        earlier=last.get((definition.code, observation.region_id, observation.part)),
        knowledge=registers.knowledge(),
    )


def _of_reference(record: Record, knowledge: Knowledge | None) -> list[Finding]:
    """Against registers of persons; those of a definition without a denominator say nothing."""
    if Role.DENOMINATOR not in record.figures:
        return []
    return list(reference.check(record, knowledge or Knowledge.packaged()))


def _count(persons: int | None, column: str) -> Number | None:
    if persons is None:
        return None
    return read(f"{persons:,}".replace(",", "."), where=Place(column=column))


def _percent(basis_points: int | None, printed: str) -> Number | None:
    """The percentage as printed, else as the value tells it."""
    core = printed.strip().removesuffix("%").removesuffix("persen").strip()
    if core:
        return read(core, where=Place(column="value"), unit=Unit.PERCENT)
    if basis_points is None:
        return None
    whole, part = divmod(basis_points, 100)
    return read(f"{whole},{part:02d}", where=Place(column="value"), unit=Unit.PERCENT)
