"""What the checker says: one finding per doubted figure, never a silent correction."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Code(StrEnum):
    """The kinds of slip. Each is one heading of the guide ``docs/panduan/periksa-angka.md``."""

    RATIO = "RATIO"
    SWAPPED_DIGITS = "SWAPPED_DIGITS"
    TARGET_SHARE = "TARGET_SHARE"
    GAP = "GAP"
    GAP_KIND = "GAP_KIND"
    SUM = "SUM"
    PART_ABOVE_WHOLE = "PART_ABOVE_WHOLE"
    MIXED_UNITS = "MIXED_UNITS"
    COPIED = "COPIED"
    NEAR_DIGITS = "NEAR_DIGITS"
    UNIT = "UNIT"
    VALUE_PER_CASE = "VALUE_PER_CASE"
    MINIMUM_WAGE = "MINIMUM_WAGE"
    DATE = "DATE"
    DATE_AFTER_PUBLICATION = "DATE_AFTER_PUBLICATION"
    WEEKDAY = "WEEKDAY"
    INTERVAL = "INTERVAL"
    REGION_TWICE = "REGION_TWICE"
    REGION_UNKNOWN = "REGION_UNKNOWN"
    REGION_CODE = "REGION_CODE"
    TERRITORY = "TERRITORY"
    RUBRIC = "RUBRIC"
    PLAN_PERIOD = "PLAN_PERIOD"
    POPULATION = "POPULATION"
    DENOMINATOR = "DENOMINATOR"
    DEFINITION = "DEFINITION"
    JUMP = "JUMP"
    RULE = "RULE"
    TARGET = "TARGET"
    TERM = "TERM"
    UNIQUE_CLAIM = "UNIQUE_CLAIM"
    NUMBER = "NUMBER"


#: Kinds of slip in words: Indonesian, English.
NAMES: dict[Code, tuple[str, str]] = {
    Code.RATIO: ("Persentase tidak cocok", "Percentage does not match"),
    Code.SWAPPED_DIGITS: ("Angka tertukar", "Digits swapped"),
    Code.TARGET_SHARE: ("Persen dari target, bukan cakupan", "Share of target, not coverage"),
    Code.GAP: ("Selisih tidak cocok", "Gap does not match"),
    Code.GAP_KIND: ("Jenis selisih keliru", "Gap of the wrong kind"),
    Code.SUM: ("Jumlah tidak cocok", "Parts do not add up"),
    Code.PART_ABOVE_WHOLE: ("Bagian melebihi keseluruhan", "Part exceeds the whole"),
    Code.MIXED_UNITS: ("Satuan berbeda dijumlahkan", "Different units added"),
    Code.COPIED: ("Angka tersalin", "Copied figure"),
    Code.NEAR_DIGITS: ("Dua angka beda satu digit", "Two figures one digit apart"),
    Code.UNIT: ("Satuan keliru", "Unit slip"),
    Code.VALUE_PER_CASE: ("Nilai per kasus janggal", "Value per case out of range"),
    Code.MINIMUM_WAGE: ("Upah minimum berbeda", "Minimum wage differs"),
    Code.DATE: ("Tanggal tidak terbaca", "Date cannot be read"),
    Code.DATE_AFTER_PUBLICATION: ("Tanggal sesudah terbit", "Date after publication"),
    Code.WEEKDAY: ("Hari tidak cocok dengan tanggal", "Weekday does not match"),
    Code.INTERVAL: ("Kelas berlubang", "Classes with a gap"),
    Code.REGION_TWICE: ("Wilayah tercantum dua kali", "Region listed twice"),
    Code.REGION_UNKNOWN: ("Wilayah tidak dikenal", "Region not known"),
    Code.REGION_CODE: ("Kode wilayah rusak", "Region code damaged"),
    Code.TERRITORY: ("Wilayah kerja dan provinsi tertukar", "Office area taken for a province"),
    Code.RUBRIC: ("Rubrik wilayah lain", "Filed under another region"),
    Code.PLAN_PERIOD: ("Masa rencana keliru", "Wrong period of a plan"),
    Code.POPULATION: ("Penduduk dan potensi tertukar", "Population taken for the universe"),
    Code.DENOMINATOR: ("Penyebut jauh dari acuan", "Denominator far from the reference"),
    Code.DEFINITION: ("Dua angka untuk satu hal", "Two figures for one thing"),
    Code.JUMP: ("Lonjakan dari angka lalu", "Jump against the last figure"),
    Code.RULE: ("Peraturan tidak ada di daftar", "Rule not in the register"),
    Code.TARGET: ("Target berbeda dari dokumennya", "Target differs from its document"),
    Code.TERM: ("Istilah keliru", "Wrong term"),
    Code.UNIQUE_CLAIM: ("Klaim satu-satunya", "Claim of uniqueness"),
    Code.NUMBER: ("Bilangan tidak terbaca", "Number cannot be read"),
}


class Sureness(StrEnum):
    """How sure the checker is that something is wrong.

    ``HIGH``: arithmetic, the calendar or a register leaves no other reading. ``MEDIUM``: wrong
    unless something is unsaid (a rounded input, another definition). ``LOW``: a note to look at.
    """

    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"


@dataclass(frozen=True)
class Place:
    """Where a figure stands: a row (as its owner counts) and column, or a span of the text.

    ``start`` and ``end`` count characters of the text from 0, ``end`` excluded.
    """

    row: int | None = None
    column: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Finding:
    """One doubted figure: what was found, why it is doubted, what is likely right, how sure.

    ``likely`` is empty where nothing can be computed or suggested; it is written as the printed
    figure is written, ready to be copied. ``because_id`` and ``because_en`` say why the checker
    is as sure as ``sureness`` tells.
    """

    code: Code
    place: Place
    found: str
    why_id: str
    why_en: str
    likely: str
    sureness: Sureness
    because_id: str
    because_en: str

    def why(self, language: str = "id") -> str:
        """Why the figure is doubted, in Indonesian or English."""
        return self.why_en if language == "en" else self.why_id

    def because(self, language: str = "id") -> str:
        """Why the checker is as sure as it says, in Indonesian or English."""
        return self.because_en if language == "en" else self.because_id

    def name(self, language: str = "id") -> str:
        """The kind of slip in words."""
        return NAMES[self.code][1 if language == "en" else 0]

    def as_json(self) -> dict[str, Any]:
        """The finding as plain values; the schema is ``figure_check.schema``."""
        plain = asdict(self)
        plain["code"], plain["sureness"] = self.code.value, self.sureness.value
        return plain
