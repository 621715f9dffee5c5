"""What the public may know of a letter: that it is genuine. No name, no employer, no content."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date

from payung.access.encryption import seal
from payung.documents import refusals
from payung.documents.kinds import KINDS
from payung.documents.models import TOKEN_LENGTH, Rendering
from payung.documents.seals import SEAL, sealed_text


@dataclass(frozen=True)
class Verification:
    """A signed letter as the public sees it.

    ``valid`` says that the archived PDF has the hash recorded at signing, and that the seal over
    hash, number and date is of this installation.
    """

    kind: str
    number: str
    letter_date: date
    office: str
    sha256: str
    valid: bool


def verify(token: str) -> Verification:
    """The letter of a verification address. Raises ``NotFound`` for a draft or unknown token."""
    kept = _rendering(token)
    letter, digest = kept.letter, bytes(kept.sha256)
    text = sealed_text(letter.verification_token, letter.number, letter.letter_date, digest)
    whole = hashlib.sha256(bytes(kept.pdf)).digest() == digest
    return Verification(
        kind=str(KINDS[letter.kind].name),
        number=letter.number,
        letter_date=letter.letter_date,
        office=str(letter.office),
        sha256=digest.hex(),
        valid=whole and hmac.compare_digest(seal(text, SEAL), bytes(kept.seal)),
    )


def is_this_letter(token: str, content: bytes) -> bool:
    """Whether a file is, bit by bit, the PDF of that letter. Raises ``NotFound``."""
    kept = _rendering(token)
    return hmac.compare_digest(hashlib.sha256(content).digest(), bytes(kept.sha256))


def _rendering(token: str) -> Rendering:
    kept = None
    if len(token) == TOKEN_LENGTH:
        kept = (
            Rendering.objects.select_related("letter__office")
            .filter(letter__verification_token=token)
            .first()
        )
    if kept is None:
        raise refusals.no_letter("dengan alamat ini")
    return kept
