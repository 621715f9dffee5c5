"""Where the job loss fund's money comes from; the employer is never billed for it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from payung.law import parameters, quantities
from payung.law.arithmetic import Amount, Flag, choose, half_up, least
from payung.law.explanation import Explanation, applied

_SOURCES = (
    ("jkp/government_rate", "dari pemerintah pusat", "from the central government"),
    ("jkp/from_jkk_rate", "dari iuran JKK", "from the JKK contribution"),
    ("jkp/from_jkm_rate", "dari iuran JKM", "from the JKM contribution"),
)


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
        half_up(base, parameters.get(name, month).number) for name, _, _ in _SOURCES
    )
    shares = (government + jkk + jkm, government, jkk, jkm)
    return Recomposition(*(choose(takes_jkp, share, 0) for share in shares))


def explain(month: date, *, wage: int) -> Explanation | None:
    """How the fund's money comes about for one worker; ``None`` before the programme began."""
    amounts = recomposition(month, wage=wage, takes_jkp=True)
    if parameters.find("jkp/wage_ceiling", month) is None:
        return None
    ceiling = applied("jkp/wage_ceiling", month)
    base = least(wage, ceiling.value.number)
    sources = tuple(
        Explanation(
            label_id=f"JKP {label_id}",
            label_en=f"JKP {label_en}",
            amount=amount,
            inputs=(quantities.base(base), quantities.rate(parameters.get(name, month).number)),
            formula="{base} × {rate}",
            parameters=(applied(name, month), ceiling),
        )
        for (name, label_id, label_en), amount in zip(_SOURCES, amounts[1:], strict=True)
    )
    return Explanation(
        label_id="Dana JKP (kehilangan pekerjaan), tanpa tagihan",
        label_en="JKP fund (job loss), never billed",
        amount=amounts.fund,
        inputs=(quantities.wage(wage),),
        steps=sources,
    )
