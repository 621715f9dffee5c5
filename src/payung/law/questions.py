"""Questions to the law as plain data, from JSON, CSV or the command line, and their answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.law import construction, migrant_worker, non_wage_earner, wage_earner
from payung.law.errors import LawError
from payung.law.explanation import Explanation
from payung.law.inputs import refused
from payung.law.payment import penalty as late
from payung.law.payment.due_date import SEGMENTS

_TRUE = {"true", "ya", "yes", "1"}
_FALSE = {"false", "tidak", "no", "0"}
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+")


@dataclass(frozen=True)
class Field:
    """One field of a question. ``kind``: ``month``, ``day``, ``integer``, ``flag`` or ``code``."""

    name: str
    kind: str
    description: str
    required: bool = True
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A kind of question: its fields, the door that answers, and the one that explains."""

    fields: tuple[Field, ...]
    answer: Callable[..., Any]
    explain: Callable[..., Explanation]


_MONTH = Field("month", "month", "Bulan iuran, YYYY-MM")
_TAKES_JHT = Field("takes_jht", "flag", "Mengikuti JHT")

CONTRIBUTIONS: dict[str, Question] = {
    "WAGE_EARNER": Question(
        (
            _MONTH,
            Field("wage", "integer", "Upah sebulan, rupiah"),
            Field("risk_group", "integer", "Kelompok risiko 1 sampai 5"),
            _TAKES_JHT,
            Field("takes_jp", "flag", "Mengikuti JP"),
            Field("takes_jkp", "flag", "Mengikuti JKP", required=False),
            Field("labour_intensive", "flag", "Memenuhi syarat padat karya", required=False),
        ),
        wage_earner.contribution,
        wage_earner.explain_contribution,
    ),
    "NON_WAGE_EARNER": Question(
        (
            _MONTH,
            Field("income", "integer", "Penghasilan sebulan, rupiah"),
            _TAKES_JHT,
            Field("sector", "code", "Sektor", codes=("TRANSPORT", "OTHER")),
            Field("kind", "code", "Jenis BPU", codes=("EMPLOYER", "SELF_EMPLOYED", "OTHER")),
            Field("paid_by_budget", "flag", "Dibayar APBN atau APBD"),
        ),
        non_wage_earner.contribution,
        non_wage_earner.explain_contribution,
    ),
    "CONSTRUCTION": Question(
        (
            _MONTH,
            Field("value", "integer", "Nilai kontrak, rupiah"),
            Field("includes_vat", "flag", "Nilai termasuk PPN", required=False),
        ),
        construction.contribution,
        construction.explain_contribution,
    ),
    "CONSTRUCTION_ON_WAGES": Question(
        (_MONTH, Field("wages", "integer", "Upah seluruh pekerja sebulan, rupiah")),
        construction.contribution_on_wages,
        construction.explain_contribution_on_wages,
    ),
    "MIGRANT_WORKER": Question(
        (
            _MONTH,
            Field("contract_months", "integer", "Lama kontrak, bulan"),
            Field("via_agency", "flag", "Melalui perusahaan penempatan"),
            Field("jht_monthly", "integer", "Iuran JHT pilihan per bulan, rupiah", required=False),
        ),
        migrant_worker.contribution,
        migrant_worker.explain_contribution,
    ),
}
"""Contribution questions by segment."""

PENALTY = Question(
    (
        _MONTH,
        Field("due_amount", "integer", "Iuran terutang bulan itu, rupiah"),
        Field("due_on", "day", "Tanggal jatuh tempo, YYYY-MM-DD"),
        Field("paid_on", "day", "Tanggal bayar atau hitung, YYYY-MM-DD"),
        Field("segment", "code", "Segmen", required=False, codes=SEGMENTS),
    ),
    late.penalty,
    late.explain_penalty,
)


