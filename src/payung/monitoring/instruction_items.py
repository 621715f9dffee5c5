"""The shipped instruction items, those asked for in a half-year, and whom each of them asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from django.db.models import Q

from payung.monitoring.half_years import HalfYear
from payung.monitoring.models import Addressee, Answering, Cycle, InstructionItem
from payung.reference.models import Office, Region, RegionKind

#: How the code of an item names its addressee, and who answers it, unless it says otherwise.
_SHORT = {Addressee.GOVERNOR: "GUB", Addressee.REGENT_MAYOR: "BUP"}
_ANSWERED_BY = {
    Addressee.GOVERNOR: [Answering.PROVINCE],
    Addressee.REGENT_MAYOR: [Answering.REGENCY],
}
_GOVERNMENTS = (Answering.PROVINCE, Answering.REGENCY)


@dataclass(frozen=True)
class Unit:
    """Who answers: a government (by its region), an office, or the central body of an item."""

    region: Region | None = None
    office: Office | None = None

    @property
    def key(self) -> tuple[str | None, str | None]:
        """Codes of region and office, as answers hold them."""
        return (self.region.pk if self.region else None, self.office.pk if self.office else None)

    @property
    def kind(self) -> Answering:
        """What kind of answerer it is."""
        if self.region is not None:
            is_province = self.region.kind == RegionKind.PROVINCE
            return Answering.PROVINCE if is_province else Answering.REGENCY
        return Answering(self.office.kind) if self.office is not None else Answering.NATION

    @property
    def province(self) -> str | None:
        """The code of its province; None for central bodies."""
        place = self.region.pk if self.region else self.office.region_id if self.office else None
        return place[:2] if place else None

    def name(self, item: InstructionItem) -> str:
        """Who is named for an item: the government, the office, or the body addressed."""
        if self.region is not None:
            return self.region.name
        if self.office is not None:
            return self.office.name
        return item.addressee_name or str(Addressee(item.addressee).label)


@dataclass(frozen=True)
class Asked:
    """One item asked of one unit."""

    item: InstructionItem
    unit: Unit

    @property
    def key(self) -> tuple[str, str | None, str | None]:
        """Code of the item (whichever its version), codes of region and office."""
        return (self.item.code, *self.unit.key)


@cache
def shipped() -> tuple[dict[str, object], ...]:
    """The rows of ``data/instructions.yaml``, one for each addressee."""
    text = (files("payung.monitoring") / "data" / "instructions.yaml").read_text(encoding="utf-8")
    return tuple(one for row in yaml.safe_load(text) for one in _for_each_addressee(row))


def items_of(half: HalfYear) -> list[InstructionItem]:
    """The items asked for in a half-year, by code: of each its newest version begun by the cut-off,
    unless that is over by then, or is answered yearly and the year is not."""
    begun = InstructionItem.objects.filter(valid_from__lte=half.cut_off)
    newest = begun.order_by("code", "-version").distinct("code")
    return [
        item
        for item in newest.select_related("rule", "region")
        if (item.valid_to is None or item.valid_to >= half.cut_off)
        and (item.cycle == Cycle.HALF_YEARLY or half.number == 2)
    ]


def asked_of(items: Iterable[InstructionItem], units: Iterable[Unit]) -> Iterator[Asked]:
    """Which of these items each of these units is asked, unit by unit."""
    listed = list(items)
    for unit in units:
        kind = unit.kind
        yield from (
            Asked(item, unit) for item in listed if kind in item.answered_by and _fits(item, unit)
        )


def asked_of_kinds(items: Iterable[InstructionItem]) -> set[str]:
    """The kinds of answerers (``Answering``) that these items ask."""
    return {kind for item in items for kind in item.answered_by}


def units(kinds: Iterable[str], regions: Q, offices: Q, *, central: bool) -> list[Unit]:
    """The answerers of these kinds: governments and offices that meet the conditions, by code."""
    wanted = set(kinds)
    found: list[Unit] = []
    if central and Answering.NATION in wanted:
        found.append(Unit())
    if wanted & set(_GOVERNMENTS):
        governments = Region.objects.filter(regions).order_by("code")
        found += [one for region in governments if (one := Unit(region=region)).kind in wanted]
    kept = Office.objects.filter(offices, kind__in=wanted).select_related("region")
    return found + [Unit(office=office) for office in kept.order_by("region_id", "code")]


def _fits(item: InstructionItem, unit: Unit) -> bool:
    """Whether an item of one region (a governor's own) asks this unit."""
    if item.region_id is None:
        return True
    place = unit.region.pk if unit.region else unit.office.region_id if unit.office else ""
    return place == item.region_id or place.startswith(f"{item.region_id}.")


def _for_each_addressee(row: dict[str, object]) -> Iterator[dict[str, object]]:
    addressees = row["addressees"]
    assert isinstance(addressees, list)
    rest = {
        name: value for name, value in row.items() if name not in ("addressees", "rule", "code")
    }
    for code in addressees:
        addressee = Addressee(code)
        yield {
            "answered_by": [one.value for one in _ANSWERED_BY.get(addressee, [Answering.NATION])],
            **rest,
            "code": str(row["code"]).format(who=_SHORT.get(addressee, "")),
            "rule_id": row["rule"],
            "addressee": addressee.value,
        }
