"""The figure checker on figures that were corrupted on purpose: precision and recall by kind.

Run: ``python benchmarks/figure_check.py [figures] [--write]``; with ``--write`` the table goes
into the guide docs/panduan/periksa-angka.md. The generator is seeded, so each run is the same.

True rows are made first (regions, universes, members, percentages, targets, gaps, segments,
claims, dates, rules); each is then corrupted in one way, or left alone (as many rows are left as
are corrupted). Half are written as a report, half as a table. Some of what is not corrupted is
then left out (a fifth of the sentences and columns) or rounded (a quarter of the rows), and
reports get sentences with other numbers: so a part of the slips can't be seen any more. A
corruption counts as **found** when a finding of a fitting kind is about the corrupted figure or,
for slips between two figures, about either of them. Every finding above a note on anything else is
a **false alarm**. ``right value`` is how often the suggested value is the one that was there
before.

The generator knows nothing of the checker's thresholds; a slip that can't be seen (a swap in the
last digits of a large number that leaves the percentage as printed) counts as missed.
"""

from __future__ import annotations

import io
import itertools
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from payung.monitoring.figure_check import Check, Finding, Sureness, check_file, check_text
from payung.monitoring.figure_check.dates import WEEKDAYS, read_date
from payung.monitoring.figure_check.knowledge import Knowledge
from payung.reference import packaged

SEED = 20211403
GUIDE = Path(__file__).resolve().parent.parent / "docs" / "panduan" / "periksa-angka.md"
MONTHS = [
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
]


def grouped(value: int) -> str:
    """A count as Indonesians print it."""
    return f"{value:,}".replace(",", ".")


def hundredths(value: int) -> str:
    """Hundredths of a percent as printed: 3925 is 39,25."""
    return f"{value // 100},{value % 100:02d}"


@dataclass
class Row:
    """One true statement; texts of figures by their column."""

    region: str
    cells: dict[str, str] = field(default_factory=dict)

    def copy(self) -> Row:
        return Row(self.region, dict(self.cells))


COLUMNS = {
    "region": "Wilayah",
    "weekday": "Hari",
    "date": "Tanggal",
    "published": "Terbit",
    "members": "Peserta",
    "universe": "Potensi",
    "percent": "Cakupan",
    "target": "Target",
    "gap": "Kurang dari target",
    "unprotected": "Belum terlindungi",
    "pu": "PU",
    "bpu": "BPU",
    "jakon": "Jakon",
    "amount": "Nilai klaim",
    "cases": "Kasus",
    "rule": "Dasar hukum",
}


def true_row(chance: random.Random, region: str, population: int) -> Row:
    """A true row about a region: everything in it agrees."""
    universe = population * chance.randint(22, 45) // 100 + chance.randint(-999, 999)
    members = universe * chance.randint(1500, 7500) // 10_000 + chance.randint(-99, 99)
    rate = (2 * 10_000 * members + universe) // (2 * universe)
    target = min(rate + chance.randint(300, 2500), 9990)
    gap = (target * universe + 5_000) // 10_000 - members
    bpu, jakon = members * chance.randint(15, 30) // 100, members * chance.randint(4, 12) // 100
    cases = chance.randint(900, 90_000)
    day = date(2023, 1, 1) + timedelta(days=chance.randint(0, 1000))
    published = day + timedelta(days=chance.randint(1, 40))
    rule = chance.choice(RULES)
    return Row(
        region,
        {
            "region": region,
            "weekday": WEEKDAYS[day.weekday()],
            "date": f"{day.day} {MONTHS[day.month - 1]} {day.year}",
            "published": f"{published:%d/%m/%Y}",
            "members": grouped(members),
            "universe": grouped(universe),
            "percent": hundredths(rate),
            "target": hundredths(target),
            "gap": grouped(gap),
            "unprotected": grouped(universe - members),
            "pu": grouped(members - bpu - jakon),
            "bpu": grouped(bpu),
            "jakon": grouped(jakon),
            "amount": grouped(cases * chance.randint(8_000_000, 20_000_000)),
            "cases": grouped(cases),
            "rule": rule,
        },
    )


