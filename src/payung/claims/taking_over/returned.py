"""The rows that a step answers to its office; they tell of people and are kept encrypted."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import astuple, dataclass

from payung.access.encryption import decrypt, encrypt
from payung.claims.models import TakeOverStep
from payung.claims.taking_over.outcome import Difference, TakenOver, reason_of

#: The purpose of the encryption; the column is named by it.
PURPOSE = "take_over_rows"


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that must be mended, and why, in both languages."""

    row: int
    label: str
    code: str
    column: str
    message_id: str
    message_en: str

    @property
    def reason(self) -> str:
        """For what it was refused: code and column."""
        return f"{self.code}:{self.column}" if self.column else self.code


@dataclass(frozen=True)
class Returned:
    """What a step answers: refused rows, rows with another sum than the law's, unread columns."""

    refused: tuple[Refused, ...]
    differences: tuple[Difference, ...]
    unread: tuple[str, ...]


def returned_of(done: TakenOver) -> Returned:
    """What is answered of an outcome."""
    refused = tuple(
        Refused(row.number, row.text, *reason_of(row), row.refusal.message_id,
                row.refusal.message_en)
        for row in done.refused if row.refusal is not None
    )  # fmt: skip
    return Returned(refused, done.differences, tuple(done.sheet.unread) if done.sheet else ())


def closed(returned: Returned) -> bytes:
    """The answer as it is kept."""
    told = {
        "refused": [astuple(one) for one in returned.refused],
        "differences": [astuple(one) for one in returned.differences],
        "unread": returned.unread,
    }
    packed = zlib.compress(json.dumps(told, ensure_ascii=False).encode())
    return encrypt(base64.b64encode(packed).decode(), PURPOSE)


def opened(step: TakeOverStep) -> Returned:
    """The answer of a step; an empty one where nothing was looked through yet."""
    if not step.take_over_rows_cipher:
        return Returned((), (), ())
    packed = base64.b64decode(decrypt(step.take_over_rows_cipher, PURPOSE))
    told = json.loads(zlib.decompress(packed))
    return Returned(
        tuple(Refused(*one) for one in told["refused"]),
        tuple(Difference(*one) for one in told["differences"]),
        tuple(told["unread"]),
    )
