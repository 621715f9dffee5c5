"""How personal numbers are brought into one form, so that equal numbers hash alike.

These functions never refuse: whether a number is valid is the importing room's question. They only
take away what people and spreadsheets add (spaces, dots, hyphens, `+62` for `0`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

import phonenumbers

#: Purposes of hashes and of encryption. A value encrypted or hashed for one purpose is of no use
#: for another: the same digits as a phone number and as an account give different hashes.
NATIONAL_ID = "national_id"
FAMILY_CARD = "family_card"
PHONE = "phone"
BANK_ACCOUNT = "bank_account"
MOTHER_NAME = "mother_name"

_SEPARATORS = re.compile(r"[\s.\-'/]+")
_PLAIN_MOBILE = re.compile(r"08\d{7,11}")


def normalise_number(text: str) -> str:
    """A NIK, family card, passport or account number without separators, in capitals."""
    return text if text.isdigit() else _SEPARATORS.sub("", text).upper()


def normalise_phone(text: str) -> str:
    """A phone number as E.164 (``+62...``); Indonesian when no country is named.

    What is no phone number comes back without separators.
    """
    plain = _SEPARATORS.sub("", text)
    if _PLAIN_MOBILE.fullmatch(plain):  # what nearly all are; the parser takes 30 times as long
        return "+62" + plain[1:]
    try:
        number = phonenumbers.parse(plain, "ID")
    except phonenumbers.NumberParseException:
        return plain
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def normalise_name(text: str) -> str:
    """A name in capitals with single spaces."""
    return " ".join(text.upper().split())


NORMALISERS: dict[str, Callable[[str], str]] = {
    NATIONAL_ID: normalise_number,
    FAMILY_CARD: normalise_number,
    BANK_ACCOUNT: normalise_number,
    PHONE: normalise_phone,
    MOTHER_NAME: normalise_name,
}
