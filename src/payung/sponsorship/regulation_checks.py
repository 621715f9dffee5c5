"""What an entry of the register must be like; each refusal says what was found and expected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from payung import clock
from payung.access.masking import mask_number_runs
from payung.reference.models import Confidence, Village
from payung.sponsorship.errors import RegulationRefused
from payung.sponsorship.models import Duty, Instrument

SHORTEST_REASON = 5
_NUMBER = re.compile(r"[0-9A-Za-z][\w./ -]{0,59}")
#: The register begins with regional autonomy; an earlier year is a slip.
EARLIEST_YEAR = 1999


def entry(
    *,
    number: str,
    year: int,
    title: str,
    enacted_on: date,
    valid_from: date,
    valid_to: date | None,
    duties: Sequence[str],
    source: str,
    confidence: str,
) -> dict[str, object]:
    """The entry as it is kept. Raises ``RegulationRefused`` with the first thing wrong."""
    number, title, source = (" ".join(text.split()) for text in (number, title, source))
    number = number.removesuffix(f"/{year}").strip()
    if not _NUMBER.fullmatch(number):
        raise unfit(("Nomor", "Number"), number, ("nomor tanpa tahun, misalnya 3", "such as 3"))
    if not 5 <= len(title) <= 500:
        raise unfit(("Judul", "Title"), title, ("5 sampai 500 huruf", "5 to 500 letters"))
    if not 3 <= len(source) <= 300:
        raise unfit(("Sumber", "Source"), source, ("asal naskahnya", "where its text is from"))
    _days(year, enacted_on, valid_from, valid_to)
    if confidence not in Confidence.values:
        known = ", ".join(Confidence.values)
        raise unfit(("Keyakinan", "Confidence"), confidence, (known, known))
    unknown = sorted(set(duties) - set(Duty.values))
    if unknown:
        known = ", ".join(Duty.values)
        raise unfit(("Kewajiban", "Duty"), unknown[0], (known, known))
    return {
        "number": number,
        "year": year,
        "title": title,
        "enacted_on": enacted_on,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "duties": [code for code in Duty.values if code in duties],
        "source": source,
        "confidence": confidence,
    }


def instrument_and_village(region_code: str, instrument: str, code: str) -> Village | None:
    """The village of a village regulation, and of no other instrument."""
    if instrument not in Instrument.values:
        known = ", ".join(Instrument.values)
        raise unfit(("Jenis", "Instrument"), instrument, (known, known))
    if (instrument == Instrument.VILLAGE_REGULATION) != bool(code):
        raise RegulationRefused(
            "village_mismatch",
            "Peraturan desa menyebut desanya, dan hanya peraturan desa.",
            "A village regulation names its village, and only a village regulation does.",
        )
    if not code:
        return None
    found = Village.objects.filter(pk=code, region=region_code).first()
    if found is None:
        raise unfit(
            ("Desa", "Village"),
            code,
            (f"kode desa di wilayah {region_code}", f"a village code of region {region_code}"),
        )
    return found


def reason(text: str) -> str:
    """The reason in one line, numbers of persons masked. Raises ``RegulationRefused`` if none."""
    told = mask_number_runs(" ".join(text.split()))[:300]
    if len(told) < SHORTEST_REASON:
        raise RegulationRefused(
            "no_reason",
            f"Alasan wajib diisi, sedikitnya {SHORTEST_REASON} huruf.",
            f"A reason is needed, of at least {SHORTEST_REASON} letters.",
        )
    return told


def unfit(field: tuple[str, str], found: object, expected: tuple[str, str]) -> RegulationRefused:
    """A field that cannot be so; names and expectations in Indonesian and English."""
    return RegulationRefused(
        "field_unfit",
        f"{field[0]} “{found}” tidak dapat dicatat; seharusnya {expected[0]}.",
        f"{field[1]} “{found}” cannot be recorded; expected: {expected[1]}.",
        field=field[1],
        found=found,
    )


def _days(year: int, enacted_on: date, valid_from: date, valid_to: date | None) -> None:
    """The days follow one another, the year is that of the enactment, and has come."""
    today = clock.today()
    if not EARLIEST_YEAR <= year <= today.year:
        years = f"{EARLIEST_YEAR}-{today.year}"
        raise unfit(("Tahun", "Year"), year, (years, years))
    enacted = ("Tanggal penetapan", "Day of enactment")
    if enacted_on > today:
        raise unfit(enacted, enacted_on, ("hari yang sudah tiba", "a day that has come"))
    if enacted_on.year != year:
        raise unfit(enacted, enacted_on, (f"hari dalam tahun {year}", f"a day of {year}"))
    if valid_from < enacted_on:
        since = (f"sejak {enacted_on}", f"from {enacted_on} on")
        raise unfit(("Mulai berlaku", "In force from"), valid_from, since)
    if valid_to is not None and valid_to < valid_from:
        since = (f"sejak {valid_from}", f"from {valid_from} on")
        raise unfit(("Berlaku sampai", "In force until"), valid_to, since)
