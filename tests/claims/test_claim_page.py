"""The page of a claim: what one reads in five seconds, the forms of findings, the questions."""

from __future__ import annotations

import pytest
from django.test import Client

from payung.access.reader import Reader
from payung.claims.facts import gather
from payung.claims.models import Claim, EventKind
from payung.claims.signs import signs_of
from payung.registry.models import Programme
from payung.site.pages.claim_fact_forms import GROUPS
from tests.claims.builders import claim, head, officer, party, worker

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def hurt() -> Claim:
    return claim(worker(months=12), Programme.JKK, EventKind.ACCIDENT)


def client(reader: Reader) -> Client:
    made = Client()
    made.force_login(reader.user)
    return made


def page(reader: Reader, of: Claim, more: str = "", status: int = 200) -> str:
    answer = client(reader).get(f"/klaim/{of.number}/{more}")
    assert answer.status_code == status
    return answer.content.decode().replace("\u00a0", " ")


def post(reader: Reader, of: Claim, more: str, **told: object):
    of.refresh_from_db()
    given = {name: value for name, value in told.items() if value is not None}
    return client(reader).post(f"/klaim/{of.number}/{more}", {"version": of.version, **given})


def test_the_amount_the_facts_and_their_sources_stand_on_one_page() -> None:
    died = claim(worker(months=12), Programme.JKM)
    party(died)
    seen = page(head(), died)
    assert "Rp 42.000.000" in seen
    assert "Bulan iuran dibayar" in seen
    assert "12 bulan dengan tagihan yang dilunasi" in seen
    assert "Siti Contoh (Janda atau duda)" in seen
    assert "Catat temuan" not in seen  # the head approves; officers find


def test_what_is_not_known_yet_is_named_and_led_to() -> None:
    died = claim(worker(months=12), Programme.JKM)
    seen = page(officer(), died)
    assert "Belum diketahui: Ahli waris." in seen
    assert "Catat temuan" in seen


def test_another_office_finds_no_claim(hurt: Claim) -> None:
    elsewhere = officer("petugas.palembang", "KC-PALEMBANG")
    for more in ("", "fakta/wage/", "temuan/cacat/", "pertanyaan/abc/"):
        page(elsewhere, hurt, more, status=404)


def test_a_hand_and_weeks_of_illness_are_recorded_from_the_doctors_letter(hurt: Claim) -> None:
    me = officer()
    assert "Tangan kanan" in page(me, hurt, "temuan/cacat/")
    answer = post(
        me, hurt, "temuan/cacat/", loss_1="RIGHT_HAND_FROM_WRIST", function_lost_1="50",
        source="Surat dokter RSUD 9-12-2024",
    )  # fmt: skip
    assert answer.status_code == 302
    answer = post(
        me, hurt, "temuan/tidak-mampu-bekerja/", first_1="2024-12-03", last_1="2025-02-12",
        source="Surat istirahat",
    )  # fmt: skip
    assert answer.status_code == 302
    values = gather(hurt).values
    assert values["losses"] == [{"loss": "RIGHT_HAND_FROM_WRIST", "function_lost": 500_000}]
    assert (values["incapacity_months"], values["incapacity_days"]) == (2, 10)
    finding = hurt.findings.get(field="incapacity_months")
    assert finding.source == "Surat istirahat (03-12-2024 s.d. 12-02-2025)"
    assert "50%" in page(me, hurt, "temuan/cacat/")
    seen = page(me, hurt)
    assert "Tangan kanan" in seen
    assert "Surat dokter RSUD 9-12-2024" in seen


def test_costs_and_trips_take_grouped_numbers_and_emptying_takes_them_back(hurt: Claim) -> None:
    me = officer()
    told = {"medical_cost": "1.250.000", "trip_LAND": "300.000", "source": "Kuitansi RSUD"}
    assert post(me, hurt, "temuan/biaya/", **told).status_code == 302
    values = gather(hurt).values
    assert values["medical_cost"] == 1_250_000
    assert values["trips"] == [{"mode": "LAND", "cost": 300_000}]
    again = {"medical_cost": "", "trip_LAND": "300000", "source": "Kuitansi batal"}
    assert post(me, hurt, "temuan/biaya/", **again).status_code == 302
    values = gather(hurt).values
    assert "medical_cost" not in values
    assert "trips" in values


@pytest.mark.parametrize(
    ("more", "told", "said"),
    [
        ("temuan/biaya/", {"medical_cost": "banyak"}, "Biaya perawatan: ditemukan"),
        ("temuan/biaya/", {}, "Isi paling sedikit satu temuan"),
        ("temuan/cacat/", {"loss_1": "ONE_EYE", "function_lost_1": "150"}, "di atas 0 %"),
        (
            "temuan/tidak-mampu-bekerja/",
            {"first_1": "2024-12-09", "last_1": "2024-12-03"},
            "tidak dapat dihitung",
        ),
        ("temuan/tidak-mampu-bekerja/", {"first_1": "2024-12-09"}, "hari terakhirnya"),
        ("temuan/biaya/", {"medical_cost": "1", "source": ""}, ""),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    hurt: Claim, more: str, told: dict[str, str], said: str
) -> None:
    answer = post(officer(), hurt, more, **{"source": "Surat dokter", **told})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not hurt.findings.exists()


def test_every_form_of_every_programme_opens(hurt: Claim) -> None:
    member = worker(months=12, programmes=31)
    kinds = {
        "jkk": hurt,
        "jkm": claim(member, Programme.JKM),
        "jht": claim(member, Programme.JHT, EventKind.SAVINGS, cause="RESIGNATION"),
        "jp": claim(member, Programme.JP, EventKind.OLD_AGE),
        "jkp": claim(member, Programme.JKP, EventKind.JOB_LOSS, cause="TERMINATION"),
    }
    me = officer()
    for door, found in kinds.items():
        for group in GROUPS[door]:
            page(me, found, f"temuan/{group.code}/")
        page(me, found)
    page(me, hurt, "temuan/saldo/", status=404)


def test_the_months_behind_a_fact_are_shown_one_by_one() -> None:
    died = claim(worker(months=12, paid=9), Programme.JKM)
    seen = page(officer(), died, "fakta/months_paid/")
    assert "Menunggak" in seen
    assert "Belum jatuh tempo" in seen
    hurt = claim(died.membership, Programme.JKK, EventKind.ACCIDENT)
    assert "Rp 5.000.000" in page(officer(), hurt, "fakta/wage/")
    page(officer(), died, "fakta/nonsense/", status=404)


def test_a_question_is_answered_on_its_page() -> None:
    fresh = claim(worker(months=1), Programme.JKM)
    me = officer()
    (sign,) = signs_of(fresh)
    assert "Didaftarkan tidak lama sebelum peristiwa" in page(head(), fresh)
    assert "1 hari sebelum peristiwa" in page(me, fresh, f"pertanyaan/{sign.key}/")
    assert fresh.questions.count() == 0  # looking writes nothing
    answer = post(me, fresh, f"pertanyaan/{sign.key}/", text="ok")
    assert answer.status_code == 400
    answer = post(me, fresh, f"pertanyaan/{sign.key}/", text="Kontrak kerja dan absensi sesuai.")
    assert answer.status_code == 302
    assert "Kontrak kerja dan absensi sesuai." in page(head(), fresh)
    answer = post(me, fresh, f"pertanyaan/{sign.key}/", text="Sekali lagi saja.")
    assert answer.status_code == 400
