"""Words that name the wrong thing: programmes, bodies, segments, instruments, office areas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import yaml

from payung.monitoring.figure_check.findings import Code, Finding, Place, Sureness
from payung.monitoring.figure_check.knowledge import text_of


@dataclass(frozen=True)
class _Term:
    pattern: re.Pattern[str]
    right: str
    sure: Sureness
    why_id: str
    why_en: str


@lru_cache(maxsize=1)
def _terms() -> tuple[_Term, ...]:
    return tuple(
        _Term(
            re.compile(entry["pattern"], re.IGNORECASE),
            entry["right"],
            Sureness(entry["sure"]),
            entry["why_id"],
            entry["why_en"],
        )
        for entry in yaml.safe_load(text_of("terms.yaml"))
    )


def check(text: str) -> Iterator[Finding]:
    """Each wrong term of the list ``data/terms.yaml`` in a text."""
    for term in _terms():
        for found in term.pattern.finditer(text):
            yield Finding(
                Code.TERM,
                Place(start=found.start(), end=found.end()),
                found[0],
                term.why_id,
                term.why_en,
                term.right,
                term.sure,
                "Dari daftar istilah resmi.",
                "From the list of official terms.",
            )
    yield from _two_instruments(text)


_SIGNED = r"(?:menandatangani|penandatanganan|ditandatangani|tanda\s+tangan)\s+(?:\w+\s+){0,3}?"
_AGREEMENT = re.compile(rf"{_SIGNED}(perjanjian\s+kerja\s*sama|PKS)\b", re.IGNORECASE)
_MEMORANDUM = re.compile(
    rf"{_SIGNED}(nota\s+kesepa(?:katan|haman)|kesepakatan\s+bersama|MoU)\b", re.IGNORECASE
)


def _two_instruments(text: str) -> Iterator[Finding]:
    """Both a memorandum and an agreement said to be signed: they are different instruments."""
    agreement, memorandum = _AGREEMENT.search(text), _MEMORANDUM.search(text)
    if agreement and memorandum:
        later = max(agreement, memorandum, key=lambda found: found.start(1))
        earlier = agreement if later is memorandum else memorandum
        yield Finding(
            Code.TERM,
            Place(start=later.start(1), end=later.end(1)),
            later[1],
            f"Di bagian lain yang ditandatangani disebut “{earlier[1]}”: dua naskah yang berbeda.",
            f"Elsewhere what was signed is called “{earlier[1]}”: two different instruments.",
            "",
            Sureness.LOW,
            "Benar bila memang dua naskah ditandatangani.",
            "Right where two documents were signed indeed.",
        )


#: Areas of regional offices whose names are also said for a province, and provinces in them.
_AREA = re.compile(
    r"\b(Sumatera Selatan|Sumatera Utara|Sumatera Barat|Sulawesi Selatan|Jawa Tengah|Bali)\b"
    r"[^.;\n]{0,60}\b(?:yang\s+)?(?:meliputi|mencakup|membawahi|terdiri\s+(?:dari|atas))\s+"
    r"(?P<list>[^.;\n]{0,160})",
)
_AREA_NAMES = {
    "Sumatera Selatan": "Sumatera Bagian Selatan (Sumbagsel)",
    "Sumatera Utara": "Sumatera Bagian Utara (Sumbagut)",
    "Sumatera Barat": "Sumbarriau",
    "Sulawesi Selatan": "Sulawesi Maluku (Sulama)",
    "Jawa Tengah": "Jateng DIY",
    "Bali": "Banuspa",
}


def territories(text: str, is_province: frozenset[str]) -> Iterator[Finding]:
    """A province said to consist of provinces: the area of a regional office is meant.

    ``is_province`` holds the names of the provinces, in lower case.
    """
    for found in _AREA.finditer(text):
        listed = found["list"].casefold()
        members = [
            name
            for name in is_province
            if name != found[1].casefold() and re.search(rf"\b{re.escape(name)}\b", listed)
        ]
        if len(members) >= 2:
            yield Finding(
                Code.TERRITORY,
                Place(start=found.start(1), end=found.end(1)),
                found[1],
                f"Satu provinsi tidak meliputi {len(members)} provinsi lain; yang dimaksud "
                "wilayah kerja kantor wilayah.",
                f"One province doesn't take in {len(members)} others; the area of a regional "
                "office is meant.",
                _AREA_NAMES[found[1]],
                Sureness.HIGH,
                "Nama wilayah kerja adalah daftar tertutup.",
                "The areas of offices are a closed list.",
            )
