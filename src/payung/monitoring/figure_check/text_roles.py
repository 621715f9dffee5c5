"""The grammar of a report, upper half: what a figure is, by the words around it.

A figure is called by cue words within its clause. What no cue names stays without a role and is
not checked: a wrong role would be a false alarm.

====================  =============================================================================
role                  cue words (before or after the figure)
====================  =============================================================================
denominator           ``dari [total] [potensi] ...``, ``potensi pekerja``, ``angkatan kerja``
numerator             ``peserta``, ``terlindungi``, ``terdaftar``; or a figure before ``dari``
percent               a percentage that is no target, no share of it and no growth
target                ``target``, ``ditargetkan`` before a percentage
share of target       a percentage before ``dari target``
unprotected           ``belum terlindungi``, ``belum menjadi peserta``
gap to the target     ``untuk mencapai target``, ``kurang ... dari target``, ``gap ke target``
cases, firms          ``kasus``, ``klaim``; ``perusahaan``, ``badan usaha``, ``pemberi kerja``
population            ``penduduk`` that is not ``penduduk bekerja``
total, part           ``total``, ``seluruhnya``; ``salah satu``, ``di antaranya``, ``terbesar``
====================  =============================================================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from payung.monitoring.figure_check.numbers import Unit
from payung.monitoring.figure_check.records import Denominator, Role
from payung.monitoring.figure_check.text_tokens import Token


class Noun(StrEnum):
    """What a count counts."""

    PERSONS = "PERSONS"
    FIRMS = "FIRMS"
    CASES = "CASES"
    OTHER = "OTHER"


@dataclass(frozen=True)
class Cue:
    """The role of a figure, what it counts, and the kind of denominator where it is one.

    ``of_next`` tells that it is called a part of the next figure only.
    """

    role: Role | None
    noun: Noun = Noun.OTHER
    kind: Denominator | None = None
    of_next: bool = False


_I = re.IGNORECASE
_GROWTH_BEFORE = re.compile(
    r"\b(?:naik|turun|tumbuh|meningkat|bertambah|berkurang|menurun|selisih)\b[^.;]{0,25}$", _I
)
_FROM_TO = re.compile(r"^\s*(?:persen\s*)?(?:orang\s+|pekerja\s+|peserta\s+)?menjadi\b", _I)
_TARGET_BEFORE = re.compile(
    r"\b(?:target(?:nya)?|ditargetkan|menargetkan|sasaran)\b[^.;,]{0,60}$", _I
)
_TARGET_AFTER = re.compile(r"^[^.;,]{0,25}\bditargetkan\b", _I)
_OF_TARGET = re.compile(r"^\s*(?:\([^)]*\)\s*)?(?:dari|terhadap)\s+target\b", _I)
_OF_TARGET_BEFORE = re.compile(r"\bcapaian\s+(?:terhadap\s+)?target\b[^.;,]{0,20}$", _I)
_UNPROTECTED = re.compile(
    r"\b(?:belum|tidak|tak)\s+(?:\w+\s+)?"
    r"(?:terlindungi|tercakup|terdaftar|terjangkau|dilindungi|menjadi\s+peserta|ikut|memiliki)",
    _I,
)
_GAP_TARGET_BEFORE = re.compile(
    r"\b(?:gap|kekurangan|selisih|kurang)\b[^.;]{0,40}\btarget\b[^.;]{0,40}$"
    r"|\btarget\b[^.;]{0,40}\b(?:kurang|gap|selisih|kekurangan)\b[^.;]{0,25}$",
    _I,
)
_GAP_TARGET_AFTER = re.compile(
    r"^[^.;]{0,45}\b(?:untuk|guna|agar|demi)\s+(?:\w+\s+)?(?:mencapai|memenuhi|mengejar)\s+target"
    r"|^[^.;]{0,30}\b(?:menuju|ke|dari|terhadap)\s+target\b"
    r"|^[^.;]{0,30}\buntuk\s+target\b",
    _I,
)
_GAP = re.compile(r"\b(?:gap|kekurangan|selisih|kurang)(?:nya)?\b[^.;]{0,25}$", _I)
_FROM = re.compile(r"\b(?:dari|terhadap)\s+(?:[a-z/()-]+\s+){0,7}$", _I)
_UNIVERSE = re.compile(
    r"\b(?:potensi|semesta|universe|angkatan\s+kerja|penduduk(?:\s+yang)?\s+bekerja"
    r"|(?:jumlah|total)\s+(?:tenaga\s+kerja|pekerja))\b[^.;]{0,45}$",
    _I,
)
_CASES = re.compile(r"^\s*(?:kasus|klaim)\b|^\s*\w+\s+kasus\b", _I)
_FIRMS = re.compile(
    r"^\s*(?:unit\s+)?(?:perusahaan|badan\s+usaha|pemberi\s+kerja|debitur|SKK|surat\s+kuasa)\b", _I
)
_PERSONS = re.compile(
    r"^\s*(?:juta\s+|ribu\s+)?(?:orang|jiwa|pekerja|tenaga\s+kerja|peserta|warga|buruh"
    r"|penduduk|angkatan\s+kerja|(?:\w+\s+)?(?:pekerja|tenaga\s+kerja|peserta))\b",
    _I,
)
_NO_NOUN = re.compile(
    r"^\s*(?:[,;.)(]|$|(?:atau|sudah|telah|yang|baru|belum|ter\w+|menjadi|pada|di|per|sebagai|"
    r"potensi|angkatan|penduduk)\b)",
    _I,
)
_MEMBERS = re.compile(
    r"\b(?:peserta|terlindungi|terdaftar|tercakup|kepesertaan|dilindungi|aktif)\b", _I
)
_POPULATION_BEFORE = re.compile(
    r"\b(?:jumlah\s+)?penduduk(?:nya)?\b(?!\s+(?:yang\s+)?bekerja)[^.;]{0,25}$", _I
)
_POPULATION_AFTER = re.compile(r"^\s*(?:jiwa\s+)?penduduk\b(?!\s+(?:yang\s+)?bekerja)", _I)
_TOTAL = re.compile(r"\b(?:total|seluruh(?:nya)?|keseluruhan|jumlah(?:nya)?)\b[^.;]{0,45}$", _I)
_PART = re.compile(
    r"\b(?:salah\s+satu|di\s*antaranya|satu\s+(?:perusahaan|debitur|badan\s+usaha|pemberi\s+kerja)"
    r"|terbesar)\b[^.;]{0,60}$",
    _I,
)
_LABOUR_FORCE = re.compile(r"\bangkatan\s+kerja\b", _I)
_EMPLOYED = re.compile(r"\bpenduduk(?:\s+yang)?\s+bekerja\b", _I)
_POTENTIAL = re.compile(r"\b(?:potensi|semesta|universe)\b", _I)


def cue(token: Token, before: str, after: str) -> Cue:
    """The role of a figure by the text before it (back to the figure before) and after it."""
    number = token.number
    if number is None:
        return Cue(None)
    if number.unit is Unit.PERCENT:
        return Cue(_of_percent(before, after))
    if number.unit is Unit.RUPIAH:
        return Cue(_of_amount(before))
    return _of_count(before, after)


_OTHER_PERCENT = re.compile(
    r"\b(?:iuran|upah|gaji|bunga|keringanan|diskon|potongan|denda|pajak|inflasi|anggaran|alokasi"
    r"|dana|pertumbuhan|ekonomi|kemiskinan|miskin)\b",
    _I,
)


def _of_percent(before: str, after: str) -> Role | None:
    if _OTHER_PERCENT.search(before[-40:]) or _OTHER_PERCENT.search(after[:30]):
        return None
    if _OF_TARGET.search(after) or _OF_TARGET_BEFORE.search(before):
        return Role.TARGET_SHARE
    if _TARGET_BEFORE.search(before) or _TARGET_AFTER.search(after):
        return Role.TARGET
    if _GROWTH_BEFORE.search(before) or _FROM_TO.search(after) or re.match(r"\s*poin", after):
        return None
    return Role.PERCENT


def _of_amount(before: str) -> Role:
    if _PART.search(before):
        return Role.PART
    return Role.TOTAL if _TOTAL.search(before) else Role.AMOUNT


def _of_count(before: str, after: str) -> Cue:
    if _CASES.search(after):
        return Cue(Role.CASES, Noun.CASES)
    noun = Noun.FIRMS if _FIRMS.search(after) else Noun.OTHER
    if noun is Noun.OTHER and _PERSONS.search(after):
        noun = Noun.PERSONS
    if _FROM_TO.search(after):
        return Cue(None, noun)
    if _GAP_TARGET_BEFORE.search(before) or _GAP_TARGET_AFTER.search(after):
        return Cue(Role.GAP_TO_TARGET, noun)
    if _UNPROTECTED.search(after[:60]) or _UNPROTECTED.search(before[-60:]):
        return Cue(Role.UNPROTECTED, noun)
    is_population = _POPULATION_BEFORE.search(before) or _POPULATION_AFTER.search(after)
    if _FROM.search(before) and not _GROWTH_BEFORE.search(before):
        if noun is Noun.OTHER and not (_NO_NOUN.match(after) or _UNIVERSE.search(before)):
            return Cue(None)  # of offices, villages, days: no share of persons
        kind = Denominator.POPULATION if is_population else _kind(before + " " + after[:40])
        return Cue(Role.DENOMINATOR, noun, kind)
    if _GAP.search(before):
        return Cue(Role.GAP, noun)
    if _UNIVERSE.search(before) or _LABOUR_FORCE.match(after.lstrip()):
        return Cue(Role.DENOMINATOR, Noun.PERSONS, _kind(before + " " + after[:40]))
    if is_population:
        return Cue(Role.POPULATION, Noun.PERSONS)
    if re.match(r"[^.;]{0,60}\bdari\s", after):
        return Cue(Role.NUMERATOR, noun, of_next=True)
    if noun is Noun.FIRMS:
        return Cue(Role.FIRMS, noun)
    if _MEMBERS.search(before[-50:]) or _MEMBERS.search(after[:40]):
        return Cue(Role.NUMERATOR, Noun.PERSONS)
    return Cue(None, noun)


def _kind(words: str) -> Denominator | None:
    if _LABOUR_FORCE.search(words):
        return Denominator.LABOUR_FORCE
    if _EMPLOYED.search(words):
        return Denominator.EMPLOYED_PERSONS
    return Denominator.ELIGIBLE_UNIVERSE if _POTENTIAL.search(words) else None
