"""From which account an office pays."""

from __future__ import annotations

import re

from django.db import transaction

from payung.access.encryption import encrypt
from payung.access.identifiers import BANK_ACCOUNT, normalise_number
from payung.access.permissions import RELEASE_PAYMENTS
from payung.access.reader import Reader
from payung.claims.errors import PaymentRefused
from payung.claims.models import PayingAccount
from payung.contributions.offices import visible_office

_ACCOUNT = re.compile(r"[0-9A-Z]{5,34}")
_BANK_CODE = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")


@transaction.atomic
def set_paying_account(
    *,
    actor: Reader,
    office: str,
    holder_name: str,
    bank_name: str,
    account: str,
    bank_code: str = "",
) -> PayingAccount:
    """Say from which account an office pays from now on; orders made before keep theirs.

    ``bank_code`` is the bank's BIC, where it is known. Raises ``AccessRefused`` (only who
    releases sets it), ``PaymentRefused`` for a name that is missing, or numbers that are none.
    """
    place = visible_office(actor, office, RELEASE_PAYMENTS)
    number, code = normalise_number(account.strip()), bank_code.strip().upper()
    if not holder_name.strip() or not bank_name.strip():
        raise PaymentRefused(
            "account_names",
            "Isi nama pemilik rekening dan nama banknya.",
            "Give the name of the account's holder and of the bank.",
        )
    if not _ACCOUNT.fullmatch(number):
        raise PaymentRefused(
            "account_number",
            "Nomor rekening terdiri atas 5 sampai 34 angka.",
            "The account number has 5 to 34 digits.",
        )
    if code and not _BANK_CODE.fullmatch(code):
        raise PaymentRefused(
            "bank_code",
            f"Kode bank (BIC) {code!r} tidak benar; diharapkan 8 atau 11 huruf, misalnya BRINIDJA.",
            f"The bank's code (BIC) {code!r} is wrong; expected 8 or 11 letters, e.g. BRINIDJA.",
            found=code,
        )
    return PayingAccount.objects.create(
        office=place,
        holder_name=holder_name.strip()[:70],
        bank_name=bank_name.strip()[:60],
        bank_code=code,
        bank_account_cipher=encrypt(number, BANK_ACCOUNT),
        recorded_by=actor.user,
    )
