"""Scorecards in words: figures, rules, points and scores as a reader says them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from django.utils.translation import gettext as _

from payung.monitoring.figure_words import value_in_words
from payung.monitoring.models import Criterion, EditionAct, Measure, PointRule, ScorecardEdition
from payung.monitoring.queries.scorecards import Scored, act_of, hundredths
from payung.monitoring.scorecard_marks import FigureState, Mark
from payung.monitoring.scorecards.points import FULL
from payung.monitoring.scorecards.ranges import RankRange
from payung.site.formatting import MINUS, day, language, number, percent

#: The look of a mark's state; the word always stands beside the colour.
STATE_STYLES = {
    FigureState.USED: "state--good",
    FigureState.MISSING: "state--quiet",
    FigureState.OTHER_DEFINITION: "state--bad",
    FigureState.TOO_OLD: "state--warn",
    FigureState.NO_TARGET: "state--warn",
}
_HUNDRED = 100


def points(value: Fraction | int) -> str:
    """A score or a part of one, in points with two decimals, half up: ``71,25``."""
    return hundredths_in_words(hundredths(Fraction(value)))


def hundredths_in_words(value: int) -> str:
    """Hundredths of a point: 7125 is ``71,25``."""
    whole, part = divmod(abs(value), _HUNDRED)
    mark = "." if language() == "en" else ","
    return f"{MINUS if value < 0 else ''}{number(whole)}{mark}{part:02d}"


def criterion_name(criterion: Criterion) -> str:
    """Its name in the reader's language, where there is one."""
    return (language() == "en" and criterion.name_en) or criterion.name


def value_words(mark: Mark, value: int | None) -> str:
    """A value of what a criterion measures, with its unit."""
    if value is None:
        return "–"
    if mark.criterion.measure == Measure.GROWTH and mark.unit == "BASIS_POINTS":
        sign = "+" if value > 0 else MINUS if value < 0 else ""
        told = percent(abs(value)).removesuffix("%").strip()
        return _("%(sign)s%(value)s poin persen") % {"sign": sign, "value": told}
    said = value_in_words(value, mark.unit, language())
    return _("%(value)s per orang") % {"value": said} if _is_per(mark.criterion) else said


def _is_per(criterion: Criterion) -> bool:
    return criterion.measure == Measure.PER


def rule_words(mark: Mark) -> str:
    """How the points of a mark came about."""
    one = mark.criterion
    if one.rule == PointRule.RANK:
        if mark.place is None:
            return _("menurut peringkat di antara %(of)s pemerintah") % {"of": number(mark.of)}
        told = {"place": number(mark.place), "of": number(mark.of)}
        return _("peringkat %(place)s dari %(of)s pemerintah") % told
    if one.rule == PointRule.TARGET:
        target = mark.found.target if mark.found.target is not None else one.target
        if target is None:
            return _("terhadap target pemerintah itu sendiri")
        return _("terhadap target %(target)s") % {"target": value_words(mark, target)}
    if one.rule == PointRule.THRESHOLDS:
        sign = "≥" if one.more_is_better else "≤"
        return "; ".join(
            f"{sign} {value_words(mark, int(value))} → {percent(int(share))}"
            for value, share in one.steps
        )
    return _("penuh bila ada") if one.more_is_better else _("penuh bila tidak ada")


def goal_words(mark: Mark) -> str:
    """What would bring the gain of a mark."""
    if not mark.is_used:
        return _("Laporkan dan periksa angkanya, lalu capai %(goal)s") % {
            "goal": value_words(mark, mark.goal)
        }
    told = {"now": value_words(mark, mark.found.value), "goal": value_words(mark, mark.goal)}
    return _("Dari %(now)s menjadi %(goal)s") % told


def share(mark: Mark) -> int | None:
    """Its points as basis points of the full ones, for a bar; None where it is left out."""
    return mark.points


@dataclass(frozen=True)
class RangeBar:
    """A rank range as a bar of 10,000 parts, and in words."""

    left: int
    width: int
    here: int
    words: str


def range_bar(found: RankRange, of: int) -> RangeBar:
    """The bar of a government's rank range among so many."""
    one = FULL // max(of, 1)
    words = (
        _("selalu peringkat %(best)s") % {"best": number(found.best)}
        if found.best == found.worst
        else _("peringkat %(best)s sampai %(worst)s")
        % {"best": number(found.best), "worst": number(found.worst)}
    )
    return RangeBar(
        left=(found.best - 1) * one,
        width=max((found.worst - found.best + 1) * one, 60),
        here=(found.rank - 1) * one + one // 2,
        words=words,
    )


def edition_state(found: ScorecardEdition) -> tuple[str, str]:
    """Where an edition stands, and its look."""
    act = act_of(found)
    if act is None:
        return _("Rancangan"), "state--warn"
    if act.kind == EditionAct.Kind.LOCKED:
        return _("Dikunci"), "state--good"
    return _("Ditarik"), "state--quiet"


def compared(found: ScorecardEdition) -> str:
    """Whom an edition compares."""
    if found.region is not None:
        return _("kabupaten dan kota di %(region)s") % {"region": found.region.name}
    if found.level == "PROVINCE":
        return _("semua pemerintah provinsi")
    return _("semua pemerintah kabupaten dan kota")


def movement(row: Scored, before: dict[str, int]) -> tuple[str, str]:
    """The change of rank against the last edition, in words with its sign, and its look."""
    was = before.get(row.region.pk)
    if row.rank is None or was is None:
        return "–", ""
    by = was - row.rank
    if by == 0:
        return _("tetap"), ""
    told = _("naik %(by)s") if by > 0 else _("turun %(by)s")
    return told % {"by": number(abs(by))}, "state--good" if by > 0 else "state--bad"


def change_words(by: int) -> str:
    """A change of a weight: ``+3 poin``."""
    sign = "+" if by > 0 else MINUS
    return _("%(sign)s%(by)s poin") % {"sign": sign, "by": number(abs(by))}


def as_share(score: Fraction | None) -> int:
    """A score on its scale of 100 as basis points of a bar."""
    return 0 if score is None else min(FULL, max(0, floor(score * _HUNDRED)))


def unranked_words(row: Scored) -> str:
    """Why a government has no rank."""
    if not row.known:
        return _("belum ada angka")
    told = {"known": number(row.known), "total": number(row.total)}
    return _("angka baru untuk %(known)s dari %(total)s poin bobot") % told


def day_words(found: ScorecardEdition) -> str:
    """The day of an edition's figures."""
    return day(found.as_of)
