"""Scenarios as a reader sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from payung.access.permissions import PLAN_BUDGETS
from payung.access.reader import Reader
from payung.errors import NotFound
from payung.reference.models import Region
from payung.sponsorship.models import Scenario, ScenarioResult
from payung.sponsorship.reach import by_region, regions_within


@dataclass(frozen=True)
class ScenarioRowOfList:
    """A scenario with its newest result, if it was solved."""

    scenario: Scenario
    result: ScenarioResult | None


def scenarios(reader: Reader, region: str | None = None) -> list[ScenarioRowOfList]:
    """The scenarios of the reader's governments, the newest first; two queries."""
    reader.require(PLAN_BUDGETS)
    found = _in_sight(reader).defer("inputs").order_by("-made_at", "-pk")
    if region:
        found = found.filter(region__pk__startswith=region)
    return [ScenarioRowOfList(one, newest_result(one)) for one in found]


def scenario(reader: Reader, scenario_id: int) -> Scenario:
    """One scenario in sight with its results. Raises ``NotFound``."""
    reader.require(PLAN_BUDGETS)
    found = _in_sight(reader).filter(pk=scenario_id).first()
    if found is None:
        raise NotFound("scenario", "Skenario itu tidak ada.", "There is no such scenario.")
    return found


def planned_region(reader: Reader, code: str) -> Region:
    """The region whose government the reader plans for. Raises ``AccessRefused``, ``NotFound``."""
    reader.require(PLAN_BUDGETS)
    found = Region.objects.filter(regions_within(reader, PLAN_BUDGETS), pk=code).first()
    if found is None:
        raise NotFound(
            "region",
            f"Pemerintah daerah {code!r} tidak ada dalam wilayah kerja Anda.",
            f"There is no government {code!r} within your scope.",
        )
    return found


def newest_result(of: Scenario) -> ScenarioResult | None:
    """The newest result of a scenario whose results are prefetched."""
    results = list(of.results.all())
    return results[-1] if results else None


def result_in_sight(reader: Reader, result_id: int) -> ScenarioResult:
    """A result of a scenario of the reader's governments. Raises ``NotFound``."""
    found = (
        ScenarioResult.objects.select_related("scenario", "scenario__region")
        .filter(by_region(reader, PLAN_BUDGETS, "scenario__region"), pk=result_id)
        .first()
    )
    if found is None:
        raise NotFound("result", "Hasil itu tidak ada.", "There is no such result.")
    return found


def result_of(of: Scenario, law: str) -> ScenarioResult | None:
    """The result of a scenario under these legal numbers (fingerprint)."""
    return ScenarioResult.objects.filter(scenario=of, law=law).first()


def several(reader: Reader, numbers: Sequence[int]) -> list[ScenarioRowOfList]:
    """These scenarios in the order asked, with their newest results; unknown ones left out."""
    reader.require(PLAN_BUDGETS)
    found = {one.pk: one for one in _in_sight(reader).filter(pk__in=numbers)}
    return [ScenarioRowOfList(found[pk], newest_result(found[pk])) for pk in numbers if pk in found]


def _in_sight(reader: Reader) -> QuerySet[Scenario]:
    results = ScenarioResult.objects.order_by("pk")
    return (
        Scenario.objects.filter(by_region(reader, PLAN_BUDGETS))
        .select_related("region", "made_by")
        .prefetch_related(Prefetch("results", results))
    )
