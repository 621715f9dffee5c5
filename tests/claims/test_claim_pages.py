"""The worklist, service and statistics of claims as each role sees them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from payung.access.models import Role
from payung.access.reader import Reader, reader_for
from payung.claims.models import Claim, SymbolicHandover
from tests.access.builders import usual_holder
from tests.claims.builders import cashier, head, officer
from tests.claims.paid import granted, paid
from tests.claims.test_statistics import DECIDED, PAID, RECEIVED, death, savings

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture(autouse=True)
def _on_a_working_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2024-12-18")


def seen_by(reader: Reader, address: str, **data: str) -> str:
    """What a reader sees of a page."""
    client = Client()
    client.force_login(reader.user)
    answer = client.post(address, data) if data else client.get(address)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_the_list_has_the_late_on_top_and_finds_a_claim_by_a_posted_search() -> None:
    late, in_time = death(date(2024, 12, 9)), death(date(2024, 12, 18))
    page = seen_by(officer(), reverse("site:claims"))
    assert page.index(late.number) < page.index(in_time.number)
    assert "lewat 5 hari kerja" in page
    found = seen_by(officer(), reverse("site:claims"), cari=in_time.number)
    assert in_time.number in found
    assert late.number not in found
    narrowed = seen_by(officer(), f"{reverse('site:claims')}?keadaan=LATE&program=JKM")
    assert in_time.number not in narrowed


def test_whoever_came_from_another_office_sees_none_of_it() -> None:
    made = death()
    elsewhere = officer("petugas.palembang", "KC-PALEMBANG")
    assert made.number not in seen_by(elsewhere, reverse("site:claims"))
    found = seen_by(elsewhere, reverse("site:claims"), cari=made.number)
    assert made.person.name not in found
    assert "Tidak ada klaim yang cocok" in found
    export = reverse("site:claims_export", kwargs={"format": "csv"})
    assert made.number not in seen_by(elsewhere, export)
    assert made.number in seen_by(officer(), export)


def test_each_desk_is_told_its_own_work_at_home() -> None:
    late = death(date(2024, 12, 9))
    ready = death(date(2024, 12, 16))
    granted(ready, amount=42_000_000, on=date(2024, 12, 17))
    at_desk = seen_by(officer(), reverse("site:home"))
    assert "Klaim yang menunggu Anda" in at_desk
    assert late.person.name in at_desk
    assert "Klaim terlambat" in seen_by(head(), reverse("site:home"))
    at_till = seen_by(cashier(), reverse("site:home"))
    assert "Klaim menunggu pembayaran" in at_till
    assert "Rp\xa042,00\xa0juta" in at_till
    # Who pays sees numbers: the people of a claim are for those who serve it.
    assert ready.number in at_till
    assert ready.person.name not in at_till


def test_service_and_statistics_say_what_was_paid_and_keep_causes_inside() -> None:
    paid(death(), amount=42_000_000, decided_on=DECIDED, on=PAID)
    savings(60_000_000, PAID)
    service = seen_by(head(), reverse("site:claim_service"))
    assert "Kantor Cabang Pangkalpinang" in service
    assert "100,00\xa0%" in service
    inside = seen_by(head(), reverse("site:claim_statistics"))
    assert "Rp\xa0102,00\xa0juta" in inside
    assert "Menurut sebab" in inside
    outside = seen_by(_planner(), reverse("site:claim_statistics"))
    assert "Menurut sebab" not in outside
    assert "disembunyikan" in outside
    assert "Rp\xa042,00\xa0juta" not in outside


def test_a_hand_over_is_recorded_on_its_page_and_moves_no_claim() -> None:
    shown = death(RECEIVED)
    address = reverse("site:handover_new")
    client = Client()
    client.force_login(officer().user)
    told = {
        "office": shown.office_id,
        "region": "19.71",
        "held_on": "2024-12-17",
        "occasion": "Rapat koordinasi triwulan",
        "amount": "Rp 216.000.000",
        "receivers": "3",
        "claims": f"{shown.number} 42.000.000",
    }
    wrong = client.post(address, {**told, "claims": "tanpa angka"})
    assert wrong.status_code == 400
    assert "tidak terbaca" in wrong.content.decode()
    assert client.post(address, told).status_code == 302
    made = SymbolicHandover.objects.get()
    assert made.claims.get().amount == 42_000_000
    assert Claim.objects.get(pk=shown.pk).version == shown.version
    assert "Rp\xa0216.000.000" in seen_by(head(), reverse("site:handovers"))
    gone = client.post(reverse("site:handover_withdraw", args=[made.pk]), {"reason": "Keliru"})
    assert gone.status_code == 302
    assert "0 acara" in seen_by(head(), reverse("site:handovers"))


def _planner() -> Reader:
    return reader_for(usual_holder(Role.PLANNER).user)
