"""ISO 20022 pain.001.001.09: one message, one instruction, one transaction for each payment.

The elements are the classes of ``pyiso20022``; ``xsdata`` writes them one payment at a time, so
that an order of any size takes little memory. Rupiah have no decimals here. Whatever could change
between two writings (time, ids) comes from the order and its release.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TextIO
from zoneinfo import ZoneInfo

from pyiso20022.pain import pain_001_001_09 as pain
from xsdata.formats.dataclass.serializers import XmlSerializer
from xsdata.formats.dataclass.serializers.writers import XmlEventWriter
from xsdata.models.datatype import XmlDate, XmlDateTime

from payung.access.encryption import decrypt
from payung.access.identifiers import BANK_ACCOUNT
from payung.claims.models import OrderRelease, PayingAccount, PaymentOrder
from payung.claims.order_files.payments import Payment

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
CURRENCY = "IDR"
_WIB = ZoneInfo("Asia/Jakarta")
#: What banks' networks take of a text.
_FOREIGN = re.compile(r"[^A-Za-z0-9/?:().,'+ -]+")
_LONGEST_NAME, _LONGEST_ACCOUNT, _LONGEST_BANK = 140, 34, 140


class _OneByOne(list[pain.CreditTransferTransaction34]):
    """A list for the writer, which only walks it: each transaction is made when it is written."""

    def __init__(self, payments: Iterable[Payment]) -> None:
        super().__init__()
        self._payments = payments

    def __iter__(self) -> Iterator[pain.CreditTransferTransaction34]:
        return map(_transaction, self._payments)

    def __bool__(self) -> bool:
        return True


def write_pain001(
    order: PaymentOrder,
    account: PayingAccount,
    release: OrderRelease,
    payments: Iterable[Payment],
    file: TextIO,
) -> None:
    """Write the message of a released order, paid from an account, in UTF-8."""
    instruction = _instruction(order, account)
    instruction.cdt_trf_tx_inf = _OneByOne(payments)
    message = pain.Document(
        cstmr_cdt_trf_initn=pain.CustomerCreditTransferInitiationV09(
            grp_hdr=_header(order, account, release), pmt_inf=[instruction]
        )
    )
    XmlSerializer(writer=XmlEventWriter).write(file, message, {None: NAMESPACE})


def _header(
    order: PaymentOrder, account: PayingAccount, release: OrderRelease
) -> pain.GroupHeader85:
    moment = release.released_at.astimezone(_WIB).replace(microsecond=0)
    return pain.GroupHeader85(
        msg_id=order.number,
        cre_dt_tm=XmlDateTime.from_datetime(moment),
        nb_of_txs=str(order.count),
        ctrl_sum=Decimal(order.total),
        initg_pty=_party(account.holder_name),
    )


def _instruction(order: PaymentOrder, account: PayingAccount) -> pain.PaymentInstruction30:
    return pain.PaymentInstruction30(
        pmt_inf_id=order.number,
        pmt_mtd=pain.PaymentMethod3Code.TRF,
        btch_bookg=True,
        nb_of_txs=str(order.count),
        ctrl_sum=Decimal(order.total),
        reqd_exctn_dt=pain.DateAndDateTime2Choice(dt=XmlDate.from_date(order.pay_on)),
        dbtr=_party(account.holder_name),
        dbtr_acct=_account(decrypt(account.bank_account_cipher, BANK_ACCOUNT), CURRENCY),
        dbtr_agt=_bank(account.bank_name, account.bank_code),
    )


def _transaction(payment: Payment) -> pain.CreditTransferTransaction34:
    amount = pain.ActiveOrHistoricCurrencyAndAmount(value=Decimal(payment.amount), ccy=CURRENCY)
    return pain.CreditTransferTransaction34(
        pmt_id=pain.PaymentIdentification6(
            instr_id=payment.reference, end_to_end_id=payment.reference
        ),
        amt=pain.AmountType4Choice(instd_amt=amount),
        cdtr_agt=_bank(payment.bank),
        cdtr=_party(payment.holder),
        cdtr_acct=_account(payment.account),
        rmt_inf=pain.RemittanceInformation16(ustrd=[plain(payment.purpose, 140)]),
    )


def _party(name: str) -> pain.PartyIdentification135:
    return pain.PartyIdentification135(nm=plain(name, _LONGEST_NAME))


def _account(number: str, currency: str | None = None) -> pain.CashAccount38:
    digits = plain(number, _LONGEST_ACCOUNT)
    other = pain.GenericAccountIdentification1(id=digits)
    return pain.CashAccount38(id=pain.AccountIdentification4Choice(othr=other), ccy=currency)


def _bank(name: str, code: str = "") -> pain.BranchAndFinancialInstitutionIdentification6:
    institution = pain.FinancialInstitutionIdentification18(
        bicfi=code or None, nm=plain(name, _LONGEST_BANK)
    )
    return pain.BranchAndFinancialInstitutionIdentification6(fin_instn_id=institution)


def plain(text: str, longest: int) -> str:
    """A text in the letters that banks' networks take: accents go, the rest becomes a space."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(_FOREIGN.sub(" ", letters).split())[:longest].rstrip() or "-"
