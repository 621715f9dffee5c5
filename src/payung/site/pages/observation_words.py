"""Figures in the reader's words: value in its unit, status, part, place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from payung.access.reader import Reader
from payung.law.payment.collectability import classes
from payung.monitoring.figure_words import value_in_words
from payung.monitoring.models import IndicatorDefinition, Status
from payung.reference.models import Region
from payung.registry.models import Programme, Segment
from payung.site.formatting import day, language, number, short_day

#: The look of a status; the word always stands beside the colour.
STATUS_STYLES = {
    Status.DRAFT.value: "state--warn",
    Status.CHECKED.value: "state--quiet",
    Status.FINAL.value: "state--good",
    Status.REJECTED.value: "state--bad",
}
CONFIDENCE = {"high": lazy("tinggi"), "medium": lazy("sedang"), "low": lazy("rendah")}
#: What is chosen for the nation's own figures.
NATION = "ID"


@dataclass(frozen=True)
class Row:
    """A figure as a list shows it."""

    pk: int
    name: str
    part: str
    place: str
    when: str
    value: str
    inputs: str
    status: str
    style: str
    method: str
    source: str


def value_of(value: int, unit: str) -> str:
    """The value in its unit, in the reader's language."""
    return value_in_words(value, unit, language())


def name_of(definition: IndicatorDefinition) -> str:
    """The name of an indicator."""
    return definition.name_en if language() == "en" else definition.name_id


def meaning_of(definition: IndicatorDefinition) -> str:
    """What an indicator counts."""
    return definition.meaning_en if language() == "en" else definition.meaning_id


def part_name(part: str, on: date) -> str:
    """A part in words: the segment, the programme, the class of collectability."""
    if not part:
        return ""
    if part in Segment.names:
        return _(Segment[part].label)
    if part in Programme.names:
        return f"{_(Programme[part].label)} ({part})"
    labels = {
        str(row["collectability_class"]): str(row[f"label_{language()}"]) for row in classes(on)
    }
    return labels.get(part, part)


def place_name(region: Region | None) -> str:
    """The region's name; None is the nation."""
    return region.name if region else _("Nasional")


def status_words(status: str) -> tuple[str, str]:
    """The status in words and its look."""
    return str(Status(status).label), STATUS_STYLES[status]


def span(first: date | None, last: date) -> str:
    """The day of a figure, or its span."""
    if first is None:
        return day(last)
    return f"{short_day(first)} – {short_day(last)}"


def inputs_of(numerator: int | None, denominator: int | None) -> str:
    """What a share was computed from."""
    if numerator is None or denominator is None:
        return ""
    return _("%(part)s dari %(whole)s") % {"part": number(numerator), "whole": number(denominator)}


def rows(found: Iterable[object]) -> list[Row]:
    """Observations with ``status``, in words."""
    return [_row(one) for one in found]


def _row(one) -> Row:  # type: ignore[no-untyped-def]
    status, style = status_words(one.status)
    return Row(
        pk=one.pk,
        name=name_of(one.definition),
        part=part_name(one.part, one.as_of),
        place=place_name(one.region),
        when=span(one.period_from, one.as_of),
        value=value_of(one.value, one.definition.unit),
        inputs=inputs_of(one.numerator, one.denominator),
        status=status,
        style=style,
        method=str(one.get_method_display()),
        source=one.source,
    )


def is_nation(reader: Reader) -> bool:
    """Whether a post of the reader has no bounds."""
    return any(scope.is_nation for scope in reader.scopes)
