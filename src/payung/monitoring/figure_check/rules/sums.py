"""Parts and wholes: what should add up, what may not be larger, what was added wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from payung.monitoring.figure_check.findings import Code, Finding, Place, Sureness
from payung.monitoring.figure_check.numbers import (
    Exact,
    Number,
    in_words,
    significant_digits,
    swaps,
)
from payung.monitoring.figure_check.records import Record, Role
from payung.monitoring.figure_check.thresholds import limit


def check(record: Record, confirmed: bool = False) -> Iterator[Finding]:
    """The parts of a record against its total, and equal figures among the parts.

    ``confirmed`` tells that the total is right by what another statement says.
    """
    whole = record.get(record.whole) if record.whole else None
    yield from repeated_parts(record.parts)
    if whole is None or not record.parts:
        return
    larger = [number for _, number in record.parts if number.low > whole.high]
    if larger:
        yield _larger(larger[0], whole, len(record.parts) > 1)
    elif len(record.parts) > 1:
        parts = [number for _, number in record.parts]
        confirmed = confirmed or is_confirmed(record)
        for finding in total(parts, whole):
            yield _of_a_part(finding) if confirmed and finding.code is Code.SUM else finding


def is_confirmed(record: Record) -> bool:
    """Whether members and unprotected make up the universe: then the members are right."""
    part, rest = record.get(Role.NUMERATOR), record.get(Role.UNPROTECTED)
    whole = record.get(Role.DENOMINATOR)
    if not part or not rest or not whole or part.is_rounded:
        return False
    return part.value + rest.value == whole.value


def _of_a_part(finding: Finding) -> Finding:
    """The total fits other figures: one of the parts is wrong, and nobody knows which."""
    return replace(
        finding,
        likely="",
        why_id=f"{finding.why_id} Totalnya cocok dengan angka lain: salah satu rinciannya keliru.",
        why_en=f"{finding.why_en} The total fits other figures: one of the parts is wrong.",
    )


def mixed_units(record: Record) -> Iterator[Finding]:
    """A total that is firms and workers added together."""
    firms, workers = record.get(Role.FIRMS), record.get(Role.WORKERS)
    total_ = record.get(Role.TOTAL)
    if firms and workers and total_ and total_.value == firms.value + workers.value:
        yield Finding(
            Code.MIXED_UNITS,
            total_.where,
            total_.printed,
            f"Perusahaan ({firms.printed}) dan pekerja ({workers.printed}) dijumlahkan.",
            f"Firms ({firms.printed}) and workers ({workers.printed}) were added together.",
            f"{firms.printed}; {workers.printed}",
            Sureness.HIGH,
            "Jumlahnya tepat perusahaan ditambah pekerja, dua satuan yang berbeda.",
            "The total is just firms plus workers, two different units.",
        )


def total(parts: Sequence[Number], whole: Number) -> Iterator[Finding]:
    """A total against its parts, with what their roundness leaves open."""
    value = sum((number.value for number in parts), Fraction(0))
    low = sum((number.low for number in parts), Fraction(0))
    high = sum((number.high for number in parts), Fraction(0))
    if low <= whole.high and whole.low <= high:
        return
    if hint := _swapped_part(parts, whole):
        yield hint
        return
    told = in_words(value, whole.unit)
    rounded = high > low
    yield Finding(
        Code.SUM,
        whole.where,
        whole.printed,
        f"Rinciannya berjumlah {told[0]}.",
        f"The parts add up to {told[1]}.",
        whole.like(value),
        Sureness.MEDIUM if rounded else Sureness.HIGH,
        "Rinciannya dibulatkan." if rounded else "Semua rinciannya tertulis lengkap.",
        "The parts are rounded." if rounded else "All parts are given in full.",
    )


def _swapped_part(parts: Sequence[Number], whole: Number) -> Finding | None:
    """The one part (or the total) in which a swap of two digits makes the sum right."""
    value = sum((number.value for number in parts), Fraction(0))
    missing = whole.value - value
    if missing % 9 or whole.is_rounded:  # a swap always moves a number by a multiple of nine
        return None
    found = [
        (number, candidate)
        for number in parts
        for candidate in swaps(number)
        if candidate.value - number.value == missing
    ]
    found += [(whole, candidate) for candidate in swaps(whole) if candidate.value == value]
    if not found:
        return None
    number, candidate = found[0]
    likely = number.like(candidate.value)
    only = len(found) == 1
    told = in_words(value, whole.unit)
    return Finding(
        Code.SWAPPED_DIGITS,
        number.where,
        number.printed,
        f"Rinciannya berjumlah {told[0]}; dengan dua digit ditukar ({likely}) jumlahnya cocok.",
        f"The parts add up to {told[1]}; with two digits swapped ({likely}) the sum is right.",
        likely,
        Sureness.MEDIUM if only else Sureness.LOW,
        "Hanya satu penukaran yang cocok." if only else "Ada penukaran lain yang juga cocok.",
        "Only one swap makes them agree." if only else "Other swaps would do as well.",
    )


def _larger(part: Number, whole: Number, has_others: bool) -> Finding:
    """A part larger than its whole; where the whole lost its thousands or millions, that."""
    for size, name, name_en in ((10**3, "ribu", "thousand"), (10**6, "juta", "million")):
        value = whole.value * size
        if part.value <= value <= 100 * part.value:
            return Finding(
                Code.PART_ABOVE_WHOLE,
                whole.where,
                whole.printed,
                f"Satu bagiannya {part.printed}, lebih besar; mungkin kali {name} hilang.",
                f"One part is {part.printed}, which is larger; perhaps times {name_en} is missing.",
                in_words(value, whole.unit)[0],
                Sureness.HIGH,
                "Bagian tidak dapat melebihi keseluruhan.",
                "A part can't exceed the whole.",
            )
    others = " bersama bagian lain" if has_others else ""
    return Finding(
        Code.PART_ABOVE_WHOLE,
        part.where,
        part.printed,
        f"Lebih besar daripada keseluruhannya{others}, {whole.printed}.",
        f"Larger than its whole, {whole.printed}.",
        "",
        Sureness.HIGH,
        "Bagian tidak dapat melebihi keseluruhan.",
        "A part can't exceed the whole.",
    )


def repeated_parts(parts: Sequence[tuple[str, Number]]) -> Iterator[Finding]:
    """Two parts of one whole with the same figure."""
    seen: dict[Exact, str] = {}
    for label, number in parts:
        first = seen.setdefault(number.value, label)
        if first != label and significant_digits(number) >= limit("copied_digits"):
            yield Finding(
                Code.COPIED,
                number.where,
                number.printed,
                f"Sama persis dengan {first}.",
                f"The very same as {first}.",
                "",
                Sureness.MEDIUM,
                "Dua segmen hampir tidak pernah sama sampai lima digit.",
                "Two segments are hardly ever equal to five digits.",
            )


#: Classes of months may begin at any month; only the holes between them are reported.
def interval_gap(bounds: Sequence[tuple[int, int | None]]) -> int | None:
    """The first whole number that no class covers between the first and the last class.

    ``bounds`` are first and last of each class in order; None as last is "and more".
    """
    for (_, last), (first, _) in pairwise(bounds):
        if last is not None and first > last + 1:
            return last + 1
    return None


def hole(month: int, text: str, where: Place) -> Finding:
    """The finding about a month that no class covers."""
    return Finding(
        Code.INTERVAL,
        where,
        text,
        f"Bulan ke-{month} tidak masuk kelas mana pun.",
        f"Month {month} is in no class.",
        "",
        Sureness.HIGH,
        "Kelas harus bersambung.",
        "Classes must join.",
    )
