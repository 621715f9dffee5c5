"""How a session writes figures, days and questions, in the language of who reads.

The language is Django's active one; reports switch it on for their whole making.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.law import formats
from payung.monitoring.definitions import shipped
from payung.monitoring.models import (
    MonevQuestion,
    QuestionRule,
    SessionTopic,
    Status,
    Unit,
)
from payung.monitoring.sessions.question_words import QUESTIONS, REASONS
from payung.monitoring.sessions.shown import Shown
from payung.reference.models import Region
from payung.registry.models import Segment

NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"
_SIZES: Final = ((10**12, "triliun", "trillion"), (10**9, "miliar", "billion"))
_MILLION: Final = (10**6, "juta", "million")


def language() -> str:
    """``id`` or ``en``."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def number(value: int) -> str:
    """``221.000``."""
    return _signed(value, formats.number(abs(value), language()))


def percent(basis_points: int) -> str:
    """A share in basis points: 3925 is ``39,25 %``."""
    whole, hundredths = divmod(abs(basis_points), 100)
    point = "." if language() == "en" else ","
    told = f"{formats.number(whole, language())}{point}{hundredths:02d}{NBSP}%"
    return _signed(basis_points, told)


def points(basis_points: int) -> str:
    """A difference of shares: ``13,77 poin persen``."""
    return percent(basis_points).replace("%", _("poin persen"))


def rupiah(amount: int) -> str:
    """``Rp 2.939.000.000.000``."""
    return _signed(amount, f"Rp{NBSP}{formats.number(abs(amount), language())}")


def rupiah_short(amount: int) -> str:
    """Half-up to two decimals of its unit: ``Rp 2,94 triliun``; below a million in full."""
    size = abs(amount)
    point = "." if language() == "en" else ","
    for unit, name_id, name_en in (*_SIZES, _MILLION):
        hundredths = (size * 100 + unit // 2) // unit
        if hundredths >= 100:
            name = name_en if language() == "en" else name_id
            whole, rest = divmod(hundredths, 100)
            told = f"Rp{NBSP}{formats.number(whole, language())}{point}{rest:02d}{NBSP}{name}"
            return _signed(amount, told)
    return rupiah(amount)


def day(value: date) -> str:
    """``15 September 2022``."""
    return formats.day(value, language())


def span(figure: Shown) -> str:
    """The day of a figure, or the days that a flow runs over."""
    if figure.period_from is None:
        return day(figure.as_of)
    return f"{day(figure.period_from)} – {day(figure.as_of)}"


def value_of(figure: Shown | None, *, short: bool = False) -> str:
    """A figure in its unit; a dash where there is none."""
    if figure is None:
        return "–"
    if figure.unit == Unit.BASIS_POINTS:
        return percent(figure.value)
    if figure.unit == Unit.RUPIAH:
        return rupiah_short(figure.value) if short else rupiah(figure.value)
    if figure.code == "HAS_PERDA":
        return _("ada") if figure.value else _("belum ada")
    return number(figure.value)


def unit_of(figure: Shown) -> str:
    """The unit in words, as it stands after a number; nothing after a rupiah or percent sign."""
    if figure.unit in (Unit.BASIS_POINTS, Unit.RUPIAH) or figure.code == "HAS_PERDA":
        return ""
    return str(Unit(figure.unit).label)


def name_of(figure: Shown) -> str:
    """What the figure counts, with its part."""
    name = figure.name(language())
    return f"{name}: {part_name(figure.part)}" if figure.part else name


def code_name(code: str) -> str:
    """What an indicator counts, by its code, in words."""
    names = {str(row["code"]): row for row in shipped()}
    return str(names[code]["name_en" if language() == "en" else "name_id"])


def part_short(part: str) -> str:
    """A segment by its letters (PU, BPU), as the offices call it; other parts as they are."""
    name = part_name(part)
    return name[name.index("(") + 1 : name.rindex(")")] if "(" in name else name


def part_name(part: str) -> str:
    """A segment in words; programmes and other parts by their code."""
    if part in Segment.names:
        return str(_(str(Segment[part].label)))
    return part


def status_of(figure: Shown) -> str:
    """How far the figure has come, in words."""
    return str(Status(figure.status).label)


def source_line(figure: Shown) -> str:
    """Definition, day and source on one line: what stands below every chart."""
    return _("%(name)s (%(definition)s), %(day)s. Sumber: %(source)s.") % {
        "name": figure.name(language()),
        "definition": figure.definition,
        "day": span(figure),
        "source": figure.source.rstrip("."),
    }


def region_name(region: Region) -> str:
    """A region as slides and tables name it: a province without the word."""
    return region.name.removeprefix("Provinsi ")


def topic_name(topic: str) -> str:
    """A topic in words."""
    return str(SessionTopic(topic).label)


def question(one: MonevQuestion) -> str:
    """What is asked."""
    if one.rule == QuestionRule.TEAM:
        return one.text
    if one.rule == QuestionRule.COMMITMENTS_LATE and "count" in one.facts:
        asked = _("Ada %(count)s komitmen yang terlambat. Mengapa, dan kapan diselesaikan?")
        return asked % {"count": number(one.facts["count"])}
    return _(QUESTIONS[one.rule]) % _written(one.facts)


def reason(one: MonevQuestion) -> str:
    """Why it is asked: what the figures say."""
    if one.rule == QuestionRule.TEAM:
        return ""
    facts = one.facts
    if one.rule == QuestionRule.NO_COVERAGE and not facts:
        return _("Belum ada angka cakupan untuk daerah ini.")
    if one.rule == QuestionRule.NO_BUDGET and facts.get("staff") is None:
        return _("Tidak ada baris anggaran, dan jumlah pegawainya tidak dilaporkan.")
    if one.rule == QuestionRule.NO_AGREEMENT and not facts.get("ended_on"):
        return _("Tidak ada perjanjian yang tercatat.")
    if one.rule == QuestionRule.FIGURE_DOUBTED:
        told = str(facts["why_en" if language() == "en" else "why_id"])
        if not facts.get("likely"):
            return told
        return _("%(why)s Kemungkinan: %(likely)s.") % {"why": told, "likely": facts["likely"]}
    if one.rule == QuestionRule.COMMITMENTS_LATE and "count" in facts:
        return _("Menurut catatan komitmen.")
    return _(REASONS[one.rule]) % _written(facts)


def _written(facts: Mapping[str, Any]) -> dict[str, str]:
    """The facts of a question as words."""
    told = {name: "–" if value is None else str(value) for name, value in facts.items()}
    for name in ("coverage", "target"):
        if isinstance(facts.get(name), int):
            told[name] = percent(facts[name])
    if isinstance(facts.get("gap"), int):
        told["gap"] = points(facts["gap"])
    for name in ("persons", "staff", "enrolled", "days", "regulations", "count"):
        if isinstance(facts.get(name), int):
            told[name] = number(facts[name])
    for name in ("on", "ended_on"):
        if facts.get(name):
            told[name] = day(date.fromisoformat(facts[name]))
    return told


def _signed(value: int, text: str) -> str:
    return f"{MINUS}{text}" if value < 0 else text
