"""What a computer gives: a figure of one region, with what it was computed from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from payung.law.arithmetic import half_up_ratio
from payung.reference.models import Confidence

_BASIS_POINTS = 10_000


@dataclass(frozen=True)
class Computed:
    """A figure of a region (or of a part of it) on the day that was asked for.

    ``value`` is in the definition's unit; a share also has its numerator and denominator. A flow
    names the first day of its span in ``period_from``. ``inputs`` are what it rests on besides the
    books: rules of the law, the universe. Two runs differ when value or inputs of a share differ.
    """

    region: str
    part: str
    value: int
    numerator: int | None = None
    denominator: int | None = None
    inputs: Mapping[str, object] = field(default_factory=dict)
    period_from: date | None = None
    source: str = "Daftar peserta dan buku iuran"
    confidence: str = Confidence.HIGH.value


#: Asked for the codes of a province and its regencies (the province first) and a day.
Computer = Callable[[Sequence[str], date], Iterable[Computed]]


def basis_points(numerator: int, denominator: int) -> int:
    """A share in hundredths of a percent, rounded half up: 221,000 of 563,000 is 3925."""
    share: int = half_up_ratio(numerator, _BASIS_POINTS, denominator)
    return share
