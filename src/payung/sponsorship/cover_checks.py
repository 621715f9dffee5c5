"""Which lines the law and a source's rule do not allow: typed refusals before any writing."""

from __future__ import annotations

from datetime import date

from payung.law import parameters
from payung.registry.models import EmployerKind, Programme, Segment
from payung.sponsorship.cost import Cover
from payung.sponsorship.errors import BudgetRefused
from payung.sponsorship.fund_rules import ANY_LEVEL, Allowance, fund_rules
from payung.sponsorship.models import FundSource

_LEAST = Programme.JKK | Programme.JKM
_FOR_NON_WAGE = frozenset({int(_LEAST), int(_LEAST | Programme.JHT)})
_LEVELS = {"PROVINCE": "provinsi", "REGENCY": "kabupaten/kota", "VILLAGE": "desa"}


def refuse_cover(cover: Cover, *, first_month: date, by_village: bool) -> None:
    """Raises ``BudgetRefused`` for a cover that the law does not offer.

    Only wage earners and non-wage earners; at least JKK and JKM; non-wage earners take old-age
    savings besides and nothing else, wage earners what is open to the kind of their payer.
    """
    if cover.segment == Segment.NON_WAGE_EARNER:
        _refuse_non_wage(cover)
    elif cover.segment == Segment.WAGE_EARNER:
        _refuse_wage(cover, first_month, by_village=by_village)
    else:
        raise BudgetRefused(
            "segment_not_budgeted",
            "Anggaran iuran hanya untuk segmen penerima upah (PU) dan bukan penerima upah (BPU).",
            "Contribution budgets are for wage earners (PU) and non-wage earners (BPU) only.",
            segment=cover.segment,
        )


def refuse_source(
    source: str, worker_segment: str, name: str, *, level: str, on: date, months: int
) -> None:
    """Raises ``BudgetRefused`` where a source's rule surely does not allow the line.

    ``level`` is whose line it is: ``PROVINCE``, ``REGENCY`` or ``VILLAGE``.
    """
    rules = fund_rules(source, on)
    label = FundSource(source).label
    if rules.level not in (ANY_LEVEL, level):
        raise BudgetRefused(
            "source_of_other_level",
            f"{label} dianggarkan oleh pemerintah {_LEVELS[rules.level]}, sedangkan baris ini "
            f"milik pemerintah {_LEVELS[level]}.",
            f"{label} is budgeted by a {rules.level.lower()}, but this line is of a "
            f"{level.lower()}.",
            source=source,
            level=level,
        )
    if rules.allows(worker_segment) == Allowance.REFUSED:
        named = ", ".join(rule.worker_segment for rule in rules.segments)
        article = rules.basis[0].value.article
        raise BudgetRefused(
            "segment_not_of_source",
            f"{label} tidak dapat membayar segmen {name}; yang disebut: {named} ({article}).",
            f"{label} cannot pay the segment {name}; it names {named} ({article}).",
            source=source,
            segment=worker_segment,
        )
    least, most = rules.minimum_months, rules.maximum_months
    if (least and months < least) or (most and months > most):
        raise BudgetRefused(
            "months_not_of_source",
            f"{label}: ditemukan {months} bulan, seharusnya {least or 1} sampai {most or '…'}.",
            f"{label}: found {months} months, expected {least or 1} to {most or '…'}.",
            source=source,
            months=months,
        )


def _refuse_non_wage(cover: Cover) -> None:
    if cover.programmes not in _FOR_NON_WAGE:
        raise BudgetRefused(
            "programmes_of_non_wage",
            "Bukan penerima upah mengikuti JKK dan JKM, dan boleh JHT; program lain tidak ada.",
            "Non-wage earners take JKK and JKM and may take JHT; there are no others.",
            programmes=cover.programmes,
        )
    if not cover.monthly_income or cover.monthly_wage:
        raise BudgetRefused(
            "income_missing",
            "Isi penghasilan sebulan sebagai dasar iuran bukan penerima upah (tanpa upah).",
            "Give the monthly income on which a non-wage earner pays (and no wage).",
        )


def _refuse_wage(cover: Cover, first_month: date, *, by_village: bool) -> None:
    if cover.programmes & _LEAST != _LEAST:
        raise BudgetRefused(
            "programmes_of_wage",
            "Penerima upah mengikuti paling sedikit JKK dan JKM.",
            "Wage earners take at least JKK and JKM.",
            programmes=cover.programmes,
        )
    if not cover.monthly_wage or not cover.risk_group:
        raise BudgetRefused(
            "wage_missing",
            "Isi upah sebulan dan kelompok risiko (1 sampai 5) untuk penerima upah.",
            "Give the monthly wage and the risk group (1 to 5) of wage earners.",
        )
    kind = EmployerKind.VILLAGE if by_village else EmployerKind.GOVERNMENT_UNIT
    rows = parameters.get("membership/programmes_open", first_month).rows
    for row in (row for row in rows if row["employer_kind"] == kind.value):
        closed = [p.name for p in Programme if cover.takes(p) and not row[p.name.lower()]]
        if closed:
            raise BudgetRefused(
                "programmes_not_open",
                f"Program {', '.join(closed)} tidak terbuka bagi {row['label_id']}.",
                f"The programmes {', '.join(closed)} are not open to: {row['label_en']}.",
                programmes=closed,
            )
