"""A row of the sheet as the facts that the law's door of its programme takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from payung.claims.planned import is_of_death
from payung.claims.taking_over.cells import maybe_day, unfit
from payung.claims.taking_over.columns import heading
from payung.claims.taking_over.people import children_told, heirs_told, plain_word
from payung.law.benefits import jht, jkk, jkp, jp
from payung.registry.models import Programme

_SEGMENTS = {
    "": "",
    "pu": "WAGE_EARNER",
    "penerimaupah": "WAGE_EARNER",
    "wageearner": "WAGE_EARNER",
    "bpu": "NON_WAGE_EARNER",
    "bukanpenerimaupah": "NON_WAGE_EARNER",
    "nonwageearner": "NON_WAGE_EARNER",
}
#: What happened and when stands in columns, where days are held against each other.
_OF_EVENT = frozenset(
    (
        *("accident_on", "died_on", "event_on", "terminated_on", "claimed_on"),
        *("cause", "event", "kind", "purpose", "reason"),
    )
)
#: How an office says that there is no heir.
_NOBODY = "tidakada"
#: What offices write for the cause, by programme; the law's own codes are understood as well.
_CAUSES: dict[Programme, dict[str, str]] = {
    Programme.JKK: {"": "ACCIDENT", "kecelakaan": "ACCIDENT", "kecelakaankerja": "ACCIDENT",
                    "pak": "OCCUPATIONAL_DISEASE", "penyakitakibatkerja": "OCCUPATIONAL_DISEASE",
                    "meninggalmendadak": "SUDDEN_DEATH"},
    Programme.JKM: {"": ""},
    Programme.JHT: {"mengundurkandiri": "RESIGNATION", "phk": "TERMINATION",
                    "usiapensiun": "AGE", "usia56": "AGE", "kontrakhabis": "CONTRACT_END",
                    "pkwtberakhir": "CONTRACT_END", "pensiunperusahaan": "COMPANY_RETIREMENT",
                    "berhentibekerja": "STOPPED_WORKING", "meninggal": "DEATH",
                    "meninggaldunia": "DEATH", "cacattotal": "TOTAL_DISABILITY",
                    "cacattotaltetap": "TOTAL_DISABILITY", "sebagian10": "RETIREMENT",
                    "persiapanpensiun": "RETIREMENT", "sebagian30": "HOUSING",
                    "perumahan": "HOUSING", "keluarnegeri": "LEAVING_INDONESIA"},
    Programme.JP: {"haritua": "OLD_AGE", "usiapensiun": "OLD_AGE", "cacat": "DISABILITY",
                   "meninggal": "SURVIVOR", "meninggaldunia": "SURVIVOR", "jandaduda": "SURVIVOR"},
    Programme.JKP: {"": "TERMINATION", "phk": "TERMINATION", "pailit": "BANKRUPTCY"},
}  # fmt: skip
_CODES: dict[Programme, tuple[str, ...]] = {
    Programme.JKK: jkk.CAUSES,
    Programme.JKM: (),
    Programme.JHT: (*jht.EVENTS, *jht.PURPOSES),
    Programme.JP: jp.KINDS,
    Programme.JKP: jkp.REASONS,
}


def facts_of(
    programme: Programme, cells: Mapping[str, str], days: Mapping[str, date]
) -> dict[str, Any]:
    """The facts as the door takes them; empty cells are left out, ``more`` tells what is left."""
    cause = _cause(programme, cells["cause"])
    on, claimed = days["event_on"], days["received_on"]
    facts: dict[str, Any] = _OF_PROGRAMME[programme](cells, on, cause)
    if programme != Programme.JP:
        facts["claimed_on"] = claimed
    if programme in (Programme.JKK, Programme.JKM):
        facts["segment"] = _segment(cells["segment"])
    facts = {name: value for name, value in facts.items() if value not in ("", None)}
    facts |= _family(programme, facts, cells)
    more = _more(cells["more"])
    twice = sorted(more.keys() & (facts.keys() | _OF_EVENT))
    if twice:
        raise unfit(
            heading("more"),
            ", ".join(twice)[:60],
            "fakta yang tidak mempunyai kolom sendiri",
            "facts that have no column of their own",
        )
    return facts | more


def _family(
    programme: Programme, facts: Mapping[str, Any], cells: Mapping[str, str]
) -> dict[str, Any]:
    """Heirs, children, survivors: children of a dead member inherit in the first rank too."""
    if plain_word(cells["heirs"]) == _NOBODY:
        return {"heirs": []}
    heirs, children = heirs_told(cells["heirs"]), children_told(cells["children"])
    if not heirs and not children:
        return {}
    if programme == Programme.JP:
        young = [
            {"name": child["name"], "relation": "CHILD", "born_on": child["born_on"]}
            for child in children
        ]
        told = [{key: one[key] for key in ("name", "relation")} for one in heirs]
        known = {one["name"] for one in young}
        return {"survivors": [*(one for one in told if one["name"] not in known), *young]}
    found: dict[str, Any] = {}
    if children and programme in (Programme.JKK, Programme.JKM):
        found["children"] = children
    if is_of_death(programme.name.lower(), facts):
        names = {one["name"] for one in heirs}
        own = [
            {"name": child["name"], "relation": "CHILD"}
            for child in children
            if child["name"] not in names
        ]
        found["heirs"] = [*heirs, *own]
    return found


def _jkk(cells: Mapping[str, str], on: date, cause: str) -> dict[str, Any]:
    is_bpu = _segment(cells["segment"]) == "NON_WAGE_EARNER"
    return {
        "accident_on": on,
        "cause": cause,
        "died_on": maybe_day(cells, "died_on"),
        "income" if is_bpu else "wage": cells["wage"],
        "medical_cost": cells["medical_cost"],
        "incapacity_months": cells["incapacity_months"],
        "incapacity_days": cells["incapacity_days"],
    }


def _jkm(cells: Mapping[str, str], on: date, cause: str) -> dict[str, Any]:
    return {
        "died_on": on,
        "months_paid": cells["months_paid"],
        "paid_months_in_a_row": cells["run"],
    }


def _jht(cells: Mapping[str, str], on: date, cause: str) -> dict[str, Any]:
    is_part = cause in jht.PURPOSES
    return {
        "event_on": on,
        "purpose" if is_part else "event": cause,
        "balance": cells["balance"],
        "membership_months": cells["enrolled"] if is_part else "",
    }


def _jp(cells: Mapping[str, str], on: date, cause: str) -> dict[str, Any]:
    return {
        "kind": cause,
        "event_on": on,
        "months_paid": cells["months_paid"],
        "months_enrolled": cells["enrolled"],
        "average_annual_wage": cells["yearly_wage"],
        "accumulated": cells["balance"],
    }


def _jkp(cells: Mapping[str, str], on: date, cause: str) -> dict[str, Any]:
    return {
        "terminated_on": on,
        "reason": cause,
        "wage": cells["wage"],
        "months_paid_in_window": cells["months_paid"],
        "longest_run": cells["run"],
    }


_OF_PROGRAMME: dict[Programme, Callable[[Mapping[str, str], date, str], dict[str, Any]]] = {
    Programme.JKK: _jkk,
    Programme.JKM: _jkm,
    Programme.JHT: _jht,
    Programme.JP: _jp,
    Programme.JKP: _jkp,
}


def _cause(programme: Programme, told: str) -> str:
    words = _CAUSES[programme]
    if told.strip().upper() in _CODES[programme]:
        return told.strip().upper()
    word = plain_word(told)
    if word not in words:
        expected = ", ".join(_CODES[programme]) or "—"
        raise unfit(heading("cause"), told, f"salah satu dari {expected}", f"one of {expected}")
    return words[word]


def _segment(told: str) -> str:
    word = plain_word(told)
    if word not in _SEGMENTS:
        raise unfit(heading("segment"), told, "PU atau BPU", "PU or BPU")
    return _SEGMENTS[word]


def _more(told: str) -> dict[str, Any]:
    """Facts that have no column of their own, as ``payung law benefit`` takes them."""
    text = told.strip()
    if not text:
        return {}
    if text.startswith("{"):
        try:
            return dict(json.loads(text))
        except (ValueError, RecursionError) as error:
            raise unfit(
                heading("more"), text[:60], f"JSON yang sah ({error})", f"valid JSON ({error})"
            ) from None
    pairs = {}
    for piece in text.split(";"):
        name, sign, value = piece.partition("=")
        if not sign:
            raise unfit(
                heading("more"),
                piece.strip()[:60],
                "nama=nilai dipisah titik koma",
                "name=value with semicolons between",
            )
        pairs[name.strip()] = value.strip()
    return pairs
