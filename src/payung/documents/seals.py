"""What the seal of a signed letter covers."""

from __future__ import annotations

from datetime import date
from typing import Final

#: The purpose of the seals (see ``access.encryption.seal``).
SEAL: Final = "letter"


def sealed_text(token: str, number: str, day: date, sha256: bytes) -> bytes:
    """Token, number, date and hash of the PDF in one text: a change of any breaks the seal."""
    return "\n".join([token, number, day.isoformat(), sha256.hex()]).encode()
