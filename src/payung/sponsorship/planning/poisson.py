"""Quantiles of counts (Poisson), by exact summation.

The term of 0 is ``exp(-mean)``, each further one ``mean / k`` times the one before; the sum is
carried in decimals of 50 digits, whose exponents reach far below what binary floats hold.
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from fractions import Fraction

_DIGITS = 50
MILLION = 1_000_000
#: Above it, the sum would take seconds; counts that large are not asked for.
LARGEST_MEAN = 2_000_000


def quantile(mean: Fraction, share_ppm: int) -> int:
    """The least count k for which P(count <= k) reaches ``share_ppm`` parts per million.

    ``mean`` is at least 0. ``ValueError`` for a mean or a share outside what is meant.
    """
    if not 0 <= mean <= LARGEST_MEAN or not 0 < share_ppm < MILLION:
        raise ValueError(f"a mean of 0 to {LARGEST_MEAN} and a share between 0 and 1 are expected")
    with localcontext(Context(prec=_DIGITS)):
        rate = Decimal(mean.numerator) / Decimal(mean.denominator)
        asked = Decimal(share_ppm) / MILLION
        term = (-rate).exp()
        total, count = term, 0
        while total < asked:
            count += 1
            term = term * rate / count
            total += term
    return count


def between(low: Fraction, high: Fraction, share_ppm: int) -> tuple[int, int]:
    """The counts between which ``share_ppm`` of chance lies when the mean is unsure.

    The lower end is that of the least mean, the upper end that of the greatest: whatever the mean
    between them, at least that share lies within.
    """
    tail = (MILLION - share_ppm) // 2
    return quantile(low, tail), quantile(high, MILLION - tail)
