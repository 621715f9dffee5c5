"""The sentences of verdicts: what was found in a row and what is expected, in two languages.

Rules of cells are those of imports, with a few of lists; the rest is found by cleaning against
the list itself, other lists, the registry and the list of civil servants. A rule's severity says
what becomes of a row: an error refuses it, a doubt asks for a clerk's decision, a warning and a
note leave it as it is. Where several speak, the gravest counts, then the first of ``RULES``.
"""

from __future__ import annotations

from dataclasses import dataclass

from payung.registry.imports.problems import RULES as CELL_RULES
from payung.registry.imports.problems import Rule, Severity
from payung.sponsorship.listing.layout import NAMES, OPTIONAL
from payung.sponsorship.models import RowVerdict

NOTE, WARNING = RowVerdict.Severity.NOTE, RowVerdict.Severity.WARNING
DOUBT, ERROR = RowVerdict.Severity.DOUBT, RowVerdict.Severity.ERROR
#: Before the code of a verdict that the registry gave when it refused to take a row.
OF_REGISTRY = "registry:"
#: Between the parts of a verdict's detail; part n fills ``{n}`` of its sentence.
PARTS = "|"


@dataclass(frozen=True)
class ListRule:
    """What cleaning finds: its severity and its sentence in both languages."""

    severity: RowVerdict.Severity
    sentence_id: str
    sentence_en: str


#: Rules of cells that imports do not have, as imports write theirs: what is expected.
OWN_CELLS: dict[str, Rule] = {
    "not_a_decile": Rule(Severity.WARNING, "desil 1 sampai 10", "a decile from 1 to 10"),
    "not_a_row": Rule(Severity.ERROR, "nomor baris daftar yang diganti", "a row number"),
    "village_unknown": Rule(
        Severity.ERROR,
        "kode atau nama desa/kelurahan di wilayah ini, misalnya {detail}",
        "the code or name of a village of this region, such as {detail}",
    ),
    "village_ambiguous": Rule(
        Severity.ERROR,
        "kode desa, karena nama ini ada lebih dari satu: {detail}",
        "the village code, since there are several of this name: {detail}",
    ),
    "village_elsewhere": Rule(
        Severity.ERROR,
        "desa/kelurahan di wilayah pemerintah ini; desa itu ada di {detail}",
        "a village of this government; that village lies in {detail}",
    ),
    "village_other": Rule(
        Severity.ERROR,
        "warga desa pengusul, {detail}",
        "a resident of the proposing village, {detail}",
    ),
    "nik_other_province": Rule(
        Severity.NOTE,
        "NIK terbit di provinsi lain ({detail}); pastikan domisilinya",
        "the NIK was issued in another province ({detail}); make sure of the residence",
    ),
    "replaced_row_unknown": Rule(
        Severity.ERROR,
        "baris yang ditolak atau tidak layak pada daftar yang diganti",
        "a rejected or refused row of the list that is replaced",
    ),
}
#: What tables are read with.
TABLE_RULES = CELL_RULES | OWN_CELLS
#: A NIK may differ from the birth date or sex that it is made of: a clerk looks at the card.
_DOUBTFUL_CELLS = frozenset(("nik_birth_date", "nik_sex", "birth_implausible"))

