"""The shipped definitions: each meaning is complete, and two codes never mean the same."""

from __future__ import annotations

import pytest

from payung.monitoring.definitions import shipped
from payung.monitoring.models import (
    Denominator,
    IndicatorDefinition,
    Numerator,
    RegionBasis,
    Unit,
)
from payung.registry.models import Segment
from payung.sponsorship.indicators import INDICATORS, SHARE


def test_every_definition_is_whole_in_both_languages() -> None:
    for row in shipped():
        definition = IndicatorDefinition(**row)
        definition.clean_fields(exclude=["recorded_by"])
        assert len(definition.meaning_id) >= 40, definition
        assert len(definition.meaning_en) >= 30, definition
        assert set(definition.segments) <= set(Segment.names), definition
        assert definition.is_share == (definition.denominator != Denominator.NONE) or (
            definition.unit == Unit.PER_100_000
        ), definition
        assert (definition.denominator == Denominator.NONE) == (not definition.denominator_source)


def test_what_counts_members_says_which_and_where() -> None:
    """A share of members without a region basis is what makes two percentages of one regency."""
    for row in shipped():
        definition = IndicatorDefinition(**row)
        if definition.computed_by == "membership" and definition.topic != "WORKFORCE":
            assert definition.numerator != Numerator.NONE, definition
            assert definition.region_basis != RegionBasis.NONE, definition


def test_two_definitions_never_mean_the_same() -> None:
    meanings = [row["meaning_id"] for row in shipped()]
    assert len(meanings) == len(set(meanings))


def test_the_indicators_of_regional_plans_are_defined_with_their_unit() -> None:
    units = {row["code"]: row["unit"] for row in shipped()}
    for code, indicator in INDICATORS.items():
        assert (units[code] == Unit.BASIS_POINTS) == (indicator.unit == SHARE), code


def test_each_scale_of_targets_is_one_definition() -> None:
    scales = [(row["scale"], row["code"]) for row in shipped() if row.get("scale")]
    assert sorted(scales) == [("KEMENDAGRI", "ACTIVE_COVERAGE"), ("RPJMN", "EMPLOYED_COVERAGE")]


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_the_database_holds_all_of_them() -> None:
    assert IndicatorDefinition.objects.count() == len(shipped())
