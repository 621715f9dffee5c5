"""Universes and targets: recorded with their source, superseded and never overwritten."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, NotSupportedError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from payung.access.reader import AccessRefused, Reader, operator
from payung.monitoring.apportionment import largest_remainder
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.models import CoverageTarget, EligibleUniverse
from payung.monitoring.operations import record_universe, set_target
from payung.monitoring.queries import target_of, universe_of

DAY = date(2024, 12, 18)


def universe(persons: int, as_of: date = DAY) -> EligibleUniverse:
    return record_universe(
        actor=operator(),
        region="19",
        as_of=as_of,
        persons=persons,
        kind="ELIGIBLE_UNIVERSE",
        source="Rilis",
        confidence="high",
    )


def target(share: int) -> CoverageTarget:
    return set_target(
        actor=operator(), region="19", year=2024, share=share, set_by="Pemprov", document="Rilis"
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
class TestRecords:
    def test_the_newest_record_of_the_latest_day_is_in_force(self) -> None:
        universe(500_000, date(2024, 1, 1))
        universe(560_000)
        universe(563_000)

        assert universe_of("19", DAY).persons == 563_000
        assert universe_of("19", date(2024, 6, 1)).persons == 500_000
        assert universe_of("19", date(2023, 12, 31)) is None

    def test_recording_the_same_again_adds_nothing(self) -> None:
        assert universe(563_000) == universe(563_000)
        assert target(5587) == target(5587)
        assert (EligibleUniverse.objects.count(), CoverageTarget.objects.count()) == (1, 1)

    def test_a_new_target_supersedes_and_keeps_the_old_one(self) -> None:
        target(5000)
        target(5587)
        assert target_of("19", 2024).share == 5587
        assert CoverageTarget.objects.count() == 2

    @pytest.mark.parametrize("model", [EligibleUniverse, CoverageTarget])
    @pytest.mark.parametrize(
        "statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"]
    )
    def test_the_database_refuses_to_change_them(self, model: type, statement: str) -> None:
        with (
            pytest.raises(
                (IntegrityError, NotSupportedError), match=r"only added to|cannot truncate"
            ),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(model._meta.db_table))

    def test_wrong_figures_are_refused_with_a_sentence(self) -> None:
        with pytest.raises(MonitoringRefused, match="target_share_out_of_range"):
            target(10_001)
        with pytest.raises(MonitoringRefused, match="universe_not_positive"):
            universe(0)

    def test_only_who_manages_reference_figures_may_record(self) -> None:
        officer = Reader(operator().user, frozenset(), (), frozenset())
        with pytest.raises(AccessRefused):
            set_target(actor=officer, region="19", year=2024, share=1, set_by="Saya", document="-")


@given(
    total=st.integers(0, 10_000_000),
    weights=st.dictionaries(st.integers(), st.integers(0, 10**7), min_size=1, max_size=40).filter(
        lambda weights: any(weights.values())
    ),
)
def test_a_split_loses_nobody_and_is_off_by_less_than_one(
    total: int, weights: dict[int, int]
) -> None:
    parts = largest_remainder(total, weights)
    whole = sum(weights.values())
    assert sum(parts.values()) == total
    assert all(abs(parts[key] * whole - total * weights[key]) < whole for key in weights)
