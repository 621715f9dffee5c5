"""The bank's files: valid to another reader, the same bytes each time, and answers read back."""

from __future__ import annotations

import csv
import hashlib
from datetime import date
from pathlib import Path

import pytest
import sepaxml
import xmlschema
from lxml import etree

from payung.claims.answer_files import read_answer
from payung.claims.errors import PaymentRefused
from payung.claims.models import OrderFile, PartyAccount, PaymentOrder
from payung.claims.operations.bank_answers import AnswerRow, record_bank_answer
from payung.claims.operations.order_files import order_file
from payung.claims.operations.orders import prepare_order, release_order
from payung.errors import NotFound
from tests.claims.builders import BRANCH, cashier, head
from tests.claims.payment_builders import granted, paying_account

pytestmark = pytest.mark.usefixtures("reference")
TODAY = date(2024, 12, 18)
SCHEMAS = Path(sepaxml.__file__).parent / "schemas"
NAMES = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}


@pytest.fixture
def order(reference: None) -> PaymentOrder:
    paying_account()
    granted(30_000_000, 12_000_000)
    made = prepare_order(actor=cashier(), office=BRANCH, pay_on=TODAY)
    release_order(actor=head(), number=made.number)
    return made


def made(order: PaymentOrder, format: str) -> tuple[str, bytes]:
    with order_file(actor=cashier(), number=order.number, format=format) as file:
        content = file.content.read()
        assert file.sha256 == hashlib.sha256(content).hexdigest()
        return file.name, content


def test_the_message_is_valid_to_two_other_readers(order: PaymentOrder, tmp_path: Path) -> None:
    name, content = made(order, "pain001")
    schema = SCHEMAS / "pain.001.001.09.xsd"
    message = etree.fromstring(content)
    etree.XMLSchema(file=str(schema)).assertValid(message)
    path = tmp_path / name
    path.write_bytes(content)
    read = xmlschema.XMLSchema(str(schema)).to_dict(str(path))["CstmrCdtTrfInitn"]
    assert read["GrpHdr"]["MsgId"] == order.number
    assert (read["GrpHdr"]["NbOfTxs"], read["GrpHdr"]["CtrlSum"]) == ("2", 42_000_000)
    payments = read["PmtInf"][0]["CdtTrfTxInf"]
    assert [one["PmtId"]["EndToEndId"] for one in payments] == [
        f"{order.number}-000001",
        f"{order.number}-000002",
    ]
    amounts = message.findall(".//p:InstdAmt", NAMES)
    assert [(one.text, one.get("Ccy")) for one in amounts] == [
        ("30000000", "IDR"),
        ("12000000", "IDR"),
    ]


def test_the_same_order_gives_the_same_bytes_under_the_same_number(order: PaymentOrder) -> None:
    for format in ("pain001", "csv"):
        assert made(order, format) == made(order, format)
    assert OrderFile.objects.count() == 2
    name, content = made(order, "csv")
    holders = PartyAccount.objects.values_list("account_name", flat=True)
    assert not any(holder.split()[0] in name for holder in holders)
    (first, _) = csv.DictReader(content.decode().splitlines(), delimiter=";")
    assert (first["ID_TRANSAKSI"], first["JUMLAH"]) == (f"{order.number}-000001", "30000000")


def test_no_file_before_the_release_or_for_another_office() -> None:
    paying_account()
    granted(42_000_000)
    early = prepare_order(actor=cashier(), office=BRANCH, pay_on=TODAY)
    with pytest.raises(PaymentRefused, match="not_released"):
        made(early, "pain001")
    stranger = cashier("petugas.lain", office="KC-PALEMBANG")
    with (
        pytest.raises(NotFound),
        order_file(actor=stranger, number=early.number, format="csv"),
    ):
        pass


def pain002(order: PaymentOrder, body: str, message: str = "") -> bytes:
    return f"""<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>B1</MsgId><CreDtTm>2024-12-18T10:00:00+07:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>{message or order.number}</OrgnlMsgId>
<OrgnlMsgNmId>pain.001</OrgnlMsgNmId></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>{order.number}</OrgnlPmtInfId>{body}</OrgnlPmtInfAndSts>
</CstmrPmtStsRpt></Document>""".encode()


def test_a_report_of_the_bank_tells_each_payment_apart(order: PaymentOrder) -> None:
    told = pain002(
        order,
        f"""<TxInfAndSts><OrgnlEndToEndId>{order.number}-000001</OrgnlEndToEndId>
        <TxSts>ACSC</TxSts></TxInfAndSts>
        <TxInfAndSts><OrgnlEndToEndId>{order.number}-000002</OrgnlEndToEndId><TxSts>RJCT</TxSts>
        <StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Rekening ditutup</AddtlInf></StsRsnInf>
        <OrgnlTxRef><Amt><InstdAmt Ccy="IDR">12000000</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>
        """,
    )
    rows = read_answer(told, order)
    assert rows == [
        AnswerRow(1, f"{order.number}-000001", "PAID", TODAY),
        AnswerRow(
            2, f"{order.number}-000002", "RETURNED", TODAY, 12_000_000, "AC04 Rekening ditutup"
        ),
    ]
    came = record_bank_answer(actor=cashier(), number=order.number, rows=rows)
    assert (came.paid, came.returned) == (1, 1)


def test_one_status_for_all_stands_for_each_and_what_is_under_way_for_none(
    order: PaymentOrder,
) -> None:
    rejected = read_answer(pain002(order, "<PmtInfSts>RJCT</PmtInfSts>"), order)
    assert [row.outcome for row in rejected] == ["RETURNED", "RETURNED"]
    assert read_answer(pain002(order, "<PmtInfSts>ACSP</PmtInfSts>"), order) == []


def test_a_sheet_of_the_bank_is_read_with_its_words(order: PaymentOrder) -> None:
    content = (
        "ID_TRANSAKSI;JUMLAH;STATUS;TANGGAL;ALASAN\r\n"
        f"{order.number}-000001;30.000.000;Berhasil;18-12-2024;\r\n"
        f"{order.number}-000002;12000000;pending;;\r\n"
    ).encode()
    assert read_answer(content, order) == [
        AnswerRow(2, f"{order.number}-000001", "PAID", TODAY, 30_000_000)
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"  ", "kosong"),
        (b"<html></html>", "bukan pain.002"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x/>', "DTD"),
        (b"NOMOR;JUMLAH\n1;2\n", "ID_TRANSAKSI"),
        (b"ID_TRANSAKSI;JUMLAH;STATUS;TANGGAL\nX;1,5;DIBAYAR;18-12-2024\n", "rupiah bulat"),
        (b"ID_TRANSAKSI;JUMLAH;STATUS;TANGGAL\nX;1;DIBAYAR;kemarin\n", "tanggal"),
        (b"\xff\xfe\x00", "UTF-8"),
    ],
)
def test_what_is_no_answer_is_refused_with_the_place(
    order: PaymentOrder, content: bytes, told: str
) -> None:
    with pytest.raises(PaymentRefused, match=told):
        read_answer(content, order)


def test_a_report_on_another_message_is_refused(order: PaymentOrder) -> None:
    other = pain002(order, "<PmtInfSts>ACSC</PmtInfSts>", message="PB-24-9999999")
    with pytest.raises(PaymentRefused, match="PB-24-9999999"):
        read_answer(other, order)
