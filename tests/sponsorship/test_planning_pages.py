"""The planner's pages: a scenario from the form, what is wrong said cell by cell, its exports."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from payung.documents.models import Letter
from payung.site.tasks import PLANNING
from payung.sponsorship.models import BudgetLine, Scenario, ScenarioResult
from tests.access.builders import region
from tests.documents import builders as letters
from tests.sponsorship.builders import planner, worker_segment

pytestmark = pytest.mark.django_db
GROUPS = "daerah;segmen;desil;potensi;aktif\n61.01;FISHER;1;300;20\n61.01;MSME;4;500;0\n"


@pytest.fixture
def client() -> Client:
    """The planner of Kalimantan Barat, signed in."""
    letters.world()  # the rules that a letter cites
    for code in ("61", "61.01"):
        region(code)
    worker_segment("FISHER", "Nelayan")
    worker_segment("MSME", "Usaha mikro")
    visitor = Client()
    visitor.force_login(planner("61").user)
    return visitor


def form(**own: object) -> dict[str, object]:
    """A filled form: one source of money for two years, two goals, a target."""
    return {
        "name": "Dasar",
        "first_year": 2025,
        "years": 2,
        "least_list": 1,
        "time_limit": 30,
        "gap": 0,
        "goal_POOREST": 1,
        "goal_TARGET": 2,
        "target_0": "45,5",
        "universe_61.01": 1_000,
        "active_61.01": 300,
        "money_PROVINCE_BUDGET_0": "Rp 40.320.000",
        "money_PROVINCE_BUDGET_1": "20160000",
        "months_PROVINCE_BUDGET": "12",
        "decile_PROVINCE_BUDGET": 10,
        "groups_file": SimpleUploadedFile("kelompok.csv", GROUPS.encode()),
        **own,
    }


def test_a_small_scenario_is_solved_at_once_and_shown(client: Client) -> None:
    answer = client.post("/perencana/baru/61/", form(), follow=True)
    result = ScenarioResult.objects.get()
    page = answer.content.decode()

    assert answer.status_code == 200
    assert result.status == "OPTIMAL"
    assert [year["persons"] for year in result.outcome["years"]] == [200, 100]
    assert "Target 2026, seluruh daerah: kurang 55 dari 155 orang." in page
    assert "50,00" in page  # 300 + 200 of 1,000
    assert "rendah" in page  # the confidence of the assumptions stands on the page


def test_more_people_than_the_region_has_workers_are_asked_about(client: Client) -> None:
    entered = form(**{"universe_61.01": 400})
    page = client.post("/perencana/baru/61/", entered, follow=True).content.decode()

    assert "125,00" in page  # 300 + 200 of 400
    assert "lebih banyak daripada seluruh pekerja daerah" in page


def test_every_wrong_cell_is_answered_and_nothing_is_kept(client: Client) -> None:
    wrong = "daerah;segmen;desil;potensi\n99.99;FISHER;11;x\n"
    answer = client.post(
        "/perencana/baru/61/",
        form(groups_file=SimpleUploadedFile("salah.csv", wrong.encode())),
    )
    page = answer.content.decode()

    assert answer.status_code == 400
    for part in ("Baris 2, kolom daerah", "Baris 2, kolom desil", "Baris 2, kolom potensi"):
        assert part in page
    assert not Scenario.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"money_PROVINCE_BUDGET_0": "banyak"}, "bukan banyak"),
        ({"target_0": "140"}, "Tulis persen 0 sampai 100"),
        ({"goal_TARGET": 1}, "bernomor urut sama"),
        ({"goal_TARGET": "", "goal_POOREST": ""}, "paling sedikit satu tujuan"),
        ({"months_PROVINCE_BUDGET": "3"}, "Bulan, APBD provinsi"),
    ],
)
def test_what_the_form_cannot_take_is_said_beside_it(
    client: Client, change: dict[str, object], said: str
) -> None:
    answer = client.post("/perencana/baru/61/", form(**change))

    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_a_large_scenario_waits_in_the_queue(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("payung.site.pages.planner.AT_ONCE", 1)
    answer = client.post("/perencana/baru/61/", form(), follow=True)
    kept = Scenario.objects.get()
    progress = client.get(f"/perencana/{kept.pk}/kemajuan/", headers={"HX-Request": "true"})

    assert "Sedang dihitung" in answer.content.decode()
    assert ProcrastinateJob.objects.get(queue_name=PLANNING).args["scenario_id"] == kept.pk
    assert "HX-Refresh" not in progress.headers


def test_a_new_version_keeps_groups_and_is_compared_with_the_old(client: Client) -> None:
    client.post("/perencana/baru/61/", form())
    first = Scenario.objects.get()
    again = form(money_PROVINCE_BUDGET_0="80640000")
    del again["groups_file"]
    client.post(f"/perencana/baru/61/?dari={first.pk}", again)
    second = Scenario.objects.get(version=2)
    page = client.get(f"/perencana/banding/?s={first.pk}&s={second.pk}").content.decode()

    assert second.inputs["groups"] == first.inputs["groups"]
    assert "Dasar v1" in page
    assert "Dasar v2" in page


def test_a_plan_becomes_files_texts_budget_lines_and_a_note(client: Client) -> None:
    client.post("/perencana/baru/61/", form())
    own = f"/perencana/hasil/{ScenarioResult.objects.get().pk}"
    sheet = client.get(f"{own}/ekspor.csv").content.decode("utf-8-sig")
    texts = client.get(f"{own}/teks/2025/").content.decode()
    preview = client.get(f"{own}/anggaran/2025/").content.decode()
    none_yet = BudgetLine.objects.count()
    client.post(f"{own}/anggaran/2025/")
    client.post(f"{own}/anggaran/2025/")
    note = client.post(f"{own}/nota/")

    assert "2025;61.01;" in sheet
    assert "melindungi 200 pekerja rentan pada tahun 2025" in texts
    assert "Iuran JKK dan JKM Nelayan, 200 orang x 12 bulan" in texts
    assert "Rp\xa040.320.000" in preview
    assert (none_yet, BudgetLine.objects.count()) == (0, 1)
    assert note.status_code == 302
    letter = Letter.objects.get(kind="policy_note")
    assert letter.data["years"][0]["spent"] == 40_320_000
