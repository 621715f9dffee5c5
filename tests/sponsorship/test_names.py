"""A person's name is one name, however a paper writes it; two persons' names stay two."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.sponsorship.matching.names import name_keys, place_key
from payung.sponsorship.matching.words import DEGREES, TITLES_BEFORE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drs. H. Ahmad Fauzi, S.Pd., M.Si.", "AHMAD FAUZI"),
        ("Hj. Siti Aminah", "Siti Aminah"),
        ("H.M. Yusuf", "Muhammad Yusuf"),
        ("Alm. Budi Santoso", "Budi Santoso"),
        ("Budi Santoso (alm.)", "Budi Santoso"),
        ("Dr. Ir. Joko Widada, ST., MT", "Joko Widada"),
        ("RUDI HARTONO A. Md", "Rudi Hartono"),
        ("Andi Saputra ST", "Andi Saputra"),
        ("Rina Wati SE", "Rina Wati"),
        ("Muh. Rizki", "Muhammad Rizki"),
        ("Moh. Rizki", "Muhammad Rizki"),
        ("M. Rizki", "Muhammad Rizki"),
        ("M.RIZKI", "Muhammad Rizki"),
        ("Mohd Rizki", "Muhammad Rizki"),
        ("Mochamad Rizki", "Muhammad Rizki"),
        ("Muchammad Rizki", "Muhamad Rizki"),
        ("St. Aminah", "Siti Aminah"),
        ("Abdurrahman", "Abdul Rahman"),
        ("ABDULRAHMAN", "Abd. Rachman"),
        ("Abdussalam", "Abdus Salam"),
        ("Noor Hidayah", "Nur Hidayah"),
        ("Soekarno", "Sukarno"),
        ("Tjokro", "Cokro"),
        ("Djoko", "Joko"),
        ("Soejono", "Suyono"),
        ("Njoman", "Nyoman"),
        ("Sjarif", "Syarif"),
        ("Annisa", "Anisa"),
        ("Ahmad bin Ali", "Ahmad Ali"),
        ("Sa'adah", "Saadah"),
        ("Fauzi Ahmad", "Ahmad Fauzi"),
        ("SANTOSO, BUDI", "Budi Santoso"),
    ],
)
def test_one_name_written_in_two_ways_has_one_spelling(one: str, other: str) -> None:
    assert name_keys(one).spelled == name_keys(other).spelled


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khairul", "Chaerul"),
        ("Zainal", "Jaenal"),
        ("Taufiq", "Taopik"),
        ("Fitri", "Pitri"),
        ("Juni", "Yuni"),  # an old J is a Y, a new one a J: both are tried
        ("Rudy", "Rudi"),
        ("Chandra", "Candra"),
        ("Achmad Dhani", "Ahmat Dani"),
        ("Aziz", "Asis"),
        ("Fathimah", "Patimah"),
    ],
)
def test_what_sounds_alike_has_one_sound(one: str, other: str) -> None:
    assert name_keys(one).sounded == name_keys(other).sounded


def test_words_written_together_or_apart_are_one_text() -> None:
    assert name_keys("Nurhayati").solid == name_keys("Nur Hayati").solid


def test_who_drops_muhammad_or_siti_keeps_a_core() -> None:
    assert name_keys("M. Rizki Maulana").core == name_keys("Rizki Maulana").core
    assert name_keys("Siti").core == "SITI"


def test_an_initial_stands_for_a_name() -> None:
    keys = name_keys("Agus S.")

    assert keys.has_initial
    assert keys.short == name_keys("Agus Supriyadi").short


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dwi Lestari", "Dewi Lestari"),
        ("Siti Aminah", "Siti Aisyah"),
        ("Suyono", "Sutono"),
        ("Hasan", "Husin"),
        ("Abdullah", "Abdul"),
        ("Ayu", "Ayi"),
        ("Made", "Madu"),
    ],
)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert name_keys(one).sounded != name_keys(other).sounded


def test_a_name_of_one_word_stays_even_where_it_is_a_title_elsewhere() -> None:
    assert name_keys("Suparti").tokens == ("SUPARTI",)
    assert name_keys("Ma").tokens == ("MA",)
    assert name_keys("H").tokens == ("H",)
    assert name_keys("Raden").tokens == ("RADEN",)


def test_banjar_is_no_old_spelling() -> None:
    assert name_keys("Anjani Ganjar").spelled == "ANJANI GANJAR"


def test_a_place_of_birth_is_one_place() -> None:
    assert place_key("KAB. TJIREBON") == place_key("Kota Cirebon") == place_key("cirebon")


_LETTERS = st.text(string.ascii_uppercase, min_size=3, max_size=9)
_WORDS = st.lists(_LETTERS, min_size=1, max_size=4)


@given(st.text(max_size=60))
def test_any_text_has_keys_and_they_are_capitals(text: str) -> None:
    keys = name_keys(text)

    assert len(keys.tokens) == len(keys.sounds)
    assert all(word and set(word) <= set(string.ascii_uppercase) for word in keys.tokens)
    assert all(keys.sounds)
    assert keys == name_keys(text.upper()) or not text.isascii()


def test_a_name_of_one_word_that_looks_like_a_degree_stays() -> None:
    assert name_keys("H. Sab") == name_keys("Alm. Sab") == name_keys("Sab")


@given(_WORDS, st.sampled_from(sorted(TITLES_BEFORE - {"R", "K", "H", "NS"})))
def test_a_title_before_changes_nothing(words: list[str], title: str) -> None:
    name = " ".join(words)

    assert name_keys(f"{title}. {name}") == name_keys(name) or words[0] in ("M", "ST")


@given(_WORDS, st.sampled_from(sorted(DEGREES)))
def test_a_degree_behind_a_comma_changes_nothing(words: list[str], degree: str) -> None:
    name = " ".join(words)

    assert name_keys(f"{name}, {degree}").tokens == name_keys(name).tokens


@given(_WORDS)
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    unlike = [f"Q{word}Q" for word in words]  # no title, degree or short form among them

    assert name_keys(" ".join(unlike)).spelled == name_keys(" ".join(reversed(unlike))).spelled
