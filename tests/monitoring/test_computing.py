"""What is stored equals what the books give: coverage of every month end, whatever moved since."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from payung.access.reader import operator
from payung.contributions.queries import arrears, month_bills
from payung.demo.plan import MONTHS, Plan
from payung.monitoring.computing import COMPUTERS
from payung.monitoring.coverage import coverage
from payung.monitoring.definitions import shipped
from payung.monitoring.models import Observation, RegionBasis
from payung.monitoring.operations import store_observations
from payung.monitoring.queries.observations import latest
from payung.registry.models import Segment
from tests.monitoring import builders

MONTH_ENDS = [(month + timedelta(days=32)).replace(day=1) - timedelta(days=1) for month in MONTHS]
BASES = {
    "ACTIVE_COVERAGE": RegionBasis.REGISTRATION,
    "ACTIVE_COVERAGE_WORK": RegionBasis.WORK_REGION,
}


def test_every_computed_code_is_defined_as_such() -> None:
    named = {row["code"] for row in shipped() if row.get("computed_by") in ("membership", "money")}
    assert named <= set(COMPUTERS)
    assert set(COMPUTERS) <= {row["code"] for row in shipped() if row.get("computed_by")}


@pytest.mark.django_db
class TestTheDemo:
    def test_coverage_of_each_month_end_is_recomputed_and_equals_what_is_stored(
        self, small_demo: Plan
    ) -> None:
        for day in MONTH_ENDS:
            store_observations(actor=operator(), region="19", as_of=day, codes=BASES)
        stored = set(Observation.objects.values_list("pk", flat=True))
        self._move_the_books()
        for code, basis in BASES.items():
            for day in MONTH_ENDS[:-1]:
                found = coverage(operator(), region="19", as_of=day, basis=basis)
                regions = [found, *found.children]
                kept = latest(
                    operator(), codes=[code], regions=[row.region for row in regions], as_of=day
                )
                for row in regions:
                    if row.universe is None:
                        assert (code, row.region, "") not in kept
                        continue
                    figure = kept[code, row.region, ""]
                    assert figure.as_of == day
                    assert (figure.numerator, figure.denominator, figure.value) == (
                        row.active,
                        row.universe,
                        row.rate_bp,
                    ), (code, day, row.region)
                    for segment in row.by_segment:
                        part = kept[code, row.region, Segment(segment.segment).name]
                        assert part.numerator == segment.active
                assert (
                    store_observations(actor=operator(), region="19", as_of=day, codes=[code]) == 0
                )
        assert stored == set(Observation.objects.values_list("pk", flat=True))

    def _move_the_books(self) -> None:
        """A new employer with members of today: nothing about an earlier month end changes."""
        payer = builders.employer("19.71")
        builders.member(payer, started_on=MONTH_ENDS[-1])

    def test_money_equals_what_its_own_rooms_answer(self, small_demo: Plan) -> None:
        day = MONTH_ENDS[-2]
        store_observations(actor=operator(), region="19", as_of=day)
        found = latest(
            operator(),
            codes=COMPUTERS,
            regions=["19"],
            as_of=day,
        )
        value = {key[0]: figure.value for key, figure in found.items() if key[2] == ""}
        due = date(2024, 9, 1)  # due on 15 October; October itself is not due yet
        bills = month_bills(operator(), region="19", month=due, as_of=day)
        owed = arrears(operator(), region="19", as_of=day)
        assert (value["BILLED"], value["COLLECTED"]) == (bills.total, bills.paid)
        assert value["COLLECTION_RATE"] == bills.collection_rate_bp
        assert value["ARREARS_PRINCIPAL"] == owed.principal > 0
        assert value["EMPLOYERS_IN_ARREARS"] == owed.employers_in_arrears
        assert value["ARREARS_SHARE"] == owed.share_bp
        assert value["ACTIVE_EMPLOYERS"] == owed.active_employers
        for one in owed.by_class:
            part = found["ARREARS_PRINCIPAL", "19", one.code]
            assert part.value == one.principal
        assert value["WAGE_MEMBERS"] == found["ACTIVE_MEMBERS", "19", "WAGE_EARNER"].value
        assert found["BILLED", "19", ""].period_from == due
