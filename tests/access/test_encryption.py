"""Personal numbers are unreadable at rest, found again by their hash, and survive a new key."""

from __future__ import annotations

import json
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.access import keys
from payung.access.encryption import (
    DecryptionError,
    blind_index,
    blind_indexes,
    decrypt,
    encrypt,
    encrypt_many,
    key_id,
)
from payung.access.identifiers import FAMILY_CARD, NATIONAL_ID, PHONE
from payung.access.keys import KeyRingError

NIK = "1901010101900000"


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PAYUNG_HOME", str(tmp_path))
    monkeypatch.delenv("PAYUNG_KEYS", raising=False)


@given(st.text(max_size=40))
def test_what_is_encrypted_comes_back(text: str) -> None:
    assert decrypt(encrypt(text, NATIONAL_ID), NATIONAL_ID) == text


def test_the_same_number_looks_different_each_time_and_shows_no_digit() -> None:
    first, second = encrypt_many([NIK, NIK], NATIONAL_ID)
    assert first != second
    assert NIK.encode() not in first


def test_a_value_is_bound_to_its_purpose_and_to_its_bytes() -> None:
    encrypted = encrypt(NIK, NATIONAL_ID)
    with pytest.raises(DecryptionError, match="tidak dapat dibaca"):
        decrypt(encrypted, FAMILY_CARD)
    changed = encrypted[:-1] + bytes([encrypted[-1] ^ 1])
    with pytest.raises(DecryptionError):
        decrypt(changed, NATIONAL_ID)
    for broken in (b"", b"\x01", encrypted[:12]):
        with pytest.raises(DecryptionError):
            decrypt(broken, NATIONAL_ID)


def test_after_a_new_key_old_values_are_read_and_new_ones_use_it() -> None:
    old = encrypt(NIK, NATIONAL_ID)
    assert keys.add_key() == 2
    new = encrypt(NIK, NATIONAL_ID)
    assert (key_id(old), key_id(new)) == (1, 2)
    assert decrypt(old, NATIONAL_ID) == decrypt(new, NATIONAL_ID) == NIK


def test_hashes_stay_when_the_encryption_key_changes() -> None:
    before = blind_index(NIK, NATIONAL_ID)
    keys.add_key()
    assert blind_index(NIK, NATIONAL_ID) == before


def test_a_number_is_found_however_it_was_typed_and_not_for_another_purpose() -> None:
    typed = [NIK, f" {NIK}\n", f"'{NIK}", "190101 010190 0000", "1901.0101.0190.0000"]
    assert len(set(blind_indexes(typed, NATIONAL_ID))) == 1
    assert blind_index(NIK, FAMILY_CARD) != blind_index(NIK, NATIONAL_ID)
    phones = ["081234567890", "+62 812-3456-7890", "0812 3456 7890", "6281234567890"]
    assert len(set(blind_indexes(phones, PHONE))) == 1
    assert blind_index("081234567891", PHONE) != blind_index(phones[0], PHONE)


def test_another_installation_hashes_differently(tmp_path, monkeypatch) -> None:
    here = blind_index(NIK, NATIONAL_ID)
    monkeypatch.setenv("PAYUNG_HOME", str(tmp_path / "lain"))
    assert blind_index(NIK, NATIONAL_ID) != here


def test_the_key_file_is_the_owners_alone_and_stays() -> None:
    encrypt(NIK)
    file = keys.keys_file()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_text()
    encrypt(NIK)
    assert file.read_text() == before


def test_keys_from_the_environment_come_first_and_are_changed_there(monkeypatch) -> None:
    encrypt(NIK)
    content = json.loads(keys.keys_file().read_text())
    content["encryption"] = {"7": content["encryption"]["1"]}
    monkeypatch.setenv("PAYUNG_KEYS", json.dumps(content))
    assert key_id(encrypt(NIK)) == 7
    with pytest.raises(KeyRingError, match="PAYUNG_KEYS"):
        keys.add_key()


@pytest.mark.parametrize(
    "text",
    [
        "bukan json",
        "[]",
        "{}",
        '{"encryption": {}, "index": "' + "A" * 43 + '="}',
        '{"encryption": {"1": "c2hvcnQ="}, "index": "c2hvcnQ="}',
        '{"encryption": {"300": "' + "A" * 43 + '="}, "index": "' + "A" * 43 + '="}',
    ],
)
def test_unfit_keys_are_refused_without_quoting_them(text, monkeypatch) -> None:
    monkeypatch.setenv("PAYUNG_KEYS", text)
    with pytest.raises(KeyRingError, match="perlu JSON") as refusal:
        encrypt(NIK)
    assert text not in refusal.value.message_id
