"""Bank statements as files: three formats, one shape; what is wrong is said and nothing guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from payung.contributions.errors import StatementRefused
from payung.contributions.statements import ParsedStatement, read_statements

OFFICE = "KC-PANGKALPINANG"

CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
<Id>STMT-1</Id><Acct><Id><Othr><Id>1234567890</Id></Othr></Id><Ccy>IDR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="IDR">1000</Amt>
<CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="IDR">{closing}</Amt>
<CdtDbtInd>CRDT</CdtDbtInd></Bal>{entries}</Stmt></BkToCstmrStmt></Document>"""

ENTRY = """<Ntry><NtryRef>N{number}</NtryRef><Amt Ccy="{currency}">{amount}</Amt>
<CdtDbtInd>{kind}</CdtDbtInd><Sts><Cd>{status}</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt>
<AcctSvcrRef>BANK{number}</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>{text}</Ustrd></RmtInf>
</TxDtls></NtryDtls></Ntry>"""

MT940 = """:20:STMT20241218
:25:1234567890
:28C:00018/001
:60F:C241201IDR1000000,00
:61:2412021202C2500000,00NTRFREF0001//BANK001
:86:SETORAN IURAN 1000000000000016 PT CONTOH
:61:2412031203D15000,00NCHGNONREF//BANK002
:86:BIAYA ADMIN
:62F:C241218IDR3485000,00
-
"""


def entry(number: int = 1, amount: str = "2500000.00", **values: str) -> str:
    given = {"currency": "IDR", "kind": "CRDT", "status": "BOOK", "day": "2024-12-02"}
    given |= {"text": "IURAN 1000000000000016", **values}
    return ENTRY.format(number=number, amount=amount, **given)


def camt(*entries: str, closing: int) -> bytes:
    return CAMT.format(entries="".join(entries), closing=closing).encode()


def read(content: bytes, name: str = "koran") -> ParsedStatement:
    (statement,) = read_statements(content, name, OFFICE)
    return statement


def refusal(content: bytes) -> StatementRefused:
    with pytest.raises(StatementRefused) as raised:
        read_statements(content, "koran", OFFICE)
    assert "koran" in raised.value.message_id
    return raised.value


def test_camt053_gives_booked_credits_and_lists_the_rest() -> None:
    statement = read(
        camt(
            entry(1),
            entry(2, "15000", kind="DBIT"),
            entry(3, "7000", status="PDNG"),
            closing=2_486_000,
        )
    )
    (credit,) = statement.entries
    assert (statement.format, statement.account) == ("CAMT053", "1234567890")
    assert (credit.reference, credit.booked_on) == ("BANK1", date(2024, 12, 2))
    assert (credit.amount, credit.description) == (2_500_000, "IURAN 1000000000000016")
    assert [row.reason for row in statement.ignored] == [
        "debit: bukan penerimaan",
        "belum dibukukan (PDNG)",
    ]


def test_a_batch_in_camt053_is_taken_payment_by_payment() -> None:
    parts = "".join(
        f'<TxDtls><AmtDtls><TxAmt><Amt Ccy="IDR">{amount}</Amt></TxAmt></AmtDtls>'
        f"<RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls>"
        for amount, text in ((1_000_000, "SATU"), (1_500_000, "DUA"))
    )
    whole = entry(1)
    start, end = whole.index("<TxDtls>"), whole.index("</NtryDtls>")
    statement = read(camt(whole[:start] + parts + whole[end:], closing=2_501_000))
    assert [(row.reference, row.amount, row.description) for row in statement.entries] == [
        ("BANK1/1", 1_000_000, "SATU"),
        ("BANK1/2", 1_500_000, "DUA"),
    ]


def test_mt940_gives_credits_and_lists_debits() -> None:
    statement = read(MT940.encode())
    (credit,) = statement.entries
    assert (credit.reference, credit.amount) == ("BANK001", 2_500_000)
    assert "1000000000000016" in credit.description
    assert (statement.opening, statement.closing) == (1_000_000, 3_485_000)
    assert [row.amount for row in statement.ignored] == [-15_000]


def test_a_csv_is_read_with_indonesian_numbers_and_dates() -> None:
    text = "Tanggal;Jumlah;Keterangan;Referensi;Jenis\r\n"
    text += "02/12/2024;Rp2.500.000,00;Iuran CV Énam;A1;K\r\n3 Des 2024;15.000;Biaya;A2;D\r\n"
    for encoding in ("utf-8-sig", "cp1252"):
        statement = read(text.encode(encoding))
        (credit,) = statement.entries
        assert (credit.amount, credit.booked_on) == (2_500_000, date(2024, 12, 2))
        assert credit.description == "Iuran CV Énam"
        assert statement.account == f"KAS-{OFFICE}"
        assert [row.booked_on for row in statement.ignored] == [date(2024, 12, 3)]


