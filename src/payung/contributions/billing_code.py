"""Billing codes in free text: sixteen digits, the last of them a Luhn digit."""

from __future__ import annotations

import re

from stdnum import luhn

#: Sixteen digits in a row, or in groups as people write them down: 1000 0000 0000 0016.
_SIXTEEN = re.compile(r"(?<!\d)(?:\d{16}|\d{4}([ .-])\d{4}\1\d{4}\1\d{4})(?!\d)")


def billing_codes(text: str) -> list[str]:
    """What may be a billing code in a text, in order and each once (a NIK has sixteen digits too).

    Whether there is a bill of that code is asked of the database.
    """
    found = (re.sub(r"\D", "", match.group()) for match in _SIXTEEN.finditer(text))
    return list(dict.fromkeys(code for code in found if code[0] == "1" and luhn.is_valid(code)))
