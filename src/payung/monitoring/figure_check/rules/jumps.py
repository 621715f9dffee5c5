"""Figures against the last one of the same region and the same definition, and against twins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from payung.monitoring.figure_check.findings import Code, Finding, Sureness
from payung.monitoring.figure_check.numbers import Number, Unit, apart, in_words
from payung.monitoring.figure_check.records import Record, Role
from payung.monitoring.figure_check.thresholds import limit, share

#: Words that name no definition: figures under them are not compared with one another. The
#: indicator of figures as published says itself that their denominators are not told.
VAGUE = frozenset(
    {"workers", "worker", "pekerja", "tenaga kerja", "total pekerja", "ucj_published"}
)
_COUNTS = (Role.NUMERATOR, Role.DENOMINATOR)

#: Earlier figures by region and definition, oldest first.
Series = Mapping[tuple[str, str], Sequence[Record]]


def series(records: Iterable[Record]) -> dict[tuple[str, str], list[Record]]:
    """Records of known regions and days by region and definition, oldest first."""
    found: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        if record.region and record.as_of and _definition(record) is not None:
            found[record.region, _definition(record) or ""].append(record)
    for entries in found.values():
        entries.sort(key=lambda record: record.as_of)  # type: ignore[arg-type, return-value]
    return dict(found)


def _definition(record: Record) -> str | None:
    """The definition of a record's figures; None for words that name none."""
    plain = " ".join(record.definition.casefold().split())
    return None if plain in VAGUE else plain


def last_before(record: Record, known: Series) -> Record | None:
    """The last record of the same region and definition before this one's day.

    A record of a text without a day is taken as the newest.
    """
    definition = _definition(record)
    if not record.region or definition is None:
        return None
    before = [
        entry
        for entry in known.get((record.region, definition), ())
        if entry is not record and (not record.as_of or entry.as_of < record.as_of)  # type: ignore[operator]
    ]
    return before[-1] if before else None


def check(record: Record, known: Series) -> Iterator[Finding]:
    """Percentage, members, universe and rank against the last figure of one definition."""
    last = last_before(record, known)
    if not last:
        return
    months = _months(last, record)
    yield from _percent(record, last, months)
    for role in _COUNTS:
        yield from _count(role, record, last, months)
    yield from _rank(record, last)


def _months(last: Record, record: Record) -> int:
    if not last.as_of or not record.as_of:
        return 12
    passed = (record.as_of.year - last.as_of.year) * 12 + record.as_of.month - last.as_of.month
    return max(passed, 1)


def _percent(record: Record, last: Record, months: int) -> Iterator[Finding]:
    new, old = record.get(Role.PERCENT), last.get(Role.PERCENT)
    if not new or not old:
        return
    change = (new.value - old.value) * 100
    way, sign = ("up", 1) if change > 0 else ("down", -1)
    allowed = limit(f"jump_{way}_base") + Fraction(limit(f"jump_{way}_year") * months, 12)
    if change * sign > allowed:
        yield _jump(new, old, last, months, change * sign > 2 * allowed)


def _count(role: Role, record: Record, last: Record, months: int) -> Iterator[Finding]:
    new, old = record.get(role), last.get(role)
    if not new or not old or old.value <= 0:
        return
    change = Fraction(apart(new.value, old.value), old.value)
    allowed = share("jump_count") * max(months, 12) / 12
    if (change > allowed and new.low > old.high) or (change > allowed and new.high < old.low):
        yield _jump(new, old, last, months, change > 2 * allowed)


def _jump(new: Number, old: Number, last: Record, months: int, far: bool) -> Finding:
    before, before_en = in_words(old.value, new.unit)
    day = last.as_of.isoformat() if last.as_of else ""
    stated = bool(last.definition)
    return Finding(
        Code.JUMP,
        new.where,
        new.printed,
        f"Angka terakhir {before} per {day}: berubah {_change(new, old)[0]} dalam {months} bulan.",
        f"The last figure was {before_en} of {day}: {_change(new, old)[1]} in {months} months.",
        "",
        Sureness.MEDIUM if far and stated else Sureness.LOW,
        "Dibandingkan dengan angka berdefinisi sama."
        if stated
        else "Definisi kedua angka tidak disebut; pastikan sama.",
        "Compared with a figure of the same definition."
        if stated
        else "Neither figure states its definition; make sure that it is the same.",
    )


def _change(new: Number, old: Number) -> tuple[str, str]:
    if new.unit is Unit.PERCENT:
        told = in_words(apart(new.value, old.value), Unit.PERCENT)
        return told[0].replace("persen", "poin"), told[1].replace("percent", "points")
    return in_words(Fraction(100 * apart(new.value, old.value), old.value), Unit.PERCENT)


def _rank(record: Record, last: Record) -> Iterator[Finding]:
    new, old = record.get(Role.RANK), last.get(Role.RANK)
    most = max((number.value for number in (new, old) if number), default=Fraction(0))
    if not new or not old or most < 5:
        return
    if apart(new.value, old.value) > most * share("jump_rank"):
        yield Finding(
            Code.JUMP,
            new.where,
            new.printed,
            f"Peringkat terakhir {old.printed} per {last.as_of}; pindah lebih dari separuh daftar.",
            f"The last rank was {old.printed} of {last.as_of}; it moved by over half of the list.",
            "",
            Sureness.LOW,
            "Mungkin definisinya berubah, atau salah satu angkanya keliru.",
            "Perhaps the definition changed, or one of the figures is wrong.",
        )


def twins(records: Sequence[Record]) -> Iterator[Finding]:
    """Two percentages for one region and one day: two definitions, or a slip."""
    seen: dict[tuple[object, ...], Record] = {}
    for record in records:
        percent = record.get(Role.PERCENT)
        if not percent or not record.region or not record.counts_persons:
            continue
        key = (
            record.region,
            record.as_of,
            record.definition.casefold() if not record.of_text else "",
        )
        first = seen.setdefault(key, record)
        other = first.figures[Role.PERCENT]
        if first is record or _agree(percent, other):
            continue
        yield Finding(
            Code.DEFINITION,
            percent.where,
            percent.printed,
            f"Untuk wilayah dan tanggal yang sama juga tertulis {other.printed}.",
            f"For the same region and day {other.printed} is printed as well.",
            "",
            Sureness.MEDIUM,
            "Dua angka berarti dua definisi; sebutkan definisinya atau pilih satu.",
            "Two figures mean two definitions; name them or choose one.",
        )


def _agree(first: Number, second: Number) -> bool:
    return first.low <= second.high and second.low <= first.high
