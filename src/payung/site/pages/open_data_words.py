"""The words of the open data pages, and the description of data sets for machines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.law.arithmetic import half_up_ratio
from payung.monitoring.models import IndicatorDefinition, OpenCell, OpenRelease
from payung.monitoring.open_data.files import CSV, FORMATS, JSON, SDMX, XLSX, formats_of
from payung.monitoring.queries.open_data import Listed
from payung.site.formatting import day, language, number

#: Changes that the public page lists.
_LISTED_CHANGES = 6
CONTEXT = {
    "@vocab": "https://schema.org/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
}


@dataclass(frozen=True)
class Change:
    """One release, as the list of changes shows it."""

    title: str
    slug: str
    version: int
    published_on: date
    note: str
    withdrawn: str


def name_of(definition: IndicatorDefinition | None) -> str:
    """An indicator's name in the language of the page."""
    if definition is None:
        return _("Cakupan pekerja aktif")
    return definition.name_en if language() == "en" else definition.name_id


def meaning_of(definition: IndicatorDefinition | None) -> str:
    """What an indicator means, in the language of the page."""
    if definition is None:
        return ""
    return definition.meaning_en if language() == "en" else definition.meaning_id


def in_hundred(cell: OpenCell | None) -> str:
    """A share in words: so many of a hundred workers."""
    if cell is None or cell.value is None:
        return ""
    persons = half_up_ratio(cell.value, 1, 100)
    return _("Dari setiap 100 pekerja, sekitar %(persons)s terlindungi.") % {
        "persons": number(persons)
    }


def hiding(release: OpenRelease | None) -> str:
    """The rule of hiding of a release in plain words; empty where nothing is ever hidden."""
    rules = release.metadata.get("hiding") if release else None
    if not rules:
        return ""
    return _(
        "Hitungan kurang dari %(smallest)s orang tidak ditampilkan, agar tidak ada orang yang "
        "dapat dikenali. Beberapa angka lain ikut disembunyikan, karena dari selisihnya hitungan "
        "kecil itu dapat dihitung kembali."
    ) % {"smallest": number(rules["smallest_count_shown"])}


def format_name(format: str) -> str:
    """A format, and for whom it is."""
    return {
        CSV: _("CSV: untuk semua program"),
        XLSX: _("XLSX: lembar kerja, dengan metadata dan arti angka"),
        SDMX: _("SDMX-CSV 2.0: untuk lembaga statistik"),
        JSON: _("JSON: untuk aplikasi, dengan metadata Satu Data Indonesia"),
    }[format]


def citation(release: OpenRelease) -> str:
    """How a release is named as a source."""
    title = release.metadata["title"][language()]
    return _(
        "%(publisher)s (%(year)s). %(title)s, versi %(version)s, terbit %(day)s. %(address)s"
    ) % {
        "publisher": release.metadata["publisher"],
        "year": release.published_on.year,
        "title": title,
        "version": release.version,
        "day": day(release.published_on),
        "address": _address("open_data_set", release.dataset),
    }


def changes(listed: Iterable[Listed]) -> list[Change]:
    """The newest releases of all data sets, the latest first."""
    found = [
        Change(
            title=one.dataset.title,
            slug=one.dataset.slug,
            version=release.version,
            published_on=release.published_on,
            note=release.note,
            withdrawn=release.withdrawal.reason if hasattr(release, "withdrawal") else "",
        )
        for one in listed
        for release in one.releases
    ]
    found.sort(key=lambda one: (one.published_on, one.version), reverse=True)
    return found[:_LISTED_CHANGES]


def described(listed: Listed) -> dict[str, object]:
    """A data set for machines: schema.org and DCAT in one."""
    dataset, release = listed.dataset, listed.current
    if release is None:
        raise AssertionError(f"{dataset.slug} has no release")
    return {
        "@type": ["Dataset", "dcat:Dataset"],
        "@id": _address("open_data_set", dataset.slug),
        "identifier": dataset.slug,
        "name": dataset.title_id,
        "alternateName": dataset.title_en,
        "description": dataset.abstract_id,
        "version": str(release.version),
        "datePublished": release.published_on.isoformat(),
        "temporalCoverage": _span(release),
        "spatialCoverage": {"@type": "Place", "name": "Indonesia"},
        "isAccessibleForFree": True,
        "license": release.metadata["licence"]["url"],
        "publisher": {"@type": "Organization", "name": release.metadata["publisher"]},
        "creditText": release.metadata["attribution"],
        "dct:accrualPeriodicity": dataset.frequency,
        "dct:conformsTo": release.metadata["standard"],
        "distribution": [_distribution(release, one) for one in formats_of(dataset.slug)],
    }


def _distribution(release: OpenRelease, format: str) -> dict[str, object]:
    address = _address("open_data_file", release.dataset, release.version, format)
    return {
        "@type": ["DataDownload", "dcat:Distribution"],
        "name": format,
        "encodingFormat": FORMATS[format].split(";")[0],
        "contentUrl": address,
        "dcat:downloadURL": address,
    }


def _span(release: OpenRelease) -> str | None:
    if release.first_period is None or release.last_period is None:
        return None
    return f"{release.first_period.isoformat()}/{release.last_period.isoformat()}"


def _address(route: str, *arguments: object) -> str:
    return f"{settings.PUBLIC_ADDRESS}{reverse(f'site:{route}', args=arguments)}"
