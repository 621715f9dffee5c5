"""pain.002 (customer payment status report): read thinly with defusedxml, any version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, ParseError  # types only

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from payung.claims.answer_refusals import unreadable
from payung.claims.models import BankAnswer, PaymentOrder
from payung.claims.operations.bank_answers import AnswerRow, reference_of
from payung.clock import WIB

PAID, RETURNED = BankAnswer.Outcome.PAID.value, BankAnswer.Outcome.RETURNED.value
#: What the status codes of ISO 20022 say of the money: settled, or not and never. All others
#: (accepted, pending, partly) say that it is under way.
OUTCOMES = {"ACSC": PAID, "ACCC": PAID, "RJCT": RETURNED, "CANC": RETURNED}


def read_pain002(content: bytes, order: PaymentOrder) -> list[AnswerRow]:
    """The settled and the rejected payments of a report on one order.

    A status of the whole message or instruction stands for each of its payments where the report
    names none. Raises ``PaymentRefused`` for what is no pain.002, or of another message.
    """
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise unreadable("memuat DTD atau entitas", "it has a DTD or entities") from error
    except (ParseError, ValueError, LookupError) as error:
        raise unreadable(f"XML rusak ({error})", f"broken XML ({error})") from error
    for element in root.iter():  # the namespace only names the version of the message
        element.tag = element.tag.rpartition("}")[2]
    report = root.find("CstmrPmtStsRpt")
    if report is None:
        raise unreadable("bukan pain.002 (CstmrPmtStsRpt)", "it is no pain.002")
    original = _text(report, "OrgnlGrpInfAndSts/OrgnlMsgId")
    if original != order.number:
        raise unreadable(
            f"menjawab pesan {original!r}, bukan {order.number}",
            f"it answers the message {original!r}, not {order.number}",
        )
    made_on = _day(_text(report, "GrpHdr/CreDtTm"))
    rows = list(_transactions(report, made_on))
    if rows:
        return [row for row in rows if row.outcome]
    return _of_all(report, order, made_on)


def _transactions(report: Element, made_on: date) -> Iterator[AnswerRow]:
    for position, told in enumerate(report.iter("TxInfAndSts"), start=1):
        yield AnswerRow(
            position=position,
            reference=_text(told, "OrgnlEndToEndId"),
            outcome=OUTCOMES.get(_text(told, "TxSts"), ""),
            answered_on=_settled_on(told, made_on),
            amount=_amount(_text(told, "OrgnlTxRef/Amt/InstdAmt")),
            reason=_reason(told),
        )


def _of_all(report: Element, order: PaymentOrder, made_on: date) -> list[AnswerRow]:
    """All payments of an order whose report has one status for all of them."""
    group = report.find("OrgnlGrpInfAndSts")
    instruction = report.find("OrgnlPmtInfAndSts")
    statuses = [
        (_text(element, name), element)
        for element, name in ((group, "GrpSts"), (instruction, "PmtInfSts"))
        if element is not None
    ]
    for status, element in statuses:
        outcome = OUTCOMES.get(status)
        if outcome:
            return [
                AnswerRow(
                    position=sequence,
                    reference=reference_of(order.number, sequence),
                    outcome=outcome,
                    answered_on=made_on,
                    reason=_reason(element),
                )
                for sequence in range(1, order.count + 1)
            ]
    return []


def _reason(element: Element) -> str:
    code = _text(element, "StsRsnInf/Rsn/Cd") or _text(element, "StsRsnInf/Rsn/Prtry")
    more = [part.text or "" for part in element.findall("StsRsnInf/AddtlInf")]
    return " ".join(part.strip() for part in [code, *more] if part.strip())


def _settled_on(told: Element, made_on: date) -> date:
    named = _text(told, "AccptncDtTm") or _text(told, "OrgnlTxRef/IntrBkSttlmDt")
    return _day(named) if named else made_on


def _amount(text: str) -> int | None:
    if not text:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation as error:
        raise unreadable(f"jumlah {text!r}", f"the amount {text!r}") from error
    if not amount.is_finite() or amount != amount.to_integral_value():
        raise unreadable(f"jumlah {text!r} berdesimal", f"the amount {text!r} has decimals")
    return int(amount)


def _day(text: str) -> date:
    try:
        if len(text) == len("2024-12-18"):
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise unreadable(f"tanggal {text!r}", f"the day {text!r}") from error
    return moment.astimezone(WIB).date() if moment.tzinfo else moment.date()


def _text(element: Element, path: str) -> str:
    return (element.findtext(path) or "").strip()
