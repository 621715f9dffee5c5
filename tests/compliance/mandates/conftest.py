"""A branch with its prosecution office and a stock of debtors, made once for the tests of mandates.

Each test that asks for ``town`` works on that database and takes everything back after itself.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from payung.registry.models import Employer
from tests.compliance.mandates import builders as build
from tests.compliance.mandates.builders import People
from tests.demo.builders import connected_to, database

#: As many debtors as the test that needs most of them.
STOCK = 4
Town = tuple[str, People, list[Employer]]


@pytest.fixture(scope="session")
def built_town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """A database of its own with the people, the agreement, and debtors of three months."""
    with django_db_blocker.unblock(), database("mandates") as name:
        with connected_to(name):
            who = build.people()
            build.agreement()
            stock = build.debtors([build.STOCK_WAGE] * STOCK)
        yield name, who, stock


@pytest.fixture
def town(db: None, built_town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[People]:
    """The people of the town; ``build.debtor()`` gives its debtors one after the other."""
    name, who, stock = built_town
    numbers = [employer.pk for employer in stock]
    monkeypatch.setattr(build, "stock", numbers)
    with connected_to(name), transaction.atomic():
        yield who
        transaction.set_rollback(True)
