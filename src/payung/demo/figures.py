"""The published figures beside the computed ones."""

from __future__ import annotations

from dataclasses import dataclass

from payung.access.reader import operator
from payung.demo.plan import AS_OF, PROVINCE, Plan
from payung.law.arithmetic import half_up_ratio
from payung.monitoring.queries import province_page

_BASIS_POINTS = 10_000


@dataclass(frozen=True)
class Figure:
    """One figure: what was published (from ``low`` to ``high``) and what the queries give.

    ``unit``: persons (also employers), rupiah, or share (hundredths of a percent).
    """

    label: str
    unit: str
    low: int
    high: int
    computed: int

    @property
    def fits(self) -> bool:
        """Whether the computed figure is the published one."""
        return self.low <= self.computed <= self.high


def figures(plan: Plan) -> list[Figure]:
    """All published figures of the province, computed anew from the books."""
    page = province_page(operator(), region=PROVINCE, as_of=AS_OF)
    coverage, arrears = page.coverage, page.arrears
    if arrears is None:
        raise LookupError("the operator sees all figures")
    target = half_up_ratio(plan.universe, plan.target_share, _BASIS_POINTS)
    rate = half_up_ratio(plan.active_members, _BASIS_POINTS, plan.universe)
    exact = (
        ("Potensi pekerja", "persons", plan.universe, coverage.universe),
        ("Peserta aktif", "persons", plan.active_members, coverage.active),
        ("Cakupan", "share", rate, coverage.rate_bp),
        ("Target", "share", plan.target_share, coverage.target and coverage.target.share),
        ("Kurang dari target", "persons", target - plan.active_members, coverage.gap),
        ("Pemberi kerja aktif", "persons", plan.active_employers, arrears.active_employers),
        (
            "Pemberi kerja menunggak",
            "persons",
            plan.employers_in_arrears,
            arrears.employers_in_arrears,
        ),
    )
    return [
        *(Figure(label, unit, value, value, found or 0) for label, unit, value, found in exact),
        Figure("Pokok tunggakan", "rupiah", plan.arrears_low, plan.arrears_high, arrears.principal),
    ]
