"""The grammar of a report, lower half: sentences, and what stands in them.

Recognised by rule, nothing is guessed. The patterns, in the order in which they take characters:

* citation   ``Inpres Nomor 2 Tahun 2021``, ``Permendagri 84/2022`` (``CITATION``)
* date       ``[Rabu,] 18 Desember 2024``, ``[Rabu (]18/12/2024[)]``, ``Rabu (18/12)``,
             ``Desember 2024``, ``2024-12-18``; damaged: ``(21/22023)``
* range      ``1-2``, ``4 sampai 6``: classes, periods of plans; no figures
* number     ``[Rp] 1.873.899``, ``50,88 persen``, ``2,6 triliun``, ``221 ribu``
* region     the longest run of capitalised words that is a name of the list of regions
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from payung.monitoring.figure_check.dates import MONTHS, WEEKDAY_NUMBERS, read_date
from payung.monitoring.figure_check.findings import Place
from payung.monitoring.figure_check.numbers import Number, Unit, read
from payung.monitoring.figure_check.places import LONGEST_NAME, Gazetteer
from payung.reference.citations import CITATION
from payung.reference.printed_numbers import CORE, SCALES

_WEEKDAY = "|".join(sorted(WEEKDAY_NUMBERS, key=len, reverse=True))
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAY})\b\s*,?\s*(?:tanggal\s+|tgl\.?\s+)?(?P<open>\(\s*)?)?"
    rf"(?P<date>\b\d{{1,2}}\s+(?:{_MONTH})\s+\d{{4}}\b|\b\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}}\b"
    rf"|\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b(?:{_MONTH})\s+(?:19|20)\d\d\b"
    r"|(?<=\()\d{1,2}/\d{5,6}(?=\)))",
    re.IGNORECASE,
)
SHORT_DATE = re.compile(
    rf"\b(?P<weekday>{_WEEKDAY})\b\s*,?\s*\((?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})\)",
    re.IGNORECASE,
)
RANGE = re.compile(
    r"(?<![\d.,/])\d{1,4}\s*(?:[-–]|s\.?/?d\.?|sampai(?:\s+dengan)?|hingga)\s*\d{1,4}"
    r"(?![\d.,/]\d|\d|%| persen)"
)
_SIZES = "|".join(sorted(SCALES, key=len, reverse=True))
NUMBER = re.compile(
    rf"(?P<prefix>(?:(?P<currency>\bRp\.?|\bIDR|\bRs\.?|₹|\bUS\$|\bUSD)\s*)?)"
    rf"(?<![\w/])(?<![\d][.,])(?P<core>{CORE})(?![\dA-Za-z/])"
    rf"(?P<suffix>(?:\s?(?P<percent>%|persen\b|percent\b)|\s?(?P<size>{_SIZES})\b)?)",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…]+[\"”’)]*(?=\s+[\"“‘(]?[A-Z0-9])|\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)]\s))")
_ABBREVIATED = re.compile(
    r"\b(?:No|Rp|Rs|Kab|Kep|Prov|tgl|dr|Dr|Prof|Jl|Ir|H|Hj|KH|St|Bp|Sdr|dll|dsb|[A-Z])$"
)
_CAPITALS = re.compile(r"[A-Z][\w'’]*(?:-[A-Z]\w*)*\.?(?:[ \t]+[A-Z][\w'’]*(?:-[A-Z]\w*)*\.?)*")
#: Offices are named by a place and are no region.
_OFFICE = re.compile(
    r"(?:Kejari|Kejaksaan Negeri|Cabang|Kacab|Kantor Wilayah|Kanwil|Polres|Pengadilan Negeri|PN|"
    r"Universitas|Hotel|Bank|Politeknik)\s+$"
)
_COUNTED = re.compile(r"\s+(?:orang|pekerja|peserta|kasus|tenaga|perusahaan)")
_KIND = re.compile(r"Kabupaten|Kab\.?|Kota|Provinsi")
#: Begins the code of a region whose name is unknown or means several: a region of its own, so
#: that its figures are not taken for those of the region named before.
OPEN = "?"
MASK = "\x00"


@dataclass(frozen=True)
class Token:
    """A figure, a region or a date in a text; ``end`` is excluded.

    A region has its ``code`` (``OPEN`` and the name where it is not known), a date its ``day``; a
    figure its ``number``, the word of its currency and of its size.
    """

    start: int
    end: int
    number: Number | None = None
    code: str = ""
    day: date | None = None
    currency: str = ""
    size: str = ""


@dataclass(frozen=True)
class Sentence:
    """A sentence by its place in the text; ``opens`` tells that a paragraph begins with it."""

    start: int
    end: int
    opens: bool


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text: ended by a full stop before a capital, or by an empty line."""
    start, opens = 0, True
    for end in _END.finditer(text):
        if end[0].startswith(".") and _ABBREVIATED.search(
            text[max(0, end.start() - 5) : end.start()]
        ):
            continue
        if text[start : end.end()].strip():
            yield Sentence(start, end.end(), opens)
        start, opens = end.end(), "\n" in end[0]
    if text[start:].strip():
        yield Sentence(start, len(text), opens)


