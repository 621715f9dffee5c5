"""Gaps are computed: what is missing to the target, and who is not protected at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from payung.monitoring.figure_check.findings import Code, Finding, Sureness
from payung.monitoring.figure_check.numbers import Exact, Number, in_words
from payung.monitoring.figure_check.records import Record, Role
from payung.monitoring.figure_check.rules.ratio import fits


@dataclass(frozen=True)
class _Expected:
    """A computed gap: its value from the printed figures, and its bounds by their roundness."""

    value: Exact
    low: Exact
    high: Exact

    def fits(self, stated: Number) -> bool:
        # One person of room: offices round target members both ways.
        return self.low - 1 <= stated.high and stated.low <= self.high + 1

    @property
    def is_rounded(self) -> bool:
        return self.high - self.low > 2


def check(record: Record) -> Iterator[Finding]:
    """Each stated gap of a record against target x denominator - numerator and its kin."""
    whole, part = record.get(Role.DENOMINATOR), _numerator(record)
    if not whole or part is None:
        return
    percent, printed = record.get(Role.PERCENT), record.get(Role.NUMERATOR)
    if percent and printed and not fits(percent, printed, whole):
        return  # the percentage is reported; a gap of doubtful inputs would be reported twice
    if part.low > whole.high:
        return  # so is a part above its whole
    missing = _Expected(whole.value - part.value, whole.low - part.high, whole.high - part.low)
    to_target = _to_target(record, whole, part)
    for role in (Role.GAP, Role.GAP_TO_TARGET, Role.UNPROTECTED):
        stated = record.get(role)
        if stated and stated.value != 0:
            yield from _one(role, stated, missing, to_target)


def _numerator(record: Record) -> _Expected | None:
    stated = record.get(Role.NUMERATOR)
    if stated:
        return _Expected(stated.value, stated.low, stated.high)
    whole, percent = record.get(Role.DENOMINATOR), record.get(Role.PERCENT)
    if not whole or not percent:
        return None
    return _Expected(
        Fraction(percent.value * whole.value, 100),
        Fraction(percent.low * whole.low, 100),
        Fraction(percent.high * whole.high, 100),
    )


def _to_target(record: Record, whole: Number, part: _Expected) -> _Expected | None:
    target = record.get(Role.TARGET)
    if not target:
        return None
    goal = Fraction(target.value, 100)  # a target is set, not measured: it has no roundness
    return _Expected(
        goal * whole.value - part.value, goal * whole.low - part.high, goal * whole.high - part.low
    )


def _one(
    role: Role, stated: Number, missing: _Expected, to_target: _Expected | None
) -> Iterator[Finding]:
    expected = {
        Role.GAP: to_target or missing,
        Role.GAP_TO_TARGET: to_target,
        Role.UNPROTECTED: missing,
    }[role]
    if expected is None or expected.fits(stated):
        return
    other = missing if expected is to_target else to_target
    if other and other.fits(stated):
        if role is not Role.GAP:  # a "gap" without a kind may be either
            yield _of_the_other_kind(role, stated, expected)
        return
    told = in_words(expected.value)
    formula = _FORMULAS[expected is to_target]
    yield Finding(
        Code.GAP,
        stated.where,
        stated.printed,
        f"{formula[0]} menghasilkan {told[0]}.",
        f"{formula[1]} gives {told[1]}.",
        stated.like(expected.value),
        Sureness.MEDIUM if expected.is_rounded else Sureness.HIGH,
        "Masukannya dibulatkan." if expected.is_rounded else "Masukannya tertulis lengkap.",
        "The inputs are rounded." if expected.is_rounded else "The inputs are given in full.",
    )


_FORMULAS = {
    True: ("Target x penyebut - peserta", "Target x denominator - members"),
    False: ("Penyebut - peserta", "Denominator - members"),
}


def _of_the_other_kind(role: Role, stated: Number, expected: _Expected) -> Finding:
    told = in_words(expected.value)
    if role is Role.UNPROTECTED:
        why = (
            f"Ini kekurangan menuju target; yang belum terlindungi {told[0]}.",
            f"This is the gap to the target; {told[1]} are unprotected.",
        )
    else:
        why = (
            f"Ini semua yang belum terlindungi; kekurangan menuju target {told[0]}.",
            f"These are all who are unprotected; the gap to the target is {told[1]}.",
        )
    return Finding(
        Code.GAP_KIND,
        stated.where,
        stated.printed,
        *why,
        stated.like(expected.value),
        Sureness.MEDIUM if expected.is_rounded else Sureness.HIGH,
        "Angkanya cocok dengan selisih yang satu lagi.",
        "The figure fits the other of the two gaps.",
    )
