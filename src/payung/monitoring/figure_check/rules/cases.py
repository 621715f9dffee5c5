"""Amounts: value per case, sizes said twice, currencies of other countries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from payung.monitoring.figure_check.findings import Code, Finding, Sureness
from payung.monitoring.figure_check.numbers import Number, Unit, in_words
from payung.monitoring.figure_check.records import Record, Role
from payung.monitoring.figure_check.thresholds import limit, share


def check(records: Sequence[Record]) -> Iterator[Finding]:
    """The value per case of each record: against a range, and against the others' median."""
    values = [(record, _per_case(record)) for record in records]
    known = sorted(value for record, value in values if value and not record.is_total)
    median = known[len(known) // 2] if len(known) >= 4 else None
    for record, value in values:
        if value:
            yield from _one(record, value, median)


def _per_case(record: Record) -> Fraction | None:
    amount, cases = record.get(Role.AMOUNT), record.get(Role.CASES)
    if not amount or not cases or cases.value <= 0 or amount.value <= 0:
        return None
    return Fraction(amount.value, cases.value)


def _one(record: Record, value: Fraction, median: Fraction | None) -> Iterator[Finding]:
    most = limit("case_value_most_one_programme" if record.one_programme else "case_value_most")
    least = limit("case_value_least")
    if value > most or value < least:
        yield _out_of_range(record, value, least, most)
    elif median and not record.one_programme and value > median * share("case_value_outlier"):
        yield _outlier(record, value, median)


def _out_of_range(record: Record, value: Fraction, least: int, most: int) -> Finding:
    amount, cases = record.figures[Role.AMOUNT], record.figures[Role.CASES]
    doubted, likely = amount, ""
    for size in (1_000, 1_000_000):
        if value > most and least <= value / size <= most:
            doubted, likely = cases, _larger(cases, size)
        elif value < least and least <= value * size <= most:
            doubted, likely = amount, in_words(amount.value * size, Unit.RUPIAH)[0]
    told = in_words(value, Unit.RUPIAH)
    return Finding(
        Code.VALUE_PER_CASE,
        doubted.where,
        doubted.printed,
        f"{amount.printed} untuk {cases.printed} kasus berarti {told[0]} per kasus.",
        f"{amount.printed} for {cases.printed} cases is {told[1]} a case.",
        likely,
        Sureness.HIGH if likely else Sureness.MEDIUM,
        "Tepat seribu kali di luar kewajaran." if likely else "Di luar rentang yang wajar.",
        "Just a thousand times out of range." if likely else "Out of the plausible range.",
    )


def _larger(cases: Number, size: int) -> str:
    """The count with its lost size: ``293 ribu`` in a text, ``293.000`` in a table."""
    word = {1_000: "ribu", 1_000_000: "juta"}[size]
    if cases.scale == 1 and cases.where.start is not None:
        return f"{cases.digits} {word}"
    return in_words(cases.value * size)[0]


def _outlier(record: Record, value: Fraction, median: Fraction) -> Finding:
    amount = record.figures[Role.AMOUNT]
    told, usual = in_words(value, Unit.RUPIAH), in_words(median, Unit.RUPIAH)
    return Finding(
        Code.VALUE_PER_CASE,
        amount.where,
        amount.printed,
        f"{told[0]} per kasus, sedangkan wilayah lain sekitar {usual[0]}.",
        f"{told[1]} a case, where other regions have about {usual[1]}.",
        "",
        Sureness.LOW,
        "Jauh dari median, tetapi masih mungkin.",
        "Far from the median, but still possible.",
    )


def size_said_twice(amount: Number, word: str) -> Finding | None:
    """An amount written in full and followed by a size: ``Rp 71.211.600 juta``."""
    if len(amount.bare) < limit("unit_digits") or amount.places or amount.scale == 1:
        return None
    plain = f"{amount.prefix}{amount.digits}"
    told = in_words(amount.value, Unit.RUPIAH)
    return Finding(
        Code.UNIT,
        amount.where,
        amount.printed,
        f"Sudah tertulis lengkap; dengan kata “{word}” nilainya menjadi {told[0]}.",
        f"It is written in full; with “{word}” it would be {told[1]}.",
        plain,
        Sureness.HIGH,
        "Nilai tujuh digit atau lebih tidak memerlukan kata satuan.",
        "An amount of seven digits or more needs no word of size.",
    )


def foreign_unit(amount: Number, currency: str, word: str) -> Finding:
    """A currency or size of another country: ``Rs``, ``crore``, ``lakh``, ``USD``."""
    size = {"crore": "miliar", "lakh": "ribu"}.get(word, word)
    likely = f"Rp {amount.digits} {size}".strip() if word != "lakh" else ""
    seen = " ".join(part for part in (currency, word) if part)
    return Finding(
        Code.UNIT,
        amount.where,
        amount.printed,
        f"Satuan “{seen}” bukan rupiah.",
        f"The unit “{seen}” is not rupiah.",
        likely,
        Sureness.HIGH,
        "Angka resmi memakai Rp dengan ribu, juta, miliar, atau triliun.",
        "Official figures use Rp with ribu, juta, miliar or triliun.",
    )
