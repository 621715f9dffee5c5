"""Reading what a bank answers to an order: CSV, or ISO 20022 pain.002 of any version."""

from __future__ import annotations

from payung.claims.answer_files.pain002 import read_pain002
from payung.claims.answer_files.sheet import read_sheet
from payung.claims.answer_refusals import unreadable
from payung.claims.models import PaymentOrder
from payung.claims.operations.bank_answers import AnswerRow

__all__ = ["LARGEST_FILE", "read_answer"]

#: A hundred thousand payments are some 60 megabytes of pain.002.
LARGEST_FILE = 100 * 1024 * 1024


def read_answer(content: bytes, order: PaymentOrder) -> list[AnswerRow]:
    """The rows of a bank's file, whose format is seen from its content.

    What is still under way at the bank is left out. Raises ``PaymentRefused`` for a file that is
    empty, too large, unreadable, or of another order.
    """
    if not content.strip():
        raise unreadable("kosong", "it is empty")
    if len(content) > LARGEST_FILE:
        size = LARGEST_FILE // 1024 // 1024
        raise unreadable(f"lebih dari {size} MB", f"it is larger than {size} MB")
    head = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<"):
        return read_pain002(content, order)
    return read_sheet(content)
