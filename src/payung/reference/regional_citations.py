"""Reading how people cite the rules of regions: ``Perda Kabupaten Bangka Nomor 3 Tahun 2021``.

Plain Python: which register a citation is looked up in is the reader's own matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PERDA = "PERDA"
PERKADA = "PERKADA"
DECREE = "DECREE"
INSTRUCTION = "INSTRUCTION"
CIRCULAR = "CIRCULAR"
VILLAGE_REGULATION = "VILLAGE_REGULATION"

_HEADS = r"gubernur|bupati|wali\s?kota|kepala daerah"
#: What a citation begins with, by instrument.
_BEGINNINGS: dict[str, str] = {
    PERDA: r"peraturan daerah|perda",
    PERKADA: rf"peraturan (?:{_HEADS})|pergub|perbup|perwali|perwal|perwako|perkada",
    DECREE: rf"(?:surat keputusan|keputusan|sk) (?:{_HEADS})",
    INSTRUCTION: rf"instruksi (?:{_HEADS})",
    CIRCULAR: rf"(?:surat edaran|se) (?:{_HEADS}|sekretaris daerah|sekda)",
    VILLAGE_REGULATION: r"peraturan desa|perdes",
}
_KINDS = "|".join(f"(?P<{name}>{words})" for name, words in _BEGINNINGS.items())
#: Words of a name: no verb, no "tentang" lies between the type and the number.
_PLACE = r"(?:\s+(?!nomor\b|no\b|tentang\b|tanggal\b|yang\b|dan\b|pada\b)[A-Za-z.()'-]+){0,7}?"
_YEAR = r"(?:\s*,?\s*tahun\s+(?P<year>(?:19|20)\d\d)|/(?P<short_year>(?:19|20)\d\d))(?!\d)"
CITATION = re.compile(
    rf"\b(?:{_KINDS})\b(?P<place>{_PLACE})[\s,]+(?:(?:nomor|no)\b\.?\s*:?\s*)?"
    rf"(?P<number>\d[\w.-]*(?:/[\w.-]+)*?){_YEAR}",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s+((?:Provinsi|Kabupaten|Kab\.|Kota)(?:\s+[A-Z][\w'-]+){1,3})")


@dataclass(frozen=True)
class RegionalCitation:
    """A citation as read, and where in its text it stands.

    ``place`` is as written, empty when none is named; ``region_kind`` is PROVINCE, REGENCY or CITY
    where the words tell it, else empty.
    """

    instrument: str
    place: str
    region_kind: str
    number: str
    year: int
    start: int
    end: int


def regional_citations(text: str) -> Iterator[RegionalCitation]:
    """The citations of regional rules in a text, in their order."""
    for found in CITATION.finditer(text):
        instrument = next(name for name in _BEGINNINGS if found[name])
        place, end = _clean(found["place"]), found.end()
        if not place and (after := _AFTER.match(text, end)):
            place, end = _clean(after[1]), after.end()
        yield RegionalCitation(
            instrument=instrument,
            place=place,
            region_kind=_kind(found[instrument], place),
            number=found["number"].strip(" ,./"),
            year=int(found["year"] or found["short_year"]),
            start=found.start(),
            end=end,
        )


def same_number(first: str, second: str, year: int) -> bool:
    """Whether two numbers are one, with or without the year at their end."""
    return _plain(first, year) == _plain(second, year)


def _plain(number: str, year: int) -> str:
    plain = re.sub(r"\s+", "", number).casefold().removesuffix(f"/{year}")
    return plain.lstrip("0") or plain


def _clean(place: str) -> str:
    return " ".join(place.split()).strip(" ,.")


def _kind(beginning: str, place: str) -> str:
    words = f"{beginning} {place}".casefold()
    for kind, signs in (
        ("PROVINCE", ("gub", "provinsi")),
        ("REGENCY", ("bup", "kab")),
        ("CITY", ("wali", "perwal", "perwako", "kota ")),
    ):
        if any(sign in words for sign in signs):
            return kind
    return ""
