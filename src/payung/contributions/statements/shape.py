"""The one shape of a statement, and the collector of what is wrong with a file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from hashlib import sha256

from payung import clock
from payung.contributions.errors import StatementRefused
from payung.law.inputs import LARGEST_PROJECT_AMOUNT

CURRENCY = "IDR"
MOST_PROBLEMS_SHOWN = 50


@dataclass(frozen=True)
class ParsedEntry:
    """One credit: ``position`` is its number (or line) in the file, ``amount`` whole rupiah."""

    position: int
    reference: str
    booked_on: date
    amount: int
    description: str


@dataclass(frozen=True)
class Ignored:
    """An entry that is no contribution, and why."""

    position: int
    booked_on: date
    amount: int
    description: str
    reason: str


@dataclass(frozen=True)
class ParsedStatement:
    """One statement of one account; balances in whole rupiah where the bank gave them."""

    format: str
    account: str
    reference: str
    opening: int | None
    closing: int | None
    entries: tuple[ParsedEntry, ...]
    ignored: tuple[Ignored, ...]


@dataclass
class Problems:
    """What is wrong where; ``refuse`` raises once all of a file was looked at."""

    file_name: str
    rows: list[dict[str, object]] = field(default_factory=list)

    def add(self, position: int | str, column: str, found: object, expected: str) -> None:
        """One wrong cell: where, what was found, what was expected (Indonesian)."""
        self.rows.append(
            {"row": position, "column": column, "found": str(found), "expected": expected}
        )

    def refuse(self) -> None:
        """Raise ``StatementRefused`` when something was added."""
        if not self.rows:
            return
        first = self.rows[0]
        more = len(self.rows) - 1
        also_id = f" Dan {more} kesalahan lain." if more else ""
        also_en = f" And {more} more." if more else ""
        where = f"{self.file_name}, {first['row']}, {first['column']}"
        raise StatementRefused(
            "statement_rows",
            f"{where}: ditemukan {first['found']!r}, diharapkan {first['expected']}.{also_id}",
            f"{where}: found {first['found']!r}, expected (Indonesian): "
            f"{first['expected']}.{also_en}",
            file=self.file_name,
            rows=self.rows[:MOST_PROBLEMS_SHOWN],
            count=len(self.rows),
        )

    def whole_rupiah(self, position: int | str, column: str, found: object) -> int:
        """An amount with a decimal point as whole rupiah; 0 (and a problem) when it is none."""
        try:
            amount = Decimal(str(found))
        except InvalidOperation:
            self.add(position, column, found, "jumlah rupiah")
            return 0
        if not amount.is_finite() or amount != amount.to_integral_value():
            self.add(position, column, found, "rupiah bulat tanpa pecahan")
            return 0
        if abs(amount) > LARGEST_PROJECT_AMOUNT:
            self.add(position, column, found, f"paling banyak {LARGEST_PROJECT_AMOUNT}")
            return 0
        return int(amount)

    def check_currency(self, position: int | str, found: str) -> None:
        """Only rupiah can pay contributions."""
        if found != CURRENCY:
            self.add(position, "mata uang", found, f"{CURRENCY} (iuran dibayar dalam rupiah)")

    def check_day(self, position: int | str, found: date) -> None:
        """A booking cannot lie in the future."""
        if found > clock.today():
            self.add(position, "tanggal", found, f"tanggal sampai hari ini ({clock.today()})")


def malformed(file_name: str, format_name: str, reason: str) -> StatementRefused:
    """The refusal of a file that cannot be read at all."""
    return StatementRefused(
        "statement_unreadable",
        f"{file_name} tidak dapat dibaca sebagai {format_name}: {reason}. "
        "Unduh ulang berkas dari bank; jangan mengubahnya.",
        f"{file_name} cannot be read as {format_name}: {reason}. "
        "Download the file from the bank again and do not change it.",
        file=file_name,
        format=format_name,
    )


def one_line(*parts: str | None) -> str:
    """Free text of a bank in one line, without empty parts and repeats."""
    lines = [" ".join(part.split()) for part in parts if part and part.strip()]
    return " ".join(dict.fromkeys(lines))[:500]


def with_references(
    entries: list[tuple[int, str, date, int, str]],
) -> tuple[ParsedEntry, ...]:
    """Entries with a reference each; where the bank gave none, one is made of their content.

    Equal entries of a day get a number, so that two payments of the same amount stay two and an
    overlapping statement gives them the same references again. So do different entries that the
    bank gave one reference; equal entries under one reference keep it (and are refused later).
    """
    seen: Counter[str] = Counter()
    meant: dict[str, list[str]] = {}
    made = []
    for position, given, booked_on, amount, description in entries:
        content = f"{booked_on.isoformat()}|{amount}|{description}"
        if given:
            contents = meant.setdefault(given, [])
            if content not in contents:
                contents.append(content)
            number = contents.index(content)
            reference = f"{given[:54]}/{number + 1}" if number else given
        else:
            seen[content] += 1
            numbered = f"{content}|{seen[content]}"
            reference = f"~{sha256(numbered.encode()).hexdigest()[:32]}"
        made.append(ParsedEntry(position, reference[:60], booked_on, amount, description))
    return tuple(made)
