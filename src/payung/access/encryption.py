"""Encryption at rest of personal numbers, and the keyed hash by which they are found again.

An encrypted value is one byte of key id, twelve bytes of nonce, then AES-256-GCM with the purpose
as associated data. The hash is HMAC-SHA256 with a key of its own for each purpose, derived from
the index key; it has 32 bytes and is equal for equal numbers, however they were typed
(UU 27/2022 Ps 35-39: security of personal data).
"""

from __future__ import annotations

import base64
import hmac
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from payung.access.identifiers import NORMALISERS
from payung.access.keys import KEY_BYTES, key_ring
from payung.errors import PayungError

NONCE_BYTES = 12
#: The purpose of what is encrypted without naming one.
PERSONAL = "personal"


class DecryptionError(PayungError):
    """An encrypted value cannot be read: unknown key, other purpose, or changed bytes."""


def encrypt(text: str, purpose: str = PERSONAL) -> bytes:
    """Encrypt with the newest key; only ``decrypt`` with the same purpose reads it."""
    return encrypt_many([text], purpose)[0]


def encrypt_many(texts: Sequence[str], purpose: str = PERSONAL) -> list[bytes]:
    """``encrypt`` for a column, in order."""
    ring = key_ring()
    cipher = _cipher(ring.encryption[ring.newest])
    head, bound = bytes([ring.newest]), purpose.encode()
    nonces = os.urandom(NONCE_BYTES * len(texts))
    encrypted = []
    for start, text in zip(range(0, len(nonces), NONCE_BYTES), texts, strict=True):
        nonce = nonces[start : start + NONCE_BYTES]
        encrypted.append(head + nonce + cipher.encrypt(nonce, text.encode(), bound))
    return encrypted


def decrypt(encrypted: bytes | memoryview, purpose: str = PERSONAL) -> str:
    """Read what ``encrypt`` wrote, with whichever key it used.

    Raises ``DecryptionError`` when the key is gone, the purpose is another one, or the bytes were
    changed.
    """
    content = bytes(encrypted)
    key = key_ring().encryption.get(content[0]) if len(content) > NONCE_BYTES else None
    if key is None:
        raise _unreadable(f"kunci nomor {content[0] if content else '-'} tidak ada")
    nonce = content[1 : 1 + NONCE_BYTES]
    try:
        return _cipher(key).decrypt(nonce, content[1 + NONCE_BYTES :], purpose.encode()).decode()
    except InvalidTag as error:
        raise _unreadable("isinya berubah atau tujuannya lain") from error


@dataclass(frozen=True)
class EncryptedFile:
    """A file's encrypted bytes, and its own key, encrypted for a purpose (to be kept apart)."""

    content: bytes
    key: bytes


def encrypt_file(content: bytes, purpose: str) -> EncryptedFile:
    """Encrypt a file with a new key of its own: a change of keys then rewrites only that key."""
    key, nonce = secrets.token_bytes(KEY_BYTES), os.urandom(NONCE_BYTES)
    sealed = nonce + AESGCM(key).encrypt(nonce, content, purpose.encode())
    return EncryptedFile(sealed, encrypt(base64.b64encode(key).decode(), purpose))


def decrypt_file(content: bytes | memoryview, key: bytes | memoryview, purpose: str) -> bytes:
    """Read what ``encrypt_file`` wrote. Raises ``DecryptionError``."""
    sealed = bytes(content)
    cipher = AESGCM(base64.b64decode(decrypt(key, purpose)))
    try:
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose.encode())
    except (InvalidTag, ValueError) as error:
        raise _unreadable("isinya berubah") from error


def seal(content: bytes, purpose: str) -> bytes:
    """The 32-byte keyed hash of some bytes: who lacks this installation's key cannot make it."""
    return hmac.digest(_index_key(key_ring().index, f"seal {purpose}"), content, "sha256")


def key_id(encrypted: bytes | memoryview) -> int:
    """The id of the key that an encrypted value was written with."""
    return bytes(encrypted[:1])[0]


def blind_index(text: str, purpose: str) -> bytes:
    """The 32-byte keyed hash of a number for a purpose (see ``identifiers``), for equality."""
    return blind_indexes([text], purpose)[0]


def blind_indexes(texts: Sequence[str], purpose: str) -> list[bytes]:
    """``blind_index`` for a column, in order."""
    key = _index_key(key_ring().index, purpose)
    normalise = NORMALISERS[purpose]
    digest = hmac.digest
    return [digest(key, normalise(text).encode(), "sha256") for text in texts]


@lru_cache(maxsize=16)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


@lru_cache(maxsize=32)
def _index_key(index_key: bytes, purpose: str) -> bytes:
    derivation = HKDF(SHA256(), KEY_BYTES, salt=None, info=f"payung index {purpose}".encode())
    return derivation.derive(index_key)


def _unreadable(why: str) -> DecryptionError:
    return DecryptionError(
        "decryption",
        f"Data pribadi tidak dapat dibaca: {why}. Periksa kunci (PAYUNG_KEYS atau keys.json).",
        "Personal data cannot be read: the key is missing, or the value was changed. "
        "Check the keys (PAYUNG_KEYS or keys.json).",
    )
