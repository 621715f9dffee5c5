"""Claims to be the only one: computed from the register of the regions' rules, on a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from payung import clock
from payung.monitoring.figure_check.dates import read_date
from payung.monitoring.figure_check.findings import Code, Finding, Place, Sureness
from payung.monitoring.figure_check.knowledge import Holders, Knowledge
from payung.monitoring.figure_check.places import ISLANDS
from payung.monitoring.figure_check.rules.dates import written
from payung.monitoring.figure_check.text_tokens import DATE, OPEN, Sentence

if TYPE_CHECKING:
    from payung.monitoring.figure_check.text_records import Reading

_UNIQUE = re.compile(r"\b(?:satu-satunya|hanya\s+satu)\b", re.IGNORECASE)
_DATED = re.compile(r"\b(?:per|hingga|sampai|sejak|pada)\b[^.]{0,30}\b(?:19|20)\d\d\b", re.I)
_INSTRUMENTS = (
    ("PERDA", re.compile(r"\b(?:perda|peraturan\s+daerah)\b", re.I)),
    (
        "PERKADA",
        re.compile(
            r"\b(?:perkada|pergub|perbup|perwali|perwal|peraturan\s+(?:gubernur|bupati|"
            r"wali\s?kota|kepala\s+daerah))\b",
            re.I,
        ),
    ),
)
#: What is said to be the only one, and the kinds of region that are compared.
_COMPARED = (
    (re.compile(r"\bprovinsi\b", re.I), ("PROVINCE",)),
    (re.compile(r"\bkabupaten\s*(?:/|dan|atau)\s*kota\b", re.I), ("REGENCY", "CITY")),
    (re.compile(r"\bkabupaten\b", re.I), ("REGENCY",)),
    (re.compile(r"\bkota\b", re.I), ("CITY",)),
)


def check(
    text: str, reading: Reading, knowledge: Knowledge, published: date | None
) -> Iterator[Finding]:
    """Each claim to be the only one.

    Where it is about a rule and the register of the regions is there, who has one is counted on
    the day that the sentence names (else that of publication, else today); otherwise a claim
    without its day is noted.
    """
    for sentence in reading.sentences:
        words = text[sentence.start : sentence.end]
        found = _UNIQUE.search(words)
        if not found:
            continue
        place = Place(start=sentence.start + found.start(), end=sentence.start + found.end())
        instrument = next((name for name, cue in _INSTRUMENTS if cue.search(words)), "")
        day = _day(words) or published or clock.today()
        dated = bool(_DATED.search(words))
        if instrument and knowledge.holders:
            scope = _scope(words[found.start() :], reading, sentence, found.start(), knowledge)
            kinds = next(
                (kinds for cue, kinds in _COMPARED if cue.search(words[found.end() :])), ()
            )
            held = knowledge.holders(scope, instrument, kinds, day)
            yield from _counted(found[0], place, held, day, dated)
        elif not dated:
            yield _undated(found[0], place, "Tidak dapat diperiksa dari teks saja.")


def _day(words: str) -> date | None:
    return next((day for found in DATE.finditer(words) if (day := read_date(found["date"]))), None)


def _scope(
    after: str, reading: Reading, sentence: Sentence, at: int, knowledge: Knowledge
) -> Sequence[str]:
    """The provinces among which it is said to be alone: those named after the claim, the islands
    named there, else all."""
    begin = sentence.start + at
    named = [
        token.code
        for token in reading.regions
        if begin <= token.start < sentence.end and not token.code.startswith((OPEN, "ID"))
    ]
    names = {code: name for code, name in knowledge.gazetteer.names.items() if "." not in code}
    islands = [
        island for island in (*ISLANDS, "Maluku", "Papua") if re.search(rf"\b{island}\b", after)
    ]
    of_islands = [
        code for code, name in names.items() if any(name.startswith(one) for one in islands)
    ]
    scope = [*(code for code in named if "." not in code), *of_islands]
    return tuple(dict.fromkeys(scope)) or tuple(names)


def _counted(words: str, place: Place, held: Holders, day: date, dated: bool) -> Iterator[Finding]:
    told = f"{held.recorded} dari {held.governments} pemerintah tercatat di daftar ini"
    told_en = f"{held.recorded} of {held.governments} governments are on this register"
    if len(held.names) > 1:
        names = ", ".join(held.names[:5])
        yield Finding(
            Code.UNIQUE_CLAIM,
            place,
            words,
            f"Per {written(day)} ada {len(held.names)}: {names}.",
            f"On {written(day)} there are {len(held.names)}: {names}.",
            f"satu dari {len(held.names)}",
            Sureness.HIGH,
            f"Dihitung dari daftar regulasi daerah; {told}.",
            f"Counted in the register of regional rules; {told_en}.",
        )
    elif not held.names:
        yield Finding(
            Code.UNIQUE_CLAIM,
            place,
            words,
            f"Per {written(day)} daftar regulasi daerah tidak memuat satu pun.",
            f"On {written(day)} the register of regional rules holds none.",
            "",
            Sureness.LOW,
            f"Daftarnya belum tentu lengkap; {told}.",
            f"The register may be incomplete; {told_en}.",
        )
    elif not dated:
        yield _undated(
            words, place, f"Benar per {written(day)} menurut daftar regulasi daerah; {told}.",
            f"per {written(day)}",
        )  # fmt: skip


def _undated(words: str, place: Place, because: str, likely: str = "") -> Finding:
    return Finding(
        Code.UNIQUE_CLAIM,
        place,
        words,
        "Klaim satu-satunya berlaku pada suatu tanggal; sebutkan tanggal dan sumbernya.",
        "Being the only one holds on some day; name the day and the source.",
        likely,
        Sureness.LOW,
        because,
        "It holds on the day of the register." if likely else "The text alone can't tell.",
    )
