"""Checking what an office reports: the right unit, a share that follows from its inputs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from payung.access.permissions import REPORT_FIGURES
from payung.access.reader import Reader
from payung.access.refusals import no_permission
from payung.law.arithmetic import half_up_ratio
from payung.monitoring.coverage import known_region, past_day
from payung.monitoring.definitions import definition_of
from payung.monitoring.figure_check.cells import read_cell, style_of
from payung.monitoring.figure_check.columns import Column
from payung.monitoring.figure_check.findings import Place
from payung.monitoring.figure_check.numbers import Number, read
from payung.monitoring.figure_check.records import Role
from payung.monitoring.figure_check.rules.ratio import fits
from payung.monitoring.figure_refusals import cell_wrong
from payung.monitoring.figure_words import value_in_words
from payung.monitoring.models import IndicatorDefinition, RegionBasis, Status, Unit
from payung.monitoring.queries.observations import parts_of
from payung.monitoring.reach import sight_of
from payung.monitoring.recording import NewFigure
from payung.reference.models import Confidence, Office

#: Of how many a ratio is told, by unit.
_PER = {Unit.BASIS_POINTS.value: 10_000, Unit.PER_100_000.value: 100_000}
#: The role by which the figure checker reads a printed figure of that unit.
_ROLE = {Unit.BASIS_POINTS.value: Role.PERCENT, Unit.RUPIAH.value: Role.AMOUNT}
#: How a figure of that unit is written.
_EXAMPLE = {Unit.BASIS_POINTS.value: "39,25 %", Unit.RUPIAH.value: "Rp 1.250.000"}


@dataclass(frozen=True)
class Reported:
    """What an office says, before it is checked; the fields of ``report_observation``."""

    code: str
    region: str | None
    as_of: date
    source: str
    confidence: str
    office: str | None = None
    value: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    printed: str = ""
    part: str = ""
    period_from: date | None = None
    reason: str = ""
    quoted: bool = False


def checked_figure(actor: Reader, told: Reported) -> NewFigure:
    """The figure to be written. Raises ``AccessRefused`` and ``MonitoringRefused``."""
    actor.require(REPORT_FIGURES)
    if told.region is not None:
        known_region(told.region)
    if not sight_of(actor, REPORT_FIGURES).holds(told.region):
        raise no_permission(str(actor.user), REPORT_FIGURES)
    past_day(told.as_of)
    return figure_of(told)


def figure_of(
    told: Reported, *, born_as: Status = Status.DRAFT, stated_on: date | None = None
) -> NewFigure:
    """What was told as a figure of its definition; ``MonitoringRefused`` where it cannot be."""
    definition = definition_of(told.code, told.as_of)
    _check_frame(definition, told)
    numerator, denominator = _inputs(definition, told)
    printed = _printed(definition, told)
    value = _value(definition, told, numerator, denominator, printed)
    if value > 10_000 and definition.is_share and not _may_exceed(definition):
        raise cell_wrong("value", value_in_words(value, definition.unit), *_AT_MOST_ALL)
    return NewFigure(
        code=told.code,
        region=told.region,
        as_of=told.as_of,
        value=value,
        source=told.source.strip(),
        confidence=told.confidence,
        part=told.part,
        period_from=told.period_from,
        numerator=numerator,
        denominator=denominator,
        printed=told.printed.strip(),
        born_as=born_as.value,
        office=told.office,
        reason=told.reason.strip(),
        stated_on=stated_on,
    )


_AT_MOST_ALL = ("paling banyak 100,00 %", "at most 100.00 %")


def _may_exceed(definition: IndicatorDefinition) -> bool:
    """Head offices register their workers of other regions: there a share may pass the whole."""
    return definition.region_basis == RegionBasis.REGISTRATION


def _check_frame(definition: IndicatorDefinition, told: Reported) -> None:
    """Source, confidence, office, part and span."""
    if not told.source.strip() or len(told.source.strip()) > 300:
        raise cell_wrong(
            "source", told.source[:40], "sumber angka, 1 sampai 300 huruf", "its source"
        )
    if told.confidence not in Confidence.values:
        expected = ", ".join(Confidence.values)
        raise cell_wrong("confidence", told.confidence, expected, expected)
    if told.office is not None and not Office.objects.filter(pk=told.office).exists():
        raise cell_wrong("office", told.office, "kode kantor yang ada", "the code of an office")
    parts = parts_of(definition, told.as_of)
    if told.part and told.part not in parts:
        expected = ", ".join(parts) or "kosong: indikator ini tidak dirinci"
        raise cell_wrong("part", told.part, expected, ", ".join(parts) or "empty")
    if definition.is_flow and (told.period_from is None or told.period_from > told.as_of):
        raise cell_wrong(
            "period_from",
            told.period_from or "",
            "hari pertama rentangnya, karena angka ini dihitung dalam suatu rentang",
            "the first day of its span, for this figure counts over a span",
        )
    if not definition.is_flow and told.period_from is not None:
        raise cell_wrong(
            "period_from",
            told.period_from,
            "kosong: angka ini berlaku pada satu hari",
            "empty: this figure is one of a day",
        )


def _inputs(definition: IndicatorDefinition, told: Reported) -> tuple[int, int] | tuple[None, None]:
    if told.numerator is None and told.denominator is None:
        return None, None
    if definition.unit not in _PER:
        raise cell_wrong(
            "numerator",
            told.numerator,
            "kosong: hanya persentase yang mempunyai pembilang dan penyebut",
            "empty: only shares have a numerator and a denominator",
        )
    if told.numerator is None or told.numerator < 0:
        raise cell_wrong("numerator", told.numerator, "bilangan bulat mulai 0", "0 or above")
    if told.denominator is None or told.denominator < 1:
        raise cell_wrong("denominator", told.denominator, "bilangan bulat mulai 1", "1 or above")
    return told.numerator, told.denominator


def _printed(definition: IndicatorDefinition, told: Reported) -> Number | None:
    """The figure as printed, read as the figure checker reads it."""
    text = told.printed.strip()
    if not text:
        return None
    column = Column(0, "", _ROLE.get(definition.unit, Role.CASES))
    number, _, _ = read_cell(text, column, 0, style_of([text]))
    if number is None or number.value < 0 or len(text) > 60:
        example = _EXAMPLE.get(definition.unit, "1.204")
        raise cell_wrong("printed", text[:60], f"angka seperti {example}", f"such as {example}")
    return number


def _value(
    definition: IndicatorDefinition,
    told: Reported,
    numerator: int | None,
    denominator: int | None,
    printed: Number | None,
) -> int:
    if numerator is not None and denominator is not None:
        value: int = half_up_ratio(numerator, _PER[definition.unit], denominator)
        if told.value is not None and told.value != value:
            _differs("value", value_in_words(told.value, definition.unit), value, definition)
        if (
            printed
            and not told.quoted
            and not _follows(definition, printed, numerator, denominator)
        ):
            _differs("printed", told.printed, value, definition)
        return value
    stated = told.value
    if printed is not None:
        read_value = _stored(definition, printed)
        if stated is not None and not told.quoted and not _within(definition, printed, stated):
            _differs("printed", told.printed, stated, definition)
        stated = read_value if stated is None else stated
    if stated is None or stated < 0:
        raise cell_wrong("value", "" if stated is None else stated, *_A_FIGURE)
    return stated


_A_FIGURE = ("angka mulai 0 dalam satuan indikatornya", "a figure of 0 or above in its unit")


def _differs(column: str, found: str, value: int, definition: IndicatorDefinition) -> None:
    expected = value_in_words(value, definition.unit)
    raise cell_wrong(
        column,
        found,
        f"{expected} menurut angka yang Anda isi; atau tandai sebagai kutipan bila sumbernya "
        "memang mencetak demikian",
        f"{value_in_words(value, definition.unit, 'en')} by the figures that you gave; or mark it "
        "as quoted if the source prints it so",
    )


def _follows(
    definition: IndicatorDefinition, printed: Number, numerator: int, denominator: int
) -> bool:
    """Whether the printed share can come of its inputs at the printed precision."""
    if definition.unit != Unit.BASIS_POINTS:
        return bool(
            _stored(definition, printed)
            == half_up_ratio(numerator, _PER[definition.unit], denominator)
        )
    part, whole = (read(str(one), where=Place()) for one in (numerator, denominator))
    assert part is not None  # digits always read
    assert whole is not None
    return fits(printed, part, whole)


def _within(definition: IndicatorDefinition, printed: Number, value: int) -> bool:
    exact = Fraction(value, 100) if definition.is_share else value
    return bool(printed.low <= exact <= printed.high)


def _stored(definition: IndicatorDefinition, printed: Number) -> int:
    """A printed figure in the unit that is stored: percent as basis points, half up."""
    exact = Fraction(printed.value) * (100 if definition.is_share else 1)
    stored: int = half_up_ratio(exact.numerator, 1, exact.denominator)
    return stored
