"""The texts of a plan for a government's own papers: RKPD, RKA, and the policy note.

They are in Indonesian, as the papers are, whatever the language of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from payung.law.formats import number, percent, rupiah
from payung.reference.models import Region, WorkerSegment
from payung.sponsorship.models import FundSource, ScenarioResult
from payung.sponsorship.planning.assumptions import assumptions

_MOST_PLACES, _MOST_MORE, _MOST_MISSED = 13, 3, 5
_MOST_YEARS = 10


def rkpd_text(result: ScenarioResult, year: int) -> str:
    """The paragraph for the yearly plan (RKPD): whom, how many, coverage, money by source."""
    row = _year(result, year)
    region = result.scenario.region
    sources = ", ".join(
        f"{FundSource(source).label} {_rupiah(amount)}"
        for source, amount in _by_source(result, year).items()
    )
    target = f" Target tahun {year} adalah {_share(row['target_bp'])}." if row["target_bp"] else ""
    return (
        f"Pemerintah {region.name} melindungi {_number(row['persons'])} pekerja rentan pada tahun "
        f"{year} dalam program jaminan kecelakaan kerja dan jaminan kematian. Cakupan kepesertaan "
        f"aktif naik dari {_share(row['before_bp'])} menjadi {_share(row['after_bp'])}.{target} "
        f"Kelompok utama: {_main_segments(result, year)}. Kebutuhan iuran {_rupiah(row['spent'])}, "
        f"dari {sources}."
    )


def rka_rows(result: ScenarioResult, year: int) -> list[dict[str, Any]]:
    """The lines for the unit budgets (RKA): volume, unit price and amount, from the plan.

    One line for a government's fund, segment and months; the scenario's own government first.
    """
    names, places, own = _segment_names(), _region_names(), result.scenario.region_id
    owner = {fund["code"]: fund["owner"] or own for fund in result.outcome["funds"]}
    sums: dict[tuple[str, str, str, int], list[int]] = {}
    for row in result.rows.filter(year=year):
        key = (owner[row.fund], row.fund_source, row.segment, row.months)
        held = sums.setdefault(key, [0, 0])
        held[0] += row.persons
        held[1] += row.amount
    return [
        {
            "source": str(FundSource(source).label),
            "is_own": region == own,
            "place": places.get(region, region),
            "segment": names.get(segment, segment),
            "months": months,
            "persons": persons,
            "price": amount // persons,
            "amount": amount,
            "text": f"Iuran JKK dan JKM {names.get(segment, segment)}, {_number(persons)} orang x "
            f"{months} bulan",
        }
        for (region, source, segment, months), (persons, amount) in sorted(sums.items())
    ]


def note_data(result: ScenarioResult) -> dict[str, Any]:
    """The data of the letter kind ``policy_note``."""
    outcome, scenario = result.outcome, result.scenario
    years = outcome["years"][:_MOST_YEARS]
    return {
        "scenario": f"{scenario.name} versi {scenario.version}",
        "question": _question(result),
        "findings": _findings(result),
        "years": [
            {
                "year": str(row["year"]),
                "persons": row["persons"],
                "money": row["money"],
                "spent": row["spent"],
                "coverage": f"{_share(row['before_bp'])} menjadi {_share(row['after_bp'])}",
                "deaths": _span(row["deaths"]),
                "benefits": _span(row["benefits"], money=True),
            }
            for row in years
        ],
        "places": _places(outcome),
        "missed": missed_texts(result)[:_MOST_MISSED],
        "more": more_texts(result)[:_MOST_MORE],
        "assumptions": [
            {
                "name": one.label_id,
                "span": one.low if one.low == one.high else f"{one.low} sampai {one.high}",
                "source": f"{one.article} ({one.confidence})",
            }
            for one in assumptions(date(years[0]["year"], 12, 31), scenario.region_id[:2])
        ],
        "proof": proof_text(result),
        "caution": "Kecelakaan, kematian, santunan dan rumah tangga adalah rentang dari anggapan "
        "di atas dan peluang, bukan ramalan. Orang dan iuran adalah angka pasti menurut tarif "
        "tiap bulan.",
    }


def _question(result: ScenarioResult) -> str:
    years = result.outcome["years"]
    return (
        f"Siapa yang dilindungi pada tahun {years[0]['year']} sampai {years[-1]['year']} dengan "
        f"uang {_rupiah(sum(row['money'] for row in years))}, menurut urutan tujuan yang dipilih "
        f"Pemerintah {result.scenario.region.name}."
    )


def _findings(result: ScenarioResult) -> list[str]:
    first, last = result.outcome["years"][0], result.outcome["years"][-1]
    deaths = _span(first["deaths"])
    return [
        f"Tahun {first['year']}: {_number(first['persons'])} orang terlindungi dengan iuran "
        f"{_rupiah(first['spent'])}; cakupan naik dari {_share(first['before_bp'])} menjadi "
        f"{_share(first['after_bp'])}.",
        f"Tahun {last['year']}: {_number(last['persons'])} orang, cakupan "
        f"{_share(last['after_bp'])}.",
        f"Di antara mereka diperkirakan {deaths} orang meninggal pada tahun {first['year']}; "
        f"santunannya {_span(first['benefits'], money=True)}.",
        f"Rumah tangga yang karenanya tidak jatuh di bawah garis kemiskinan: "
        f"{_span(first['kept_households'])} pada tahun {first['year']}.",
    ]


def _places(outcome: Mapping[str, Any]) -> list[dict[str, Any]]:
    names = _region_names()
    rows = sorted(outcome["places"], key=lambda row: -row["persons"][-1])[:_MOST_PLACES]
    return [
        {
            "name": names.get(row["code"], row["code"]),
            "persons": row["persons"][-1],
            "coverage": _share(row["after_bp"][-1]),
            "target": _share(row["target_bp"][-1]) if row["target_bp"] else "--",
        }
        for row in rows
    ]


def missed_texts(result: ScenarioResult) -> list[str]:
    """What the plan does not reach, each with its number; the largest shortfalls first."""
    names = _region_names()
    found = [
        f"Target {row['year']} {names.get(row['place'], 'seluruh daerah')}: kurang "
        f"{_number(row['short'])} dari {_number(row['asked'])} orang yang diminta."
        for row in sorted(result.outcome["missed"], key=lambda row: -row["short"])
        if row["short"]
    ]
    words = {
        "POOREST": "orang desil 1 sampai 4 belum terlindungi",
        "VILLAGES": "desa tidak tercakup utuh",
        "CONTINUITY": "orang tidak berlanjut dari tahun sebelumnya",
    }
    return found + [
        f"Tahun {row['year']}: {_number(row['persons'])} {words[row['goal']]}."
        for row in result.outcome["reasons"]
    ]


def more_texts(result: ScenarioResult) -> list[str]:
    """What a billion more in each fund would buy."""
    return [
        f"{row['fund']}, tahun {row['year']}: sekitar {_number(row['persons'])} orang lagi"
        + (f", {_number(row['closed'])} menutup kekurangan target." if row["closed"] else ".")
        for row in result.outcome["more"]
        if row["persons"] > 0
    ]


def proof_text(result: ScenarioResult) -> str:
    """How near to the best the plan is proved to be."""
    if result.status == ScenarioResult.Status.OPTIMAL:
        return "Tidak ada rencana yang lebih baik menurut urutan tujuan: terbukti."
    return (
        "Nilai rencana ini paling jauh "
        f"{_number(result.gap_ppm)} perjuta di bawah batas yang terbukti tidak dapat dilampaui."
    )


def _year(result: ScenarioResult, year: int) -> Mapping[str, Any]:
    return next(row for row in result.outcome["years"] if row["year"] == year)


def _by_source(result: ScenarioResult, year: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in result.rows.filter(year=year):
        found[row.fund_source] = found.get(row.fund_source, 0) + row.amount
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def _main_segments(result: ScenarioResult, year: int) -> str:
    names, found = _segment_names(), {}
    for row in result.rows.filter(year=year):
        found[row.segment] = found.get(row.segment, 0) + row.persons
    largest = sorted(found.items(), key=lambda item: -item[1])[:5]
    return ", ".join(f"{names.get(code, code)} {_number(many)} orang" for code, many in largest)


def _segment_names() -> dict[str, str]:
    return dict(WorkerSegment.objects.values_list("code", "name"))


def _region_names() -> dict[str, str]:
    return dict(Region.objects.values_list("code", "name"))


def _span(span: Mapping[str, int], *, money: bool = False) -> str:
    tell = _rupiah if money else _number
    return f"{tell(span['low'])} sampai {tell(span['high'])}"


def _share(basis_points: int | None) -> str:
    return "--" if basis_points is None else percent(basis_points * 100, "id")


def _number(value: int) -> str:
    return number(value, "id")


def _rupiah(value: int) -> str:
    return rupiah(value, "id")
