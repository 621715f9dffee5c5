"""How the package's rows become rows of the tables: one builder per table, in order of need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from payung.reference import calendar, models, packaged
from payung.reference.models import Sourced

#: The years whose days off are written into the table (the calendar itself knows more).
HOLIDAY_YEARS = range(2015, 2028)


@dataclass(frozen=True)
class TableLoad:
    """What one table gets from the package.

    ``key`` identifies a row; ``kept`` are fields that belong to the office and are never touched.
    """

    model: type[Sourced]
    build: Callable[[], Iterable[Sourced]]
    key: tuple[str, ...]
    kept: tuple[str, ...] = ()


def _sourced(row: dict[str, str]) -> dict[str, str]:
    return {"source": row["source"], "confidence": row["confidence"]}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _regions() -> Iterator[Sourced]:
    for row in packaged.rows("regions"):
        yield models.Region(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            parent_id=row["parent_code"] or None,
            capital=row["capital"],
            time_zone=models.TimeZone[row["time_zone"]],
            latitude_mdeg=int(row["latitude_mdeg"]),
            longitude_mdeg=int(row["longitude_mdeg"]),
            population_male=int(row["population_male"]),
            population_female=int(row["population_female"]),
            **_sourced(row),
        )


def _region_code_changes() -> Iterator[Sourced]:
    for row in packaged.rows("region_code_changes"):
        yield models.RegionCodeChange(
            old_code=row["old_code"],
            new_id=row["new_code"],
            changed_on=date.fromisoformat(row["changed_on"]),
            reason=row["reason"],
            **_sourced(row),
        )


def _region_splits() -> Iterator[Sourced]:
    for row in packaged.rows("region_splits"):
        yield models.RegionSplit(
            mother_id=row["mother_code"],
            daughter_id=row["daughter_code"],
            split_on=date.fromisoformat(row["split_on"]),
            law=row["law"],
            **_sourced(row),
        )


def _offices() -> Iterator[Sourced]:
    for row in packaged.rows("offices"):
        yield models.Office(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            parent_id=row["parent_code"] or None,
            region_id=row["region_code"],
            time_zone=models.TimeZone[row["time_zone"]],
            **_sourced(row),
        )


def _office_territories() -> Iterator[Sourced]:
    for row in packaged.rows("office_territories"):
        yield models.OfficeTerritory(
            office_id=row["office_code"],
            region_id=row["region_code"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            **_sourced(row),
        )


def _holidays() -> Iterator[Sourced]:
    for year in HOLIDAY_YEARS:
        for day, name in calendar.national_holidays(year).items():
            estimate = "(perkiraan)" in name
            yield models.Holiday(
                day=day,
                kind=models.HolidayKind.NATIONAL,
                name=name,
                source="package holidays",
                confidence="low" if estimate else "high",
            )
    for entry in packaged.joint_leave().years.values():
        for day, name in entry.days.items():
            yield models.Holiday(
                day=day,
                kind=models.HolidayKind.JOINT_LEAVE,
                name=f"Cuti bersama: {name}",
                source=f"{entry.decree}; {entry.source}",
                confidence=entry.confidence,
            )


def _regulations() -> Iterator[Sourced]:
    for row in packaged.rows("regulations"):
        yield models.Regulation(**{**row, "year": int(row["year"])})


def _minimum_wages() -> Iterator[Sourced]:
    for row in packaged.rows("minimum_wages"):
        yield models.MinimumWage(
            region_id=row["region_code"],
            year=int(row["year"]),
            amount=int(row["amount"]),
            decree=row["decree"],
            **_sourced(row),
        )


def _risk_groups() -> Iterator[Sourced]:
    for row in packaged.rows("risk_groups"):
        yield models.RiskGroup(
            number=int(row["number"]),
            name=row["name"],
            name_en=row["name_en"],
            kinds_in_annex=int(row["kinds_in_annex"]),
            **_sourced(row),
        )


def _business_kinds() -> Iterator[Sourced]:
    for row in packaged.rows("business_kinds"):
        yield models.BusinessKind(
            code=row["code"],
            number=int(row["number"]) if row["number"] else None,
            name=row["name"],
            risk_group_id=int(row["risk_group"]),
            **_sourced(row),
        )


def _kbli_sections() -> Iterator[Sourced]:
    for row in packaged.rows("kbli_sections"):
        yield models.KbliSection(**row)


def _kbli_divisions() -> Iterator[Sourced]:
    for row in packaged.rows("kbli_divisions"):
        yield models.KbliClass(
            code=row["code"],
            section_id=row["section"],
            name=row["name"],
            name_en=row["name_en"],
            suggested_risk_group_id=int(row["suggested_risk_group"]),
            **_sourced(row),
        )


def _labour_intensive_classes() -> Iterator[Sourced]:
    for row in packaged.rows("labour_intensive_classes"):
        yield models.LabourIntensiveClass(**row)


def _worker_segments() -> Iterator[Sourced]:
    flags = ("is_vulnerable", "guided", "often_state_wage_earner", "transport")
    for row in packaged.rows("worker_segments"):
        yield models.WorkerSegment(
            code=row["code"],
            abbreviation=row["abbreviation"],
            name=row["name"],
            name_en=row["name_en"],
            parent_id=row["parent_code"] or None,
            **{flag: row[flag] == "1" for flag in flags},
            **_sourced(row),
        )


def _banks() -> Iterator[Sourced]:
    for row in packaged.rows("banks"):
        yield models.Bank(**row)


TABLES: tuple[TableLoad, ...] = (
    TableLoad(models.Region, _regions, ("code",)),
    TableLoad(models.RegionCodeChange, _region_code_changes, ("old_code",)),
    TableLoad(models.RegionSplit, _region_splits, ("daughter_id",)),
    TableLoad(models.Office, _offices, ("code",)),
    TableLoad(
        models.OfficeTerritory, _office_territories, ("office_id", "region_id", "valid_from")
    ),
    TableLoad(models.Holiday, _holidays, ("day", "kind", "office_id")),
    TableLoad(models.Regulation, _regulations, ("code",)),
    TableLoad(models.MinimumWage, _minimum_wages, ("region_id", "year")),
    TableLoad(models.RiskGroup, _risk_groups, ("number",)),
    TableLoad(models.BusinessKind, _business_kinds, ("code",)),
    TableLoad(models.KbliSection, _kbli_sections, ("code",)),
    TableLoad(
        models.KbliClass,
        _kbli_divisions,
        ("code",),
        kept=(
            "confirmed_risk_group_id",
            "confirmed_by",
            "confirmed_on",
            "confirmed_because",
        ),
    ),
    TableLoad(models.LabourIntensiveClass, _labour_intensive_classes, ("kbli_prefix",)),
    TableLoad(models.WorkerSegment, _worker_segments, ("code",)),
    TableLoad(models.Bank, _banks, ("code",)),
)
