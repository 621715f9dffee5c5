"""Where the job loss fund's money comes from; the employer is never billed for it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from payung.law import parameters
from payung.law.arithmetic import Amount, Flag, choose, half_up, least


class Recomposition(NamedTuple):
    """Rupiah for one worker and month. ``fund`` is the sum of the three sources."""

    fund: Amount
    from_government: Amount
    from_jkk: Amount
    from_jkm: Amount


def recomposition(month: date, *, wage: Amount, takes_jkp: Flag) -> Recomposition:
    """The shares of government, JKK and JKM on the wage capped by the job loss ceiling.

    PP 37/2021 Pasal 11 as amended by PP 6/2025. Nothing before the programme began. Each share
    is rounded half up for itself and the fund is their sum, so that the books agree.
    """
    ceiling = parameters.find("jkp/wage_ceiling", month)
    if ceiling is None or takes_jkp is False:
        return Recomposition(0, 0, 0, 0)
    base = least(wage, ceiling.number)
    government, jkk, jkm = (
        half_up(base, parameters.get(name, month).number)
        for name in ("jkp/government_rate", "jkp/from_jkk_rate", "jkp/from_jkm_rate")
    )
    shares = (government + jkk + jkm, government, jkk, jkm)
    return Recomposition(*(choose(takes_jkp, share, 0) for share in shares))
