"""Journey Bangka Belitung by the interface, from the arrears on: each role with its own sign-in.

18 December 2024: a debtor whose collection letter ran out is warned. After both warnings: handed
over, mandated, negotiated. When the money is there: paid, reported, closed; the region compares.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from payung import clock
from payung.compliance.models import Case, Stage
from payung.compliance.queries.recap import recap
from payung.compliance.queries.recoveries import recoveries
from payung.demo.plan import AS_OF
from payung.demo.staff import babel_staff, reader_named
from payung.demo.year import work
from payung.documents.models import Letter
from payung.law.formats import rupiah
from tests.journeys.conftest import Served, SignIn
from tests.journeys.desk import act, agree_at_once, grant_by_page, show_compliance, told
from tests.journeys.renewal import renew_all
from tests.journeys.way import Way

pytestmark = [pytest.mark.browser, pytest.mark.long]

OFFICER, INSPECTOR, HEAD = "Petugas Pembina Peserta", "Petugas Pemeriksa", "Kepala Kantor Cabang"
ATTORNEY, DISTRICT = "Jaksa Pengacara Negara", "Kepala Kejaksaan Negeri"
REGIONAL = "Asisten Deputi Kepesertaan Wilayah"


def test_from_the_warning_to_the_money(town: Served, sign_in: SignIn, tmp_path: Path) -> None:
    with town.at_the_desk(AS_OF):
        renew_all(babel_staff())
        case = Case.objects.get(stage=Stage.COLLECTED, employer__isnull=False)
    town.open(AS_OF)
    warn(sign_in, case.number)

    day = warned_again(town, case)
    town.open(day)
    mandate = f"/kuasa/{case.number}/SKK-1/"
    hand_over(sign_in(HEAD), case.number)
    office = "KN-19.71"
    grant_by_page(sign_in, mandate, (ATTORNEY, DISTRICT, HEAD), "Arya Mahendra")
    agree_at_once(sign_in(ATTORNEY), mandate, day + timedelta(days=14))

    with town.at_the_desk(day):
        paid_on = work(day + timedelta(days=7))
    with town.at_the_desk(paid_on):
        way = Way(babel_staff(), case, reader_named("keuangan"))
        way.mandate = case.mandates.get()
        assert way.mandate.prosecution_office_id == office
        way.pay(tmp_path, way.mandate.handed_over * 3)
    town.open(paid_on)
    close(sign_in, mandate, case.number)

    with town.at_the_desk(paid_on):
        case.refresh_from_db()
        account = recoveries(case.mandates.get(), paid_on)
        assert case.stage == Stage.CLOSED
        assert account.recovered == account.handed_over > 0
        whole = recap(reader_named("kanwil"), from_=date(2024, 1, 1), to=paid_on).total.total
        told_workers = Letter.objects.filter(about__startswith=f"rights:{way.mandate.pk}:")
        assert told_workers.filter(status="SIGNED").exists()
    see_the_recap(sign_in(REGIONAL), whole.recovered, paid_on)


def warn(sign_in: SignIn, case: str) -> None:
    """The officer draws up the first warning, the head signs it."""
    page = sign_in(OFFICER)
    act(page, f"/perkara/{case}/", "Terbitkan SP1")
    told(page, "Teguran pertama (SP1)")
    page = sign_in(HEAD)
    page.goto("/surat/?status=DRAFT")
    page.get_by_role("button", name="Tandatangani semua").click()
    told(page, "sudah ditandatangani dan bernomor")


def warned_again(town: Served, case: Case) -> date:
    """The second warning by the operations, ten working days later; when its time is over."""
    with town.at_the_desk(AS_OF):
        case.refresh_from_db()
        assert case.stage == Stage.WARNED_FIRST
        assert case.due_on is not None
        first = work(case.due_on + timedelta(days=1))
    with town.at_the_desk(first):
        assert clock.today() == first
        return Way(babel_staff(), case, reader_named("keuangan")).warn("WARNING_SECOND")


def hand_over(page: Page, case: str) -> None:
    act(page, f"/perkara/{case}/", "Serahkan ke kejaksaan", reason="Dua teguran tanpa tanggapan")
    told(page, "Di kejaksaan")
    page.goto("/kuasa/mohon/")
    page.get_by_role("row", name=case).get_by_role("checkbox").check()
    page.locator("select").first.select_option("KN-19.71")
    page.get_by_role("button", name="Ajukan permohonan").click()
    told(page, "sudah diajukan")


def close(sign_in: SignIn, mandate: str, case: str) -> None:
    act(sign_in(INSPECTOR), mandate, "Catat lunas")
    act(sign_in(ATTORNEY), mandate, "Susun laporan akhir", conclusion="Lunas menurut buku iuran.")
    page = sign_in(HEAD)
    act(page, mandate, "Tutup", close_reason="PAID")
    page.get_by_role("link", name="Lihat dan beri tahu pekerja").click()
    page.get_by_role("button", name="Beri tahu setiap pekerja").click()
    expect(page.get_by_role("status")).to_be_visible()
    show_compliance(sign_in(OFFICER), case)


def see_the_recap(page: Page, recovered: int, on: date) -> None:
    """The region reads the very sum that the ledger gives."""
    page.goto(f"/rekap-pemulihan/?dari=2024-01-01&sampai={on}")
    told(page, rupiah(recovered, "id").replace("Rp", "Rp\N{NO-BREAK SPACE}"))
