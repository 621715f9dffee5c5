"""The public calculators in a browser: with and without JavaScript, on paper, on a phone."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from payung.law import formats
from payung.law.wage_earner import contribution
from tests.browser.conftest import PHONE, Picture

pytestmark = pytest.mark.browser

FAMILY = (
    "/kalkulator/keluarga/?segmen=WAGE_EARNER&sebab=OTHER&meninggal=2024-05-01&dibayar=40"
    "&anak1_lahir=2015-01-01&anak1_jenjang=PRIMARY&anak1_tahun=3"
)
ANSWERS = {
    "kalkulator-iuran": "/kalkulator/iuran/?bulan=2024-11&upah=12000000&risiko=3&skala=MEDIUM",
    "kalkulator-iuran-mandiri": "/kalkulator/iuran-mandiri/?bulan=2024-11&penghasilan=2000000"
    "&jenis=SELF_EMPLOYED&sektor=OTHER&keadaan=jht",
    "kalkulator-keluarga": FAMILY,
    "kalkulator-pensiun": "/kalkulator/pensiun/?lahir=1985-03-01&dibayar=240&upah=6000000",
    "kalkulator-kehilangan-pekerjaan": "/kalkulator/kehilangan-pekerjaan/?berhenti=2024-05-01"
    "&sebab=TERMINATION&upah=6000000&dibayar=24&beruntun=24",
    "kalkulator-ditolak": "/kalkulator/kehilangan-pekerjaan/?berhenti=2024-05-01"
    "&sebab=RESIGNATION&upah=6000000&dibayar=24&beruntun=4",
    "kalkulator-perubahan": "/kalkulator/perubahan/?program=jp",
}


def test_from_the_sign_in_page_to_ones_own_contribution(
    context: BrowserContext, picture: Picture
) -> None:
    page = context.new_page()
    page.goto("/akun/masuk/")
    page.get_by_role("main").get_by_role("link", name="Kalkulator").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kalkulator")
    picture(page, "kalkulator")
    page.get_by_role("link", name="pekerja dan pemberi kerja").click()
    page.get_by_label("Bulan iuran").fill("2024-11")
    page.get_by_label("Upah sebulan").fill("12.000.000")
    page.get_by_label("Kelompok risiko kerja").select_option("3")
    page.get_by_role("button", name="Hitung").click()
    due = contribution(
        date(2024, 11, 1), wage=12_000_000, risk_group=3, takes_jht=True, takes_jp=True
    ).total
    expect(page.locator(".amount--headline .amount__value")).to_have_text(
        re.compile(formats.rupiah(due, "id").replace("Rp", r"Rp\s"))
    )
    assert page.url.endswith("#jawaban")
    page.locator(".amounts summary").first.click()
    expect(page.locator(".amounts .tree__law").first).to_contain_text("PP 44/2015")


@pytest.mark.parametrize("name", ANSWERS)
def test_each_answer_fits_a_window_and_a_phone(
    context: BrowserContext, picture: Picture, name: str
) -> None:
    page = context.new_page()
    page.goto(ANSWERS[name])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    picture(page, name)


@pytest.mark.parametrize("name", [name for name in ANSWERS if name != "kalkulator-perubahan"])
def test_each_answer_prints_on_one_sheet_with_its_entries(
    context: BrowserContext, name: str
) -> None:
    page = context.new_page()
    page.goto(ANSWERS[name])
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    page.emulate_media(media="print")
    expect(page.locator(".calc__asked")).to_be_visible()
    expect(page.locator(".calc__form")).to_be_hidden()


def test_only_what_matters_is_asked(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/kalkulator/keluarga/")
    accident, paid = page.get_by_label("Tanggal kecelakaan"), page.get_by_label("sudah dibayar")
    expect(accident).to_be_hidden()
    expect(paid).to_be_visible()
    page.get_by_label("Kecelakaan kerja, termasuk").check()
    expect(accident).to_be_visible()
    expect(page.get_by_label("Upah sebulan yang dilaporkan")).to_be_visible()
    expect(paid).to_be_hidden()


def test_without_javascript_a_family_is_answered_in_english(browser: Browser, site: str) -> None:
    visitor = browser.new_context(base_url=site, java_script_enabled=False)
    page: Page = visitor.new_page()
    page.goto("/kalkulator/keluarga/")
    page.get_by_role("button", name="English").click()
    page.get_by_label("Date of death").fill("2024-05-01")
    page.get_by_label("Months of contributions paid").fill("40")
    page.get_by_text("Child 1", exact=True).click()
    page.get_by_label("Child 1: Date of birth").fill("2015-01-01")
    page.get_by_label("Child 1: Level of school").select_option("PRIMARY")
    page.get_by_label("Child 1: Year in that level").fill("3")
    page.get_by_role("button", name="Calculate").click()
    answer = page.locator(".amount--headline .amount__value")
    expect(answer).to_have_text(re.compile(r"Rp\s111,000,000"))
    expect(page.locator(".calc__link a")).to_have_text(page.url.removesuffix("#jawaban"))
    visitor.close()
