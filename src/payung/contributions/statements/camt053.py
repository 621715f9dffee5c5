"""ISO 20022 camt.053 (any version): read thinly with defusedxml, see docs/decisions/0007."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element, ParseError  # types only

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from payung.contributions.models import BankStatement
from payung.contributions.statements.shape import (
    Ignored,
    ParsedStatement,
    Problems,
    malformed,
    one_line,
    with_references,
)

FORMAT = "camt.053"


def read_camt053(content: bytes, problems: Problems) -> list[ParsedStatement]:
    """All statements of a document. Document types, entities and other messages are refused."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise malformed(
            problems.file_name, FORMAT, "berkas memuat DTD atau entitas, yang tidak diterima"
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise malformed(
            problems.file_name, FORMAT, f"XML rusak atau terpotong ({error})"
        ) from error
    for element in root.iter():  # the namespace only names the version of the message
        element.tag = element.tag.rpartition("}")[2]
    statements = root.findall("BkToCstmrStmt/Stmt")
    if not statements:
        raise malformed(problems.file_name, FORMAT, "tidak ada rekening koran (Stmt) di dalamnya")
    return [_statement(statement, problems) for statement in statements]


def _statement(statement: Element, problems: Problems) -> ParsedStatement:
    reference = _text(statement, "Id")
    account = _text(statement, "Acct/Id/IBAN") or _text(statement, "Acct/Id/Othr/Id")
    if not account:
        problems.add(reference or "Stmt", "Acct/Id", "", "nomor rekening")
    credits: list[tuple[int, str, date, int, str]] = []
    ignored: list[Ignored] = []
    for position, entry in enumerate(statement.findall("Ntry"), start=1):
        _entry(position, entry, credits, ignored, problems)
    return ParsedStatement(
        format=BankStatement.Format.CAMT053,
        account=account[:34],
        reference=reference[:60],
        opening=_balance(statement, ("OPBD", "PRCD"), problems),
        closing=_balance(statement, ("CLBD",), problems),
        entries=with_references(credits),
        ignored=tuple(ignored),
    )


def _entry(
    position: int,
    entry: Element,
    credits: list[tuple[int, str, date, int, str]],
    ignored: list[Ignored],
    problems: Problems,
) -> None:
    amount = _amount(position, entry, problems)
    booked_on = _day(position, entry, problems)
    if booked_on is None:
        return
    description = _description(entry)
    status = _text(entry, "Sts/Cd") or _text(entry, "Sts")
    if status not in ("", "BOOK"):
        ignored.append(Ignored(position, booked_on, 0, description, f"belum dibukukan ({status})"))
        return
    reverses = _text(entry, "RvslInd") in ("true", "1")
    if _text(entry, "CdtDbtInd") != "CRDT" or reverses:
        sign = 1 if _text(entry, "CdtDbtInd") == "CRDT" else -1
        reason = "pembalikan oleh bank" if reverses else "debit: bukan penerimaan"
        ignored.append(Ignored(position, booked_on, sign * amount, description, reason))
        return
    if amount <= 0:
        problems.add(position, "Amt", amount, "jumlah di atas nol")
    reference = _text(entry, "AcctSvcrRef") or _text(entry, "NtryRef")
    parts = entry.findall("NtryDtls/TxDtls")
    shares = [_share(position, part, problems) for part in parts]
    if len(parts) > 1 and None not in shares and sum(filter(None, shares)) == amount:
        for number, (part, share) in enumerate(zip(parts, shares, strict=True), start=1):
            own = _text(part, "Refs/AcctSvcrRef") or (reference and f"{reference}/{number}")
            text = one_line(_description(part), _text(entry, "AddtlNtryInf"))
            credits.append((position, own, booked_on, share or 0, text))
        return
    credits.append((position, reference, booked_on, amount, description))


def _amount(position: int | str, entry: Element, problems: Problems) -> int:
    found = entry.find("Amt")
    if found is None:
        problems.add(position, "Amt", "", "jumlah")
        return 0
    problems.check_currency(position, found.get("Ccy", ""))
    return problems.whole_rupiah(position, "Amt", (found.text or "").strip())


def _share(position: int, part: Element, problems: Problems) -> int | None:
    found = part.find("Amt")
    if found is None:
        found = part.find("AmtDtls/TxAmt/Amt")
    if found is None:
        return None
    return problems.whole_rupiah(position, "TxDtls/Amt", (found.text or "").strip())


def _day(position: int | str, entry: Element, problems: Problems) -> date | None:
    found = _text(entry, "BookgDt/Dt") or _text(entry, "BookgDt/DtTm") or _text(entry, "ValDt/Dt")
    try:
        return date.fromisoformat(found[:10])
    except ValueError:
        problems.add(position, "BookgDt", found, "tanggal YYYY-MM-DD")
        return None


def _balance(statement: Element, codes: tuple[str, ...], problems: Problems) -> int | None:
    for balance in statement.findall("Bal"):
        code = _text(balance, "Tp/CdOrPrtry/Cd")
        if code in codes:
            amount = _amount(f"saldo {code}", balance, problems)
            return amount if _text(balance, "CdtDbtInd") != "DBIT" else -amount
    return None


def _description(part: Element) -> str:
    """All that may hold a billing code or the payer's name."""
    paths = (
        "RmtInf/Ustrd",
        "RmtInf/Strd/CdtrRefInf/Ref",
        "Refs/EndToEndId",
        "RltdPties/Dbtr/Nm",
        "RltdPties/Dbtr/Pty/Nm",
        "AddtlTxInf",
    )
    prefixes = ("", "NtryDtls/TxDtls/")
    found = [
        element.text or ""
        for prefix in prefixes
        for path in paths
        for element in part.findall(prefix + path)
    ]
    found = [text for text in found if text.strip() != "NOTPROVIDED"]
    return one_line(*found, _text(part, "AddtlNtryInf"))


def _text(parent: Element, path: str) -> str:
    return (parent.findtext(path) or "").strip()
