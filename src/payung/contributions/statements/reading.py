"""Which format a file has is seen from its content; then it is read, checked and handed on."""

from __future__ import annotations

from collections import Counter

from payung.contributions.errors import StatementRefused
from payung.contributions.statements.camt053 import read_camt053
from payung.contributions.statements.delimited import read_csv
from payung.contributions.statements.mt940 import read_mt940
from payung.contributions.statements.shape import ParsedStatement, Problems

#: A month of a large branch's payments is a few megabytes.
LARGEST_FILE = 100 * 1024 * 1024


def read_statements(content: bytes, file_name: str, office_code: str) -> list[ParsedStatement]:
    """The statements of a file. ``office_code`` names the account where a CSV names none.

    Raises ``StatementRefused`` for an empty or too large file, a format that is none of the
    three, another currency, fractions of a rupiah, dates in the future, balances that do not
    add up (a truncated file), a reference used twice.
    """
    if not content.strip():
        raise StatementRefused(
            "statement_empty", f"{file_name} kosong.", f"{file_name} is empty.", file=file_name
        )
    if len(content) > LARGEST_FILE:
        raise StatementRefused(
            "statement_too_large",
            f"{file_name} lebih dari {LARGEST_FILE // 1024 // 1024} MB.",
            f"{file_name} is larger than {LARGEST_FILE // 1024 // 1024} MB.",
            file=file_name,
        )
    problems = Problems(file_name)
    head = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:200]
    if head.startswith(b"<") or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        statements = read_camt053(content, problems)
    elif head.startswith((b":20:", b"{1:", b":940:")) or b"\n:20:" in content[:2000]:
        statements = read_mt940(content, problems)
    else:
        statements = [read_csv(content, problems, office_code)]
    for statement in statements:
        _check(statement, problems)
    problems.refuse()
    return statements


def _check(statement: ParsedStatement, problems: Problems) -> None:
    for credit in statement.entries:
        problems.check_day(credit.position, credit.booked_on)
    for other in statement.ignored:
        problems.check_day(other.position, other.booked_on)
    twice = Counter(entry.reference for entry in statement.entries)
    for reference, times in twice.items():
        if times > 1:
            problems.add(statement.reference, "referensi", reference, "referensi yang hanya sekali")
    if statement.opening is None or statement.closing is None:
        return
    moved = sum(entry.amount for entry in statement.entries)
    moved += sum(entry.amount for entry in statement.ignored)
    if statement.opening + moved != statement.closing:
        problems.add(
            statement.reference,
            "saldo akhir",
            statement.closing,
            f"{statement.opening + moved} (saldo awal ditambah mutasi); berkas mungkin terpotong",
        )