def answer_contribution(found: Mapping[str, Any]) -> dict[str, Any]:
    """The contribution for one question; the segment is ``WAGE_EARNER`` when not given.

    Returns the question as understood, all amounts in rupiah, and the explanation. ``LawError``
    names the field, what was found and what was expected.
    """
    segment = found.get("segment") or "WAGE_EARNER"
    if not isinstance(segment, str) or segment not in CONTRIBUTIONS:
        known = list(CONTRIBUTIONS)
        raise refused("segment", segment, f"salah satu dari {known}", f"one of {known}")
    question = CONTRIBUTIONS[segment]
    inputs = read(question, {name: item for name, item in found.items() if name != "segment"})
    result = question.answer(**inputs)
    amounts = dict(result._asdict())
    for name in ("employer", "worker", "total"):
        if hasattr(result, name):
            amounts[name] = getattr(result, name)
    return {
        "question": {"segment": segment, **_plain(inputs)},
        "amounts": amounts,
        "explanation": question.explain(**inputs).as_dict(),
    }


def answer_penalty(found: Mapping[str, Any]) -> dict[str, Any]:
    """The late penalty for one question: amount in rupiah, months late, and the explanation."""
    inputs = read(PENALTY, found)
    days = {name: inputs[name] for name in ("due_on", "paid_on")}
    return {
        "question": _plain(inputs),
        "amounts": {
            "months_late": late.months_late(inputs["month"], **days),
            "penalty": PENALTY.answer(**inputs),
        },
        "explanation": PENALTY.explain(**inputs).as_dict(),
    }


def read(question: Question, found: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments for the question's door out of JSON values or text.

    Text is read as Indonesians write it: ``5.000.000``, ``ya``, ``2025-06``. Empty fields count
    as not given. ``LawError`` for unknown, missing or unreadable fields.
    """
    known = {field.name: field for field in question.fields}
    given = {name: item for name, item in found.items() if item is not None and item != ""}
    for name in given:
        if name not in known:
            raise LawError(
                "field_unknown",
                f"Kolom {name!r} tidak dikenal, diharapkan {sorted(known)}.",
                f"Field {name!r} is unknown, expected {sorted(known)}.",
                field=name,
                expected=sorted(known),
            )
    for field in question.fields:
        if field.required and field.name not in given:
            raise refused(field.name, None, field.description, field.kind)
    return {name: _READERS[known[name].kind](known[name], item) for name, item in given.items()}


def _read_integer(field: Field, found: Any) -> int:
    text = found.strip() if isinstance(found, str) else found
    if isinstance(text, int) and not isinstance(text, bool):
        return text
    if isinstance(text, str) and re.fullmatch(r"-?\d+", text, re.ASCII):
        return int(text)
    if isinstance(text, str) and _GROUPED.fullmatch(text):
        return int(text.replace(".", ""))
    raise refused(field.name, found, "bilangan bulat", "a whole number")


def _read_flag(field: Field, found: Any) -> bool:
    if isinstance(found, bool):
        return found
    text = str(found).strip().lower()
    if text in _TRUE | _FALSE:
        return text in _TRUE
    raise refused(field.name, found, "ya atau tidak", "yes or no")


def _read_day(field: Field, found: Any) -> date:
    try:
        return date.fromisoformat(str(found).strip())
    except ValueError:
        raise refused(field.name, found, "tanggal YYYY-MM-DD", "a date YYYY-MM-DD") from None


def _read_month(field: Field, found: Any) -> date:
    text = str(found).strip()
    try:
        return date.fromisoformat(f"{text}-01" if re.fullmatch(r"\d{4}-\d{2}", text) else text)
    except ValueError:
        raise refused(field.name, found, "bulan YYYY-MM", "a month YYYY-MM") from None


def _read_code(field: Field, found: Any) -> str:
    text = str(found).strip().upper()
    if text not in field.codes:
        codes = list(field.codes)
        raise refused(field.name, found, f"salah satu dari {codes}", f"one of {codes}")
    return text


_READERS: dict[str, Callable[[Field, Any], Any]] = {
    "integer": _read_integer,
    "flag": _read_flag,
    "day": _read_day,
    "month": _read_month,
    "code": _read_code,
}


def _plain(inputs: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: (f"{item:%Y-%m}" if name == "month" else item.isoformat())
        if isinstance(item, date)
        else item
        for name, item in inputs.items()
    }
