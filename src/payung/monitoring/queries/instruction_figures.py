"""The figure that measures an item: the observation in force at the half-year's last day."""

from __future__ import annotations

from collections.abc import Iterable

from payung import clock
from payung.access.reader import Reader
from payung.monitoring.figure import Figure
from payung.monitoring.half_years import HalfYear
from payung.monitoring.instruction_items import Asked
from payung.monitoring.models import Answering
from payung.monitoring.queries.observations import latest
from payung.reference.queries import territory_codes

#: Offices that serve one province alone, whose figure is theirs.
_OF_A_PROVINCE = (Answering.PROSECUTION_HIGH,)


def figures_of(
    reader: Reader, asked: Iterable[Asked], half: HalfYear
) -> dict[tuple[str, str | None, str | None], Figure]:
    """The newest figure by the cut-off (today, while the half runs) of each item, by ``Asked.key``.

    Items that no indicator measures, and those whose figure nobody has yet, are left out. The
    figures come in one query.
    """
    wanted = {
        one.key: (one.item.indicator, place)
        for one in asked
        if one.item.indicator and (place := _place(one)) != ""
    }
    if not wanted:
        return {}
    found = latest(
        reader,
        codes=sorted({code for code, _place in wanted.values()}),
        regions=sorted({place for _code, place in wanted.values()}, key=str),
        as_of=min(half.cut_off, clock.today()),
    )
    return {
        key: found[(code, place, "")]
        for key, (code, place) in wanted.items()
        if (code, place, "") in found
    }


def figure_of(reader: Reader, asked: Asked, half: HalfYear) -> int | None:
    """The id of that observation for one item; None where there is none."""
    figure = figures_of(reader, [asked], half).get(asked.key)
    return figure.pk if figure else None


def _place(asked: Asked) -> str | None:
    """The region whose figure is meant (None: the nation's); "" where no single one is."""
    unit = asked.unit
    if unit.region is not None:
        return unit.region.pk
    if unit.office is None:
        return None
    if unit.kind not in _OF_A_PROVINCE:
        return ""
    served = list(territory_codes(unit.office.pk))
    return served[0] if len(served) == 1 else ""
