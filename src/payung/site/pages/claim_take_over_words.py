"""What a take-over's steps and reasons are called on its pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.claims.models import TakeOverStep

_Kind = TakeOverStep.Kind
STEPS: dict[str, Promise] = {
    _Kind.ASKED: gettext_lazy("Berkas diunggah"),
    _Kind.CHECKED: gettext_lazy("Diperiksa, belum ada yang dicatat"),
    _Kind.CONFIRMED: gettext_lazy("Disetujui untuk diambil alih"),
    _Kind.TAKEN: gettext_lazy("Dicatat"),
}
#: How a file stands whose work was cut off, and how its going on is called.
STOPPED = (gettext_lazy("Terhenti"), "bad")
_WENT_ON = gettext_lazy("Dilanjutkan sesudah terhenti")
_REASONS: dict[str, Promise] = {
    "settled_row_unfit": gettext_lazy("Isi kolom tidak sesuai"),
    "settled_amount_differs": gettext_lazy("Jumlah dibayar berbeda dengan hukum"),
    "settled_amount_unlikely": gettext_lazy("Jumlah tidak masuk akal"),
    "settled_number_twice": gettext_lazy("Nomor klaim dipakai dua kali dalam berkas"),
    "settled_death_differs": gettext_lazy("Kematian sudah tercatat pada tanggal lain"),
    "settled_claim_exists": gettext_lazy("Klaim yang sama sudah tercatat"),
    "settled_member_unknown": gettext_lazy("KPJ tidak terdaftar pada kantor ini"),
    "settled_member_missing": gettext_lazy("KPJ dan NIK kosong"),
    "settled_region_unknown": gettext_lazy("Kode wilayah tidak dikenal"),
    "settled_person_incomplete": gettext_lazy("Data mantan peserta belum lengkap"),
    "settled_person_differs": gettext_lazy("Nama atau tanggal lahir berbeda dengan registri"),
    "settled_heirs_missing": gettext_lazy("Ahli waris belum diisi"),
    "settled_name_twice": gettext_lazy("Nama disebut dua kali"),
    "settled_name_long": gettext_lazy("Nama terlalu panjang"),
    "law_gives_nothing": gettext_lazy("Menurut hukum tidak ada yang dibayar"),
    "field_unknown": gettext_lazy("Fakta lain tidak dikenal"),
}
#: Codes whose words become exact by naming the column.
_WITH_COLUMN = ("settled_row_unfit",)


@dataclass(frozen=True)
class ReasonWords:
    """Why rows were refused: the key of the filter, the words, how many rows."""

    key: str
    words: str
    count: int


def state_words(last: TakeOverStep) -> tuple[str, str]:
    """Where a file stands after its newest step: the word and its look."""
    if last.kind == _Kind.ASKED:
        return _("Sedang diperiksa"), "warn"
    if last.kind == _Kind.CONFIRMED:
        return _("Sedang diambil alih"), "warn"
    if last.kind == _Kind.TAKEN and not last.refused:
        return _("Diambil alih"), "good"
    if last.kind == _Kind.TAKEN:
        return _("Sebagian diambil alih"), "warn"
    if last.fresh:
        return _("Menunggu Anda"), "warn"
    return (_("Perlu diperbaiki"), "bad") if last.refused else (_("Sudah tercatat"), "quiet")


def history(steps: list[TakeOverStep]) -> list[tuple[TakeOverStep, Promise]]:
    """What was done, the last first; what is asked twice in a row stopped in between."""
    before = [None, *(step.kind for step in steps)]
    told = [
        (step, _WENT_ON if step.kind == earlier else STEPS[step.kind])
        for step, earlier in zip(steps, before, strict=False)
    ]
    return told[::-1]


def reason_words(reasons: list[list[object]]) -> list[ReasonWords]:
    """The reasons of a step as its page tells them, the most frequent first."""
    return [
        ReasonWords(
            f"{code}:{column}" if column else str(code),
            _words(str(code), str(column)),
            int(str(count)),
        )
        for code, column, count in reasons
    ]


def _words(code: str, column: str) -> str:
    known = _REASONS.get(code)
    if known is None:
        known = gettext_lazy("Fakta tidak diterima hukum")
    if column and (code in _WITH_COLUMN or code not in _REASONS):
        return _("%(reason)s: %(column)s") % {"reason": known, "column": column}
    return str(known)
