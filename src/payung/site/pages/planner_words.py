"""What the planner's pages say: tables of an outcome with names, spans and sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.law import parameters
from payung.reference.models import Region, Village, WorkerSegment
from payung.site.formatting import language, number, percent, rupiah, rupiah_compact
from payung.site.pages.gate import paged
from payung.site.pages.planner_form import GOALS
from payung.sponsorship.models import FundSource, ScenarioResult
from payung.sponsorship.planning.assumptions import Assumption, assumptions
from payung.sponsorship.planning.problem import Goal
from payung.sponsorship.queries.scenarios import ScenarioRowOfList

_STYLES = {
    "OPTIMAL": "state--good",
    "NEAR": "state--good",
    "TIME": "state--warn",
    "REFUSED": "state--bad",
}
VILLAGES_A_PAGE = 15
#: All workers of a region, in basis points.
_EVERYBODY = 10_000
#: How the first letter of a confidence is told.
_SURENESS = {"H": "state--good", "M": "state--warn", "L": "state--bad"}


@dataclass(frozen=True)
class AssumptionRow:
    """An assumption in the reader's language, with how sure it is."""

    told: Assumption
    label: str
    span: str
    sureness: str
    style: str


def shown(result: ScenarioResult, request: HttpRequest) -> dict[str, Any]:
    """The context of a scenario's page."""
    outcome = result.outcome
    context: dict[str, Any] = {
        "style": _STYLES[result.status],
        "goals": [GOALS[Goal(goal)] for goal in result.scenario.inputs["goals"]],
        "outdated": result.law != parameters.in_use().fingerprint,
        "refusal": outcome.get("refusal", {}).get(language()),
        "seconds": number(-(-result.milliseconds // 1000)),
    }
    if "years" not in outcome:
        return context
    regions = dict(Region.objects.values_list("code", "name"))
    return context | {
        "outcome": outcome,
        "first": outcome["years"][0],
        "last": outcome["years"][-1],
        "years": [_year(row) for row in outcome["years"]],
        "all_money": sum(row["money"] for row in outcome["years"]),
        "all_spent": sum(row["spent"] for row in outcome["years"]),
        "proof": proof(result),
        "missed": _missed(outcome, regions),
        "place_rows": _named(outcome["places"], regions),
        "segments": _named(
            outcome["segments"], dict(WorkerSegment.objects.values_list("code", "name"))
        ),
        "funds": [_fund(row) for row in outcome["funds"]],
        "villages": _villages(outcome, request),
        "more": outcome["more"],
        "path": [
            {**row, "name": regions.get(row["place"], _("Seluruh daerah"))}
            for row in outcome["path"]
        ],
        "assumptions": assumption_rows(outcome, result.scenario.region_id[:2]),
        "notes": [*_beyond(outcome), *(_note(note) for note in outcome["notes"])],
        "may_write_lines": request.reader.can(permissions.MANAGE_BUDGETS),  # type: ignore[attr-defined]
        "may_write_letters": request.reader.can(permissions.WRITE_LETTERS),  # type: ignore[attr-defined]
    }


def proof(result: ScenarioResult) -> str:
    """How near to the best the plan is."""
    if result.status == ScenarioResult.Status.OPTIMAL:
        return _("Tidak ada rencana yang lebih baik: terbukti.")
    return _("Paling jauh %(gap)s perjuta di bawah batas yang terbukti.") % {
        "gap": number(result.gap_ppm)
    }


def span(found: Mapping[str, int], *, money: bool = False) -> str:
    """Between two numbers, as words."""
    tell = rupiah_compact if money else number
    return _("%(low)s sampai %(high)s") % {"low": tell(found["low"]), "high": tell(found["high"])}


def _year(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "accident_words": span(row["accidents"]),
        "death_words": span(row["deaths"]),
        "work_death_words": span(row["work_deaths"]),
        "benefit_words": span(row["benefits"], money=True),
        "household_words": span(row["kept_households"]),
        "bridge_words": span(row["bridge_months"]),
    }


def _missed(outcome: Mapping[str, Any], regions: Mapping[str, str]) -> list[str]:
    found = [
        _("Target %(year)s, %(place)s: kurang %(short)s dari %(asked)s orang.")
        % {
            "year": row["year"],
            "place": regions.get(row["place"], _("seluruh daerah")),
            "short": number(row["short"]),
            "asked": number(row["asked"]),
        }
        for row in sorted(outcome["missed"], key=lambda row: (row["place"], row["year"]))
        if row["short"]
    ]
    words = {
        "POOREST": _("%(year)s: %(many)s orang desil 1 sampai 4 belum terlindungi."),
        "VILLAGES": _("%(year)s: %(many)s desa tidak tercakup utuh."),
        "CONTINUITY": _("%(year)s: %(many)s orang tidak berlanjut dari tahun sebelumnya."),
    }
    return found + [
        words[row["goal"]] % {"year": row["year"], "many": number(row["persons"])}
        for row in outcome["reasons"]
    ]


def _beyond(outcome: Mapping[str, Any]) -> list[str]:
    """A warning where more people would be covered than the region has workers."""
    if max(row["after_bp"] for row in outcome["years"]) <= _EVERYBODY:
        return []
    return [
        _(
            "Yang terlindungi akan lebih banyak daripada seluruh pekerja daerah: potensi "
            "kelompok terlalu besar, atau jumlah pekerja terlalu kecil. Periksa keduanya."
        )
    ]


def _named(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{**row, "name": names.get(row["code"], row["code"])} for row in rows]


def _fund(row: Mapping[str, Any]) -> dict[str, Any]:
    pairs = list(zip(row["money"], row["spent"], strict=True))
    return {
        **row,
        "label": FundSource(row["source"]).label,
        "cells": [(spent, money - spent) for money, spent in pairs],
        "left": sum(money - spent for money, spent in pairs),
    }


def _villages(outcome: Mapping[str, Any], request: HttpRequest) -> Any:
    """A page of the village table, those with most people without cover first."""
    rows = sorted(outcome["villages"], key=lambda row: -row[1])
    shown_rows = paged(request, rows, VILLAGES_A_PAGE)
    names = dict(
        Village.objects.filter(pk__in=[row[0] for row in shown_rows]).values_list("code", "name")
    )
    shown_rows.object_list = [
        {"code": code, "name": names.get(code, code), "need": need, "persons": persons}
        for code, need, persons in shown_rows
    ]
    return shown_rows


def assumption_rows(outcome: Mapping[str, Any], province: str) -> list[AssumptionRow]:
    """The assumptions behind the spans, as they stand now."""
    on = date(outcome["years"][0]["year"], 12, 31)
    sureness = {"H": _("tinggi"), "M": _("sedang"), "L": _("rendah")}
    return [
        AssumptionRow(
            one,
            one.label_en if language() == "en" else one.label_id,
            one.low
            if one.low == one.high
            else _("%(low)s sampai %(high)s") % {"low": one.low, "high": one.high},
            sureness[one.confidence[0]],
            _SURENESS[one.confidence[0]],
        )
        for one in assumptions(on, province, language())
    ]


def _note(note: Mapping[str, Any]) -> str:
    if note["code"] == "unknown_decile":
        return _(
            "Desil %(many)s orang tidak diketahui; mereka dihitung di belakang desil rendah."
        ) % {"many": number(note["persons"])}
    if note["code"] == "unknown_decile_shut":
        return _("Dana berbatas desil tidak dapat membayar mereka: %(funds)s.") % {
            "funds": ", ".join(note["funds"])
        }
    return _(
        "%(fund)s membayar %(months)s bulan; %(waiting)s bulan pertama peserta baru hanya "
        "menjamin biaya pemakaman."
    ) % {"fund": note["fund"], "months": note["months"], "waiting": note["waiting"]}


def comparison(rows: Sequence[ScenarioRowOfList]) -> list[tuple[str, list[str], int | None]]:
    """Lines of the comparison: name, a cell for each scenario, the best column (if one is)."""
    outcomes = [row.result.outcome for row in rows if row.result is not None]
    results = [row.result for row in rows if row.result is not None]
    if not outcomes:
        return []
    ends = [(outcome["years"][0], outcome["years"][-1]) for outcome in outcomes]

    def line(name: str, values: list[int | None], tell: Any, best: Any = None) -> Any:
        known = [value for value in values if value is not None]
        top = best(known) if best and known and len(set(known)) > 1 else None
        cells = ["–" if value is None else tell(value) for value in values]
        return name, cells, values.index(top) if top is not None else None

    return [
        line(_("Uang tersedia"), [sum(y["money"] for y in o["years"]) for o in outcomes], rupiah),
        line(_("Iuran"), [sum(y["spent"] for y in o["years"]) for o in outcomes], rupiah),
        line(_("Orang, tahun pertama"), [first["persons"] for first, _last in ends], number, max),
        line(_("Orang, tahun terakhir"), [last["persons"] for _first, last in ends], number, max),
        line(
            _("Bulan perlindungan seluruhnya"),
            [sum(y["person_months"] for y in o["years"]) for o in outcomes],
            number,
            max,
        ),
        line(_("Cakupan akhir"), [last["after_bp"] for _first, last in ends], percent, max),
        line(
            _("Kekurangan target seluruhnya (orang)"),
            [sum(m["short"] for m in o["missed"]) if o["missed"] else None for o in outcomes],
            number,
            min,
        ),
        line(
            _("Desa utuh, tahun terakhir"), [o["whole_villages"][-1] for o in outcomes], number, max
        ),
        (_("Kecelakaan, seluruh tahun"), [span(o["all_accidents"]) for o in outcomes], None),
        (_("Kematian, seluruh tahun"), [span(o["all_deaths"]) for o in outcomes], None),
        (
            _("Santunan, tahun terakhir"),
            [span(last["benefits"], money=True) for _first, last in ends],
            None,
        ),
        (_("Jarak dari yang terbaik"), [proof(result) for result in results], None),
    ]
