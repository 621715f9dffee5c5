"""How figures are computed from the books: a computer for each code of an indicator.

A computer is asked for a province and its regencies on one day and gives the figures of each.
What cannot be known (no universe is recorded) is left out, never given as 0.
"""

from __future__ import annotations

from payung.monitoring.computing import (
    claims,
    enforcement,
    governments,
    instructions,
    membership,
    money,
)
from payung.monitoring.computing.computed import Computed, Computer
from payung.monitoring.computing.reading import once, one_reading

__all__ = ["COMPUTERS", "Computed", "Computer", "once", "one_reading"]

#: The computer of each indicator that the books can answer, by code.
COMPUTERS: dict[str, Computer] = {
    **membership.COMPUTERS,
    **money.COMPUTERS,
    **governments.COMPUTERS,
    **enforcement.COMPUTERS,
    **claims.COMPUTERS,
    **instructions.COMPUTERS,
}
