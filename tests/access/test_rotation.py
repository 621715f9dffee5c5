"""A new key reaches every encrypted column of every room, and a stop half-way loses nothing."""

from __future__ import annotations

from datetime import date

import pytest

from payung.access import keys, rotation
from payung.access.encryption import DecryptionError, blind_index, decrypt, encrypt, key_id
from payung.access.models import Role, ScopeKind
from payung.access.reader import AccessRefused, operator
from payung.access.rotation import cipher_columns, reencrypt, rotate_keys
from payung.registry.models import Person
from tests.access.builders import reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_keys(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PAYUNG_HOME", str(tmp_path))


def synthetic_id(serial: int) -> str:
    return f"000101010190{serial:04d}"  # no district has the code 00


def people(count: int) -> list[int]:
    return [
        person.pk
        for person in Person.objects.bulk_create(
            Person(
                national_id_hash=blind_index(synthetic_id(n), "national_id"),
                national_id_cipher=encrypt(synthetic_id(n), "national_id"),
                phone_cipher=encrypt("+628123456789") if n % 2 else None,  # no purpose named
                name=f"Orang {n}",
                birth_date=date(1990, 1, 1),
                sex="L",
            )
            for n in range(count)
        )
    ]


def test_every_encrypted_column_is_known_with_its_purpose() -> None:
    purposes = {(column.table, column.purpose) for column in cipher_columns()}
    person = {"national_id", "mother_name", "phone", "family_card", "bank_account"}
    assert {purpose for table, purpose in purposes if table == "registry_person"} == person


def test_all_values_get_the_new_key_and_stay_what_they_were(monkeypatch) -> None:
    monkeypatch.setattr(rotation, "ROWS_PER_TRANSACTION", 3)
    ids = people(8)
    done: list[int] = []
    outcome = rotate_keys(actor=operator(), progress=done.append)
    assert outcome == rotation.Rotation(key_id=2, values=8 + 4)
    assert done[-1] == 12
    assert len(done) > 2
    for serial, person in enumerate(Person.objects.filter(pk__in=ids).order_by("pk")):
        assert key_id(person.national_id_cipher) == 2
        assert decrypt(person.national_id_cipher, "national_id") == synthetic_id(serial)
        if serial % 2:
            assert decrypt(person.phone_cipher, "phone") == "+628123456789"
    assert reencrypt(actor=operator()).values == 0


def test_after_a_stop_it_goes_on_where_it_was(monkeypatch) -> None:
    monkeypatch.setattr(rotation, "ROWS_PER_TRANSACTION", 3)
    people(8)

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate_keys(actor=operator(), progress=stop)
    assert reencrypt(actor=operator()) == rotation.Rotation(key_id=2, values=12 - 3)


def test_a_value_whose_key_is_gone_stops_the_rotation_with_a_clear_answer() -> None:
    people(1)
    Person.objects.update(national_id_cipher=b"\xfe" + bytes(40))
    with pytest.raises(DecryptionError, match="Periksa kunci"):
        rotate_keys(actor=operator())


def test_only_who_manages_users_changes_keys() -> None:
    with pytest.raises(AccessRefused):
        rotate_keys(actor=reader(Role.MONEV_ANALYST, ScopeKind.NATION))
    assert keys.key_ring().newest == 1
