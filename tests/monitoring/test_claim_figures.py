"""Outside the fund small counts of claims stay hidden; the published table stands beside ours."""

from __future__ import annotations

from datetime import date

import pytest

from payung.access.models import Role
from payung.access.reader import operator, reader_for
from payung.claims.queries.statistics import Counted
from payung.monitoring.operations.published import load_published
from payung.monitoring.queries.claim_figures import guarded_statistics, published_table
from payung.registry.models import Programme
from tests.access.builders import usual_holder
from tests.claims.builders import head
from tests.claims.test_statistics import DECIDED, YEAR, death, paid, savings

pytestmark = pytest.mark.usefixtures("reference")
PAID = date(2024, 11, 8)


def test_a_family_cannot_be_told_from_the_province_around_it() -> None:
    paid(death(), amount=42_000_000, decided_on=DECIDED, on=PAID)
    for _ in range(11):
        savings(1_000_000, PAID)
    inside = guarded_statistics(head(), **YEAR)
    assert inside.counted("19", Programme.JKM) == Counted(1, 42_000_000)
    outside = guarded_statistics(reader_for(usual_holder(Role.PLANNER).user), **YEAR)
    assert outside.counted("19", Programme.JKM) is None
    # The savings would be what the sum leaves: one of both is hidden with it.
    assert None in (outside.counted("19", Programme.JHT), outside.counted("19", None))
    assert outside.counted("19", Programme.JP) == Counted()


def test_the_published_provinces_stand_beside_what_our_books_paid_then() -> None:
    assert published_table(operator()) is None
    load_published(operator())
    found = published_table(operator())
    assert found is not None
    assert (found.first, found.last) == (date(2021, 8, 1), date(2022, 8, 31))
    assert [row.region for row in found.rows] == ["16", "18", "15", "19", "17"]
    assert (found.amount, found.cases) == (2_939_000_000_000, 215_000)
    assert {row.own for row in found.rows} == {None}
