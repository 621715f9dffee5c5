"""A percentage against the two figures it comes from: recomputed at the printed precision."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from payung.monitoring.figure_check.findings import Code, Finding, Sureness
from payung.monitoring.figure_check.numbers import Exact, Number, Unit, apart, in_words, swaps
from payung.monitoring.figure_check.records import Record, Role
from payung.monitoring.figure_check.thresholds import limit

_ROUNDED = (
    "Pembilang atau penyebutnya dibulatkan; kelonggarannya sudah dihitung.",
    "An input is rounded; its slack is counted in.",
)
_EXACT = ("Dihitung ulang dari angka yang tertulis lengkap.", "Recomputed from figures in full.")


def percent_of(part: Exact, whole: Exact) -> Fraction:
    """``part`` of ``whole`` in percent, exact."""
    return Fraction(100 * part, whole)


def fits(percent: Number, part: Number, whole: Number) -> bool:
    """Whether the percentage can come of the two figures, with what roundness leaves open."""
    if whole.low <= 0:
        return True
    # lowest <= percent.high and percent.low <= highest, without a division
    return (
        100 * part.low <= percent.high * whole.high and percent.low * whole.low <= 100 * part.high
    )


def check(record: Record, earlier_percent: Number | None = None) -> Iterator[Finding]:
    """The coverage percentage of a record.

    ``earlier_percent`` is the last figure of the same definition: with a target it tells a share
    of target from coverage even where the inputs are not given.
    """
    part, whole = record.get(Role.NUMERATOR), record.get(Role.DENOMINATOR)
    percent = record.get(Role.PERCENT)
    if part and whole and whole.value > 0 and part.low > whole.high:
        yield (_from_parts(record, percent, whole) if percent else None) or _above(part, whole)
        return
    if percent is None:
        return
    if part and whole and whole.value > 0:
        if not fits(percent, part, whole):
            yield _explained(record, percent, part, whole)
        return
    if percent.low > 100:
        yield _over_hundred(percent)
    elif share := _share_of_earlier(record, percent, earlier_percent):
        yield share


def check_target_share(record: Record) -> Iterator[Finding]:
    """A percentage that is called share of target, against coverage and target."""
    stated, target = record.get(Role.TARGET_SHARE), record.get(Role.TARGET)
    coverage = _coverage(record)
    if not stated or not target or coverage is None or target.value <= 0:
        return
    expected = percent_of(coverage, target.value)
    rough = record.get(Role.NUMERATOR)
    slack = stated.step if not (rough and rough.is_rounded) else 2 * stated.step + 1
    if apart(expected, stated.value) > slack:
        told = in_words(expected, Unit.PERCENT)
        yield Finding(
            Code.RATIO,
            stated.where,
            stated.printed,
            f"Bagian dari target dihitung ulang menjadi {told[0]}.",
            f"The share of target recomputes to {told[1]}.",
            stated.like(expected),
            Sureness.MEDIUM,
            *_EXACT,
        )


def _coverage(record: Record) -> Exact | None:
    part, whole = record.get(Role.NUMERATOR), record.get(Role.DENOMINATOR)
    if part and whole and whole.value > 0:
        return percent_of(part.value, whole.value)
    percent = record.get(Role.PERCENT)
    return percent.value if percent else None


def _explained(record: Record, percent: Number, part: Number, whole: Number) -> Finding:
    """The one finding about a percentage that does not fit: the best explanation there is."""
    target = record.get(Role.TARGET)
    expected = percent_of(part.value, whole.value)
    if target and target.value > 0:
        of_target = percent_of(expected, target.value)
        if apart(of_target, percent.value) <= max(percent.step, Fraction(1, 2)):
            return _target_share(percent, target, expected, Sureness.HIGH)
    for found in (_from_parts(record, percent, whole), _swapped(record, percent, part, whole)):
        if found:
            return found
    if scaled := _lost_size(percent, part, whole):
        return scaled
    if not (part.is_rounded or whole.is_rounded):
        cut_off = 0 <= expected - percent.value < percent.step
        if cut_off:
            return _differs(percent, expected, Sureness.LOW, _CUT)
        return _differs(percent, expected, Sureness.HIGH, _EXACT)
    return _differs(percent, expected, Sureness.MEDIUM, _ROUNDED)


_CUT = (
    "Kemungkinan hanya dipotong, bukan dibulatkan.",
    "Perhaps only cut off instead of rounded.",
)


def _differs(
    percent: Number, expected: Fraction, sure: Sureness, because: tuple[str, str]
) -> Finding:
    told = in_words(expected, Unit.PERCENT)
    return Finding(
        Code.RATIO,
        percent.where,
        percent.printed,
        f"Pembilang dibagi penyebut menghasilkan {told[0]}.",
        f"Numerator over denominator gives {told[1]}.",
        percent.like(expected),
        sure,
        *because,
    )


def _target_share(percent: Number, target: Number, coverage: Exact, sure: Sureness) -> Finding:
    told = in_words(coverage, Unit.PERCENT)
    goal = in_words(target.value, Unit.PERCENT)
    return Finding(
        Code.TARGET_SHARE,
        percent.where,
        percent.printed,
        f"Ini bagian yang sudah tercapai dari target {goal[0]}; cakupannya {told[0]}.",
        f"This is the share of the target of {goal[1]} that is reached; coverage is {told[1]}.",
        percent.like(coverage),
        sure,
        "Cakupan dibagi target menghasilkan tepat angka ini.",
        "Coverage over target gives just this figure.",
    )


def _share_of_earlier(record: Record, percent: Number, earlier: Number | None) -> Finding | None:
    target = record.get(Role.TARGET)
    if not earlier or not target or target.value <= 0 or earlier.value <= 0:
        return None
    of_target = percent_of(earlier.value, target.value)
    near = Fraction(limit("target_share_points"), 100)
    is_jump = apart(percent.value, earlier.value) > 5 * near
    if is_jump and apart(of_target, percent.value) <= near:
        return _target_share(percent, target, earlier.value, Sureness.MEDIUM)
    return None


def _from_parts(record: Record, percent: Number, whole: Number) -> Finding | None:
    """The numerator that other figures of the record agree on, where the printed one differs."""
    part = record.figures[Role.NUMERATOR]
    unprotected = record.get(Role.UNPROTECTED)
    sums = [sum((number.value for _, number in record.parts), Fraction(0))] if record.parts else []
    if unprotected:
        sums.append(whole.value - unprotected.value)
    for value in sums:
        if value <= 0 or value == part.value:
            continue
        likely = part.like(value)
        candidate = Number(value, 0, 1, str(value), part.mark, part.group, Unit.COUNT, part.where)
        if fits(percent, candidate, whole):
            return Finding(
                Code.RATIO,
                part.where,
                part.printed,
                f"Persentase {percent.printed} dan rinciannya cocok dengan {likely}.",
                f"The percentage {percent.printed} and the parts agree on {likely}.",
                likely,
                Sureness.HIGH,
                "Dua perhitungan lain menunjuk angka yang sama.",
                "Two other computations lead to the same figure.",
            )
    return None


def _together(pair: tuple[Number, Number], part: Number, whole: Number) -> Exact:
    """Who would be unprotected if the first of a pair were its second."""
    number, candidate = pair
    if number is part:
        return whole.value - candidate.value
    return candidate.value - part.value


def _swapped(record: Record, percent: Number, part: Number, whole: Number) -> Finding | None:
    """The one swap of two neighbouring digits that makes the three figures agree.

    Beside rounded inputs many a swap would do: there it is no evidence.
    """
    if part.is_rounded or whole.is_rounded:
        return None
    found: list[tuple[Number, Number]] = []
    other = record.get(Role.UNPROTECTED)
    confirmed = other is not None and part.value + other.value == whole.value
    for number in () if confirmed else (whole, part):
        for candidate in swaps(number):
            pair = (part, candidate) if number is whole else (candidate, whole)
            if candidate.value > 0 and pair[0].value <= pair[1].value and fits(percent, *pair):
                found.append((number, candidate))
    if other is not None:  # members and unprotected make the universe: that decides
        right = [pair for pair in found if _together(pair, part, whole) == other.value]
        found = right or found
    expected = percent_of(part.value, whole.value)
    for candidate in swaps(percent):
        if candidate.low <= expected <= candidate.high:
            found.append((percent, candidate))
    if not found:
        return None
    return _swap(percent, *found[0], expected, only=len(found) == 1)


def _swap(
    percent: Number, number: Number, candidate: Number, expected: Exact, *, only: bool
) -> Finding:
    likely = number.like(candidate.value)
    told = in_words(expected, Unit.PERCENT)
    return Finding(
        Code.SWAPPED_DIGITS,
        number.where,
        number.printed,
        f"Hitungannya {told[0]}, bukan {percent.printed}; dengan dua digit ditukar ({likely}) "
        "angkanya cocok.",
        f"It computes to {told[1]}, not {percent.printed}; with two digits swapped ({likely}) "
        "the figures agree.",
        likely,
        Sureness.HIGH if only else Sureness.MEDIUM,
        "Hanya satu penukaran yang cocok." if only else "Ada penukaran lain yang juga cocok.",
        "Only one swap makes them agree." if only else "Other swaps would do as well.",
    )


def _lost_size(percent: Number, part: Number, whole: Number) -> Finding | None:
    """A figure given in thousands or millions beside one given in full."""
    for number, larger in ((part, False), (whole, True)):
        for size in (1_000, 1_000_000):
            value = number.value * size
            pair = (part.value, value) if larger else (value, whole.value)
            if apart(percent_of(*pair), percent.value) <= percent.step:
                return Finding(
                    Code.UNIT,
                    number.where,
                    number.printed,
                    f"Persentasenya hanya cocok bila angka ini {in_words(value)[0]}.",
                    f"The percentage fits only if this figure is {in_words(value)[1]}.",
                    in_words(value)[0],
                    Sureness.HIGH,
                    "Selisihnya tepat seribu atau sejuta kali.",
                    "It is off by just a thousand or a million times.",
                )
    return None


def _above(part: Number, whole: Number) -> Finding:
    return Finding(
        Code.PART_ABOVE_WHOLE,
        part.where,
        part.printed,
        f"Lebih besar daripada keseluruhannya, {whole.printed}.",
        f"Larger than its whole, {whole.printed}.",
        "",
        Sureness.HIGH,
        "Bagian tidak dapat melebihi keseluruhan.",
        "A part can't exceed the whole.",
    )


def _over_hundred(percent: Number) -> Finding:
    return Finding(
        Code.PART_ABOVE_WHOLE,
        percent.where,
        percent.printed,
        "Cakupan di atas 100 persen tidak mungkin.",
        "Coverage above 100 percent is impossible.",
        "",
        Sureness.HIGH,
        "Pembilang adalah bagian dari penyebut.",
        "The numerator is a part of the denominator.",
    )
