"""The calculators as pages: links, privacy, sentences at the field, both languages, changes."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.law import parameters

ASKED = {
    "iuran/": "bulan=2024-11&upah=12000000&risiko=3&skala=MEDIUM&keadaan=jkp",
    "iuran-mandiri/": "bulan=2024-11&penghasilan=2000000&jenis=SELF_EMPLOYED&sektor=OTHER",
    "keluarga/": "segmen=WAGE_EARNER&sebab=OTHER&meninggal=2024-05-01&dibayar=40"
    "&anak1_lahir=2015-01-01&anak1_jenjang=PRIMARY&anak1_tahun=3",
    "pensiun/": "lahir=1985-03-01&dibayar=200&upah=6000000",
    "kehilangan-pekerjaan/": "berhenti=2024-05-01&sebab=TERMINATION&upah=6000000&dibayar=24"
    "&beruntun=24",
}
LANDING = ["", *ASKED, "perubahan/"]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", LANDING)
def test_every_page_opens_without_a_session_and_loses_no_figure(ask, path, language) -> None:
    page = ask(path, ASKED.get(path, ""), language)
    assert re.findall(r"!![\w.|]*!!", page.html) == []
    assert page.headers["Content-Language"] == language
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", ASKED)
def test_each_amount_opens_its_article_date_and_confidence(ask, path) -> None:
    page = ask(path, ASKED[path])
    assert len(page.explanations) == len(page.amounts) > 1
    for explanation in page.explanations:
        assert re.search(r"Dasar: .* berlaku sejak .* keyakinan [HML]/[HML]", explanation)


@pytest.mark.parametrize("path", ASKED)
def test_a_shared_link_gives_the_same_page(ask, path) -> None:
    page = ask(path, ASKED[path])
    link = re.search(r'calc__link">.*?href="http://testserver([^"]*)"', page.html, re.DOTALL)
    assert link
    again = ask(path, link[1].replace("&amp;", "&").split("?")[1])
    assert again.text == page.text


@pytest.mark.parametrize("path", ASKED)
def test_an_address_never_carries_a_name_or_a_number_of_a_person(ask, path) -> None:
    """Whatever is sent along is left out before anything is shown, so no link can pass it on."""
    added = "&nama=Siti+Aminah&nik=1971014101900001&kpj=12345678901&hp=08123456789"
    page = ask(path, ASKED[path] + added)
    assert page.address == ask(path, ASKED[path]).address
    for personal in ("Siti", "Aminah", "1971014101900001", "12345678901", "08123456789"):
        assert personal not in page.html


@pytest.mark.parametrize("path", ASKED)
def test_no_field_asks_who_somebody_is(ask, path) -> None:
    names = set(re.findall(r'name="(\w+)"', ask(path).html))
    assert names.isdisjoint({"nama", "nik", "kk", "kpj", "hp", "telepon", "surel", "alamat"})


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(path=st.sampled_from(sorted(ASKED)), data=st.data())
def test_whatever_is_typed_gets_a_page_and_a_settled_address(ask, path, data) -> None:
    """No entry leads to an error page, and the address of the answer leads to itself."""
    names = [pair.split("=")[0] for pair in ASKED[path].split("&")]
    junk = st.one_of(
        st.text(max_size=50), st.sampled_from(["0", "-1", "9" * 40, "2024-13-45", "ya", "1e9"])
    )
    entries = dict(pair.split("=") for pair in ASKED[path].split("&"))
    entries[data.draw(st.sampled_from(names))] = data.draw(junk)
    page = ask(path, entries)
    query = page.address.split("?")[1]
    assert ask(path, query).address == page.address


@pytest.mark.parametrize(
    ("path", "entries", "sentence"),
    [
        ("iuran/", "upah=3,640,000", "titik sebagai pemisah ribuan: tulis 3.640.000"),
        ("iuran/", "upah=0", "Ditemukan “0”; seharusnya rupiah lebih dari nol"),
        ("iuran/", "bulan=2014-01", "Ditemukan 1 Januari 2014"),
        ("keluarga/", "meninggal=2010-01-01&anak1_lahir=&anak1_jenjang=", "mulai 1 Juli 2015"),
        ("keluarga/", "anak1_lahir=1984-01-01", "usia 5 sampai 20 tahun untuk SD"),
        ("keluarga/", "anak1_jenjang=", "Pilih jenjang sekolah anak ini."),
        ("keluarga/", "dibayar=", "Bulan iuran yang sudah dibayar"),
        ("keluarga/", "sebab=ACCIDENT", "Tanggal kecelakaan atau diagnosis"),
        ("pensiun/", "lahir=2030-01-01&dibayar=", "Isi juga ini"),
        ("pensiun/", "dibayar=100", "Belum diisi; seharusnya jumlah iuran JP"),
        ("kehilangan-pekerjaan/", "beruntun=25", "Ditemukan 25, diharapkan bilangan bulat 0 .. 24"),
        ("kehilangan-pekerjaan/", "kali=1", "Bulan iuran sejak JKP sebelumnya : Belum diisi"),
        ("kehilangan-pekerjaan/", "klaim=2024-01-01", "yang tidak mendahului"),
        ("kehilangan-pekerjaan/", "berhenti=2020-01-01", "berlaku mulai 2 Februari 2021"),
    ],
)
def test_impossible_facts_come_back_as_a_sentence_at_their_field(
    ask, path, entries, sentence
) -> None:
    changed = dict(pair.split("=") for pair in entries.split("&"))
    facts = dict(pair.split("=") for pair in ASKED[path].split("&")) | changed
    page = ask(path, facts)
    assert "Ada isian yang perlu diperbaiki" in page.text
    assert sentence in page.text
    assert 'aria-invalid="true"' in page.html


def test_amounts_are_read_as_people_write_them(ask) -> None:
    base = ASKED["iuran/"]
    plain = ask("iuran/", base)
    for written in ("12.000.000", "Rp12.000.000", "Rp 12.000.000,00", "+12000000+"):
        assert ask("iuran/", base.replace("12000000", written)).text == plain.text


def test_uncertain_values_are_marked_in_words(ask) -> None:
    assert "Angkanya belum pasti" in ask("iuran-mandiri/", ASKED["iuran-mandiri/"]).text
    assert "Salah satu syaratnya belum pasti" in ask("keluarga/", ASKED["keluarga/"]).text
    assert "dipakai nilai terakhir" in ask("pensiun/", ASKED["pensiun/"]).text
    certain = ask("iuran/", "bulan=2024-11&upah=5000000&risiko=1&skala=LARGE")
    assert "belum pasti" not in certain.text


def test_answers_are_kept_out_of_search_engines(ask) -> None:
    assert ask("iuran/", ASKED["iuran/"]).headers["X-Robots-Tag"] == "noindex"


def test_the_sign_in_page_leads_to_the_calculators(client) -> None:
    assert 'href="/kalkulator/"' in client.get("/akun/masuk/").content.decode()


def test_each_change_of_the_law_is_listed_on_its_day(ask) -> None:
    page = ask("perubahan/").text
    ceiling = "1 Maret 2025 .*Batas atas upah untuk iuran JP Rp 10.042.300 Rp 10.547.400"
    assert re.search(ceiling, page)
    listed = page.count("PP ")
    changed = [
        value
        for parameter in parameters.in_use()
        for before, value in zip(parameter.values, parameter.values[1:], strict=False)
        if before.valid_to is None or before.valid_to + timedelta(days=1) == value.valid_from
    ]
    assert listed >= len(changed) > 100


def test_the_list_of_changes_holds_law_and_no_choices_of_the_office_s_own(ask) -> None:
    """Weights of a score are no law; what was not read yet is never called unchanged."""
    own = [
        parameter.label_id
        for parameter in parameters.in_use()
        if all(value.source == "Payung" for value in parameter.values)
    ]
    assert own
    text = ask("perubahan/").text
    assert not [label for label in own if label in text]
    migrants = ask("perubahan/", "program=pmi").text
    assert "mulai 0 bulan · belum dibaca" in migrants
    unread = "Santunan cacat total tetap pekerja migran belum dibaca belum dibaca"
    assert unread in migrants
