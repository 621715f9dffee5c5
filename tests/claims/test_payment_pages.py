"""The pages of payments: two people and a bank, and what each may see."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from payung.access.reader import Reader
from payung.claims.models import Claim, ClaimState, PaymentOrder
from tests.claims.builders import BRANCH, cashier, head, officer
from tests.claims.payment_builders import account, granted

pytestmark = pytest.mark.usefixtures("reference")
TODAY = date(2024, 12, 18)


def door(reader: Reader) -> Client:
    client = Client()
    client.force_login(reader.user)
    return client


def test_from_what_is_due_to_what_the_bank_paid() -> None:
    claim = granted(30_000_000, 12_000_000, employer=7_000_000)
    chief, desk = door(head()), door(cashier())
    orders = reverse("site:payment_orders")
    told = desk.post(
        reverse("site:payment_order_prepare"), {"pay_on": "2024-12-18", "kantor": BRANCH}
    )
    assert "rekening pembayar" in told.content.decode()
    chief.post(
        reverse("site:payment_account"),
        {"kantor": BRANCH, "holder_name": "BPJS Ketenagakerjaan", "bank_name": "BRI",
         "bank_code": "BRINIDJA", "account": "0123-4567-89"},
    )  # fmt: skip
    assert "Rp 42.000.000" in desk.get(orders).content.decode().replace("\xa0", " ")
    desk.post(reverse("site:payment_order_prepare"), {"pay_on": "2024-12-18", "kantor": BRANCH})
    number = PaymentOrder.objects.get().number
    page = reverse("site:payment_order", kwargs={"number": number})
    assert "harus orang lain" in desk.get(page).content.decode()
    release = reverse("site:payment_order_act", kwargs={"number": number, "act": "lepas"})
    assert desk.post(release).status_code == 403
    assert chief.post(release).status_code == 302
    sheet = reverse("site:payment_order_answer_sheet", kwargs={"number": number})
    rows = desk.get(sheet).content.decode().replace(";;;", ";DIBAYAR;18-12-2024;")
    answer = reverse("site:payment_order_act", kwargs={"number": number, "act": "jawab"})
    bent = rows.replace("30000000", "30000001")
    refused = desk.post(answer, {"file": SimpleUploadedFile("bank.csv", bent.encode())})
    assert refused.status_code == 400
    assert "Rp 30000001" in refused.content.decode()
    for told in ("2 dibayar", "2 sudah"):
        came = desk.post(
            answer, {"file": SimpleUploadedFile("bank.csv", rows.encode())}, follow=True
        )
        assert told in came.content.decode()
    claim.refresh_from_db()
    assert claim.state == ClaimState.PAID
    file = reverse("site:payment_order_file", kwargs={"number": number, "form": "pain001"})
    assert number in desk.get(file).headers["Content-Disposition"]
    export = reverse("site:payment_orders_export", kwargs={"format": "csv"})
    assert f"{number};" in desk.get(export).content.decode()
    shown = door(officer()).get(reverse("site:claim_payments", args=[claim.number]))
    assert shown.content.decode().count("Sudah dibayar") == 3


def test_what_waits_is_told_with_its_reason() -> None:
    claim = granted(42_000_000)
    account(claim.parties.get(), "5550003", checked=False)
    told = door(cashier()).get(reverse("site:payment_orders")).content.decode()
    assert "Rekening terbaru belum diperiksa orang lain" in told


def test_a_share_is_proven_on_its_page() -> None:
    claim = granted(employer=7_000_000)
    desk = door(cashier())
    page = reverse("site:employer_share", kwargs={"number": claim.number})
    entered = {"amount": 8_000_000, "settled_on": "2024-12-18", "proof": "TRX-1"}
    assert desk.post(page, entered).status_code == 400
    assert desk.post(page, entered | {"amount": 7_000_000}).status_code == 302
    assert "Lunas" in desk.get(reverse("site:employer_shares")).content.decode()
    export = reverse("site:employer_shares_export", kwargs={"format": "csv"})
    assert f"{claim.number};" in desk.get(export).content.decode()
    assert Claim.objects.get().state == ClaimState.PAID
