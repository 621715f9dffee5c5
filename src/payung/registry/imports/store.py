"""Uploads and answers on disk: sealed with a key of their own, named by what they are.

They hold names and NIKs, so they are encrypted at rest: AES-256-GCM in pieces, the file's key
encrypted by ``payung.access``. A piece's nonce is its number and whether it is the last, so that
pieces cannot be dropped, moved or taken from another file. No name of a user's file and nothing
personal is in a path. The folder is readable by its owner only.
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from payung.access.encryption import decrypt, encrypt
from payung.errors import NotFound, PayungError
from payung.home import home

PIECE = 1 << 20
_TAG = 16
_MAGIC = b"PAYUNG1\n"
_PURPOSE = "stored_file"


class StoredFileError(PayungError):
    """A stored file is missing or was changed."""


def content_hash(path: Path) -> bytes:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def seal(source: Path, folder: str, name: str) -> str:
    """Encrypt a file into the data folder; returns its path relative to there.

    Written beside and put in place whole: a crash leaves no half file.
    """
    target = _folder(folder) / name
    handle, draft = tempfile.mkstemp(prefix=".draft-", dir=target.parent)  # mode 0600
    key = secrets.token_bytes(32)
    wrapped = encrypt(base64.b64encode(key).decode(), _PURPOSE)
    cipher = AESGCM(key)
    try:
        with os.fdopen(handle, "wb") as out, source.open("rb") as content:
            out.write(_MAGIC + struct.pack(">H", len(wrapped)) + wrapped)
            piece, number = content.read(PIECE), 0
            while True:
                following = content.read(PIECE)
                out.write(cipher.encrypt(_nonce(number, not following), piece, None))
                if not following:
                    break
                piece, number = following, number + 1
        Path(draft).replace(target)
    finally:
        Path(draft).unlink(missing_ok=True)
    return f"{folder}/{name}"


def unseal(stored: str) -> Iterator[bytes]:
    """The plain pieces of a sealed file; raises ``StoredFileError`` when missing or changed."""
    path = home() / stored
    try:
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise _unreadable(stored)
            (length,) = struct.unpack(">H", file.read(2))
            cipher = AESGCM(base64.b64decode(decrypt(file.read(length), _PURPOSE)))
            piece, number = file.read(PIECE + _TAG), 0
            while piece:
                following = file.read(PIECE + _TAG)
                yield cipher.decrypt(_nonce(number, not following), piece, None)
                piece, number = following, number + 1
    except (OSError, struct.error, InvalidTag) as error:
        raise _unreadable(stored) from error


def _nonce(number: int, last: bool) -> bytes:
    return struct.pack(">QI", number, int(last))


def _folder(name: str) -> Path:
    folder = home() / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _unreadable(stored: str) -> StoredFileError:
    return StoredFileError(
        "stored_file",
        f"Berkas tersimpan {stored} hilang atau berubah; unggah ulang berkas aslinya.",
        f"The stored file {stored} is missing or was changed; upload the original again.",
    )


def answer(file_name: str, path: str) -> bytes:
    """The sealed answer workbook (XLSX) of an uploaded file. ``NotFound`` when it has none."""
    if not path:
        raise NotFound(
            "answer_not_found",
            f"Berkas {file_name} tidak punya buku kerja jawaban.",
            f"File {file_name} has no answer workbook.",
        )
    return b"".join(unseal(path))