def test_equal_payments_of_a_day_without_reference_stay_two() -> None:
    lines = "tanggal,jumlah,keterangan,referensi\n" + "02-12-2024,5000,TUNAI,\n" * 2
    first, second = read(lines.encode()).entries
    assert first.reference != second.reference
    again = read((lines + "03-12-2024,5000,TUNAI,\n").encode())  # an overlapping list
    assert [row.reference for row in again.entries[:2]] == [first.reference, second.reference]


BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<Document>&b;</Document>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>
<Document>&f;</Document>"""


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"", "statement_empty", "kosong"),
        (BOMB, "statement_unreadable", "entitas"),
        (OUTSIDE, "statement_unreadable", "entitas"),
        (camt(entry(), closing=2_501_000)[:-40], "statement_unreadable", "terpotong"),
        (b"<Document></Document>", "statement_unreadable", "tidak ada rekening koran"),
        (MT940.encode().replace(b":61:24", b":61:xx"), "statement_unreadable", "MT940"),
        (MT940[: MT940.index(":62F:")].encode(), "statement_rows", "terpotong"),
        (MT940.replace(":60F:C241201IDR1000000,00\n", "").encode(), "statement_rows", "saldo awal"),
        (MT940.replace("2500000,00", "2500000000000,00").encode(), "statement_rows", "saldo"),
        (b"PK\x03\x04\x00\x00", "statement_unreadable", "bukan teks"),
        (b"nama;alamat\nA;B\n", "statement_unreadable", "kolom tanggal, jumlah"),
        (b"tanggal;jumlah;keterangan;referensi\n", "statement_unreadable", "tidak ada baris"),
        (b'tanggal;jumlah;keterangan;referensi\n1-1-2024;5;"x;R', "statement_unreadable", "kutip"),
        (camt(entry(currency="USD"), closing=2_501_000), "statement_rows", "IDR"),
        (MT940.replace("IDR", "USD").encode(), "statement_rows", "'USD'"),
        (
            b"tanggal;jumlah;keterangan;referensi;mata uang\n02-12-2024;5000;x;R1;USD\n",
            "statement_rows",
            "baris 2, mata uang: ditemukan 'USD', diharapkan IDR",
        ),
        (camt(entry(amount="2500000.50"), closing=2_501_000), "statement_rows", "tanpa pecahan"),
        (camt(entry(amount="1e3000"), closing=2_501_000), "statement_rows", "paling banyak"),
        (camt(entry(day="2024-13-01"), closing=2_501_000), "statement_rows", "YYYY-MM-DD"),
        (camt(entry(day="2024-12-19"), closing=2_501_000), "statement_rows", "hari ini"),
        (camt(entry(), closing=9_999), "statement_rows", "saldo awal ditambah mutasi"),
        (
            b"tanggal;jumlah;keterangan;referensi\n02-12-2024;5000;x;R1\n02-12-2024;5000;x;R1\n",
            "statement_rows",
            "hanya sekali",
        ),
        (
            b"tanggal;jumlah;keterangan;referensi\n02-12-2024;lima;x;R1\n31-02-2024;1;x;R2\n",
            "statement_rows",
            "Dan 1 kesalahan lain",
        ),
    ],
)
def test_a_bad_file_is_refused_with_what_is_wrong_where(
    content: bytes, code: str, says: str
) -> None:
    refused = refusal(content)
    assert refused.code == code
    assert says in refused.message_id


#: Fifteen places are all that MT940 has for an amount.
amounts = some.lists(some.integers(1, 10**12 - 1), min_size=1, max_size=5)


@given(amounts)
def test_all_formats_read_the_same_rupiah(values: list[int]) -> None:
    texts = [f"BAYAR {number}" for number in range(len(values))]
    xml = camt(
        *(entry(at, f"{value}.00", text=texts[at]) for at, value in enumerate(values)),
        closing=1_000 + sum(values),
    )
    swift = ":20:S\n:25:1\n:28C:1/1\n:60F:C241201IDR0,00\n"
    for at, value in enumerate(values):
        swift += f":61:2412021202C{value},00NTRFR{at}//B{at}\n:86:{texts[at]}\n"
    swift += f":62F:C241202IDR{sum(values)},00\n"
    lines = "tanggal;jumlah;keterangan;referensi\n"
    for at, value in enumerate(values):
        lines += f"02-12-2024;{value:,};{texts[at]};R{at}\n".replace(",", ".")
    for content in (xml, swift.encode(), lines.encode()):
        assert [row.amount for row in read(content).entries] == values
