"""All rules on a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from payung.monitoring.figure_check.dates import WEEKDAY_NUMBERS, read_date
from payung.monitoring.figure_check.findings import Code, Finding, Place, Sureness
from payung.monitoring.figure_check.knowledge import Knowledge
from payung.monitoring.figure_check.numbers import significant_digits
from payung.monitoring.figure_check.records import Record, Role
from payung.monitoring.figure_check.rules import (
    cases,
    citations,
    dates,
    gap,
    jumps,
    place_names,
    plans,
    ratio,
    reference,
    sums,
    terms,
    uniqueness,
)
from payung.monitoring.figure_check.text_records import Figure, Reading, read_text
from payung.monitoring.figure_check.text_tokens import DATE, SHORT_DATE, Sentence
from payung.monitoring.figure_check.thresholds import limit
from payung.reference.citations import CITATION
from payung.reference.likeness import one_letter_apart
from payung.reference.printed_numbers import FOREIGN_SCALES

_PUBLISHED = re.compile(
    r"\b(?:terbit|diterbitkan|tanggal\s+terbit|dipublikasikan|published)\b\s*(?:pada\s*)?:?\s*$",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:[-–]|sampai|hingga|s\.?/?d\.?)\s*(\d{1,2})\s*(?:bulan)?", re.I
)
_OPEN_CLASS = re.compile(r"(?:di\s+atas|lebih\s+dari|>)\s*(\d{1,2})\s*bulan", re.IGNORECASE)


def check_text(
    text: str, knowledge: Knowledge, *, published: date | None = None, earlier: jumps.Series
) -> list[Finding]:
    """Every finding about a text, in the order in which they stand there.

    ``published`` is the day it appeared (else a line such as "Terbit: 10 Februari 2021" is
    read); ``earlier`` are the figures known before, for jumps and shares of target.
    """
    reading = read_text(text, knowledge)
    appeared = published or _published(text)
    found = [
        *_dates(text, appeared),
        *_rules(text, reading, knowledge),
        *terms.check(text),
        *terms.territories(text, _provinces(knowledge)),
        *place_names.check(text, reading, knowledge),
        *place_names.rubric(text, reading, knowledge),
        *plans.check(text, reading, knowledge),
        *_units(reading),
        *_classes(text, reading),
        *_records(reading, knowledge, earlier),
        *_copies(reading, text),
        *_near_digits(reading),
    ]
    if appeared:
        for day, place in reading.as_of:
            found += dates.after_publication(day, appeared, text[place.start : place.end], place)
    found += uniqueness.check(text, reading, knowledge, appeared)
    return sorted(found, key=lambda finding: (finding.place.start or 0, finding.code))


def _records(reading: Reading, knowledge: Knowledge, earlier: jumps.Series) -> Iterator[Finding]:
    sure = {
        record.figures[Role.NUMERATOR].value
        for record in reading.records
        if sums.is_confirmed(record)
    }
    for record in reading.records:
        whole = record.get(record.whole) if record.whole else None
        last = jumps.last_before(record, earlier) if record.region else None
        before = last.get(Role.PERCENT) if last else None
        shares = list(ratio.check(record, before))
        yield from shares
        yield from ratio.check_target_share(record)
        yield from gap.check(record)
        yield from sums.check(record, whole is not None and whole.value in sure)
        yield from sums.mixed_units(record)
        yield from reference.check(record, knowledge)
        if not any(finding.code is Code.TARGET_SHARE for finding in shares):
            yield from jumps.check(record, earlier)
    yield from cases.check(reading.records)
    yield from jumps.twins(reading.records)


def _published(text: str) -> date | None:
    for found in DATE.finditer(text[:2000]):
        if _PUBLISHED.search(text[: found.start()]):
            return read_date(found["date"])
    return None


def _dates(text: str, published: date | None) -> Iterator[Finding]:
    near = published or max(
        (day for found in DATE.finditer(text) if (day := read_date(found["date"]))),
        default=date(2025, 1, 1),
    )
    for found in DATE.finditer(text):
        word = (found["weekday"] or "").casefold()
        weekday = WEEKDAY_NUMBERS.get(word)
        day = read_date(found["date"])
        place = Place(start=found.start("date"), end=found.end("date"))
        if day is None:
            yield dates.unreadable(found["date"], place, weekday)
        elif weekday is not None and re.match(r"\d", found["date"]):
            where = Place(start=found.start("weekday"), end=found.end("weekday"))
            yield from dates.weekday_against(day, weekday, found["weekday"], where)
    for found in SHORT_DATE.finditer(text):
        weekday = WEEKDAY_NUMBERS[found["weekday"].casefold()]
        place = Place(start=found.start(), end=found.end())
        short = dates.without_year(
            found[0], int(found["day"]), int(found["month"]), place, weekday, near
        )
        if short:
            yield short


def _rules(text: str, reading: Reading, knowledge: Knowledge) -> Iterator[Finding]:
    for found in CITATION.finditer(text):
        sentence = _sentence_at(reading, found.start())
        context = text[sentence.start : sentence.end] if sentence else ""
        place = Place(start=found.start(), end=found.end())
        yield from citations.check(found[0], place, knowledge.rules, context)
    yield from citations.of_regions(text, knowledge)


def _sentence_at(reading: Reading, at: int) -> Sentence | None:
    return next((entry for entry in reading.sentences if entry.start <= at < entry.end), None)


def _provinces(knowledge: Knowledge) -> frozenset[str]:
    names = knowledge.gazetteer.names
    return frozenset(name.casefold() for code, name in names.items() if "." not in code) | {
        "bangka belitung"
    }


def _units(reading: Reading) -> Iterator[Finding]:
    for figure in reading.figures:
        token, number = figure.token, figure.number
        if token.size in FOREIGN_SCALES or token.currency not in ("", "rp", "idr"):
            yield cases.foreign_unit(number, token.currency, token.size)
        elif token.size and (twice := cases.size_said_twice(number, token.size)):
            yield twice


def _classes(text: str, reading: Reading) -> Iterator[Finding]:
    """Classes of months in one sentence that leave a month out."""
    for sentence in reading.sentences:
        words = text[sentence.start : sentence.end]
        if "bulan" not in words.casefold():
            continue
        listed = [(int(found[1]), int(found[2]), found) for found in _CLASS.finditer(words)]
        listed = [entry for entry in listed if entry[0] <= entry[1]]
        bounds: list[tuple[int, int | None]] = [(first, last) for first, last, _ in listed]
        last_open = _OPEN_CLASS.search(words)
        if len(bounds) < 2:
            continue
        if last_open:
            bounds.append((int(last_open[1]) + 1, None))
        hole = sums.interval_gap(bounds)
        if hole is not None:
            first, last = listed[0][2], listed[-1][2]
            start, end = sentence.start + first.start(), sentence.start + last.end()
            place = Place(start=start, end=end)
            yield sums.hole(hole, text[start:end].strip(), place)


def _copies(reading: Reading, text: str) -> Iterator[Finding]:
    """An amount said of two regions; a count that is members here and workers of firms there."""
    seen: dict[object, Record] = {}
    for record in reading.records:
        amount = record.get(Role.AMOUNT)
        if not amount or not record.region:
            continue
        first = seen.setdefault(amount.value, record)
        enough = significant_digits(amount) >= limit("copied_digits_in_text")
        enough = enough and amount.value >= limit("copied_amount_least")
        if enough and first.region != record.region:
            yield Finding(
                Code.COPIED,
                amount.where,
                amount.printed,
                "Nilai yang sama sudah disebut untuk wilayah lain.",
                "The same amount was said of another region.",
                "",
                Sureness.MEDIUM,
                "Dua wilayah jarang mempunyai nilai yang persis sama.",
                "Two regions seldom have just the same amount.",
            )
    yield from _members_of_firms(reading, text)


_OF_FIRMS = re.compile(r"\b(?:perusahaan|badan usaha|pemberi kerja)\b[^.;]{0,40}$", re.IGNORECASE)


def _members_of_firms(reading: Reading, text: str) -> Iterator[Finding]:
    """One count as all members and as the workers of some firms: the non-wage earners vanish."""
    members = {
        record.figures[Role.NUMERATOR].value
        for record in reading.records
        if Role.NUMERATOR in record.figures
        and Role.DENOMINATOR in record.figures
        and record.counts_persons
    }
    for figure in reading.figures:
        number = figure.number
        before = text[figure.sentence.start : figure.token.start]
        if number.value in members and number.value >= 1000 and _OF_FIRMS.search(before):
            yield Finding(
                Code.COPIED,
                number.where,
                number.printed,
                "Angka ini juga disebut sebagai semua peserta: ke mana peserta BPU?",
                "The same count is given as all members: where are the non-wage earners?",
                "",
                Sureness.LOW,
                "Rincian segmen harus berjumlah semua peserta.",
                "The segments must add up to all members.",
            )


def _near_digits(reading: Reading) -> Iterator[Finding]:
    """Two counts of one sentence, one of which has lost a digit of the other."""
    by_sentence: dict[int, list[Figure]] = {}
    for figure in reading.figures:
        if figure.number.scale == 1 and not figure.number.places:
            by_sentence.setdefault(figure.sentence.start, []).append(figure)
    for figures in by_sentence.values():
        for at, second in enumerate(figures[:40]):
            for first in figures[:at]:
                if _lost_digit(first, second):
                    yield _near(second, first)


def _lost_digit(first: Figure, second: Figure) -> bool:
    short, long = sorted((first.number.bare, second.number.bare), key=len)
    if first.number.unit is not second.number.unit or len(short) < 4:
        return False
    return (
        len(long) == len(short) + 1 and not short.endswith("00") and one_letter_apart(short, long)
    )


def _near(figure: Figure, other: Figure) -> Finding:
    return Finding(
        Code.NEAR_DIGITS,
        figure.number.where,
        figure.number.printed,
        f"Hanya beda satu digit dari {other.number.printed}; pastikan bukan angka yang sama.",
        f"Just one digit less or more than {other.number.printed}; are they the same figure?",
        "",
        Sureness.LOW,
        "Bisa dua hal yang berbeda.",
        "They may be two different things.",
    )