def masked(text: str) -> str:
    """The text with citations, dates and ranges blotted out, so that no digit of them counts."""
    for pattern in (CITATION, DATE, SHORT_DATE, RANGE):
        text = pattern.sub(lambda found: MASK * len(found[0]), text)
    return text


def numbers(plain: str) -> Iterator[Token]:
    """The figures of a masked text. Bare years are none."""
    for found in NUMBER.finditer(plain):
        core, currency = found["core"], (found["currency"] or "").casefold().rstrip(".")
        bare = not (currency or found["percent"] or found["size"])
        is_year = bare and len(core) == 4 and core[:2] in ("19", "20")
        if is_year and not _COUNTED.match(plain, found.end()):
            continue
        unit = Unit.PERCENT if found["percent"] else Unit.RUPIAH if currency else Unit.COUNT
        before = plain[max(0, found.start() - 14) : found.start()]
        number = read(
            core,
            where=Place(start=found.start(), end=found.end()),
            unit=unit,
            scale_word=found["size"] or "",
            prefix=found["prefix"],
            suffix=found["suffix"],
            at_least=bool(re.search(r"(?:lebih dari|di atas)\s*$", before)),
        )
        if number:
            size = (found["size"] or "").casefold()
            yield Token(found.start(), found.end(), number, currency=currency, size=size)


def days(text: str) -> Iterator[tuple[re.Match[str], date | None]]:
    """Each date of a text with its match; None for one that can't be."""
    for found in DATE.finditer(text):
        yield found, read_date(found["date"])


def places(text: str, gazetteer: Gazetteer) -> Iterator[Token]:
    """The regions named in a text; offices named by a place are left out."""
    for run in _CAPITALS.finditer(text):
        if _OFFICE.search(text[max(0, run.start() - 20) : run.start()]):
            continue
        words = list(re.finditer(r"\S+", run[0]))
        at = 0
        while at < len(words):
            length, token = _longest(run, words[at : at + LONGEST_NAME], gazetteer)
            at += length
            if token:
                yield token


def _longest(
    run: re.Match[str], words: list[re.Match[str]], gazetteer: Gazetteer
) -> tuple[int, Token | None]:
    """The longest name that begins with the first word, and how many words to go on by."""
    first = words[0].start()
    if _OFFICE.search(run[0][:first]):
        return 1, None
    for length in range(len(words), 0, -1):
        name = run[0][first : words[length - 1].end()].rstrip(".")
        codes = gazetteer.find(name)
        if codes:
            start = run.start() + first
            code = codes[0] if len(codes) == 1 else f"{OPEN}{name}"
            return length, Token(start, start + len(name), code=code)
    name = run[0][first : words[min(2, len(words)) - 1].end()]
    if len(words) > 1 and _KIND.fullmatch(words[0][0]):
        start = run.start() + first
        return 2, Token(start, start + len(name), code=f"{OPEN}{name}")
    return 1, None
