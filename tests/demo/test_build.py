"""The demo is built once, goes on after an interruption, and never mixes with other data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from payung.contributions.models import BankEntry, Bill, Payment
from payung.demo.build import DemoError, build
from payung.demo.figures import figures
from payung.demo.plan import FULL, SMALL, Plan
from payung.demo.state import State
from payung.monitoring.operations import load_indicators
from payung.reference.operations import load_reference
from payung.registry.models import Membership, WageReport
from tests.demo.builders import built_in, connected_to, database
from tests.monitoring import builders


class Interrupted(Exception):
    """Stands for a power cut."""


def contents() -> tuple[object, ...]:
    """What the books hold, without ids and times of writing."""
    bills = Bill.objects.order_by("employer__registration_number", "month", "segment", "sequence")
    return (
        list(bills.values_list("employer__registration_number", "month", "total", "due_on")),
        list(
            BankEntry.objects.order_by("booked_on", "amount", "description").values_list(
                "booked_on", "amount"
            )
        ),
        Payment.objects.count(),
        Membership.objects.count(),
        WageReport.objects.count(),
    )


def test_building_again_changes_nothing(small_demo: Plan, tmp_path: Path) -> None:
    before = contents()
    assert build(small_demo, lambda *_: None, tmp_path) is State.BUILT
    assert contents() == before


def test_the_demo_of_another_size_is_refused(small_demo: Plan, tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="database_not_empty"):
        build(FULL, lambda *_: None, tmp_path)


@pytest.mark.django_db
def test_the_demo_never_mixes_with_other_data(tmp_path: Path) -> None:
    load_reference()
    load_indicators()
    builders.employer()
    with pytest.raises(DemoError) as refusal:
        build(SMALL, lambda *_: None, tmp_path)
    assert refusal.value.message_id.startswith("Basis data ini sudah berisi data lain")


@pytest.fixture(scope="module")
def interrupted_and_finished(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """A demo whose first build stopped in August, and which a second one finished."""

    def power_cut(step: str, done: int, total: int) -> None:
        if step == "08-2024":
            raise Interrupted

    folder = tmp_path_factory.mktemp("cut")
    with django_db_blocker.unblock(), database("demo_cut") as name:
        with pytest.raises(Interrupted):
            built_in(name, SMALL, folder, power_cut)
        assert built_in(name, SMALL, folder) is State.BEGUN
        yield name


@pytest.mark.long
def test_an_interrupted_build_is_finished_with_the_same_books(
    interrupted_and_finished: str, small_demo: Plan
) -> None:
    expected = contents()
    with connected_to(interrupted_and_finished):
        assert contents() == expected
        assert all(row.fits for row in figures(SMALL))
