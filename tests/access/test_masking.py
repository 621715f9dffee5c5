"""Masks show what the privacy rules allow, and logs show no identity number at all."""

from __future__ import annotations

import io
import logging

import pytest
from django.conf import settings

from payung.access.logs import MaskNumbers
from payung.access.masking import (
    mask_account,
    mask_birth_date,
    mask_family_card,
    mask_name,
    mask_national_id,
    mask_number_runs,
    mask_phone,
)

NIK = "1901010101900000"


def test_each_field_has_its_mask() -> None:
    assert mask_national_id(NIK) == "************0000"
    assert mask_national_id(NIK, in_list=False) == "190101******0000"
    assert mask_family_card(NIK) == "************0000"
    assert mask_account("0123456789") == "******6789"
    assert mask_phone("081234567789") == mask_phone("+6281234567789") == "0812*****789"
    assert mask_name("Siti Contoh Rekaan") == "Siti C. R."
    assert mask_birth_date("1990-01-01") == "1990"


@pytest.mark.parametrize("short", ["", "1", "12", "123456"])
def test_what_is_too_short_for_its_mask_is_hidden_whole(short: str) -> None:
    assert mask_account(short) == "*" * len(short)
    assert mask_phone(short) == "*" * len(short)
    assert mask_name("") == ""


@pytest.mark.parametrize(
    "text",
    [
        f"NIK {NIK} tidak dikenal",
        f"Key (nik)=({NIK}) already exists",
        "NIK 1901 0101 0190 0000",
        "NIK 190101-010190-0000",
        f"/orang/{NIK}/",
        f"0{NIK}",
    ],
)
def test_identity_numbers_leave_free_text(text: str) -> None:
    masked = mask_number_runs(text)
    assert "19010101" not in masked.replace(" ", "").replace("-", "")
    assert masked.endswith(("0000", "0000/", "0000 tidak dikenal", "0000) already exists"))


def test_amounts_dates_and_billing_codes_stay_in_free_text() -> None:
    plain = "Rp 3.640.000.000 pada 2024-12-18, tagihan 241100002345678"
    assert mask_number_runs(plain) == plain


def test_a_log_shows_no_identity_number_in_message_arguments_or_traceback() -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(MaskNumbers())
    logger = logging.Logger("uji")
    logger.addHandler(handler)
    logger.warning("baris %s: NIK %s ditolak", 7, NIK)
    try:
        raise ValueError(f"Key (national_id)=({NIK}) already exists")
    except ValueError:
        logger.exception("impor gagal untuk %(nik)s", {"nik": NIK})
    text = written.getvalue()
    assert "baris 7" in text
    assert "ValueError" in text
    assert NIK not in text
    assert text.count("************0000") == 3


def test_every_handler_of_the_site_has_the_mask() -> None:
    for handler in settings.LOGGING["handlers"].values():
        assert "mask_numbers" in handler["filters"]