RULES = [
    f"{row['type']} {row['number']}/{row['year']}"
    for row in packaged.rows("regulations")
    if row["number"].isdigit()
]


# Corruptions: each changes one row and names the column that was spoilt.


def digits(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def swapped(chance: random.Random, text: str) -> str | None:
    """Two different neighbouring digits swapped, marks left where they are."""
    places = [at for at, letter in enumerate(text) if letter.isdigit()]
    pairs = [(a, b) for a, b in itertools.pairwise(places) if text[a] != text[b]]
    pairs = [(a, b) for a, b in pairs if not (a == places[0] and text[b] == "0")]
    if not pairs:
        return None
    first, second = chance.choice(pairs)
    letters = list(text)
    letters[first], letters[second] = letters[second], letters[first]
    return "".join(letters)


def swap(column: str) -> Callable[[random.Random, Row], str | None]:
    def corrupt(chance: random.Random, row: Row) -> str | None:
        changed = swapped(chance, row.cells[column])
        if changed is None:
            return None
        row.cells[column] = changed
        return column

    return corrupt


def wrong_percent(chance: random.Random, row: Row) -> str:
    """A percentage that is off by a twentieth of a point to four points."""
    change = chance.choice([-1, 1]) * chance.randint(5, 400)
    row.cells["percent"] = hundredths(max(1, digits(row.cells["percent"]) + change))
    return "percent"


def last_place(chance: random.Random, row: Row) -> str:
    """A percentage that is off by one in its last place."""
    row.cells["percent"] = hundredths(digits(row.cells["percent"]) + chance.choice([-1, 1]))
    return "percent"


def target_share(chance: random.Random, row: Row) -> str:
    members, universe = digits(row.cells["members"]), digits(row.cells["universe"])
    target = digits(row.cells["target"])
    row.cells["percent"] = hundredths(100_000_000 * members // (universe * target))
    return "percent"


def wrong_gap(chance: random.Random, row: Row) -> str:
    row.cells["gap"] = grouped(digits(row.cells["gap"]) * chance.randint(101, 120) // 100 + 3)
    return "gap"


def gap_kind(chance: random.Random, row: Row) -> str:
    row.cells["unprotected"] = row.cells["gap"]
    return "unprotected"


def wrong_part(chance: random.Random, row: Row) -> str:
    column = chance.choice(["pu", "bpu", "jakon"])
    row.cells[column] = grouped(digits(row.cells[column]) + chance.randint(3, 5000))
    return column


def copied_part(chance: random.Random, row: Row) -> str:
    row.cells["jakon"] = row.cells["bpu"]
    return "jakon"


def lost_zeros(column: str) -> Callable[[random.Random, Row], str | None]:
    """Thousands lost: the figure is a thousandth of what it was."""

    def corrupt(chance: random.Random, row: Row) -> str | None:
        value = digits(row.cells[column]) // 1000
        row.cells[column] = grouped(max(value, 1))
        return column

    return corrupt


def size_twice(chance: random.Random, row: Row) -> str:
    row.cells["amount"] += chance.choice([" juta", " miliar"])
    return "amount"


def foreign(chance: random.Random, row: Row) -> str:
    row.cells["amount"] = f"Rs {digits(row.cells['amount']) // 10**9} crore"
    return "amount"


def wrong_weekday(chance: random.Random, row: Row) -> str:
    others = [name for name in WEEKDAYS if name != row.cells["weekday"]]
    row.cells["weekday"] = chance.choice(others)
    return "weekday"


def next_year(chance: random.Random, row: Row) -> str:
    """The year slips by one: also its weekday no longer fits."""
    row.cells["date"] = re.sub(r"\d{4}$", lambda year: str(int(year[0]) + 1), row.cells["date"])
    return "date"


def no_such_day(chance: random.Random, row: Row) -> str:
    row.cells["date"] = re.sub(r"^\d+ \w+", "31 Februari", row.cells["date"])
    return "date"


def misspelled(chance: random.Random, row: Row) -> str | None:
    """One letter of the name replaced by another."""
    name = row.cells["region"]
    at = chance.randrange(1, len(name))
    if not name[at].isalpha():
        return None
    letter = chance.choice("aeioulnrst")
    if letter == name[at].lower():
        return None
    row.cells["region"] = name[:at] + letter + name[at + 1 :]
    return "region"


def population_as_universe(chance: random.Random, row: Row) -> str:
    """The registered population in the place of the universe; percentage and gaps follow it."""
    population, members = POPULATION[row.region], digits(row.cells["members"])
    target = digits(row.cells["target"])
    row.cells["universe"] = grouped(population)
    row.cells["percent"] = hundredths((2 * 10_000 * members + population) // (2 * population))
    row.cells["gap"] = grouped((target * population + 5_000) // 10_000 - members)
    row.cells["unprotected"] = grouped(population - members)
    return "universe"


def extra_digit(chance: random.Random, row: Row) -> str:
    """Another digit in the number of a rule: 2/2021 becomes 21/2021."""
    kind, number, year = re.match(r"(.*) (\d+)/(\d+)", row.cells["rule"]).groups()  # type: ignore[union-attr]
    row.cells["rule"] = f"{kind} {number}{chance.randint(1, 9)}/{year}"
    return "rule"


def other_year(chance: random.Random, row: Row) -> str:
    kind, year = row.cells["rule"].rsplit("/", 1)
    row.cells["rule"] = f"{kind}/{int(year) + chance.choice([-2, -1, 1, 2])}"
    return "rule"


#: The kinds in the words of the guide.
IN_INDONESIAN = {
    "percentage wrong": "persentase keliru",
    "percentage off by its last place": "persentase meleset satu di angka terakhir",
    "digits swapped in members": "digit tertukar pada peserta",
    "digits swapped in universe": "digit tertukar pada potensi",
    "digits swapped in percentage": "digit tertukar pada persentase",
    "share of target as coverage": "bagian dari target sebagai cakupan",
    "gap wrong": "selisih keliru",
    "gap of the wrong kind": "jenis selisih keliru",
    "parts do not add up": "rincian tidak berjumlah",
    "segment copied": "segmen tersalin",
    "universe in thousands": "potensi kehilangan ribuan",
    "cases in thousands": "kasus kehilangan ribuan",
    "amount in thousands": "nilai kehilangan ribuan",
    "size said twice": "satuan ditulis dua kali",
    "Rs and crore": "Rs dan crore",
    "weekday wrong": "hari keliru",
    "year of the date wrong": "tahun pada tanggal keliru",
    "day that does not exist": "tanggal yang tidak ada",
    "region misspelled": "nama wilayah salah tulis",
    "population for universe": "penduduk sebagai potensi",
    "number of a rule wrong": "nomor peraturan keliru",
    "year of a rule wrong": "tahun peraturan keliru",
}
POPULATION: dict[str, int] = {}
BY_RATIO = {"members", "universe", "percent", "gap", "unprotected", "pu", "bpu", "jakon"}
#: kind -> (corruption, kinds of finding that fit, columns that a fitting finding may be about)
KINDS: dict[str, tuple[Callable[[random.Random, Row], str | None], set[str], set[str]]] = {
    "percentage wrong": (wrong_percent, {"RATIO", "SWAPPED_DIGITS", "TARGET_SHARE"}, BY_RATIO),
    "percentage off by its last place": (last_place, {"RATIO", "SWAPPED_DIGITS"}, BY_RATIO),
    "digits swapped in members": (
        swap("members"), {"SWAPPED_DIGITS", "RATIO", "GAP", "SUM", "PART_ABOVE_WHOLE"}, BY_RATIO,
    ),
    "digits swapped in universe": (
        swap("universe"), {"SWAPPED_DIGITS", "RATIO", "GAP", "PART_ABOVE_WHOLE", "POPULATION"},
        BY_RATIO,
    ),
    "digits swapped in percentage": (swap("percent"), {"SWAPPED_DIGITS", "RATIO"}, BY_RATIO),
    "share of target as coverage": (
        target_share, {"TARGET_SHARE", "PART_ABOVE_WHOLE", "RATIO"}, {"percent"},
    ),
    "gap wrong": (wrong_gap, {"GAP"}, {"gap"}),
    "gap of the wrong kind": (gap_kind, {"GAP_KIND", "GAP"}, {"unprotected"}),
    "parts do not add up": (
        wrong_part, {"SUM", "SWAPPED_DIGITS", "PART_ABOVE_WHOLE"},
        {"members", "pu", "bpu", "jakon"},
    ),
    "segment copied": (
        copied_part, {"COPIED", "SUM", "SWAPPED_DIGITS"}, {"members", "pu", "bpu", "jakon"},
    ),
    "universe in thousands": (
        lost_zeros("universe"), {"UNIT", "PART_ABOVE_WHOLE"}, {"universe", "members"},
    ),
    "cases in thousands": (lost_zeros("cases"), {"VALUE_PER_CASE"}, {"cases", "amount"}),
    "amount in thousands": (lost_zeros("amount"), {"VALUE_PER_CASE"}, {"cases", "amount"}),
    "size said twice": (size_twice, {"UNIT"}, {"amount"}),
    "Rs and crore": (foreign, {"UNIT"}, {"amount"}),
    "weekday wrong": (wrong_weekday, {"WEEKDAY"}, {"weekday"}),
    "year of the date wrong": (
        next_year, {"DATE_AFTER_PUBLICATION", "WEEKDAY"}, {"date", "weekday"},
    ),
    "day that does not exist": (no_such_day, {"DATE"}, {"date"}),
    "region misspelled": (misspelled, {"REGION_UNKNOWN"}, {"region"}),
    "population for universe": (population_as_universe, {"POPULATION"}, {"universe"}),
    "number of a rule wrong": (extra_digit, {"RULE"}, {"rule"}),
    "year of a rule wrong": (other_year, {"RULE"}, {"rule"}),
}  # fmt: skip


# What reports are like: rounded, incomplete, with other numbers in between.

OTHER_SENTENCES = [
    "Iuran peserta mandiri Rp 16.800 per bulan untuk dua program.",
    "Pagu anggaran tahun 2025 sebesar Rp 4,6 miliar, naik 12 persen dari tahun lalu.",
    "Setiap desa mendaftarkan 100 pekerja rentan; ada 309 desa.",
    "Acara dihadiri 75 orang dari 14 perangkat daerah.",
    "Ekonomi daerah tumbuh 5,05 persen dan kemiskinan turun menjadi 9,1 persen.",
    "Santunan Rp 42 juta diserahkan kepada ahli waris.",
    "Tunggakan 1.068 pemberi kerja mencapai Rp 3,8 miliar.",
    "Perjanjian berlaku sampai 31 Desember 2027.",
    "Jumlah pencari kerja tercatat 12.400 orang.",
    "Kegiatan dimulai pukul 09.30 di ruang 2 lantai 3.",
]
CORE = {"region", "weekday", "date", "published", "universe", "members"}


def rounded(row: Row, spoilt: str, in_words: bool) -> None:
    """Members and universe in thousands, the percentage with one place; not what was spoilt."""
    for name in ("members", "universe", "unprotected", "gap", "pu", "bpu", "jakon"):
        if name != spoilt:
            thousands = (digits(row.cells[name]) + 500) // 1000
            row.cells[name] = (
                f"{grouped(thousands)} ribu" if in_words else grouped(thousands * 1000)
            )
    if spoilt != "percent":
        tenths = (digits(row.cells["percent"]) + 5) // 10
        row.cells["percent"] = f"{tenths // 10},{tenths % 10}"


#: What is left out together, as a sentence would be.
GROUPS = ({"percent"}, {"target", "gap"}, {"unprotected"}, {"pu", "bpu", "jakon"},
          {"amount", "cases"}, {"rule"})  # fmt: skip


def left_out(chance: random.Random, spoilt: str) -> set[str]:
    """Columns that are not given: a fifth of the groups, never the one that was spoilt."""
    gone = [group for group in GROUPS if spoilt not in group and chance.random() < 0.2]
    return set().union(*gone)


# Writing: a table for some rows, a report of sentences for others.


def as_table(row: Row, absent: set[str]) -> str:
    """The row under its headings, without the absent columns."""
    columns = [name for name in COLUMNS if name not in absent]
    head = "\t".join(COLUMNS[name] for name in columns)
    return head + "\n" + "\t".join(row.cells[name] for name in columns) + "\n"


def _columns(sentence: str) -> set[str]:
    """The columns that a sentence names."""
    names = set(re.findall(r"\{(\w+)\}", sentence))
    return {"amount" if name == "money" else name for name in names}


def as_text(
    chance: random.Random, row: Row, absent: set[str], spoilt: str = ""
) -> tuple[str, dict[str, tuple[int, int]]]:
    """The row as a report of some sentences, and where each figure stands.

    A sentence about an absent column is left out, and others stand in between. What was spoilt is
    printed: a slip that nobody wrote is none.
    """
    kept = []
    for choices in SENTENCES:
        sayable = [sentence for sentence in choices if not _columns(sentence) & absent]
        telling = [sentence for sentence in sayable if spoilt in _columns(sentence)]
        if sayable:
            kept.append(chance.choice(telling or sayable))
    for _ in range(2):
        kept.insert(chance.randint(1, len(kept)), chance.choice(OTHER_SENTENCES))
    template = " ".join(kept)
    out, spans = "", {}
    for piece in re.split(r"(\{\w+\})", template):
        if piece.startswith("{"):
            name = piece[1:-1]
            spans[name] = (len(out), len(out) + len(row.cells[name]))
            out += row.cells[name]
        else:
            out += piece
    return out, spans


SENTENCES = [
    [
        "Terbit: {published}\n\nKegiatan monev di {region} digelar {weekday}, {date}.",
        "Tanggal terbit: {published}\n\nForum kepatuhan {region} bertemu pada {weekday} ({date}).",
    ],
    [
        "Per {date}, sebanyak {members} dari {universe} pekerja sudah terlindungi atau "
        "{percent} persen.",
        "Hingga {date} cakupan baru {percent} persen, yakni {members} dari {universe} tenaga "
        "kerja.",
        "Per {date} potensi pekerja di sana {universe} orang. Yang terdaftar {members} peserta, "
        "setara {percent} persen.",
        "Per {date} baru {members} pekerja terlindungi dari potensi {universe} orang.",
    ],
    [
        "Targetnya {target} persen sehingga kurang {gap} orang untuk mencapai target.",
        "Untuk mencapai target {target} persen masih dibutuhkan {gap} pekerja menuju target.",
        "Dengan target {target} persen, kekurangan menuju target {gap} orang.",
    ],
    [
        "Sebanyak {unprotected} pekerja belum terlindungi.",
        "Masih ada {unprotected} orang yang belum menjadi peserta.",
    ],
    [
        "Peserta aktif {members} orang, terdiri atas {pu} penerima upah, {bpu} bukan penerima "
        "upah, dan {jakon} pekerja jasa konstruksi.",
        "Total {members} peserta meliputi PU {pu}, BPU {bpu}, serta jasa konstruksi {jakon}.",
    ],
    [
        "Klaim yang dibayar {money} untuk {cases} kasus.",
        "Manfaat yang dibayarkan senilai {money} kepada {cases} kasus.",
    ],
    ["Dasarnya {rule} tentang jaminan sosial ketenagakerjaan.", "Hal itu sesuai {rule}."],
]


@dataclass
class Score:
    """What was found of one kind."""

    made: int = 0
    found: int = 0
    right: int = 0
    can_be_right: int = 0


def evaluate(amount: int) -> tuple[dict[str, Score], Counter[str], Counter[str], int]:
    """Corrupt so many figures; the scores by kind, the true and false alarms by code."""
    chance = random.Random(SEED)
    knowledge = Knowledge.packaged()
    places = []
    for row in packaged.rows("regions"):
        name = row["name"]
        if len(knowledge.gazetteer.find(name)) == 1 and " / " not in name:
            persons = int(row["population_male"]) + int(row["population_female"])
            POPULATION[name] = persons
            places.append(name)
    scores = {kind: Score() for kind in KINDS}
    true_alarms: Counter[str] = Counter()
    false_alarms: Counter[str] = Counter()
    clean = 0
    kinds = list(KINDS)
    made = 0
    while made < amount:
        kind = kinds[made % len(kinds)]
        name = chance.choice(places)
        original = true_row(chance, name, POPULATION[name])
        row = original.copy()
        corrupt, codes, columns = KINDS[kind]
        spoilt = corrupt(chance, row)
        if spoilt is None or row.cells[spoilt] == original.cells[spoilt]:
            continue
        in_words = chance.random() < 0.5
        made += 1
        score = scores[kind]
        score.made += 1
        absent = left_out(chance, spoilt)
        coarse = chance.random() < 0.25
        if coarse:
            rounded(row, spoilt, in_words)
        findings, about = look(chance, row, in_words, knowledge, absent, spoilt)
        fitting = [
            finding
            for finding in findings
            if finding.code.value in codes and about(finding) in columns
        ]
        score.found += bool(fitting)
        likely = [finding.likely for finding in fitting if finding.likely]
        score.can_be_right += bool(likely)
        score.right += any(same(text, original.cells[spoilt], kind) for text in likely)
        for finding in findings:
            counted = true_alarms if finding.code.value in codes else false_alarms
            if finding.sureness is not Sureness.LOW or finding in fitting:
                counted[finding.code.value] += 1
        untouched = true_row(chance, name, POPULATION[name])
        clean += 1
        if coarse:
            rounded(untouched, "", in_words)
        for finding in look(chance, untouched, in_words, knowledge, absent)[0]:
            if finding.sureness is not Sureness.LOW:
                false_alarms[finding.code.value] += 1
    return scores, true_alarms, false_alarms, clean


def same(likely: str, original: str, kind: str) -> bool:
    """Whether a suggestion says what stood there before; lost digits can't come back."""
    if "date" in kind:
        return read_date(likely) == read_date(original)
    plain, wanted = re.sub(r"\D", "", likely), re.sub(r"\D", "", original)
    if "thousands" in kind or "crore" in kind:
        return bool(plain) and wanted.startswith(plain.rstrip("0"))
    return plain == wanted if wanted else likely.casefold() == original.casefold()


def look(
    chance: random.Random,
    row: Row,
    in_words: bool,
    knowledge: Knowledge,
    absent: set[str],
    spoilt: str = "",
) -> tuple[tuple[Finding, ...], Callable[[Finding], str]]:
    """The findings about a row, and a function that names the column of one."""
    if not in_words:
        text = as_table(row, absent)
        check: Check = check_file(io.BytesIO(text.encode()), "angka.csv", knowledge=knowledge)
        names = {heading: name for name, heading in COLUMNS.items()}
        return check.findings, lambda finding: names.get(finding.place.column, "")
    row.cells["money"] = row.cells["amount"]
    if not row.cells["money"].startswith("Rs"):
        row.cells["money"] = f"Rp {row.cells['amount']}"
    text, spans = as_text(chance, row, absent, spoilt)
    check = check_text(text, knowledge=knowledge)

    def about(finding: Finding) -> str:
        start, end = finding.place.start or 0, finding.place.end or 0
        for name, (first, last) in spans.items():
            if start < last and first < end:
                return "amount" if name == "money" else name
        # A figure may stand twice in a report (members in two sentences): by what is printed.
        return next((name for name in spans if row.cells[name] == finding.found), "")

    return check.findings, about


def report(amount: int) -> str:
    """The table of the guide."""
    scores, true_alarms, false_alarms, clean = evaluate(amount)
    lines = [
        "| jenis slip | dibuat | ditemukan | recall | nilai benar yang disarankan |",
        "| --- | --: | --: | --: | --: |",
    ]
    for kind, score in scores.items():
        right = percent(score.right, score.can_be_right) if score.can_be_right else "-"
        recall = percent(score.found, score.made)
        lines.append(
            f"| {IN_INDONESIAN[kind]} | {score.made} | {score.found} | {recall} | {right} |"
        )
    made, found = sum(s.made for s in scores.values()), sum(s.found for s in scores.values())
    lines.append(f"| **semua** | {made} | {found} | {percent(found, made)} | |")
    lines += ["", "| kode temuan | benar | keliru | presisi |", "| --- | --: | --: | --: |"]
    for code in sorted(true_alarms | false_alarms):
        right, wrong = true_alarms[code], false_alarms[code]
        lines.append(f"| {code} | {right} | {wrong} | {percent(right, right + wrong)} |")
    right, wrong = true_alarms.total(), false_alarms.total()
    lines.append(f"| **semua** | {right} | {wrong} | {percent(right, right + wrong)} |")
    lines += ["", f"{clean} baris benar ikut diperiksa; benih {SEED}."]
    return "\n".join(lines)


def percent(part: int, whole: int) -> str:
    if not whole:
        return "-"
    return hundredths((20_000 * part + whole) // (2 * whole)) + " %"


def speed() -> str:
    """Seconds for a table of 20,000 rows and a text of 2 MB."""
    chance = random.Random(SEED)
    lines = ["\t".join(COLUMNS.values())]
    codes = [
        (entry["name"], int(entry["population_male"]) + int(entry["population_female"]))
        for entry in packaged.rows("regions")
    ]
    row = Row("")
    for at in range(20_000):  # 552 regions over some 36 months, each growing slowly
        name, population = codes[at % len(codes)]
        row = true_row(random.Random(name), name, population)
        day = date(2021, 1, 4) + timedelta(weeks=4 * (at // len(codes)))
        row.cells["weekday"], row.cells["date"] = WEEKDAYS[day.weekday()], f"{day:%d/%m/%Y}"
        row.cells["published"] = f"{day + timedelta(days=9):%d/%m/%Y}"
        lines.append("\t".join(row.cells[column] for column in COLUMNS))
    content = io.BytesIO("\n".join(lines).encode())
    began = time.process_time()
    doubted = check_file(content, "besar.csv").total
    table = time.process_time() - began
    row.cells["money"] = "Rp " + row.cells["amount"]
    words = ""
    while len(words) < 2_000_000:
        words += as_text(chance, row, set())[0].partition("\n\n")[2] + "\n\n"
    began = time.process_time()
    check_text(words)
    return (
        f"20.000 baris x {len(COLUMNS)} kolom: {table:.1f} detik ({doubted} temuan); "
        f"teks 2 MB: {time.process_time() - began:.1f} detik, waktu prosesor satu inti."
    )


def main() -> None:
    """Print the table; with ``--write`` put it into the guide."""
    amount = next((int(word) for word in sys.argv[1:] if word.isdigit()), 5_000)
    found = report(amount)
    print(found)
    print(speed())
    if "--write" in sys.argv:
        begin, end = "<!-- hasil: mulai -->", "<!-- hasil: selesai -->"
        text = GUIDE.read_text()
        before, _, rest = text.partition(begin)
        GUIDE.write_text(f"{before}{begin}\n\n{found}\n\n{end}{rest.partition(end)[2]}")


if __name__ == "__main__":
    main()
