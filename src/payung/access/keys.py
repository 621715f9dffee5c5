"""The keys of personal data: where they come from, which is the newest, how a new one is added.

A key ring is JSON: ``{"encryption": {"1": "<base64, 32 bytes>"}, "index": "<base64, 32 bytes>"}``.
It comes from the environment (``PAYUNG_KEYS``), else from ``keys.json`` in the data folder, which
is made at first use and readable by its owner only. The highest id encrypts; every id decrypts.
Whoever loses this file loses the personal data: it belongs into the backup, apart from the
database.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import secrets
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from payung.errors import PayungError
from payung.home import home

KEY_BYTES = 32
#: The id is one byte of each encrypted value.
HIGHEST_KEY_ID = 255


class KeyRingError(PayungError):
    """The keys are missing, unreadable or unfit."""


@dataclass(frozen=True)
class KeyRing:
    """The keys: those that encrypt, by id, and the one from which the hash keys are derived."""

    encryption: dict[int, bytes]
    index: bytes

    @property
    def newest(self) -> int:
        """The id of the key that encrypts what is written now."""
        return max(self.encryption)


def keys_file() -> Path:
    """Where the keys of this installation lie when the environment does not bring them."""
    return home() / "keys.json"


def key_ring() -> KeyRing:
    """The keys in force. A change of the key file is seen at once by every process.

    Raises ``KeyRingError`` when they cannot be read or have the wrong length.
    """
    named = os.environ.get("PAYUNG_KEYS")
    if named:
        return _named_ring(named)
    file = _file_of(os.environ.get("PAYUNG_HOME"))
    try:
        changed = file.stat().st_mtime_ns
    except FileNotFoundError:
        _write_first(file, _as_json(_new_ring()))
        changed = file.stat().st_mtime_ns
    return _ring_in(file, changed)


def add_key() -> int:
    """Add a new encryption key to the key file and return its id; older ids go on decrypting.

    Raises ``KeyRingError`` when the keys come from the environment (they are changed there), or
    when all 255 ids are used.
    """
    if os.environ.get("PAYUNG_KEYS"):
        raise KeyRingError(
            "keys_from_environment",
            "Kunci berasal dari PAYUNG_KEYS; tambahkan kunci baru di sana, bukan di berkas.",
            "The keys come from PAYUNG_KEYS; add the new key there, not in the file.",
        )
    ring = key_ring()
    new_id = ring.newest + 1
    if new_id > HIGHEST_KEY_ID:
        raise KeyRingError(
            "keys_used_up",
            f"Nomor kunci sudah habis ({HIGHEST_KEY_ID}).",
            f"All key ids are used up ({HIGHEST_KEY_ID}).",
        )
    grown = KeyRing({**ring.encryption, new_id: secrets.token_bytes(KEY_BYTES)}, ring.index)
    _draft(keys_file(), _as_json(grown)).replace(keys_file())  # never half a key file
    return new_id


@lru_cache(maxsize=4)
def _named_ring(named: str) -> KeyRing:
    return _parse(named, "PAYUNG_KEYS")


@lru_cache(maxsize=4)
def _ring_in(file: Path, changed: int) -> KeyRing:
    """``changed`` (the file's time stamp) only makes the cache forget the former content."""
    return _parse(file.read_text(), str(file))


@lru_cache(maxsize=4)
def _file_of(home_named: str | None) -> Path:
    """``home_named`` only tells the cache one data folder from another."""
    return keys_file()


def _new_ring() -> KeyRing:
    return KeyRing({1: secrets.token_bytes(KEY_BYTES)}, secrets.token_bytes(KEY_BYTES))


def _parse(text: str, place: str) -> KeyRing:
    try:
        content = json.loads(text)
        ring = KeyRing(
            {int(number): _key(value) for number, value in content["encryption"].items()},
            _key(content["index"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise _unreadable(place) from error
    if not ring.encryption or not all(1 <= i <= HIGHEST_KEY_ID for i in ring.encryption):
        raise _unreadable(place)
    return ring


def _key(value: str) -> bytes:
    key = base64.b64decode(value, validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError(len(key))
    return key


def _unreadable(place: str) -> KeyRingError:
    return KeyRingError(
        "keys_unreadable",
        f"Kunci di {place} tidak dapat dibaca: perlu JSON dengan 'encryption' (nomor 1-255 dan "
        f"kunci base64 {KEY_BYTES} bita) dan 'index'.",
        f"The keys in {place} cannot be read: needed is JSON with 'encryption' (ids 1-255 and "
        f"base64 keys of {KEY_BYTES} bytes) and 'index'.",
    )


def _as_json(ring: KeyRing) -> str:
    def text(key: bytes) -> str:
        return base64.b64encode(key).decode()

    numbered = {str(number): text(key) for number, key in sorted(ring.encryption.items())}
    return json.dumps({"encryption": numbered, "index": text(ring.index)}, indent=1)


def _write_first(file: Path, text: str) -> None:
    """Two processes that start at once agree on one key ring: the first link wins."""
    draft = _draft(file, text)
    try:
        os.link(draft, file)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _draft(file: Path, text: str) -> Path:
    handle, name = tempfile.mkstemp(prefix="keys-", dir=file.parent)  # mode 0600
    with os.fdopen(handle, "w") as draft:
        draft.write(text)
        draft.flush()
        os.fsync(draft.fileno())
    return Path(name)
