"""A clerk sees both papers side by side, decides, and comes to the next pair."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from payung.site import tasks
from payung.sponsorship.models import MatchDecision, MatchPair
from payung.sponsorship.operations.matching import match_list
from tests.sponsorship import builders, matches
from tests.sponsorship.lists import REGION, VILLAGE

pytestmark = pytest.mark.django_db


@pytest.fixture
def compared(settings, tmp_path):
    """A list with two doubtful pairs, compared; the clerk's browser and the list."""
    settings.DEMO = True
    builders.worker_segment("FISHER", "Nelayan")
    village = builders.village(VILLAGE)
    village.name = "Pantai"
    village.save()
    matches.others()
    matches.person("SALMIATI MASSE", "1988-08-21")
    matches.person("KORNELIUS DUNGKING", "1979-02-11", "L")
    found = matches.listed(
        tmp_path, ("RAHMIATI MASSE", "1988-08-21", "P"), ("MARTINUS DUNGKING", "1979-02-11", "L")
    )
    clerk = builders.manpower(REGION)
    match_list(actor=clerk, list_id=found.pk)
    client = Client()
    client.force_login(clerk.user)
    return client, found


def test_the_queue_tells_how_many_wait_and_leads_to_the_first(compared) -> None:
    client, found = compared
    page = client.get(reverse("site:list_matches", args=[found.pk])).content.decode()
    first = MatchPair.objects.order_by("row__row_no").first()

    assert "0 dari 2 pasangan terjawab" in page
    assert reverse("site:list_match", args=[first.pk]) in page
    assert "RAHMIATI MASSE" in page
    assert "1988-08-21" not in page  # the year is enough for a list


def test_a_pair_shows_what_differs_and_masks_the_number(compared) -> None:
    client, _found = compared
    pair = MatchPair.objects.get(row__name="RAHMIATI MASSE")
    page = client.get(reverse("site:list_match", args=[pair.pk])).content.decode()

    assert '<mark class="doubt state--warn">RAHMIATI</mark> MASSE' in page
    assert '<mark class="doubt state--warn">SALMIATI</mark> MASSE' in page
    assert "21-08-1988" in page
    assert "************" in page
    assert "bisa jadi saudara kembar" in page
    assert "Pasangan 1 dari 2" in page


def test_a_decision_leads_to_the_next_pair_and_the_last_one_back(compared) -> None:
    client, found = compared
    first, second = MatchPair.objects.order_by("row__row_no")
    told = {"putusan": "DIFFERENT", "alasan": "Saudara kembar", "dilihat": "0"}

    after = client.post(reverse("site:list_match", args=[first.pk]), told)
    assert after["Location"] == reverse("site:list_match", args=[second.pk])
    last = client.post(reverse("site:list_match", args=[second.pk]), told | {"putusan": "SAME"})
    assert last["Location"] == reverse("site:list_matches", args=[found.pk])
    assert set(MatchDecision.objects.values_list("verdict", flat=True)) == {"SAME", "DIFFERENT"}


def test_without_a_reason_the_page_says_so_and_keeps_nothing(compared) -> None:
    client, _found = compared
    pair = MatchPair.objects.first()
    answer = client.post(
        reverse("site:list_match", args=[pair.pk]), {"putusan": "SAME", "alasan": ""}
    )

    assert answer.status_code == 400
    assert "Tulis alasannya" in answer.content.decode()
    assert not MatchDecision.objects.exists()


def test_pairs_leave_as_a_file_without_numbers(compared) -> None:
    client, found = compared
    answer = client.get(reverse("site:list_matches_export", args=[found.pk, "csv"]))
    told = answer.content.decode("utf-8-sig")

    assert "RAHMIATI MASSE" in told
    assert "SALMIATI MASSE" in told
    assert "1988-08-21" not in told


def test_comparing_waits_in_the_queue_once(compared) -> None:
    client, found = compared
    for _time in range(2):
        client.post(reverse("site:list_match_run", args=[found.pk]))

    assert tasks.match_is_queued(found.pk)
    page = client.get(reverse("site:list_matches", args=[found.pk])).content.decode()
    assert "Sedang dibandingkan" in page


def test_a_comparison_whose_worker_was_killed_is_asked_for_anew(compared) -> None:
    client, found = compared
    again = reverse("site:list_match_run", args=[found.pk])
    client.post(again)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")  # of no living worker
    assert not tasks.match_is_queued(found.pk)
    client.post(again)
    assert tasks.match_is_queued(found.pk)
    states = ProcrastinateJob.objects.order_by("pk").values_list("status", flat=True)
    assert list(states) == ["failed", "todo"]  # else its lock would keep the new one waiting


def test_the_landing_page_names_the_pairs_that_wait(compared) -> None:
    client, found = compared
    page = client.get(reverse("site:home")).content.decode()

    assert "Mungkin orang yang sama" in page
    assert reverse("site:list_matches", args=[found.pk]) in page


@pytest.mark.parametrize("stranger", ["manpower", "village"])
def test_nobody_else_sees_a_pair(compared, stranger) -> None:
    _client, found = compared
    who = (
        builders.manpower("61.02")
        if stranger == "manpower"
        else builders.village_secretary(VILLAGE)
    )
    outside = Client()
    outside.force_login(who.user)
    pair = MatchPair.objects.first()

    for route, of in (("list_match", pair.pk), ("list_matches", found.pk)):
        assert outside.get(reverse(f"site:{route}", args=[of])).status_code in (403, 404)
