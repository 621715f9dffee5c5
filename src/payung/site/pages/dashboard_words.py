"""The sentences of a dashboard: what one sees, said before it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from payung.monitoring.dashboard_sums import Shown
from payung.monitoring.models import Denominator, Unit
from payung.monitoring.queries.dashboards import Board, LeagueRow, TrendPart
from payung.site import charts, formatting
from payung.site.formatting import number
from payung.site.pages.dashboard_parts import text_of
from payung.site.pages.region_short import SHORT

_THOUSAND, _MILLION, _BILLION, _TRILLION = 10**3, 10**6, 10**9, 10**12


def headline(board: Board) -> str:
    """What has happened in twelve months, and what is missing: one sentence."""
    said = [one for one in (change(board.trend), missing(board)) if one]
    return " ".join(said)


def change(trend: Sequence[TrendPart]) -> str:
    """The change over twelve months, or since the meaning last changed; never across a break."""
    if not trend or len(trend[-1].figures) < 2:
        return ""
    figures = trend[-1].figures
    last = figures[-1]
    year_ago = date(last.as_of.year - 1, last.as_of.month, 1)
    base = next((one for one in figures if one.as_of >= year_ago), figures[0])
    months = (last.as_of.year - base.as_of.year) * 12 + last.as_of.month - base.as_of.month
    if base is last or months < 1:
        return ""
    facts = {"amount": _difference(abs(last.value - base.value), last.unit), "months": months}
    if last.value == base.value:
        return _("Tetap dalam %(months)s bulan.") % facts
    if last.value > base.value:
        return _("Naik %(amount)s dalam %(months)s bulan.") % facts
    return _("Turun %(amount)s dalam %(months)s bulan.") % facts


def missing(board: Board) -> str:
    """What is missing to the target of the year."""
    if board.target is None or board.shown is None or board.gap is None:
        return ""
    facts = {
        "gap": number(abs(board.gap)),
        "target": text_of(board.target, board.shown.unit),
        "year": board.as_of.year,
    }
    if board.gap > 0:
        return _("Kurang %(gap)s orang menuju target %(year)s sebesar %(target)s.") % facts
    return _("Target %(year)s sebesar %(target)s sudah tercapai.") % facts


def _difference(amount: int, unit: str) -> str:
    if unit == Unit.BASIS_POINTS:
        return _("%(points)s titik persen") % {
            "points": formatting.percent(amount).replace(f"{formatting.NBSP}%", "")
        }
    return text_of(amount, unit)


def breaks(trend: Sequence[TrendPart]) -> list[str]:
    """Why the line is not joined, for each break."""
    said = []
    for before, after in pairwise(trend):
        facts = {"month": formatting.month(after.figures[0].as_of)}
        old, new = before.definition, after.definition
        if old.denominator != new.denominator:
            said.append(
                _("Sejak %(month)s penyebutnya %(denominator)s; angka sebelumnya tidak sebanding.")
                % {**facts, "denominator": Denominator(new.denominator).label}
            )
        elif old.version != new.version:
            said.append(
                _(
                    "Sejak %(month)s berlaku arti angka versi %(version)s; angka sebelumnya tidak "
                    "sebanding."
                )
                % {**facts, "version": new.version}
            )
        else:
            said.append(
                _(
                    "Sejak %(month)s penyebutnya dihitung dengan cara lain; angka sebelumnya tidak "
                    "sebanding."
                )
                % facts
            )
    return said


def members(shown: Shown) -> str:
    """The inputs of a share in words."""
    if shown.numerator is None or not shown.denominator:
        return ""
    return _("%(numerator)s dari %(denominator)s") % {
        "numerator": number(shown.numerator),
        "denominator": number(shown.denominator),
    }


def target_source(board: Board) -> str:
    """Who set the target, and in which document."""
    if board.goal is None:
        return _("Jumlah target provinsinya.") if board.target is not None else ""
    target = board.goal.target
    said = f"{target.set_by}, {target.document}"
    return (_("Target provinsi: %(said)s") % {"said": said}) if board.goal.is_applied else said


def league_sentence(board: Board) -> str:
    """How many of the regions below have reached their target."""
    held = [row for row in board.league if row.gap is not None]
    if held:
        reached = sum(1 for row in held if row.gap is not None and row.gap <= 0)
        return _("%(reached)s dari %(count)s daerah sudah mencapai target.") % {
            "reached": reached,
            "count": len(held),
        }
    known = sum(1 for row in board.league if row.shown)
    return _("%(known)s dari %(count)s daerah punya angka.") % {
        "known": known,
        "count": len(board.league),
    }


def measure(board: Board) -> int | None:
    """What regions without any target are coloured by: the share of the place as a whole."""
    if any(row.target is not None for row in board.league) or board.shown is None:
        return None
    return board.shown.value if board.definition.is_share else None


def map_key(board: Board) -> list[tuple[str, str]]:
    """What the colours of the map say: class of the stylesheet, words."""
    if measure(board) is None:
        return [
            ("reached", _("target tercapai")),
            ("half", _("sedikitnya separuh target")),
            ("far", _("di bawah separuh target")),
            ("none", _("tanpa target atau angka")),
        ]
    facts = {"place": board.place.name}
    return [
        ("reached", _("setara atau di atas %(place)s") % facts),
        ("half", _("sedikitnya separuh %(place)s") % facts),
        ("far", _("di bawah separuh %(place)s") % facts),
        ("none", _("tanpa angka")),
    ]


def spots_of(board: Board) -> list[charts.Spot]:
    """The regions of the map, with the figure that stands beside each or in its cell."""
    whole = measure(board)
    return [
        charts.Spot(
            name=f"{_plain(row.region.name)} {_beside(row.shown)}".strip(),
            longitude_mdeg=row.region.longitude_mdeg,
            latitude_mdeg=row.region.latitude_mdeg,
            rate_bp=_rate(row),
            universe=(row.shown.denominator or row.shown.value) if row.shown else 0,
            standing=_standing(row, whole),
            code=row.region.pk,
            short=SHORT.get(row.region.pk, _plain(row.region.name)),
            text=_cell(row.shown),
        )
        for row in sorted(board.league, key=lambda row: row.region.pk)
    ]


def _standing(row: LeagueRow, whole: int | None) -> charts.Standing:
    if row.shown is None:
        return charts.Standing.UNKNOWN
    return charts.standing(row.shown.value, row.target if whole is None else whole)


def _beside(shown: Shown | None) -> str:
    if shown is None:
        return ""
    return f"{_cell(shown)} %" if shown.unit == Unit.BASIS_POINTS else _cell(shown)


def _rate(row: LeagueRow) -> int:
    return row.shown.value if row.shown and row.shown.unit == Unit.BASIS_POINTS else 0


def _plain(name: str) -> str:
    return name.removeprefix("Kabupaten ").replace("Kota ", "Kt. ")


def _cell(shown: Shown | None) -> str:
    """A figure for a hexagon: whole percent, or thousands and millions."""
    if shown is None:
        return "–"
    if shown.unit == Unit.BASIS_POINTS:
        return str((shown.value + 50) // 100)
    for size, word in (
        (_TRILLION, _("T")),
        (_BILLION, _("M")),
        (_MILLION, _("jt")),
        (_THOUSAND, _("rb")),
    ):
        if abs(shown.value) >= size:
            return f"{number((shown.value + size // 2) // size)} {word}"
    return number(shown.value)
