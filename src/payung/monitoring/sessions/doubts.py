"""The figure checker over the reported figures of a session, before anybody reads them out."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from payung.monitoring.figure_check import Knowledge, Sureness, check_file
from payung.monitoring.models import Denominator, Method
from payung.monitoring.sessions.inputs import COVERAGE
from payung.monitoring.sessions.shown import Figures, Shown
from payung.reference.models import Region

#: The heading under which the checker knows a kind of denominator.
_HEADINGS = {
    Denominator.ELIGIBLE_UNIVERSE: "Potensi",
    Denominator.EMPLOYED_PERSONS: "Penduduk bekerja",
    Denominator.LABOUR_FORCE: "Angkatan kerja",
}


def doubts_of(
    regions: Sequence[Region], figures: Mapping[str | None, Figures]
) -> dict[str, list[dict[str, Any]]]:
    """The doubted figures of each government, by its code: what, why, the likely right value.

    Computed figures hold by construction and are not asked; slight doubts are left out.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for code in COVERAGE:
        _take(found, _shares(code, regions, figures))
    _take(found, _claims(regions, figures))
    return found


_Row = tuple[str, Shown, list[str]]
_Sheet = tuple[list[str], list[_Row]]


def _shares(
    code: str, regions: Sequence[Region], figures: Mapping[str | None, Figures]
) -> _Sheet | None:
    rows: list[_Row] = []
    kind = ""
    for region in regions:
        one = figures.get(region.pk, {}).get((code, ""))
        if one is None or one.method != Method.REPORTED or one.denominator is None:
            continue
        kind = _HEADINGS.get(Denominator(one.denominator_kind), "Penyebut")
        printed = one.printed or _percent(one.value)
        cells = [region.pk, region.name, one.as_of.isoformat(), str(one.numerator)]
        rows.append((region.pk, one, [*cells, str(one.denominator), printed]))
    heads = ["Kode wilayah", "Daerah", "Per", "Peserta aktif", kind, "Cakupan (%)"]
    return (heads, rows) if rows else None


def _claims(regions: Sequence[Region], figures: Mapping[str | None, Figures]) -> _Sheet | None:
    rows: list[_Row] = []
    for region in regions:
        own = figures.get(region.pk, {})
        paid, cases = own.get(("CLAIMS_PAID", "")), own.get(("CLAIMS_CASES", ""))
        if paid is None or cases is None or paid.method != Method.REPORTED:
            continue
        cells = [region.pk, region.name, str(cases.value), f"Rp {paid.value}"]
        rows.append((region.pk, paid, cells))
    return (["Kode wilayah", "Provinsi", "Kasus", "Nilai klaim"], rows) if rows else None


def _take(found: dict[str, list[dict[str, Any]]], sheet: _Sheet | None) -> None:
    if sheet is None:
        return
    heads, rows = sheet
    text = "\n".join("\t".join(cells) for cells in [heads, *(row[2] for row in rows)])
    check = check_file(io.BytesIO(text.encode()), "sesi.csv", knowledge=Knowledge.packaged())
    for finding in check.findings:
        place = finding.place.row
        if place is None or finding.sureness is Sureness.LOW or not 2 <= place <= len(rows) + 1:
            continue
        region, figure, _ = rows[place - 2]
        found.setdefault(region, []).append(
            {
                "code": finding.code.value,
                "observation": figure.pk,
                "found": finding.found,
                "why_id": finding.why_id,
                "why_en": finding.why_en,
                "likely": finding.likely,
            }
        )


def _percent(basis_points: int) -> str:
    whole, hundredths = divmod(basis_points, 100)
    return f"{whole},{hundredths:02d}"


def lists_with_doubts(
    lists: Mapping[str, Mapping[str, Any]], doubts: Mapping[str, Iterable[Mapping[str, Any]]]
) -> dict[str, dict[str, Any]]:
    """The lists of each government with its doubted figures among them."""
    return {code: {**own, "doubts": list(doubts.get(code, ()))} for code, own in lists.items()}
