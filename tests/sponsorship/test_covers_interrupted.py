"""Registering that is killed leaves nothing half, and two at once register each person once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from payung.registry.models import ImportFile, Membership, Person
from payung.sponsorship.models import BeneficiaryList, ListAct, RowStatus, RowStep
from payung.sponsorship.operations.decrees import decree_list, sign_decree
from payung.sponsorship.operations.registering import Registration, register_list
from tests.sponsorship import covers
from tests.sponsorship.covers import Region, people, ready_list

SCRIPT = Path(__file__).with_name("killed_registering.py")
POINTS = 6


@pytest.fixture
def decreed(committed: str, settings: Settings) -> tuple[Region, BeneficiaryList]:
    settings.DEMO = True  # takes NIKs that can belong to nobody
    region = covers.region()
    found = ready_list(region, people(30))
    letter = decree_list(actor=region.disnaker, list_ids=[found.pk])
    sign_decree(actor=region.regent, letter_id=letter.pk)
    return region, found


@pytest.mark.long
def test_killing_a_registering_at_six_points_leaves_nothing_and_it_is_done_in_the_end(
    committed: str, decreed: tuple[Region, BeneficiaryList]
) -> None:
    region, found = decreed
    payer = region.payer.registration_number
    user = region.officer.user.username
    ended = subprocess.run(
        [sys.executable, "-m", "tests.sponsorship.killed_registering", str(found.pk), payer, user,
         "2024", str(POINTS)],
        env={**os.environ, "DATABASE_URL": committed, "PAYUNG_DEMO": "1"},
        cwd=SCRIPT.parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout.splitlines()  # fmt: skip
    killed = str(int(signal.SIGKILL))
    assert [line.rsplit(" ", maxsplit=1)[1] for line in ended] == [killed] * POINTS
    for left in (Person, Membership, ImportFile):
        assert not left.objects.exists()
    assert set(found.rows.values_list("status", flat=True)) == {RowStatus.DECREED}
    came = register_list(actor=region.officer, list_id=found.pk, payer_npp=payer)
    assert came.registered == Membership.objects.count() == 30


def test_two_officers_at_once_register_each_person_once(
    decreed: tuple[Region, BeneficiaryList],
) -> None:
    region, found = decreed

    def register(_: int) -> Registration:
        try:
            return register_list(
                actor=region.officer,
                list_id=found.pk,
                payer_npp=region.payer.registration_number,
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(register, range(2))
    assert one == other
    assert Membership.objects.count() == 30
    assert RowStep.objects.filter(status=RowStatus.REGISTERED).count() == 30
    assert ListAct.objects.filter(kind=ListAct.Kind.REGISTERED).count() == 1
