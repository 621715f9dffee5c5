"""How personal fields look by default (privacy rules; UU 27/2022 Ps 16, 27-29: minimisation).

The first six digits of a NIK tell the district, the next six the birth date and the sex: a mask
that shows twelve hides nothing. What is shorter than a mask shows is hidden whole.
"""

from __future__ import annotations

import re

HIDDEN = "*"
#: Sixteen digits or more in a row, or sixteen grouped as people write a NIK. A billing code also
#: has sixteen, but begins with 10, which no province is: it stays readable.
_IDENTITY_NUMBER = re.compile(
    r"(?<!\d)(?!10\d{14}(?!\d))\d{16,}"
    r"|(?<!\d)\d{4}(?P<four>[ .-])\d{4}(?P=four)\d{4}(?P=four)\d{4}(?!\d)"
    r"|(?<!\d)\d{6}(?P<six>[ .-])\d{6}(?P=six)\d{4}(?!\d)"
)


def mask_national_id(text: str, *, in_list: bool = True) -> str:
    """``************0001`` in lists; ``190101******0001`` on the page of one person."""
    return _masked(text, first=0 if in_list else 6, last=4)


def mask_family_card(text: str) -> str:
    """The last four digits."""
    return _masked(text, first=0, last=4)


def mask_account(text: str) -> str:
    """The last four digits of a bank account."""
    return _masked(text, first=0, last=4)


def mask_phone(text: str) -> str:
    """``0812****789``; a number with ``+62`` is shown as Indonesians dial it."""
    return _masked("0" + text[3:] if text.startswith("+62") else text, first=4, last=3)


def mask_name(text: str) -> str:
    """First name and the first letter of the others, for open lists."""
    first, *others = text.split() or [""]
    return " ".join([first, *(f"{name[0]}." for name in others)])


def mask_birth_date(iso_date: str) -> str:
    """The year only."""
    return iso_date[:4]


def mask_number_runs(text: str) -> str:
    """Hide identity numbers (NIK, family card) in a free text, up to their last four digits."""
    return _IDENTITY_NUMBER.sub(lambda number: mask_national_id(number.group()), text)


def _masked(text: str, *, first: int, last: int) -> str:
    hidden = len(text) - first - last
    if hidden < 3:
        return HIDDEN * len(text)
    return text[:first] + HIDDEN * hidden + text[-last:]
