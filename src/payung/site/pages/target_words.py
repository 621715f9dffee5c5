"""Words of targets and gaps: segments, pace, what a split rests on, why nothing is compared."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from payung.monitoring.gap_rows import GapRow, Outlook, Problem, Split
from payung.monitoring.gaps import REST
from payung.monitoring.models import CoverageTarget, IndicatorDefinition
from payung.monitoring.queries.target_list import Standing
from payung.monitoring.queries.targets import NEEDED, NOW, GapStep
from payung.registry.models import Segment
from payung.site import charts
from payung.site.formatting import language, number, percent, short_day

SEGMENT_NAMES = {
    Segment.WAGE_EARNER.name: lazy("Penerima upah (PU)"),
    Segment.NON_WAGE_EARNER.name: lazy("Bukan penerima upah (BPU)"),
    Segment.CONSTRUCTION.name: lazy("Jasa konstruksi (Jakon)"),
    Segment.MIGRANT_WORKER.name: lazy("Pekerja migran (PMI)"),
    REST: lazy("Selisih"),
}
SHORT_SEGMENTS = {
    Segment.WAGE_EARNER.name: "PU",
    Segment.NON_WAGE_EARNER.name: "BPU",
    Segment.CONSTRUCTION.name: "Jakon",
    Segment.MIGRANT_WORKER.name: "PMI",
}
#: In a table there is room for a word.
SHORT_OUTLOOKS = {
    Outlook.REACHED: lazy("tercapai"),
    Outlook.ON_COURSE: lazy("cukup cepat"),
    Outlook.POSSIBLE: lazy("mungkin"),
    Outlook.OUT_OF_REACH: lazy("terlalu lambat"),
    Outlook.UNKNOWN: lazy("belum diketahui"),
}
OUTLOOKS = {
    Outlook.REACHED: (lazy("tercapai"), "state--good"),
    Outlook.ON_COURSE: (lazy("tercapai pada laju ini"), "state--good"),
    Outlook.POSSIBLE: (lazy("hanya pada laju tercepat"), "state--warn"),
    Outlook.OUT_OF_REACH: (lazy("tidak tercapai pada laju ini"), "state--bad"),
    Outlook.UNKNOWN: (lazy("laju belum diketahui"), "state--quiet"),
}
PROBLEMS = {
    Problem.NO_FIGURE: lazy("belum ada angka cakupan"),
    Problem.NO_TARGET: lazy("belum ada target"),
    Problem.NO_INPUTS: lazy("angkanya tanpa pembilang dan penyebut"),
    Problem.OTHER_MEANING: lazy("target dari arti angka yang lain: tidak dibandingkan"),
}
SPLITS = {
    Split.TARGETS: lazy("menurut target tiap segmen"),
    Split.POTENTIAL: lazy(
        "anggapan: lebih dahulu BPU sebanyak pekerja binaan yang belum menjadi peserta, sisanya "
        "sebanding peserta segmen lain"
    ),
    Split.PROPORTIONAL: lazy("anggapan: sebanding peserta aktif tiap segmen"),
    Split.CHOSEN: lazy("anggapan Anda: bagian yang diisi di halaman ini"),
    Split.SUMS: lazy("jumlah dari daerah di bawahnya"),
}
STANDINGS = {
    Standing.COUNTS: (lazy("dihitung"), "state--good"),
    Standing.BESIDE: (lazy("di sampingnya"), "state--warn"),
    Standing.REPLACED: (lazy("diganti"), "state--quiet"),
    Standing.WITHDRAWN: (lazy("dicabut"), "state--quiet"),
}


def name_of(definition: IndicatorDefinition) -> str:
    """The name of an indicator in the reader's language."""
    return str(definition.name_en if language() == "en" else definition.name_id)


def scale_of(definition: IndicatorDefinition) -> str:
    """The name of an indicator with whose target scale it is."""
    name = name_of(definition)
    scale = {"KEMENDAGRI": "Kemendagri"}.get(definition.scale, definition.scale)
    return f"{name} ({_('skala %(scale)s') % {'scale': scale}})" if scale else name


def value_of(target: CoverageTarget) -> str:
    """A target as a share or as persons."""
    if target.share is not None:
        return percent(target.share)
    return _("%(number)s orang") % {"number": number(target.persons or 0)}


def region_of(target: CoverageTarget) -> str:
    """The region of a target; the nation's is Indonesia's."""
    return target.region.name if target.region_id else "Indonesia"


def speed(row: GapRow) -> str:
    """How many must be added a day; empty where nothing is missing or no day is left."""
    if not row.missing or not row.time.days:
        return ""
    return _("%(day)s orang per hari, %(working)s per hari kerja") % {
        "day": number(row.a_day or 0),
        "working": number(row.a_working_day or 0),
    }


def time_words(row: GapRow) -> str:
    """How much time is left."""
    if not row.time.days:
        return _("waktunya sudah habis")
    return _("%(days)s hari lagi, %(working)s hari kerja") % {
        "days": number(row.time.days),
        "working": number(row.time.working_days),
    }


def pace_words(row: GapRow) -> str:
    """How fast it has been, as a span in round numbers, and what that leads to."""
    if row.pace is None:
        return _("belum cukup angka bulanan dari satu arti")
    return _("%(span)s orang sebulan (%(first)s – %(last)s)") % {
        "span": _span(row.pace.slowest, row.pace.fastest),
        "first": short_day(row.pace.first),
        "last": short_day(row.pace.last),
    }


def expected_words(row: GapRow) -> str:
    """Where that pace leads by the end of the year."""
    if row.expected is None or not row.time.days:
        return ""
    return _("pada laju itu kira-kira %(span)s peserta pada akhir tahun") % {
        "span": _span(*row.expected)
    }


def _span(low: int, high: int) -> str:
    """From the low to the high estimate; one number where they round to the same."""
    first, last = number(rounded(low)), number(rounded(high))
    if first == last:
        return first
    return _("%(low)s sampai %(high)s") % {"low": first, "high": last}


def rounded(value: int) -> int:
    """A number to its three leading digits: an estimate claims no more."""
    size = 10 ** max(0, len(str(abs(value))) - 3)
    return (value + size // 2) // size * size


def other_scale_words(target: CoverageTarget, definition: IndicatorDefinition) -> str:
    """Why a target of another scale is not held against this figure."""
    return _(
        "Target %(value)s (%(document)s) memakai %(other)s sebagai penyebut; angka di halaman ini "
        "memakai %(own)s. Keduanya tidak dibandingkan."
    ) % {
        "value": value_of(target),
        "document": target.document,
        "other": _(target.definition.get_denominator_display()),
        "own": _(definition.get_denominator_display()),
    }


def conflict_words(target: CoverageTarget, counting: CoverageTarget) -> str:
    """That another target stands beside the one that counts, and why that one counts."""
    return _(
        "Ada target lain pada skala yang sama: %(value)s (%(who)s; %(document)s). Yang dihitung "
        "%(counts)s dari %(setter)s, karena penetapnya lebih tinggi."
    ) % {
        "value": value_of(target),
        "who": target.set_by,
        "document": target.document,
        "counts": value_of(counting),
        "setter": counting.set_by,
    }


def drawn_steps(steps: Sequence[GapStep], names: dict[str, str]) -> list[charts.Step]:
    """The steps of a waterfall with their names."""
    known = {NOW: _("Sekarang"), NEEDED: _("Target"), **names, REST: _("Selisih")}
    return [charts.Step(known[step.key], step.amount, step.is_total) for step in steps]