RULES: dict[str, ListRule] = {
    "deceased": ListRule(
        ERROR,
        "Tercatat meninggal dunia pada {0}.",
        "Recorded as deceased on {0}.",
    ),
    "civil_servant": ListRule(
        ERROR,
        "Tercatat sebagai {0}; iurannya bukan dari daftar ini.",
        "Recorded as serving the state ({0}); not to be covered by this list.",
    ),
    "too_old": ListRule(
        ERROR,
        "Berumur {0} tahun pada bulan pertama; yang dapat didaftarkan di bawah {1} tahun.",
        "Aged {0} in the first month; only those below {1} can be registered.",
    ),
    "too_young": ListRule(
        ERROR,
        "Berumur {0} tahun pada bulan pertama; usia terendah untuk bekerja {1} tahun.",
        "Aged {0} in the first month; the lowest working age is {1}.",
    ),
    "twice_in_list": ListRule(
        ERROR,
        "NIK ini sudah ada di baris {0} daftar yang sama.",
        "This NIK is already in row {0} of the same list.",
    ),
    "other_list": ListRule(
        ERROR,
        "Sudah ada di daftar {0} ({1}) untuk bulan yang sama.",
        "Already in list {0} ({1}) for the same months.",
    ),
    "same_as_row": ListRule(
        ERROR,
        "Orang yang sama dengan baris {0} daftar {1}, walau NIK-nya tidak ada atau berbeda.",
        "The same person as row {0} of list {1}, although a NIK is missing or differs.",
    ),
    "active_sponsored": ListRule(
        ERROR,
        "Iurannya sudah dibayar oleh {0}, sampai {1}; dua pihak tidak perlu membayar.",
        "Already paid for by {0}, until {1}; two need not pay.",
    ),
    "active_wage_earner": ListRule(
        ERROR,
        "Sudah terdaftar sebagai pekerja penerima upah di {0}, sampai {1}.",
        "Already registered as a wage earner of {0}, until {1}.",
    ),
    "twice_differs": ListRule(
        DOUBT,
        "NIK ini dipakai juga di baris {0} oleh orang dengan nama atau tanggal lahir lain.",
        "This NIK is also used in row {0}, with another name or birth date.",
    ),
    "person_differs": ListRule(
        DOUBT,
        "NIK ini terdaftar atas nama {0}; tanggal lahirnya berbeda.",
        "This NIK is registered for {0}; the birth date differs.",
    ),
    "maybe_same_person": ListRule(
        DOUBT,
        "Mungkin orang yang sudah terdaftar ({0}); putuskan pasangannya.",
        "Maybe a registered person ({0}); decide the pair.",
    ),
    "maybe_same_as_row": ListRule(
        DOUBT,
        "Mungkin orang yang sama dengan baris {0} daftar {1}; putuskan pasangannya.",
        "Maybe the same person as row {0} of list {1}; decide the pair.",
    ),
    "active_own_payer": ListRule(
        DOUBT,
        "Sudah peserta yang membayar sendiri lewat {0}, sampai {1}.",
        "Already a member who pays by himself through {0}, until {1}.",
    ),
    "active_other": ListRule(
        DOUBT,
        "Sudah peserta jasa konstruksi atau pekerja migran lewat {0}, sampai {1}.",
        "Already a construction or migrant member through {0}, until {1}.",
    ),
    "other_list_waiting": ListRule(
        DOUBT,
        "Diusulkan lebih dulu di daftar {0} ({1}) yang belum selesai diperiksa.",
        "Proposed earlier in list {0} ({1}), which is not cleaned yet.",
    ),
    "civil_servant_word": ListRule(
        DOUBT,
        "Pekerjaannya ditulis {0}: pastikan bukan ASN, TNI atau Polri.",
        "The occupation says {0}: make sure that this is no servant of the state.",
    ),
    "name_differs": ListRule(
        WARNING,
        "NIK dan tanggal lahirnya terdaftar atas nama {0}; periksa ejaan nama.",
        "The NIK and birth date are registered for {0}; check the spelling.",
    ),
    "turns_too_old": ListRule(
        WARNING,
        "Genap {0} tahun pada {1}, di dalam masa perlindungan.",
        "Turns {0} on {1}, within the covered months.",
    ),
    "child_worker": ListRule(
        WARNING,
        "Berumur {0} tahun, masih anak: hanya pekerjaan yang dibolehkan undang-undang.",
        "Aged {0}, a child: only the work that the law allows.",
    ),
    "decile_above": ListRule(
        WARNING,
        "Desil {0}; dana ini mendahulukan desil 1 sampai {1}.",
        "Decile {0}; this fund gives priority to deciles 1 to {1}.",
    ),
    "same_person": ListRule(
        NOTE,
        "Dikenali sebagai orang yang terdaftar: {0}.",
        "Recognised as a registered person: {0}.",
    ),
    "often_state_wage": ListRule(
        NOTE,
        "{0} sering didaftarkan sebagai penerima upah penyelenggara negara; pastikan segmennya.",
        "{0} is often registered as a wage earner of the state; make sure of the segment.",
    ),
}
#: What matching finds (``operations.matching``); cleaning weighs it and does not lift it.
LIKENESS_CODES = ("same_person", "same_as_row", "maybe_same_person", "maybe_same_as_row")
#: What cleaning alone finds, and so finds no more when it has gone.
CLEANING_CODES = tuple(code for code in RULES if code not in LIKENESS_CODES)
#: What is found of a row beside its cells.
ROW_CODES = tuple(RULES)
#: What is found in the cells of a row when it is taken or entered.
CELL_CODES = tuple(TABLE_RULES)
_FROM_CELLS = {
    Severity.NOTE: NOTE,
    Severity.WARNING: WARNING,
    Severity.ERROR: ERROR,
}


def severity_of(column: str, code: str) -> RowVerdict.Severity:
    """How grave a verdict is; what may stay empty is never worse than a warning."""
    if code in RULES:
        return RULES[code].severity
    severity = DOUBT if code in _DOUBTFUL_CELLS else _FROM_CELLS[TABLE_RULES[code].severity]
    return min(severity, WARNING) if column in OPTIONAL else severity


def ranks() -> dict[str, int]:
    """The order in which codes of one severity give the reason; the first is the reason."""
    return {code: place for place, code in enumerate((*TABLE_RULES, *RULES))}


def sentence(code: str, column: str, found: str, detail: str, language: str = "id") -> str:
    """One verdict in words: what was found, and what is expected."""
    english = language == "en"
    if code in RULES:
        rule = RULES[code]
        text = rule.sentence_en if english else rule.sentence_id
        return text.format(*detail.split(PARTS))
    cell = TABLE_RULES[code.removeprefix(OF_REGISTRY)]
    expected = (cell.expected_en if english else cell.expected_id).format(detail=detail)
    name = NAMES.get(column, (column, column))[1 if english else 0]
    if code == "empty":
        return f"{name}: {'is empty' if english else 'kosong, harus diisi'}."
    shown = f' "{found}"' if found else ""
    if english:
        return f"{name}{shown}: expected {expected}."
    return f"{name}{shown}: seharusnya {expected}."


def meaning(code: str, language: str = "id") -> str:
    """What a code means by itself, for counts; the parts that differ by row are left out."""
    english = language == "en"
    if code in RULES:
        rule = RULES[code]
        text = rule.sentence_en if english else rule.sentence_id
        return text.format(*("…",) * 3)
    code = code.removeprefix(OF_REGISTRY)
    if code not in TABLE_RULES:
        return code
    cell = TABLE_RULES[code]
    expected = (cell.expected_en if english else cell.expected_id).replace("{detail}", "…")
    column = "NIK" if code.startswith("nik_") else "Cell" if english else "Sel"
    return f"{column}: expected {expected}" if english else f"{column}: seharusnya {expected}"
