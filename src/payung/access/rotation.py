"""The change of the encryption key: what was written with older keys is written anew.

By convention a column ``<purpose>_cipher`` of any room holds values encrypted for that purpose;
so a new room's columns are rotated without being listed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models, transaction
from psycopg import sql

from payung.access import keys, permissions
from payung.access.audit import acting
from payung.access.encryption import PERSONAL, DecryptionError, decrypt, encrypt_many
from payung.access.reader import Reader

SUFFIX = "_cipher"
ROWS_PER_TRANSACTION = 10_000


@dataclass(frozen=True)
class CipherColumn:
    """One column of encrypted values."""

    table: str
    key: str
    column: str

    @property
    def purpose(self) -> str:
        """What its values are encrypted for."""
        return self.column.removesuffix(SUFFIX)


@dataclass(frozen=True)
class Rotation:
    """What a rotation did: the newest key and the number of values written anew with it."""

    key_id: int
    values: int


def cipher_columns() -> list[CipherColumn]:
    """Every column of encrypted values in the database."""
    return [
        CipherColumn(model._meta.db_table, str(model._meta.pk.column), str(field.column))
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.BinaryField) and (field.column or "").endswith(SUFFIX)
    ]


def rotate_keys(*, actor: Reader, progress: Callable[[int], None] | None = None) -> Rotation:
    """Add a new encryption key and write every value anew with it.

    ``progress`` gets the number of values done so far. When it is interrupted, ``reencrypt`` goes
    on where it stopped. Raises ``AccessRefused`` (permission MANAGE_USERS) and ``KeyRingError``.
    """
    actor.require(permissions.MANAGE_USERS)
    keys.add_key()
    return reencrypt(actor=actor, progress=progress)


def reencrypt(*, actor: Reader, progress: Callable[[int], None] | None = None) -> Rotation:
    """Write anew, with the newest key, every value that an older key encrypted.

    Safe to repeat: what has the newest key is left alone. Old keys stay in the key file, for
    backups made before.
    """
    actor.require(permissions.MANAGE_USERS)
    newest, done = keys.key_ring().newest, 0
    for column in cipher_columns():
        for count in _rotate_column(actor, column, newest):
            done += count
            if progress:
                progress(done)
    return Rotation(newest, done)


def _rotate_column(actor: Reader, column: CipherColumn, newest: int) -> Iterator[int]:
    """Batch by batch, each in its own transaction, so that a stop loses at most one."""
    read, write = _statements(column)
    while True:
        with (
            acting(actor, "Penggantian kunci enkripsi"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(read, [newest, ROWS_PER_TRANSACTION])
            rows = cursor.fetchall()
            if not rows:
                return
            texts = [_plain(value, column.purpose) for _, value in rows]
            anew = encrypt_many(texts, column.purpose)
            cursor.execute(write, [[key for key, _ in rows], anew])
        yield len(rows)


def _statements(column: CipherColumn) -> tuple[str, str]:
    names = {
        "table": sql.Identifier(column.table),
        "key": sql.Identifier(column.key),
        "column": sql.Identifier(column.column),
    }
    read = sql.SQL(
        "SELECT {key}, {column} FROM {table} WHERE octet_length({column}) > 0"
        " AND get_byte({column}, 0) <> %s LIMIT %s FOR UPDATE"
    )
    write = sql.SQL(
        "UPDATE {table} SET {column} = anew.value"
        " FROM unnest(%s::bigint[], %s::bytea[]) AS anew (key, value)"
        " WHERE {table}.{key} = anew.key"
    )
    return read.format(**names).as_string(), write.format(**names).as_string()


def _plain(value: memoryview, purpose: str) -> str:
    """A value that was encrypted without naming its purpose gains the column's purpose."""
    try:
        return decrypt(value, purpose)
    except DecryptionError:
        return decrypt(value, PERSONAL)
