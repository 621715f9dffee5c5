"""Which column says what: headings in Indonesian and English, and a mapping by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from payung.monitoring.figure_check.records import Denominator, Role
from payung.monitoring.figure_check.refusals import refused
from payung.registry.imports.sheets import plain_header

#: Headings by role, compared without case, blanks and marks. The order decides where two fit.
HEADINGS: dict[Role, tuple[str, ...]] = {
    Role.REGION_CODE: (
        "kode", "kode wilayah", "kode daerah", "kode provinsi", "kode kab/kota", "region code",
        "code", "area code", "kode kemendagri",
    ),
    Role.REGION: (
        "wilayah", "daerah", "kabupaten/kota", "kabupaten", "kab/kota", "kota", "provinsi",
        "nama wilayah", "nama daerah", "region", "province", "regency", "area", "pemda",
        "pemerintah daerah",
    ),
    Role.LABEL: ("uraian", "nama", "hasil", "rincian", "jenis", "item", "label", "outcome"),
    Role.PUBLISHED: (
        "terbit", "tanggal terbit", "tgl terbit", "published", "published on", "publication date",
    ),
    Role.DATE: (
        "tanggal", "tgl", "per tanggal", "per", "posisi", "bulan", "periode", "as of", "as_of",
        "day", "date", "month", "period",
    ),
    Role.WEEKDAY: ("hari", "weekday", "day of week"),
    Role.YEAR: ("tahun", "year"),
    Role.DEFINITION: (
        "definisi", "indikator", "jenis penyebut", "definition", "indicator", "denominator kind",
        "denominator as quoted",
    ),
    Role.RULE: (
        "dasar hukum", "peraturan", "regulasi", "aturan", "legal basis", "rule", "regulation",
    ),
    Role.TARGET_SHARE: (
        "persen dari target", "% dari target", "capaian terhadap target", "capaian target",
        "share of target", "% of target",
    ),
    Role.TARGET_YEAR: ("tahun target", "target year"),
    Role.GAP_TO_TARGET: (
        "gap ke target", "kurang dari target", "kekurangan ke target", "selisih target",
        "gap target", "kekurangan menuju target", "gap to target",
    ),
    Role.UNPROTECTED: (
        "belum terlindungi", "belum peserta", "belum tercakup", "belum terdaftar", "unprotected",
        "not covered",
    ),
    Role.GAP: ("gap", "selisih", "kekurangan"),
    Role.TARGET: ("target", "target persen", "target %", "target pct", "target cakupan"),
    Role.PERCENT: (
        "persen", "persentase", "cakupan", "%", "capaian", "coverage", "percent", "pct",
        "percentage", "pct reported", "coverage rate", "rate", "cakupan (%)", "cakupan persen",
        "printed",
    ),
    Role.NUMERATOR: (
        "peserta aktif", "peserta", "pembilang", "terlindungi", "terdaftar", "tk aktif",
        "jumlah peserta", "tenaga kerja aktif", "numerator", "active", "active participants",
        "participants", "members", "registered", "covered",
    ),
    Role.POPULATION: (
        "penduduk", "jumlah penduduk", "population",
    ),
    Role.DENOMINATOR: (
        "potensi", "potensi pekerja", "penyebut", "semesta", "angkatan kerja", "penduduk bekerja",
        "potensi tenaga kerja", "jumlah pekerja", "total pekerja", "jumlah tenaga kerja",
        "denominator", "universe", "eligible workers", "labour force", "labor force",
        "employed persons",
    ),
    Role.AMOUNT: (
        "nilai", "nominal", "nilai klaim", "jumlah klaim (rp)", "rupiah", "nilai manfaat",
        "pembayaran", "amount", "value", "value idr", "jumlah rupiah", "nilai tunggakan",
        "tunggakan",
    ),
    Role.CASES: ("kasus", "jumlah kasus", "klaim", "jumlah klaim", "cases", "claims", "count"),
    Role.FIRMS: (
        "perusahaan", "jumlah perusahaan", "badan usaha", "pemberi kerja", "firms", "employers",
    ),
    Role.WORKERS: ("pekerja", "tenaga kerja", "workers"),
    Role.WAGE: ("ump", "umk", "upah minimum", "minimum wage"),
    Role.RANK: ("peringkat", "ranking", "rank"),
    Role.TOTAL: ("total", "jumlah", "jumlah seluruhnya", "total peserta", "total kepesertaan"),
}  # fmt: skip
#: Headings of parts that add up to the total (or to the members), and how they are called.
PARTS: dict[str, str] = {
    "pu": "PU",
    "penerimaupah": "PU",
    "wageearner": "PU",
    "wageearners": "PU",
    "pesertapu": "PU",
    "bpu": "BPU",
    "bukanpenerimaupah": "BPU",
    "pesertabpu": "BPU",
    "nonwageearner": "BPU",
    "nonwageearners": "BPU",
    "jakon": "Jakon",
    "jasakonstruksi": "Jakon",
    "konstruksi": "Jakon",
    "construction": "Jakon",
    "pmi": "PMI",
    "pekerjamigran": "PMI",
    "migrant": "PMI",
    "migrants": "PMI",
}
_DENOMINATORS: tuple[tuple[str, Denominator], ...] = (
    ("angkatan kerja", Denominator.LABOUR_FORCE),
    ("labour force", Denominator.LABOUR_FORCE),
    ("labor force", Denominator.LABOUR_FORCE),
    ("penduduk bekerja", Denominator.EMPLOYED_PERSONS),
    ("penduduk yang bekerja", Denominator.EMPLOYED_PERSONS),
    ("employed", Denominator.EMPLOYED_PERSONS),
    ("potensi", Denominator.ELIGIBLE_UNIVERSE),
    ("potential", Denominator.ELIGIBLE_UNIVERSE),
    ("semesta", Denominator.ELIGIBLE_UNIVERSE),
    ("universe", Denominator.ELIGIBLE_UNIVERSE),
    ("eligible", Denominator.ELIGIBLE_UNIVERSE),
    ("penduduk", Denominator.POPULATION),
    ("population", Denominator.POPULATION),
)
_SIZES = (
    ("triliun", 10**12),
    ("miliar", 10**9),
    ("milyar", 10**9),
    ("billion", 10**9),
    ("juta", 10**6),
    ("million", 10**6),
    ("ribu", 10**3),
    ("thousand", 10**3),
)
_BRACKETS = re.compile(r"\([^)]*\)")
_YEAR = re.compile(r"^(.*?)\s*((?:19|20)\d\d)$")
_BY_HEADING = {
    plain_header(heading): role for role, headings in HEADINGS.items() for heading in headings
}


@dataclass(frozen=True)
class Column:
    """One column: its heading, its role (None: not checked), and what the heading adds."""

    index: int
    heading: str
    role: Role | None
    part: str = ""
    scale: int = 1
    year: int | None = None
    denominator_kind: Denominator | None = None


def denominator_kind(text: str) -> Denominator | None:
    """The kind of denominator that words name; None for words that leave it open."""
    plain = text.casefold().replace("_", " ")  # the code of an indicator names it as well
    return next((kind for word, kind in _DENOMINATORS if word in plain), None)


def recognise(headings: Sequence[str], mapping: Mapping[str, str] | None = None) -> list[Column]:
    """The columns with their roles. ``mapping`` gives roles to headings by hand.

    Raises ``CheckRefused`` for a mapping to an unknown role or an absent heading.
    """
    by_hand = _by_hand(headings, mapping or {})
    columns, taken = [], set()
    for index, heading in enumerate(headings):
        column = _column(index, heading, by_hand.get(plain_header(heading)))
        many = column.role in (Role.PART, Role.WAGE, None)
        if not many and column.role in taken:
            column = Column(index, heading, None)  # the first column of a role is the one
        if column.role:
            taken.add(column.role)
        columns.append(column)
    return columns


def _by_hand(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[str, Role]:
    known = {plain_header(heading) for heading in headings}
    found: dict[str, Role] = {}
    for name, heading in mapping.items():
        roles = [role for role in Role if role.value == name.strip().casefold()]
        if not roles:
            wanted = ", ".join(role.value for role in Role)
            raise refused(
                "unknown_role",
                f"Peran kolom “{name}” tidak dikenal; yang ada: {wanted}.",
                f"The column role “{name}” is not known; there are: {wanted}.",
            )
        if plain_header(heading) not in known:
            raise refused(
                "unknown_heading",
                f"Judul kolom “{heading}” tidak ada; yang ada: {', '.join(headings)}.",
                f"There is no column “{heading}”; there are: {', '.join(headings)}.",
            )
        found[plain_header(heading)] = roles[0]
    return found


def _column(index: int, heading: str, given: Role | None) -> Column:
    words = heading.casefold()
    scale = next((size for word, size in _SIZES if re.search(rf"\b{word}(?:an)?\b", words)), 1)
    year = _YEAR.match(words.strip())
    bare = _BRACKETS.sub(" ", words)
    part = PARTS.get(plain_header(bare), "")
    role = given or (Role.PART if part else _role(words, bare, year))
    return Column(
        index,
        heading.strip(),
        role,
        part or (heading.strip() if role is Role.PART else ""),
        scale,
        int(year[2]) if year and role is Role.WAGE else None,
        denominator_kind(heading) if role is Role.DENOMINATOR else None,
    )


def _role(words: str, bare: str, year: re.Match[str] | None) -> Role | None:
    candidates = [words, bare]
    candidates += [re.sub(rf"\b{word}(?:an)?\b", " ", bare) for word, _ in _SIZES if word in bare]
    if year:
        candidates.append(year[1])
    for candidate in candidates:
        role = _BY_HEADING.get(plain_header(re.sub(r"\brp\b", " ", candidate)))
        if role:
            return role
    return None
