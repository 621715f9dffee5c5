"""Whether the rules that a text cites exist, nationally or in the register of the regions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from django.db.models import QuerySet

from payung import clock
from payung.errors import PayungError
from payung.reference import citations as national
from payung.reference.models import Region, Regulation, RegulationStatus
from payung.reference.queries import find_regulation, regions_named
from payung.reference.regional_citations import (
    RegionalCitation,
    regional_citations,
    same_number,
)
from payung.sponsorship.errors import RegulationRefused
from payung.sponsorship.models import RegionalRegulation
from payung.sponsorship.standing import Status, standing

_ENDED = {RegulationStatus.REPLACED, RegulationStatus.LAPSED}
_OWN = "daerah:"
_SUGGESTIONS = 3
_LEAST_LIKENESS = 0.5


class Fault(StrEnum):
    """What is the matter with a citation, the gravest first."""

    MISQUOTED = "MISQUOTED"
    ENDED = "ENDED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True)
class CitationFinding:
    """A citation that does not stand: what was written, where, and what was likely meant.

    MISQUOTED: a digit or the year is off from a rule that exists. ENDED: it exists and no longer
    holds. UNKNOWN: no register holds it; it may exist all the same.
    """

    fault: Fault
    text: str
    start: int
    end: int
    nearest: tuple[str, ...]
    reason_id: str
    reason_en: str

    def message(self, language: str = "id") -> str:
        """The sentence for the user, Indonesian or English."""
        near = ", ".join(self.nearest)
        if language == "en":
            meant = f" Perhaps {near} is meant." if near else ""
            return f"“{self.text}”: {self.reason_en}{meant}"
        meant = f" Mungkin maksudnya {near}." if near else ""
        return f"“{self.text}”: {self.reason_id}{meant}"


def check_citations(
    text: str, *, region_code: str = "", on: date | None = None
) -> tuple[CitationFinding, ...]:
    """The citations in a text that do not stand, in their order; nothing is refused.

    ``Inpres 21/2021`` and ``Inpres 2 Tahun 2023`` are told to mean Inpres 2/2021. Rules of regions
    are looked up in the region that is named, else in ``region_code``. Registers are public: no
    reader is asked for.
    """
    found = list(_national(text))
    found += _regional(text, region_code, on or clock.today())
    return tuple(sorted(found, key=lambda one: one.start))


def legal_basis_codes(
    cited: Sequence[str],
    *,
    region_code: str,
    refused: type[PayungError] = RegulationRefused,
) -> list[str]:
    """The codes of the rules cited, once each: of the national register, or ``daerah:<id>``.

    A code itself is taken as well. Raises ``refused`` for the first that no register holds, with
    the nearest that do.
    """
    codes: list[str] = []
    for one in (line.strip() for line in cited):
        if one and (code := _code(one, region_code, refused)) not in codes:
            codes.append(code)
    return codes


def cited_rules(codes: Sequence[str]) -> list[tuple[str, str]]:
    """How the rules behind codes of a legal basis are cited: (code, citation), in their order."""
    known = {rule.pk: rule.citation for rule in Regulation.objects.filter(pk__in=codes)}
    own = [int(code.removeprefix(_OWN)) for code in codes if code.startswith(_OWN)]
    regional = RegionalRegulation.objects.filter(pk__in=own).select_related("region", "village")
    known |= {rule.code: rule.citation for rule in regional}
    return [(code, known.get(code, code)) for code in codes]


def _code(cited: str, region_code: str, refused: type[PayungError]) -> str:
    if Regulation.objects.filter(pk=cited).exists():
        return cited
    number = cited.removeprefix(_OWN)
    if cited != number and number.isdigit() and _rules().filter(pk=int(number)).exists():
        return cited
    regional = next(regional_citations(cited), None)
    if regional is not None:
        rules = _of_places(regional, region_code)
        match = next((rule for rule in rules if _same(regional, rule)), None)
        if match is not None:
            return match.code
        near = [rule.citation for rule in _nearest(regional, rules)]
    else:
        answer = find_regulation(cited)
        if answer.regulation is not None:
            return str(answer.regulation.pk)
        near = [rule.citation for rule in answer.suggestions]
    meant = ", ".join(near) or "-"
    raise refused(
        "citation_unknown",
        f"Dasar hukum {cited!r} tidak ada di daftar peraturan. Mungkin: {meant}.",
        f"The legal basis {cited!r} is not in the register. Perhaps: {meant}.",
        found=cited,
        nearest=near,
    )


def _national(text: str) -> Iterator[CitationFinding]:
    register = list(Regulation.objects.all())
    for found in national.CITATION.finditer(text):
        cited = national.read_citation(found[0])
        if cited is None:
            continue
        rule = next((rule for rule in register if national.same_rule(cited, rule)), None)
        place = (found[0], found.start(), found.end())
        if rule is None:
            likely = national.likely_rule(cited, register)
            yield _missing(place, [likely.citation] if likely else [])
        elif rule.status in _ENDED:
            told = rule.status_note or rule.get_status_display().lower()
            yield CitationFinding(
                Fault.ENDED, *place, (), f"tidak berlaku lagi: {told}.", f"not in force: {told}."
            )


def _regional(text: str, region_code: str, on: date) -> Iterator[CitationFinding]:
    for cited in regional_citations(text):
        place = (text[cited.start : cited.end], cited.start, cited.end)
        rules = _of_places(cited, region_code)
        rule = next((rule for rule in rules if _same(cited, rule)), None)
        if rule is None:
            yield _missing(place, [one.citation for one in _nearest(cited, rules)])
            continue
        stands = standing(rule, rule.acts.all(), on)
        if stands.status in (Status.REVOKED, Status.EXPIRED):
            day = stands.ended.effective_on if stands.ended else rule.valid_to
            yield CitationFinding(
                Fault.ENDED, *place, (), f"tidak berlaku sejak {day}.", f"not in force since {day}."
            )


def _missing(place: tuple[str, int, int], near: list[str]) -> CitationFinding:
    if near:
        return CitationFinding(
            Fault.MISQUOTED,
            *place,
            tuple(near),
            "tidak ada di daftar peraturan.",
            "not in the register of rules.",
        )
    return CitationFinding(
        Fault.UNKNOWN,
        *place,
        (),
        "belum tercatat di Payung; periksa naskahnya.",
        "not on record in Payung; check its text.",
    )


def _of_places(cited: RegionalCitation, region_code: str) -> list[RegionalRegulation]:
    """The register's rules of the region that a citation means (its own where none is named)."""
    found: list[Region] = []
    if cited.place:
        found = regions_named(cited.place.removeprefix("Provinsi "))
        if cited.region_kind:
            found = [region for region in found if region.kind == cited.region_kind]
    codes = [region.pk for region in found] if cited.place else [region_code]
    rules = _rules().filter(acts__kind="ENACTED", acts__undone_by=None)
    return list(rules.filter(region__in=codes))


def _rules() -> QuerySet[RegionalRegulation]:
    return RegionalRegulation.objects.select_related("region", "village").prefetch_related("acts")


def _same(cited: RegionalCitation, rule: RegionalRegulation) -> bool:
    return (
        rule.instrument == cited.instrument
        and rule.year == cited.year
        and same_number(rule.number, cited.number, cited.year)
    )


def _nearest(
    cited: RegionalCitation, rules: Sequence[RegionalRegulation]
) -> list[RegionalRegulation]:
    """The rules of the same region most like the citation: instrument, year and number."""

    def likeness(rule: RegionalRegulation) -> float:
        number = SequenceMatcher(None, rule.number, cited.number).ratio()
        return (
            0.4 * (rule.instrument == cited.instrument)
            + 0.3 * (rule.year == cited.year)
            + 0.3 * number
        )

    alike = sorted(rules, key=likeness, reverse=True)
    return [rule for rule in alike if likeness(rule) >= _LEAST_LIKENESS][:_SUGGESTIONS]
